"""A daemon that is still busy when the program ends."""

import multiprocessing
import time


def forever():
    while True:
        print("tick")
        time.sleep(1)


if __name__ == "__main__":
    multiprocessing.Process(target=forever, name="clockwork", daemon=True).start()
    time.sleep(2.5)
    print("over")
