"""Sleeps, on a real clock, for longer than anybody waits."""

import time

print("begun", flush=True)
time.sleep(1000)
