# fault: event.is_set without brackets is the method itself, which is always true
# loses: test_main_runs_both, test_waits_until_the_event_is_set, test_blocks_without_polling, test_timeout_passes, test_event_is_set_in_time
# says: event\.is_set without brackets asks nothing
import multiprocessing
import time


def wait_for_event(event):
    print("waiting")
    while not event.is_set:
        event.wait()
    print("event is set")


def wait_for_event_timeout(event, timeout):
    event.wait(timeout)
    if event.is_set:
        print("event is set: True")
    else:
        print("event is set: False")


def main():
    event = multiprocessing.Event()
    p1 = multiprocessing.Process(target=wait_for_event, args=(event,))
    p2 = multiprocessing.Process(target=wait_for_event_timeout, args=(event, 2))
    p1.start()
    p2.start()
    time.sleep(3)
    event.set()
    p1.join()
    p2.join()


if __name__ == "__main__":
    main()
