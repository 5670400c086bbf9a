"""Returns after the first message instead of yielding again."""

# fails: test_main_holds_the_conversation, test_calling_and_priming_print_nothing, test_each_message_is_printed_when_sent, test_coroutine_goes_on_forever

from collections.abc import Generator


def coroutine() -> Generator[None, object, object]:
    """Print each message that is sent in, forever."""
    message = yield
    print("Hello, your input message is", message)
    return message


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
    next(greeter)
    greeter.send("Test")
    greeter.send("Coroutine")


if __name__ == "__main__":
    main()
