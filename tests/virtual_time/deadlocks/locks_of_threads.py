"""Two threads take a plain lock and one that can be taken again, each in its own order."""

import threading

plain, again, both = threading.Lock(), threading.RLock(), threading.Barrier(2)


def forth():
    with plain:
        both.wait()
        with again:  # stuck: MainProcess in Lock.acquire
            pass


def back():
    with again:
        both.wait()
        with plain:  # stuck: MainProcess in Lock.acquire
            pass


threads = [threading.Thread(target=function) for function in (forth, back)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()  # stuck: MainProcess in Thread.join
