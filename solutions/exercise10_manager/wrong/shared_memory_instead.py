"""Builds Value and Array in shared memory, not through the manager."""

# fails: test_main_waits_for_whatever_is_written

import multiprocessing
from multiprocessing.managers import ArrayProxy, DictProxy, ListProxy, ValueProxy


def worker(v: ValueProxy, a: ArrayProxy, l: ListProxy, d: DictProxy) -> None:  # noqa: E741 - the brief's names
    """Print what the managed objects hold, then change each of them in place."""
    print(f"worker sees {v.value}, {list(a[:])}, {l[:]}, {dict(d)}")
    v.value = 50
    for numbers in (a, l):
        for index, number in enumerate(numbers[:]):
            numbers[index] = number * 10
    d["key"] = "python3"


def record(d: DictProxy, key: str, item: object) -> None:
    """Append `item` to the list that `d` holds under `key`; the manager gets to know of it.

    What comes out of `d` is a copy, so the changed list is assigned back. A managed list comes out
    as a proxy: the item is in the list that everyone shares as soon as `append` returns.
    """
    items = d.setdefault(key, [])
    items.append(item)
    d[key] = items


def main() -> None:
    """Let a process change the objects of a manager, and print what they hold."""
    with multiprocessing.Manager() as manager:
        v = multiprocessing.Value("i", 5)
        a = multiprocessing.Array("i", range(10))
        l = manager.list(range(10))  # noqa: E741 - the brief's name
        d = manager.dict({"key": "python"})
        process = multiprocessing.Process(target=worker, args=(v, a, l, d))
        process.start()
        process.join()
        print(f"main sees {v.value}, {list(a[:])}, {l[:]}, {dict(d)}")


if __name__ == "__main__":
    main()
