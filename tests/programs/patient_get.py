"""A get from an empty queue that gives up."""

import multiprocessing
import queue

try:
    multiprocessing.Queue().get(timeout=3)
except queue.Empty:
    print("nothing came")
