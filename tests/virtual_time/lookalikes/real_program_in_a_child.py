"""A child waits for another program, and the main process waits for the child with a limit."""

import multiprocessing
import subprocess


def child(queue):
    subprocess.run(["sleep", "0.2"], check=True)
    queue.put("slept")


if __name__ == "__main__":
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=child, args=(queue,))
    process.start()
    print(queue.get(timeout=0.1))
    process.join()
