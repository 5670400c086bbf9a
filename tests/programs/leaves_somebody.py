"""Ends while a child goes on."""

import multiprocessing
import os
import time


def linger():
    time.sleep(10_000)


if __name__ == "__main__":
    multiprocessing.Process(target=linger, name="lingerer").start()
    os._exit(0)
