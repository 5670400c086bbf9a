"""A StopIteration that leaves a generator, and becomes a RuntimeError outside of it."""


def first_of(numbers):
    yield next(numbers)


print(*first_of(iter([])))
