"""Sleeps, on a real clock, for longer than anybody waits."""

import time

time.sleep(1000)
