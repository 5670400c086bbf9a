"""Exercise 10: let processes share objects that a manager keeps.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing


def worker(v, a, l, d):
    """Print what is there; then set v to 50, multiply a and l by 10, and set d["key"].

    v: a manager's Value that holds a whole number.
    a: a manager's Array of whole numbers, of any length.
    l: a manager's list of whole numbers, of any length.
    d: a manager's dict; its "key" becomes "python3".
    """
    raise NotImplementedError


def record(d, key, item):
    """Append the item to the list d[key], so that every process sees it there.

    d: a manager's dict. Under the key it holds a plain list, or a list of the manager's, or
        nothing yet: then a new list with the item is put there.
    """
    raise NotImplementedError


def main():
    """Build the four objects through a Manager, run `worker` in a process, print the result."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
