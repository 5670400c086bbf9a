"""Two guests look whether there is any cake left, one at a time, and take a piece if so."""

import multiprocessing


def eat(cake, turn):
    with turn:
        if not cake.empty():
            cake.get()


if __name__ == "__main__":
    cake, turn = multiprocessing.SimpleQueue(), multiprocessing.Lock()
    cake.put("the last piece")
    guests = [multiprocessing.Process(target=eat, args=(cake, turn)) for _ in range(2)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    print("all went home")
