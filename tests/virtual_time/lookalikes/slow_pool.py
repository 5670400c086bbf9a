"""A pool takes its time: six tasks of a second each, two at a time."""

import multiprocessing
import time


def square(number):
    time.sleep(1)
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, range(6), chunksize=1))
