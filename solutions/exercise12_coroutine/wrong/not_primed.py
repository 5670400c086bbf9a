"""Sends a message to a coroutine that has not been advanced to its first yield."""

# fails: test_main_holds_the_conversation

from collections.abc import Generator


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
    greeter.send("Test")
    greeter.send("Coroutine")


if __name__ == "__main__":
    main()
