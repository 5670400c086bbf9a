"""Three processes count in one shared number; each addition reads it and writes it."""

import multiprocessing


def count(counter):
    for _ in range(3):
        counter.value += 1


def prepare_next():
    return sum(number * number for number in range(300_000))


if __name__ == "__main__":
    counter = multiprocessing.Value("i", 0)
    processes = [multiprocessing.Process(target=count, args=(counter,)) for _ in range(3)]
    for process in processes:
        process.start()
        prepare_next()
    for process in processes:
        process.join()
    print(counter.value)
