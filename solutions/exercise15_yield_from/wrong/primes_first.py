"""Advances the inner generator before it delegates, and so loses its first value."""

# fails: test_nothing_starts_early, test_values_pass, test_send_passes, test_throw_passes, test_result_is_kept

from collections.abc import Generator
from typing import Any


def return_one_to_ten() -> Generator[int, None, None]:
    """Yield 0 to 9."""
    yield from range(10)


def get_coroutine() -> Generator[int, None, None]:
    """Delegate to `return_one_to_ten`: its values come out directly."""
    yield from return_one_to_ten()


def delegate(sub: Generator[Any, Any, Any], results: list[Any]) -> Generator[Any, Any, Any]:
    """Delegate to `sub`; what it returns is appended to `results` and returned."""
    next(sub)
    result = yield from sub
    results.append(result)
    return result


def main() -> None:
    """Print the values of `get_coroutine`."""
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
