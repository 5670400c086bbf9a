"""Maps a function inside a function, which can't be sent to a worker."""

# fails: test_results_keep_the_order_of_the_items, test_all_workers_are_used, test_workers_work_at_the_same_time, test_exception_is_passed_on, test_no_process_is_left_behind

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
    def call(item: Any) -> Any:
        return func(item)

    with multiprocessing.Pool(processes) as pool:
        return pool.map(call, items)


def main() -> None:
    """Map `worker` over ten numbers in four processes, each of which introduces itself."""
    pool = multiprocessing.Pool(4, initializer=print_initial_message)
    results = pool.map(worker, range(10))
    pool.close()
    pool.join()
    print("Result :", results)


if __name__ == "__main__":
    main()
