"""Calls `main()` without a guard, so that each spawned child would start processes again."""

# fails: test_spawned_children_import_the_file_quietly

import multiprocessing
import os

WORKERS = 5


def worker(count: int) -> None:
    """Print which process runs this with which argument, and its process ids."""
    name = multiprocessing.current_process().name
    print(f"name: {name}, argument : {count}")
    print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main() -> None:
    """Run `worker` in five processes at the same time, and wait for them."""
    processes = [
        multiprocessing.Process(target=worker, name=f"process {number}", args=(number,))
        for number in range(WORKERS)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


main()
