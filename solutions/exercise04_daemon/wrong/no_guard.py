"""Calls `main` on import, so that a spawned child would start it all again."""

# fails: test_spawned_children_import_the_file_quietly

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
    if wait:
        process.join()
    print("Main process terminated")


main()
