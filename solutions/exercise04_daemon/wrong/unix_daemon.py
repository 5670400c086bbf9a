"""Daemonises with os.fork, as Unix services do: such a process outlives the program."""

# fails: test_daemon_is_cut_off, test_process_is_a_daemon, test_main_waits_if_asked_to, test_any_daemon, test_process_has_its_name, test_nothing_is_left

import os
import time


def daemon() -> None:
    """Print "Start", sleep 5 seconds, print "Exit"."""
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait: bool = False) -> None:
    """Start the daemon and end 3 seconds later; with `wait`, not before the daemon has ended."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        daemon()
        os._exit(0)
    time.sleep(3)
    if wait:
        os.waitpid(pid, 0)
    print("Main process terminated")


if __name__ == "__main__":
    main()
