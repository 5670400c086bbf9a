"""Starts the process without a name."""

# fails: test_process_has_its_name

import multiprocessing
import time


def daemon() -> None:
    """Print "Start", sleep 5 seconds, print "Exit"."""
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait: bool = False) -> None:
    """Start the daemon and end 3 seconds later; with `wait`, not before the daemon has ended."""
    process = multiprocessing.Process(target=daemon, daemon=True)
    process.start()
    time.sleep(3)
    if wait:
        process.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
