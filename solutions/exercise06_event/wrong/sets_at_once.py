"""Sets the event at once and sleeps afterwards."""

# fails: test_main_runs_both

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
    event.set()
    time.sleep(3)
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
