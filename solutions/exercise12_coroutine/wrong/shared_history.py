"""Keeps the numbers in a list of the class, which all averagers share."""

# fails: test_two_averagers_share_nothing

from collections.abc import Generator


def coroutine() -> Generator[None, object, None]:
    """Print each message that is sent in, forever."""
    while True:
        message = yield
        print("Hello, your input message is", message)


class History:
    """The numbers that an averager was sent."""

    numbers = []


def averager() -> Generator[float | None, float, None]:
    """Yield the mean of the numbers sent so far; start afresh when a ValueError is thrown in."""
    history = History()
    while True:
        try:
            numbers = history.numbers
            number = yield sum(numbers) / len(numbers) if numbers else None
        except ValueError:
            history.numbers.clear()
        else:
            history.numbers.append(number)


def main() -> None:
    """Start the coroutine, advance it once without a message, then send it two."""
    greeter = coroutine()
    next(greeter)
    next(greeter)
    greeter.send("Test")
    greeter.send("Coroutine")


if __name__ == "__main__":
    main()
