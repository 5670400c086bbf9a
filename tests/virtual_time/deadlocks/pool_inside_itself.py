"""A worker hands work to its own pool, of which a fork has copied all but the threads."""

import multiprocessing


def half(number):
    return number // 2


def quarter(number):
    return pool.apply(half, (half(number),))  # stuck: *PoolWorker-2 in Pool.apply


if __name__ == "__main__":
    pool = multiprocessing.Pool(1, maxtasksperchild=1)
    print(pool.apply(half, (8,)))
    print(pool.apply(quarter, (8,)))  # stuck: MainProcess in Pool.apply
