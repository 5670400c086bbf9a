# fault: a capital letter in 'Event is set': only the text is wrong
# loses: test_main_runs_both, test_waits_until_the_event_is_set, test_blocks_without_polling, test_all_are_woken, test_event_was_set_before
# says: at that moment\. The times are right, but not the lines
import multiprocessing
import time


def wait_for_event(event):
    print("waiting")
    event.wait()
    print("Event is set")


def wait_for_event_timeout(event, timeout):
    event.wait(timeout)
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
