"""Ends the daemon at the end of `main`, which is left to Python."""

# fails: test_process_is_a_daemon

import multiprocessing
import time


def daemon() -> None:
    """Print "Start", sleep 5 seconds, print "Exit"."""
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait: bool = False) -> None:  # noqa: FBT001, FBT002 - the brief's signature
    """Start the daemon and end 3 seconds later; with `wait`, not before the daemon has ended."""
    process = multiprocessing.Process(target=daemon, name="daemon", daemon=True)
    process.start()
    time.sleep(3)
    if wait:
        process.join()
    process.terminate()
    print("Main process terminated")


if __name__ == "__main__":
    main()
