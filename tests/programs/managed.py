"""A list and a dict of a manager."""

import multiprocessing
import time


def work(numbers, names, number):
    time.sleep(number)
    numbers.append(number)
    names[number] = multiprocessing.current_process().name


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        numbers, names = manager.list(), manager.dict()
        processes = [
            multiprocessing.Process(target=work, args=(numbers, names, n), name=f"p{n}")
            for n in (3, 1, 2)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(list(numbers), dict(names))
