"""Uses a daemonic thread: the word is the same, but no process is started."""

# fails: test_daemon_is_cut_off, test_process_is_a_daemon, test_main_waits_if_asked_to, test_any_daemon, test_process_has_its_name, test_nothing_is_left, test_spawned_children_import_the_file_quietly

import threading
import time


def daemon() -> None:
    """Print "Start", sleep 5 seconds, print "Exit"."""
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait: bool = False) -> None:
    """Start the daemon and end 3 seconds later; with `wait`, not before the daemon has ended."""
    process = threading.Thread(target=daemon, name="daemon", daemon=True)
    process.start()
    time.sleep(3)
    if wait:
        process.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
