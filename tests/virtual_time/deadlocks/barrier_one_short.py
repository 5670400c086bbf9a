"""A barrier for three, and two come."""

import multiprocessing


def runner(barrier):
    barrier.wait()  # stuck: first in Barrier.wait; second in Barrier.wait


if __name__ == "__main__":
    barrier = multiprocessing.Barrier(3)
    processes = [
        multiprocessing.Process(target=runner, args=(barrier,), name=name)
        for name in ("first", "second")
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()  # stuck: MainProcess in Process.join for first
