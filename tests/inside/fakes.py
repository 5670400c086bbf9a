"""A wire that only remembers, and a judge who writes the time."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

import mmap
import os
import socket
import struct

from grader.inside.clock import PAGE


class FakeWire:
    """Keeps what is sent; takes over the channels that come with it."""

    def __init__(self):
        self.sent = []
        self.channel = None
        self.answers = []
        """What the judge does after each registration: (expired, time) or None for silence."""
        self.page = None

    def send(self, kind, body=b"", fds=(), **fields):
        self.sent.append((kind, fields))
        if fds:
            self.channel = socket.socket(fileno=os.dup(fds[0]))
        if kind != "cancel" and self.answers:
            self.wake(fields["token"], *self.answers.pop(0))

    def wake(self, token, expired, moment=None):
        if moment is not None:
            self.page.set(moment)
        self.channel.send(struct.pack("<qq", token, expired))

    def kinds(self):
        return [kind for kind, _ in self.sent]

    def close(self):
        if self.channel:
            self.channel.close()


class FakePage:
    """The page that shows the time, writable for the test."""

    def __init__(self):
        self.descriptor = os.memfd_create("clock")
        os.ftruncate(self.descriptor, PAGE)
        self._page = mmap.mmap(self.descriptor, PAGE)

    def set(self, nanoseconds):
        struct.pack_into("<q", self._page, 0, nanoseconds)

    def close(self):
        self._page.close()
        os.close(self.descriptor)
