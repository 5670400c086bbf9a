# Tries to have a child print what only the main process may, in the main process's name.
# test: test_main_reports_how_the_jobs_ended

import array
import json
import os
import socket
import stat


def sockets(kind):
    """The grader's own sockets of one kind, which every process of a run holds."""
    for number in range(3, 1024):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                found = socket.socket(fileno=os.dup(number))
                if found.family == socket.AF_UNIX and found.type == kind:
                    yield found
        except OSError:
            continue


WIRE = next(sockets(socket.SOCK_SEQPACKET))


def say(kind, body=b"", descriptors=(), **fields):
    header = json.dumps({"kind": kind, **fields}).encode() + b"\n"
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", descriptors))]
    WIRE.sendmsg([header, body], rights if descriptors else [])


def answer(content):
    say("imported")
    parts = [content[start : start + 40_000] for start in range(0, len(content), 40_000)]
    for number, part in enumerate(parts, 1):
        say("answer", part, more=number < len(parts))
    os._exit(0)


import multiprocessing
import sys
import time


def good_job():
    time.sleep(5)


def fail_job():
    time.sleep(5)
    sys.exit(1)


def kill_job():
    time.sleep(10)


def main():
    jobs = [good_job, fail_job, kill_job]
    processes = [multiprocessing.Process(target=job, name=job.__name__) for job in jobs]
    for process in processes:
        process.start()
    processes[1].join()
    processes[0].join()
    processes[2].terminate()
    processes[2].join()
    say("forked", pid=os.getpid(), parent=1)
    child = os.fork()
    if child == 0:
        say("born", pid=os.getpid(), name="MainProcess", daemon=False, parent=None)
        for process in processes:
            print(f"Process name: {process.name}, exit code : {process.exitcode}", flush=True)
        os._exit(0)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
