"""Starts a process that gets away from its parent, session and group."""

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(10_000)
    os._exit(0)
os.wait()
print("it got away")
