"""Hands out coroutines that are primed already, so that the first `next` delivers a message."""

# fails: test_main_holds_the_conversation, test_calling_and_priming_print_nothing

from collections.abc import Callable, Generator
from functools import wraps


def primed(function: Callable[[], Generator]) -> Callable[[], Generator]:
    """Make `function` advance its generator to the first yield."""

    @wraps(function)
    def start() -> Generator:
        generator = function()
        next(generator)
        return generator

    return start


@primed
def coroutine() -> Generator[None, object, None]:
    """Print each message that is sent in, forever."""
    while True:
        message = yield
        print("Hello, your input message is", message)


def averager() -> Generator[float | None, float, None]:
    """Yield the mean of the numbers sent so far; start afresh when a ValueError is thrown in."""
    total, count = 0.0, 0
    while True:
        try:
            number = yield total / count if count else None
        except ValueError:
            total, count = 0.0, 0
        else:
            total += number
            count += 1


def main() -> None:
    """Start the coroutine, advance it once without a message, then send it two."""
    greeter = coroutine()
    next(greeter)
    greeter.send("Test")
    greeter.send("Coroutine")


if __name__ == "__main__":
    main()
