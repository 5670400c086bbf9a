"""Starts an ordinary process and ends it with `terminate`, instead of making it a daemon."""

# fails: test_process_is_a_daemon

import multiprocessing
import time


def daemon() -> None:
    """Print "Start", sleep 5 seconds, print "Exit"."""
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait: bool = False) -> None:
    """Start the daemon and end 3 seconds later; with `wait`, not before the daemon has ended."""
    process = multiprocessing.Process(target=daemon, name="daemon")
    process.start()
    time.sleep(3)
    if not wait:
        process.terminate()
    process.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
