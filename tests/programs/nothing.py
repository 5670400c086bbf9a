"""Does nothing; a probe looks around beside it."""

import socket
import sys


def family():
    with socket.socket(socket.AF_INET) as made:
        return made.fileno() >= 0


def touch(path):
    with open(path, "w") as file:
        return file.write("x")


def listed(path):
    import os

    return sorted(os.listdir(path))


def modules():
    return sorted(sys.modules)


def environment():
    import os

    return dict(os.environ)


def clocks():
    import datetime
    import time

    before = time.time(), time.monotonic(), datetime.datetime.now().timestamp()
    time.sleep(60)
    after = time.time(), time.monotonic(), datetime.datetime.now().timestamp()
    utc = datetime.datetime.now(datetime.UTC).timestamp()
    return before, after, utc, time.time()
