"""Calls log_to_stderr in the workers alone, so that what was logged before them is lost."""

# fails: test_records_of_every_child_are_seen, test_messages_of_a_worker_are_seen_once, test_level_is_what_main_was_given, test_standard_error_is_silent_at_warning, test_worker_prints_its_count, test_spawned_children_log_and_import_quietly

import logging
import multiprocessing

WORKERS = 5


def worker(count: int) -> None:
    """Print one line on standard output."""
    multiprocessing.log_to_stderr()
    print(f"count: {count}")


def main(level: int = logging.DEBUG) -> None:
    """Send multiprocessing's own logger to standard error at `level`, and run five workers."""
    multiprocessing.get_logger().setLevel(level)
    processes = [
        multiprocessing.Process(target=worker, args=(number,)) for number in range(WORKERS)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
