"""Has another default level than the contract."""

# fails: test_records_of_every_child_are_seen

import logging
import multiprocessing

WORKERS = 5


def worker(count: int) -> None:
    """Print one line on standard output."""
    print(f"count: {count}")


def main(level: int = logging.INFO) -> None:
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
