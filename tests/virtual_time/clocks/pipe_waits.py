"""Waits for descriptors with a limit, that expire and that don't."""

import multiprocessing
import multiprocessing.connection
import select
import selectors
import time


def answer(connection):
    while (question := connection.recv()) is not None:
        time.sleep(0.05)
        connection.send(question.upper())


if __name__ == "__main__":
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=answer, args=(theirs,))
    process.start()
    selector = selectors.DefaultSelector()
    selector.register(ours, selectors.EVENT_READ)
    poll = select.poll()
    poll.register(ours, select.POLLIN)
    waits = {
        "poll": ours.poll,
        "wait": lambda limit: multiprocessing.connection.wait([ours], limit),
        "select": lambda limit: select.select([ours], [], [], limit)[0],
        "selector": selector.select,
        "select.poll": lambda limit: poll.poll(limit * 1000),
    }
    for name, wait in waits.items():
        print(name, bool(wait(0.05)))
        ours.send(name)
        print(bool(wait(30)), ours.recv())
    print("sentinel", multiprocessing.connection.wait([process.sentinel], 0.05))
    ours.send(None)
    print("sentinel", len(multiprocessing.connection.wait([process.sentinel], 30)))
    process.join()
