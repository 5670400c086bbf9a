"""Calls `main` on import, so that a spawned child would start it all again."""

# fails: test_spawned_children_share_the_memory

import multiprocessing
from multiprocessing.sharedctypes import Synchronized, SynchronizedArray


def worker(num: Synchronized, num_list: SynchronizedArray) -> None:
    """Print what is in shared memory, then change the number and each element in place."""
    print(f"worker sees {num.value} and {num_list[:]}")
    num.value = 50
    for index, number in enumerate(num_list):
        num_list[index] = number * 10


def add_many(counter: Synchronized, times: int) -> None:
    """Add 1 to the counter so many times; others may do so at the same time."""
    for _time in range(times):
        with counter.get_lock():
            counter.value += 1


def count_together(workers: int, times: int) -> int:
    """Have so many processes add to one counter at the same time, and return the total."""
    counter = multiprocessing.Value("i", 0)
    processes = [
        multiprocessing.Process(target=add_many, args=(counter, times))
        for _worker in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counter.value


def main() -> None:
    """Let a process change a number and an array in shared memory, and print the result."""
    num = multiprocessing.Value("i", 5)
    num_list = multiprocessing.Array("i", range(10))
    process = multiprocessing.Process(target=worker, args=(num, num_list))
    process.start()
    process.join()
    print(f"main sees {num.value} and {num_list[:]}")


main()
