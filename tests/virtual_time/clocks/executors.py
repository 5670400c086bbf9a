"""The executors of concurrent.futures."""

import concurrent.futures
import time


def slow(number):
    time.sleep(0.05)
    return number + 1


if __name__ == "__main__":
    for kind in (concurrent.futures.ThreadPoolExecutor, concurrent.futures.ProcessPoolExecutor):
        with kind(2) as executor:
            print(list(executor.map(slow, range(4))))
            future = executor.submit(time.sleep, 0.4)
            try:
                future.result(timeout=0.01)
            except concurrent.futures.TimeoutError:
                print("not yet")
            print(future.result(timeout=30))
            futures = [executor.submit(slow, number) for number in (1, 2, 3)]
            done, pending = concurrent.futures.wait(futures, timeout=30)
            print(sorted(future.result() for future in done), len(pending))
