"""Processes that have processes, three deep."""

import multiprocessing
import sys
import time


def descend(depth):
    if depth:
        process = multiprocessing.Process(target=descend, args=(depth - 1,), name=f"level {depth}")
        process.start()
        time.sleep(0.02)
        process.join()
        print(process.name, "ended with", process.exitcode)
    time.sleep(0.05)
    print("depth", depth)
    sys.exit(depth)


if __name__ == "__main__":
    descend(3)
