"""Nobody will ever put anything, but the reader has a limit."""

import multiprocessing
import queue

if __name__ == "__main__":
    try:
        multiprocessing.Queue().get(timeout=2)
    except queue.Empty:
        print("nothing came")
