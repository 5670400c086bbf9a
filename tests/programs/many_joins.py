"""Starts and joins one process after another."""

import multiprocessing
import time


def work():
    time.sleep(1)


if __name__ == "__main__":
    for _ in range(150):
        process = multiprocessing.Process(target=work)
        process.start()
        process.join()
    print("all joined")
