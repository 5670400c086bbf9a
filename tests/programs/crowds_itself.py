"""Leaves no room to itself for descriptors on their way, and waits for some for ever."""

import socket
from multiprocessing import reduction

if __name__ == "__main__":
    ours, theirs = socket.socketpair()
    while True:
        reduction.sendfds(ours, [theirs.fileno()] * 100)
