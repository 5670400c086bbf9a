"""Keeps its pools in a global dict to use them again, so that the workers stay alive."""

# fails: test_no_process_is_left_behind

import multiprocessing
from collections.abc import Callable, Iterable
from typing import Any


POOLS: dict[int, Any] = {}


def print_initial_message() -> None:
    """Say which process this is; each worker of the pool does so once, before its first task."""
    print("Start process:", multiprocessing.current_process().name)


def worker(data: int) -> int:
    """Return twice the input."""
    return data * 2


def parallel_map(func: Callable[[Any], Any], items: Iterable[Any], processes: int) -> list[Any]:
    """Return func(item) for each item, in the order of the items, worked out by a pool."""
    if processes not in POOLS:
        POOLS[processes] = multiprocessing.Pool(processes)
    return POOLS[processes].map(func, items)


def main() -> None:
    """Map `worker` over ten numbers in four processes, each of which introduces itself."""
    pool = multiprocessing.Pool(4, initializer=print_initial_message)
    results = pool.map(worker, range(10))
    pool.close()
    pool.join()
    print("Result :", results)


if __name__ == "__main__":
    main()
