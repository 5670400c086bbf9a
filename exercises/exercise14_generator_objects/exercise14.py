"""Exercise 14: generators as values, which other generators hand out.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""


def return_one_to_ten():
    """A generator: yield 0, 1, ... up to 9. (The name lies, as names sometimes do.)"""
    raise NotImplementedError


def get_coroutine():
    """A generator: yield one thing, the generator object that return_one_to_ten() gives."""
    raise NotImplementedError


def flatten(outer):
    """Yield every value of every generator that outer yields, one by one.

    outer: a generator of generators. Nothing is taken from it, or from an inner one, before it is
    needed for the value that is asked for.
    """
    raise NotImplementedError


def main():
    """Print the four lines that README.md shows."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
