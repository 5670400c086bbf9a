"""Threads that start processes and wait for them, one after another."""

import multiprocessing
import threading
import time


def work(name, before, after):
    before.wait()
    time.sleep(0.05)
    print(name)
    after.set()


def run(name, before, after):
    process = multiprocessing.Process(target=work, args=(name, before, after))
    process.start()
    process.join()
    ended.append((name, process.exitcode))


ended = []
if __name__ == "__main__":
    events = [multiprocessing.Event() for _ in range(4)]
    threads = [
        threading.Thread(target=run, args=(name, before, after))
        for name, before, after in zip("abc", events, events[1:])
    ]
    for thread in reversed(threads):
        thread.start()
    time.sleep(0.05)
    events[0].set()
    for thread in threads:
        thread.join()
    print(sorted(ended))
