"""Two runners wait for a start that nobody gives."""

import multiprocessing


def runner(start):
    start.wait()  # stuck: left in Event.wait; right in Event.wait


if __name__ == "__main__":
    start = multiprocessing.Event()
    left, right = (
        multiprocessing.Process(target=runner, args=(start,), name=name)
        for name in ("left", "right")
    )
    left.start()
    right.start()
    right.join()  # stuck: MainProcess in Process.join for right
