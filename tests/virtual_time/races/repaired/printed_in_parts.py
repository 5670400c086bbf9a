"""Two processes print a letter each, line by line, while they hold the pen."""

import multiprocessing


def write(name, pen):
    with pen:
        print(f"Dear {name},")
        print(f"goodbye, {name}.")


if __name__ == "__main__":
    pen = multiprocessing.Lock()
    writers = [multiprocessing.Process(target=write, args=(name, pen)) for name in ("Ada", "Bob")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
