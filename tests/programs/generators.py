"""Resumes a generator in the main process, and one that delegates in a child."""

import multiprocessing
import sys


def repeat():
    message = None
    while True:
        message = yield message


def count():
    yield from range(3)


def delegate():
    yield from count()


def work():
    for number in delegate():
        print(number)


def many():
    return sum(count_to(1_000))


def count_to(end):
    while end:
        end -= 1
        yield end


def main():
    made = repeat()
    next(made)
    print(made.send("hello"))
    made.close()
    process = multiprocessing.Process(target=work, name="worker")
    process.start()
    process.join()


if __name__ == "__main__":
    sys.exit(main())
