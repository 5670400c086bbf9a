"""A daemon sleeps for ever while the main process works."""

import multiprocessing
import time

if __name__ == "__main__":
    multiprocessing.Process(target=time.sleep, args=(1_000_000,), daemon=True).start()
    begin = time.process_time()
    while time.process_time() - begin < 0.2:
        pass
    print("worked")
