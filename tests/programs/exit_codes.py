"""Children that end in every way there is."""

import multiprocessing
import os
import signal
import sys
import time


def returns():
    pass


def exits():
    sys.exit(3)


def raises():
    raise ValueError("no")


def leaves():
    os._exit(4)


def dies():
    os.kill(os.getpid(), signal.SIGKILL)


def stays():
    time.sleep(100)


if __name__ == "__main__":
    jobs = (returns, exits, raises, leaves, dies, stays)
    processes = [multiprocessing.Process(target=job, name=job.__name__) for job in jobs]
    for process in processes:
        process.start()
    time.sleep(1)
    processes[-1].terminate()
    for process in processes:
        process.join()
        print(process.name, process.exitcode)
