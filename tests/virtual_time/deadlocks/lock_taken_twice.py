"""A process takes a lock that it holds already."""

import multiprocessing


def inner(lock):
    with lock:  # stuck: worker in Lock.acquire for worker
        print("never")


def worker(lock):
    with lock:
        inner(lock)


if __name__ == "__main__":
    lock = multiprocessing.Lock()
    process = multiprocessing.Process(target=worker, args=(lock,), name="worker")
    process.start()
    process.join()  # stuck: MainProcess in Process.join for worker
