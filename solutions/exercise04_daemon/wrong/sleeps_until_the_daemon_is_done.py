"""Sleeps in the main process until the daemon is done, and so always waits."""

# fails: test_daemon_is_cut_off, test_process_is_a_daemon, test_any_daemon

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
    time.sleep(6)
    if wait:
        process.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
