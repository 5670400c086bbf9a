"""Two guests look whether there is any cake left, and take a piece if so."""

import multiprocessing


def eat(cake):
    if not cake.empty():
        cake.get()


def prepare_next():
    return sum(number * number for number in range(300_000))


if __name__ == "__main__":
    cake = multiprocessing.SimpleQueue()
    cake.put("the last piece")
    guests = [multiprocessing.Process(target=eat, args=(cake,)) for _ in range(2)]
    for guest in guests:
        guest.start()
        prepare_next()
    for guest in guests:
        guest.join()
    print("all went home")
