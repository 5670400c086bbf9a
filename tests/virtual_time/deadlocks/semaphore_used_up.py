"""Two seats are taken and never given back, and a third guest comes."""

import multiprocessing


def guest(seats):
    seats.acquire()  # stuck: third in Semaphore.acquire


if __name__ == "__main__":
    seats = multiprocessing.Semaphore(2)
    for name in ("first", "second", "third"):
        process = multiprocessing.Process(target=guest, args=(seats,), name=name)
        process.start()
        process.join()  # stuck: MainProcess in Process.join for third
