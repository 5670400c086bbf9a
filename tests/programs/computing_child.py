"""A child that computes while its parent waits."""

import multiprocessing
import time


def compute():
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass


if __name__ == "__main__":
    process = multiprocessing.Process(target=compute)
    process.start()
    process.join()
    print("computed")
