"""The main process joins a child that joins a grandchild that sleeps."""

import multiprocessing
import time


def grandchild():
    time.sleep(5)
    print("grandchild")


def child():
    process = multiprocessing.Process(target=grandchild)
    process.start()
    process.join()
    print("child")


if __name__ == "__main__":
    process = multiprocessing.Process(target=child)
    process.start()
    process.join()
    print("main")
