"""The main process waits for a child that waits for time to pass."""

import multiprocessing
import time

if __name__ == "__main__":
    process = multiprocessing.Process(target=time.sleep, args=(3600,))
    process.start()
    process.join()
    print("an hour later")
