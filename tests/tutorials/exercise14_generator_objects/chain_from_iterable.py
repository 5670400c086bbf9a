# fault: none: chain.from_iterable takes each inner generator, and each value, when it is asked
# loses:
# says:
from itertools import chain


def return_one_to_ten():
    yield from range(10)


def get_coroutine():
    generator = return_one_to_ten()
    yield generator


def flatten(outer):
    return chain.from_iterable(outer)


def main():
    print("values:", *return_one_to_ten())
    inner, = get_coroutine()
    print("get_coroutine yields a", type(inner).__name__)
    print("values in it:", *list(inner))
    print("flattened:", *flatten(get_coroutine()))


if __name__ == "__main__":
    main()
