"""Processes sleep and use what a manager holds; one waits for the manager's event."""

import multiprocessing
import time


def write(shared, event):
    time.sleep(2)
    shared["answer"] = 42
    event.set()


def read(shared, event):
    event.wait()
    print(shared["answer"])


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        shared, event = manager.dict(), manager.Event()
        processes = [
            multiprocessing.Process(target=function, args=(shared, event))
            for function in (read, write)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
