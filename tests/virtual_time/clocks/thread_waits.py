"""Waits of threads with a limit, that expire and that don't."""

import queue
import threading


def later(action):
    threading.Timer(0.05, action).start()


lock = threading.Lock()
lock.acquire()
print("lock", lock.acquire(timeout=0.05))
later(lock.release)
print("lock", lock.acquire(timeout=30))

event = threading.Event()
print("event", event.wait(0.05))
later(event.set)
print("event", event.wait(30))

condition = threading.Condition()
stock = []


def fill():
    with condition:
        stock.append(1)
        condition.notify()


with condition:
    print("condition", condition.wait_for(lambda: stock, 0.05))
later(fill)
with condition:
    print("condition", condition.wait_for(lambda: stock, 30))

semaphore = threading.Semaphore(0)
print("semaphore", semaphore.acquire(timeout=0.05))
later(semaphore.release)
print("semaphore", semaphore.acquire(timeout=30))

shelf = queue.Queue(1)
try:
    shelf.get(timeout=0.05)
except queue.Empty:
    print("empty")
later(lambda: shelf.put("something"))
print(shelf.get(timeout=30))
shelf.put(1)
try:
    shelf.put(2, timeout=0.05)
except queue.Full:
    print("full")

barrier = threading.Barrier(2)
try:
    barrier.wait(0.05)
except threading.BrokenBarrierError:
    print("broken")
barrier.reset()
later(barrier.wait)
print("barrier", barrier.wait(30) in (0, 1))

event.clear()
thread = threading.Thread(target=event.wait)
thread.start()
thread.join(0.05)
print("alive", thread.is_alive())
later(event.set)
thread.join(30)
print("alive", thread.is_alive())
