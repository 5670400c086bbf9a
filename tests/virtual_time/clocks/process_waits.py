"""Waits of processes with a limit, that expire and that don't."""

import multiprocessing
import queue
import threading
import time


def after(action, *arguments):
    time.sleep(0.05)
    action(*arguments)


def later(action, *arguments):
    multiprocessing.Process(target=after, args=(action, *arguments)).start()


if __name__ == "__main__":
    lock = multiprocessing.Semaphore(0)
    print("semaphore", lock.acquire(timeout=0.05))
    later(lock.release)
    print("semaphore", lock.acquire(timeout=30))

    event = multiprocessing.Event()
    print("event", event.wait(0.05))
    later(event.set)
    print("event", event.wait(30))

    shelf = multiprocessing.Queue()
    try:
        shelf.get(timeout=0.05)
    except queue.Empty:
        print("empty")
    later(shelf.put, "something")
    print(shelf.get(timeout=30))

    full = multiprocessing.Queue(1)
    full.put(1)
    try:
        full.put(2, timeout=0.05)
    except queue.Full:
        print("full")

    barrier = multiprocessing.Barrier(2)
    try:
        barrier.wait(0.05)
    except threading.BrokenBarrierError:
        print("broken")
    barrier.reset()
    later(barrier.wait)
    print("barrier", barrier.wait(30) in (0, 1))

    event.clear()
    process = multiprocessing.Process(target=event.wait)
    process.start()
    process.join(0.05)
    print("alive", process.is_alive(), process.exitcode)
    later(event.set)
    process.join(30)
    print("alive", process.is_alive(), process.exitcode)
