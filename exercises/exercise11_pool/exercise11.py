"""Exercise 11: let a pool of worker processes share the work.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing


def print_initial_message():
    """Print "Start process: <name>", the name of the process in which this runs."""
    raise NotImplementedError


def worker(data):
    """Return twice the input."""
    raise NotImplementedError


def parallel_map(func, items, processes):
    """Work out func(item) for each item in a pool of worker processes, several at a time.

    func: a function of one argument that a worker process can import.
    items: a list.
    processes: how many worker processes share the work.
    Returns the list of the results, in the order of the items. When func raises an exception in a
    worker, parallel_map raises it, too. No worker is still alive when it returns or raises.
    """
    raise NotImplementedError


def main():
    """Let four workers, started with print_initial_message, map `worker` over range(10).

    Print "Result : <the list of results>" at the end.
    """
    raise NotImplementedError


if __name__ == "__main__":
    main()
