"""The main process joins a child that wants the lock which the main process holds."""

import multiprocessing


def child(lock):
    with lock:  # stuck: child in Lock.acquire for MainProcess
        print("never")


if __name__ == "__main__":
    lock = multiprocessing.Lock()
    process = multiprocessing.Process(target=child, args=(lock,), name="child")
    with lock:
        process.start()
        process.join()  # stuck: MainProcess in Process.join for child
