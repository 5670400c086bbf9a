# fault: the name of the timeout is misspelt
# loses: test_main_runs_both, test_timeout_passes, test_event_is_set_in_time, test_event_was_set_before, test_spawned_children_import_the_file_quietly
# says: timeout is over\. Fewer lines came than should\. The process .+ NameError: name 'timout'
import multiprocessing
import time


def wait_for_event(event):
    print("waiting")
    event.wait()
    print("event is set")


def wait_for_event_timeout(event, timeout):
    event.wait(timout)
    print(f"event is set: {event.is_set()}")


def main():
    event = multiprocessing.Event()
    a = multiprocessing.Process(target=wait_for_event, args=(event,))
    b = multiprocessing.Process(target=wait_for_event_timeout, args=(event, 2))
    a.start()
    b.start()
    b.join()
    time.sleep(1)
    event.set()
    a.join()


if __name__ == "__main__":
    main()
