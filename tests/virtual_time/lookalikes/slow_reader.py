"""A writer fills a pipe, and waits again and again until a slow reader has taken something."""

import multiprocessing
import time


def read_slowly(receiving):
    for _ in range(8):
        time.sleep(1)
        print(len(receiving.recv()))


if __name__ == "__main__":
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=read_slowly, args=(receiving,))
    process.start()
    for _ in range(8):
        sending.send(b"x" * 100_000)
    process.join()
