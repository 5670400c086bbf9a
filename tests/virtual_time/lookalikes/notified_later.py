"""A condition is notified after a while."""

import multiprocessing
import time


def wait(condition, stock):
    with condition:
        condition.wait_for(lambda: stock.value == 3)
        print("complete")


if __name__ == "__main__":
    condition, stock = multiprocessing.Condition(), multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=wait, args=(condition, stock))
    process.start()
    for _ in range(3):
        time.sleep(1)
        with condition:
            stock.value += 1
            condition.notify_all()
    process.join()
