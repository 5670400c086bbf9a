# Tries to have the judge write into what is no doorbell, and to hand it descriptors.
# levels: namespaces

import array
import json
import os
import select
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


reading, writing = os.pipe()
datagram = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
folder = os.open(".", os.O_RDONLY)
victim = os.open(__file__, os.O_RDONLY)
os.mkfifo("named")
named = os.open("named", os.O_RDWR | os.O_NONBLOCK)
strange = (datagram.fileno(), folder, victim, named, WIRE.fileno(), reading, writing, 999, 2**31 - 1)
for number, descriptor in enumerate(strange):
    say("sleep", token=1, thread=number, deadline=0, doorbell=descriptor)
    say("started", pid=number, name="x", daemon=False, method="fork", token=1, doorbell=descriptor)
    for count in (1, 2, 100):
        try:
            fields = {"token": 1, "thread": number, "deadline": 0, "doorbell": descriptor}
            say("sleep", descriptors=(descriptor,) * count, **fields)
        except OSError:
            pass
if select.select([named], [], [], 0.2)[0]:
    print("GOT the judge to write into a file with a name")
