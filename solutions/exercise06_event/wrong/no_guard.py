"""Calls `main` on import, so that a spawned child would start it all again."""

# fails: test_spawned_children_import_the_file_quietly

import multiprocessing
import time
from multiprocessing.synchronize import Event


def wait_for_event(event: Event) -> None:
    """Print "waiting", block until the event is set, print "event is set"."""
    print("waiting")
    event.wait()
    print("event is set")


def wait_for_event_timeout(event: Event, timeout: float) -> None:
    """Wait until the event is set, at most `timeout` seconds, and print whether it is."""
    print(f"event is set: {event.wait(timeout)}")


def main() -> None:
    """Run both, each in a process of its own, and set the event after 3 seconds."""
    event = multiprocessing.Event()
    processes = [
        multiprocessing.Process(target=wait_for_event, args=(event,)),
        multiprocessing.Process(target=wait_for_event_timeout, args=(event, 2)),
    ]
    for process in processes:
        process.start()
    time.sleep(3)
    event.set()
    for process in processes:
        process.join()


main()
