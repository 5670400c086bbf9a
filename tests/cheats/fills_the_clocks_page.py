# Tries to write the clock that all processes read.
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


import fcntl
import mmap

for number in range(3, 1024):
    try:
        if stat.S_ISREG(os.fstat(number).st_mode):
            for change in (
                lambda: mmap.mmap(number, 4096),
                lambda: os.write(number, b"x"),
                lambda: os.ftruncate(number, 0),
            ):
                try:
                    change()
                    print("GOT the clock's page")
                except (OSError, ValueError):
                    pass
            fcntl.fcntl(number, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SEAL)
    except OSError:
        continue
