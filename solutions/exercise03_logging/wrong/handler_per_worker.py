"""Calls log_to_stderr in each worker, too: records come twice."""

# fails: test_records_of_every_child_are_seen, test_level_is_what_main_was_given, test_worker_prints_its_count, test_spawned_children_log_and_import_quietly

import logging
import multiprocessing

WORKERS = 5


def worker(count: int) -> None:
    """Print one line on standard output."""
    multiprocessing.log_to_stderr()
    print(f"count: {count}")


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
