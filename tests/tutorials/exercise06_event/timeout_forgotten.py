# fault: wait is not given the timeout
# loses: test_main_runs_both, test_timeout_passes, test_event_is_set_in_time, test_spawned_children_import_the_file_quietly
# says: timeout is over\. Fewer lines came than should
import multiprocessing
import time


def wait_for_event(event):
    print("waiting")
    event.wait()
    print("event is set")


def wait_for_event_timeout(event, timeout):
    event.wait()
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
