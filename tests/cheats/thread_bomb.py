# Tries to start more threads than the machine has numbers for.

import _thread

_thread.stack_size(32768)
lock = _thread.allocate_lock()
lock.acquire()
count = 0
try:
    while count < 6_000:
        _thread.start_new_thread(lock.acquire, ())
        count += 1
    print("GOT", count, "threads")
except RuntimeError:
    pass
lock.acquire()
