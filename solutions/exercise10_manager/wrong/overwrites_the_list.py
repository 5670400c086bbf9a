"""Assigns a list of the new item alone, and so forgets the earlier ones."""

# fails: test_parent_sees_what_was_recorded, test_record_begins_a_list, test_writers_keep_out_of_each_others_way, test_writers_share_one_managed_list

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
    d[key] = [item]


def main() -> None:
    """Let a process change the objects of a manager, and print what they hold."""
    with multiprocessing.Manager() as manager:
        v = manager.Value("i", 5)
        a = manager.Array("i", range(10))
        l = manager.list(range(10))  # noqa: E741 - the brief's name
        d = manager.dict({"key": "python"})
        process = multiprocessing.Process(target=worker, args=(v, a, l, d))
        process.start()
        process.join()
        print(f"main sees {v.value}, {list(a[:])}, {l[:]}, {dict(d)}")


if __name__ == "__main__":
    main()
