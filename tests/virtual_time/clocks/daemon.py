"""A daemon that is cut off at the end, and a process that is waited for by itself."""

import multiprocessing
import time


def tick(begun):
    print("tick")
    begun.set()
    time.sleep(1000)
    print("never")


def last():
    time.sleep(0.3)
    print("last")


if __name__ == "__main__":
    begun = multiprocessing.Event()
    multiprocessing.Process(target=tick, args=(begun,), daemon=True).start()
    begun.wait()
    multiprocessing.Process(target=last).start()
    print("main is done")
