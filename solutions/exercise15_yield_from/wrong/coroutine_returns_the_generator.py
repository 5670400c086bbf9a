"""Returns the other generator, so that `get_coroutine` is none itself."""

# fails: test_coroutine_delegates

from collections.abc import Generator
from typing import Any


def return_one_to_ten() -> Generator[int, None, None]:
    """Yield 0 to 9."""
    yield from range(10)


def get_coroutine() -> Generator[int, None, None]:
    """Delegate to `return_one_to_ten`: its values come out directly."""
    return return_one_to_ten()


def delegate(sub: Generator[Any, Any, Any], results: list[Any]) -> Generator[Any, Any, Any]:
    """Delegate to `sub`; what it returns is appended to `results` and returned."""
    result = yield from sub
    results.append(result)
    return result


def main() -> None:
    """Print the values of `get_coroutine`."""
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
