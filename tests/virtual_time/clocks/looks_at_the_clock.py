"""Loops that look at the clock, and clocks that agree on what has passed."""

import datetime
import time
from time import monotonic as now


def wait_until(deadline, pause=time.sleep):
    while now() < deadline:
        pause(0.01)


before = time.time(), datetime.datetime.now(), time.monotonic_ns(), time.perf_counter()
wait_until(now() + 0.1)
print(time.time() - before[0] >= 0.0999)
print(datetime.datetime.now() - before[1] >= datetime.timedelta(seconds=0.0999))
print(time.monotonic_ns() - before[2] >= 99_000_000)
print(time.perf_counter() - before[3] >= 0.0999)
deadline = now() + 0.05
while now() < deadline:
    pass
print("the time came")
