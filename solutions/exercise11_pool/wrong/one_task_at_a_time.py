"""Uses `apply`, which waits for each result before it hands out the next item."""

# fails: test_workers_work_at_the_same_time

import multiprocessing
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
    with multiprocessing.Pool(processes) as pool:
        return [pool.apply(func, (item,)) for item in items]


def main() -> None:
    """Map `worker` over ten numbers in four processes, each of which introduces itself."""
    pool = multiprocessing.Pool(4, initializer=print_initial_message)
    results = pool.map(worker, range(10))
    pool.close()
    pool.join()
    print("Result :", results)


if __name__ == "__main__":
    main()
