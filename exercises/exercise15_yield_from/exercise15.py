"""Exercise 15: generators that let another generator speak for them.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""


def return_one_to_ten():
    """A generator: yield 0, 1, ... up to 9, as in exercise 14."""
    raise NotImplementedError


def get_coroutine():
    """A generator that delegates to return_one_to_ten(): its values come out directly."""
    raise NotImplementedError


def delegate(sub, results):
    """A generator that delegates to the generator sub.

    Whatever sub yields comes out, and whatever is sent, thrown in or closed from outside reaches
    sub. When sub returns, its return value is appended to the list results, and returned.
    """
    raise NotImplementedError


def main():
    """Print "values:" and the values of get_coroutine(), in one line."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
