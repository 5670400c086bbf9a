"""Takes the number 0 for no number at all."""

# fails: test_averager_yields_the_running_mean

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
            if not number:
                continue
            total += number
            count += 1


def main() -> None:
    """Start the coroutine, advance it once without a message, then send it two."""
    greeter = coroutine()
    next(greeter)
    next(greeter)
    greeter.send("Test")
    greeter.send("Coroutine")


if __name__ == "__main__":
    main()
