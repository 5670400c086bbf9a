"""Takes the first value when it is called, before anybody asks for one."""

# fails: test_nothing_starts_early, test_result_is_kept

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
    first = next(sub, None)

    def rest() -> Generator[Any, Any, Any]:
        value = first
        while True:
            try:
                sent = yield value
            except GeneratorExit:
                sub.close()
                raise
            except Exception as error:  # noqa: BLE001
                value = sub.throw(error)
                continue
            try:
                value = sub.send(sent)
            except StopIteration as end:
                results.append(end.value)
                return end.value

    return rest()


def main() -> None:
    """Print the values of `get_coroutine`."""
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
