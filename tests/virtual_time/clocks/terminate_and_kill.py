"""Processes that are ended from outside, softly, in vain, and for good."""

import multiprocessing
import signal
import sys
import time


def sleep(begun):
    begun.set()
    time.sleep(1000)


def tidy(begun):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(9))
    sleep(begun)


def stubborn(begun):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sleep(begun)


if __name__ == "__main__":
    for target in (sleep, tidy, stubborn):
        begun = multiprocessing.Event()
        process = multiprocessing.Process(target=target, args=(begun,), name=target.__name__)
        process.start()
        begun.wait()
        process.join(0.05)
        print(process.name, process.is_alive())
        process.terminate()
        process.join(30 if target is not stubborn else 0.1)
        print(process.name, process.exitcode)
        process.kill()
        process.join()
        print(process.name, process.exitcode)
