"""The main process waits for a child that computes."""

import multiprocessing
import time


def compute():
    begin = time.process_time()
    while time.process_time() - begin < 0.3:
        pass
    print("computed")


if __name__ == "__main__":
    process = multiprocessing.Process(target=compute)
    process.start()
    process.join()
    print("joined")
