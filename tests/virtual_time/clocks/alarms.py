"""Alarms, once and again, and one that is called off."""

import signal
import time

rung = []
signal.signal(signal.SIGALRM, lambda *_: rung.append(len(rung)))
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
while len(rung) < 3:
    signal.pause()
print(rung[:3])
signal.setitimer(signal.ITIMER_REAL, 0)
count = len(rung)
time.sleep(0.2)
print(len(rung) - count)
signal.alarm(100)
print(signal.alarm(0))
