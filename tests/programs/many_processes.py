"""Has more processes at once than it may."""

import multiprocessing


def busy():
    while True:
        pass


if __name__ == "__main__":
    for _ in range(12):
        multiprocessing.Process(target=busy).start()
