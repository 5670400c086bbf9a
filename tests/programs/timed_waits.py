"""Every wait with a time limit: `wait(timeout, when)` is satisfied after `when` seconds, or never.

Each returns the seconds that it took and whether what it waited for came.
"""

import asyncio
import concurrent.futures
import multiprocessing
import multiprocessing.connection
import queue
import select
import selectors
import threading
import time


def timed(name, timeout, when):
    begin = time.monotonic()
    came = globals()[name](timeout, when)
    return time.monotonic() - begin, bool(came)


def later(when, action):
    def act():
        time.sleep(when)
        action()

    if when is not None:
        threading.Thread(target=act, daemon=True).start()


def process_join(timeout, when):
    process = multiprocessing.Process(target=time.sleep, args=(when or 1000,), daemon=True)
    process.start()
    process.join(timeout)
    return process.exitcode == 0


def queue_get(timeout, when):
    waited = multiprocessing.Queue()
    later(when, lambda: waited.put(1))
    try:
        return waited.get(timeout=timeout)
    except queue.Empty:
        return False


def event_wait(timeout, when):
    event = multiprocessing.Event()
    later(when, event.set)
    return event.wait(timeout)


def connection_poll(timeout, when):
    ours, theirs = multiprocessing.Pipe()
    later(when, lambda: theirs.send(1))
    return ours.poll(timeout)


def connection_wait(timeout, when):
    ours, theirs = multiprocessing.Pipe()
    later(when, lambda: theirs.send(1))
    return multiprocessing.connection.wait([ours], timeout)


def lock_acquire(timeout, when):
    lock = multiprocessing.Lock()
    lock.acquire()
    later(when, lock.release)
    return lock.acquire(timeout=timeout)


def semaphore_acquire(timeout, when):
    semaphore = multiprocessing.Semaphore(0)
    later(when, semaphore.release)
    return semaphore.acquire(timeout=timeout)


def condition_wait(timeout, when):
    condition = multiprocessing.Condition()

    def notify():
        with condition:
            condition.notify()

    later(when, notify)
    with condition:
        return condition.wait(timeout)


def barrier_wait(timeout, when):
    barrier = multiprocessing.Barrier(2)
    later(when, barrier.wait)
    try:
        return barrier.wait(timeout) is not None
    except threading.BrokenBarrierError:
        return False


def select_select(timeout, when):
    ours, theirs = multiprocessing.Pipe()
    later(when, lambda: theirs.send(1))
    return select.select([ours], [], [], timeout)[0]


def select_poll(timeout, when):
    ours, theirs = multiprocessing.Pipe()
    later(when, lambda: theirs.send(1))
    poll = select.poll()
    poll.register(ours.fileno(), select.POLLIN)
    return poll.poll(timeout * 1000)


def select_epoll(timeout, when):
    ours, theirs = multiprocessing.Pipe()
    later(when, lambda: theirs.send(1))
    with select.epoll() as poll:
        poll.register(ours.fileno(), select.EPOLLIN)
        return poll.poll(timeout)


def selector_select(timeout, when):
    ours, theirs = multiprocessing.Pipe()
    later(when, lambda: theirs.send(1))
    with selectors.DefaultSelector() as selector:
        selector.register(ours, selectors.EVENT_READ)
        return selector.select(timeout)


def thread_join(timeout, when):
    thread = threading.Thread(target=time.sleep, args=(when or 1000,), daemon=True)
    thread.start()
    thread.join(timeout)
    return not thread.is_alive()


def thread_event_wait(timeout, when):
    event = threading.Event()
    later(when, event.set)
    return event.wait(timeout)


def thread_lock_acquire(timeout, when):
    lock = threading.Lock()
    lock.acquire()
    later(when, lock.release)
    return lock.acquire(timeout=timeout)


def thread_semaphore_acquire(timeout, when):
    semaphore = threading.Semaphore(0)
    later(when, semaphore.release)
    return semaphore.acquire(timeout=timeout)


def thread_condition_wait(timeout, when):
    condition = threading.Condition()

    def notify():
        with condition:
            condition.notify()

    later(when, notify)
    with condition:
        return condition.wait(timeout)


def thread_barrier_wait(timeout, when):
    barrier = threading.Barrier(2)
    later(when, barrier.wait)
    try:
        return barrier.wait(timeout) is not None
    except threading.BrokenBarrierError:
        return False


def thread_queue_get(timeout, when):
    waited = queue.Queue()
    later(when, lambda: waited.put(1))
    try:
        return waited.get(timeout=timeout)
    except queue.Empty:
        return False


def simple_queue_get(timeout, when):
    waited = queue.SimpleQueue()
    later(when, lambda: waited.put(1))
    try:
        return waited.get(timeout=timeout)
    except queue.Empty:
        return False


def asyncio_wait_for(timeout, when):
    async def waits():
        event = asyncio.Event()
        if when is not None:
            asyncio.get_running_loop().call_later(when, event.set)
        try:
            return await asyncio.wait_for(event.wait(), timeout)
        except TimeoutError:
            return False

    return asyncio.run(waits())


def future_result(timeout, when):
    pool = concurrent.futures.ThreadPoolExecutor(1)
    future = pool.submit(time.sleep, when or 1000)
    try:
        return future.result(timeout) is None
    except TimeoutError:
        return False


def pool_get(timeout, when):
    pool = multiprocessing.Pool(1)
    result = pool.apply_async(time.sleep, (when or 1000,))
    try:
        return result.get(timeout) is None
    except multiprocessing.TimeoutError:
        return False
    finally:
        pool.terminate()


def asyncio_sleep(seconds):
    begin = time.monotonic()
    asyncio.run(asyncio.sleep(seconds))
    return time.monotonic() - begin
