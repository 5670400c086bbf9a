"""Prints the expected text and starts no process."""

# fails: test_main_runs_both, test_spawned_children_import_the_file_quietly, test_waits_until_the_event_is_set, test_blocks_without_polling, test_timeout_passes, test_event_is_set_in_time, test_event_was_set_before, test_all_are_woken

import time


def wait_for_event(event: object) -> None:
    """Print "waiting", block until the event is set, print "event is set"."""
    print("waiting")


def wait_for_event_timeout(event: object, timeout: float) -> None:
    """Wait until the event is set, at most `timeout` seconds, and print whether it is."""
    print("event is set: False")


def main() -> None:
    """Run both, each in a process of its own, and set the event after 3 seconds."""
    print("waiting")
    time.sleep(2)
    print("event is set: False")
    time.sleep(1)
    print("event is set")


if __name__ == "__main__":
    main()
