"""A worker leaves without giving back the manager's lock, and the next one waits for it."""

import multiprocessing


def worker(lock):
    lock.acquire()  # stuck: late for a managed object


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        lock = manager.Lock()
        for name in ("early", "late"):
            process = multiprocessing.Process(target=worker, args=(lock,), name=name)
            process.start()
            process.join()  # stuck: MainProcess in Process.join for late
