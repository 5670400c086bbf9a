"""Exercise 12: functions that can be sent values while they run.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""


def coroutine():
    """Print "Hello, your input message is <message>" for each message that is sent in, forever."""
    raise NotImplementedError


def averager():
    """Yield the mean of the numbers sent so far, None while there are none.

    When a ValueError is thrown in, forget all numbers and yield None, as at the start.
    """
    raise NotImplementedError


def main():
    """Prime a coroutine, advance it once, then send it "Test" and "Coroutine"."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
