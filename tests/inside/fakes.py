"""A wire that only remembers, and a judge who writes the time."""

# ruff: noqa: ARG002 - a fake takes what the real one takes

import mmap
import os
import struct

from grader.inside.clock import PAGE
from grader.runs.doorbell import ring


class FakeWire:
    """Keeps what is sent; rings the doorbell that was last told."""

    def __init__(self):
        self.sent = []
        self.doorbell = 0
        self.answers = []
        """What the judge does after each registration: (expired, time) or None for silence."""
        self.page = None

    def send(self, kind, body=b"", **fields):
        self.sent.append((kind, fields))
        self.doorbell = fields.get("doorbell", self.doorbell)
        if kind != "cancel" and self.answers:
            self.wake(fields["token"], *self.answers.pop(0))

    def wake(self, token, expired, moment=None):
        if moment is not None:
            self.page.set(moment)
        ring(os.getpid(), self.doorbell, token, expired)

    def kinds(self):
        return [kind for kind, _ in self.sent]


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
