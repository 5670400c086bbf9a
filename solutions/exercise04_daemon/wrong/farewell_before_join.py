"""Prints the last line first and then waits for the daemon."""

# fails: test_main_waits_if_asked_to

import multiprocessing
import time


def daemon() -> None:
    """Print "Start", sleep 5 seconds, print "Exit"."""
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait: bool = False) -> None:
    """Start the daemon and end 3 seconds later; with `wait`, not before the daemon has ended."""
    process = multiprocessing.Process(target=daemon, name="daemon", daemon=True)
    process.start()
    time.sleep(3)
    print("Main process terminated")
    if wait:
        process.join()


if __name__ == "__main__":
    main()
