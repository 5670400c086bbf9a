"""Uses a pool of threads: all of them work in the one process."""

# fails: test_main_maps_over_four_workers, test_workers_do_the_work, test_every_worker_introduces_itself, test_all_workers_are_used, test_no_process_is_left_behind, test_spawned_workers_import_the_file_quietly

import multiprocessing
import multiprocessing.pool
from collections.abc import Callable, Iterable
from typing import Any


def print_initial_message() -> None:
    """Say which process this is; each worker of the pool does so once, before its first task."""
    print("Start process:", multiprocessing.current_process().name)


def worker(data: int) -> int:
    """Return twice the input."""
    return data * 2


def parallel_map(func: Callable[[Any], Any], items: Iterable[Any], processes: int) -> list[Any]:
    """Return func(item) for each item, in the order of the items, worked out by a pool."""
    with multiprocessing.pool.ThreadPool(processes) as pool:
        return pool.map(func, items)


def main() -> None:
    """Map `worker` over ten numbers in four processes, each of which introduces itself."""
    pool = multiprocessing.pool.ThreadPool(4, initializer=print_initial_message)
    results = pool.map(worker, range(10))
    pool.close()
    pool.join()
    print("Result :", results)


if __name__ == "__main__":
    main()
