"""Takes it for the end that nothing has come for a second."""

# fails: test_large_items

import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.queues import Queue
from queue import Empty
from typing import Any


def set_data(q: Queue) -> None:
    """Put a greeting into the queue."""
    greeting = "Hello world"
    q.put(greeting)
    print(f"[{multiprocessing.current_process().name}] set queue data : {greeting}")


def get_data(q: Queue) -> None:
    """After a second, get an item from the queue."""
    time.sleep(1)
    item = q.get()
    print(f"[{multiprocessing.current_process().name}] get queue data : {item}")


def produce(share: Sequence[Any], tasks: Queue) -> None:
    """Put a share of the items into the queue, one by one."""
    for item in share:
        tasks.put(item)


def consume(tasks: Queue, results: Queue) -> None:
    """Hand on item after item, until none comes any more."""
    while True:
        try:
            results.put(tasks.get(timeout=1))
        except Empty:
            return


def collect(producers: int, consumers: int, items: Sequence[Any]) -> list[Any]:
    """Move every item from a producer through a consumer, and return them sorted."""
    tasks: Queue = multiprocessing.Queue()
    results: Queue = multiprocessing.Queue()
    makers = [
        multiprocessing.Process(
            target=produce, args=(items[n::producers], tasks), name=f"maker {n}"
        )
        for n in range(producers)
    ]
    users = [
        multiprocessing.Process(target=consume, args=(tasks, results), name=f"user {n}")
        for n in range(consumers)
    ]
    for process in makers + users:
        process.start()
    for process in makers:
        process.join()  # the users take out what they put in, so they get to their end
    collected = [results.get() for _ in items]
    for process in users:
        process.join()
    return sorted(collected)


def main() -> None:
    """Let one process put a greeting into a queue and another get it."""
    q: Queue = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=function, args=(q,), name=function.__name__)
        for function in (set_data, get_data)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
