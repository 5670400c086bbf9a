"""Flattens the values, too, where they are lists."""

# fails: test_flatten_yields_every_value

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
            if isinstance(value, list):
                yield from value
            else:
                yield value


def main() -> None:
    """Show the values of `return_one_to_ten`, and what `get_coroutine` yields."""
    print("values:", *return_one_to_ten())
    for inner in get_coroutine():
        print("get_coroutine yields a", type(inner).__name__)
        print("values in it:", *inner)
    print("flattened:", *flatten(get_coroutine()))


if __name__ == "__main__":
    main()
