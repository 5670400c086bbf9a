"""Uses a global bool instead of an event: each process has a copy of its own."""

# fails: test_main_runs_both, test_waits_until_the_event_is_set, test_blocks_without_polling, test_event_is_set_in_time, test_all_are_woken, test_event_was_set_before, test_spawned_children_import_the_file_quietly

import multiprocessing
import time

ready = False


def wait_for_event(event: object) -> None:
    """Print "waiting", block until the event is set, print "event is set"."""
    print("waiting")
    while not ready:
        time.sleep(1)
    print("event is set")


def wait_for_event_timeout(event: object, timeout: float) -> None:
    """Wait until the event is set, at most `timeout` seconds, and print whether it is."""
    time.sleep(timeout)
    print(f"event is set: {ready}")


def main() -> None:
    """Run both, each in a process of its own, and set the event after 3 seconds."""
    global ready
    processes = [
        multiprocessing.Process(target=wait_for_event, args=(ready,)),
        multiprocessing.Process(target=wait_for_event_timeout, args=(ready, 2)),
    ]
    for process in processes:
        process.start()
    time.sleep(3)
    ready = True
    for process in processes:
        process.join(10)
        process.terminate()


if __name__ == "__main__":
    main()
