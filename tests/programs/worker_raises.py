"""An exception in a worker of a pool, which passes it on."""

import multiprocessing


def invert(number):
    return 1 / number


if __name__ == "__main__":
    with multiprocessing.Pool(1) as pool:
        pool.map(invert, [0])
