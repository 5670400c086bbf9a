"""Prints the counts to standard error."""

# fails: test_standard_output_has_the_counts_alone, test_standard_error_is_silent_at_warning, test_worker_prints_its_count, test_spawned_children_log_and_import_quietly

import logging
import multiprocessing
import sys

WORKERS = 5


def worker(count: int) -> None:
    """Print one line on standard output."""
    print(f"count: {count}", file=sys.stderr)


def main(level: int = logging.DEBUG) -> None:
    """Send multiprocessing's own logger to standard error at `level`, and run five workers."""
    multiprocessing.log_to_stderr(level)
    processes = [
        multiprocessing.Process(target=worker, args=(number,)) for number in range(WORKERS)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
