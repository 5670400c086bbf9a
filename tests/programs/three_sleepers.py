"""Three processes that sleep and print, with ties."""

import multiprocessing
import time


def work(name, step):
    for turn in range(4):
        time.sleep(step)
        print(name, turn)


if __name__ == "__main__":
    steps = {"a": 0.3, "b": 0.2, "c": 0.3}
    processes = [
        multiprocessing.Process(target=work, args=item, name=item[0]) for item in steps.items()
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
