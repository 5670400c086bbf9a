"""A pool at work: in order, out of patience, out of order, with an exception."""

import multiprocessing
import time


def slow(number):
    time.sleep(0.05)
    return number * number


def fail(number):
    raise ValueError(number)


if __name__ == "__main__":
    with multiprocessing.Pool(3) as pool:
        print(pool.map(slow, range(6)))
        print(list(pool.imap(slow, range(4))))
        print(sorted(pool.imap_unordered(slow, range(4))))
        result = pool.apply_async(time.sleep, (0.4,))
        try:
            result.get(timeout=0.01)
        except multiprocessing.TimeoutError:
            print("not yet")
        print(result.get(timeout=30), result.successful())
        try:
            pool.apply(fail, (7,))
        except ValueError as error:
            print("raised", error)
        pool.close()
        pool.join()
