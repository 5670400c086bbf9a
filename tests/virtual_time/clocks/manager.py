"""A manager, its objects, and its waits."""

import multiprocessing
import queue
import time


def work(shared, items, event, answers):
    event.wait()
    time.sleep(0.05)
    shared["seen"] = len(items)
    items.append("worker")
    answers.put("done")


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        shared, items, event, answers = (
            manager.dict(), manager.list(["main"]), manager.Event(), manager.Queue()
        )  # fmt: skip
        process = multiprocessing.Process(target=work, args=(shared, items, event, answers))
        process.start()
        print(event.wait(0.05))
        try:
            answers.get(timeout=0.05)
        except queue.Empty:
            print("no answer yet")
        event.set()
        print(answers.get(timeout=30))
        process.join()
        print(shared, items, process.exitcode)
