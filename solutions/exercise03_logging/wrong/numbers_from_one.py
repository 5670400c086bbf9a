"""Counts from 1 to 5, not from 0 to 4."""

# fails: test_standard_output_has_the_counts_alone, test_standard_error_is_silent_at_warning, test_spawned_children_log_and_import_quietly

import logging
import multiprocessing

WORKERS = 5


def worker(count: int) -> None:
    """Print one line on standard output."""
    print(f"count: {count}")


def main(level: int = logging.DEBUG) -> None:
    """Send multiprocessing's own logger to standard error at `level`, and run five workers."""
    multiprocessing.log_to_stderr(level)
    processes = [
        multiprocessing.Process(target=worker, args=(number,)) for number in range(1, WORKERS + 1)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
