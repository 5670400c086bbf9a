"""A child raises after a while, and the main process leaves with a code that tells of it."""

import multiprocessing
import sys
import time


def child():
    time.sleep(0.1)
    raise RuntimeError("too bad")


if __name__ == "__main__":
    process = multiprocessing.Process(target=child)
    process.start()
    process.join(30)
    print(process.exitcode)
    sys.exit(process.exitcode + 2)
