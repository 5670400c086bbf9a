"""A worker takes its tasks and never says that they are done."""

import multiprocessing


def worker(tasks):
    while True:
        tasks.get()  # stuck: worker in Queue.get


if __name__ == "__main__":
    tasks = multiprocessing.JoinableQueue()
    process = multiprocessing.Process(target=worker, args=(tasks,), name="worker", daemon=True)
    process.start()
    for task in range(3):
        tasks.put(task)
    tasks.join()  # stuck: MainProcess in JoinableQueue.join
