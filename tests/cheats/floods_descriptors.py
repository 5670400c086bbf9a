# Tries to use up what all programs of a user share: the room for descriptors on their way.

import os
import socket

kept = []
for _ in range(20):
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kept.append(ends)
    try:
        socket.send_fds(ends[0], [b"x"], [ends[0].fileno()] * 200)
    except OSError:
        break
