# Tries to use up the judge's memory with threads that sleep.
# levels: namespaces

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


for number in range(30_000):
    say("sleep", token=1, thread=number, deadline=2**60, doorbell=number)
