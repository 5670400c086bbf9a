"""Two processes print a letter each, line by line."""

import multiprocessing


def write(name):
    print(f"Dear {name},")
    print(f"goodbye, {name}.")


def prepare_next():
    return sum(number * number for number in range(300_000))


if __name__ == "__main__":
    writers = [multiprocessing.Process(target=write, args=(name,)) for name in ("Ada", "Bob")]
    for writer in writers:
        writer.start()
        prepare_next()
    for writer in writers:
        writer.join()
