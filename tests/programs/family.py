"""A child that has a child."""

import multiprocessing
import sys


def grandchild():
    sys.exit(7)


def child():
    process = multiprocessing.Process(target=grandchild, name="grandchild")
    process.start()
    process.join()
    sys.exit(5)


if __name__ == "__main__":
    process = multiprocessing.Process(target=child, name="child")
    process.start()
    process.join()
