"""Real programs whose processes are looked at."""

import subprocess
import sys

import pytest


@pytest.fixture
def start():
    """Start a Python program that says when it is ready and ends when its input does."""
    started = []

    def make(text):
        process = subprocess.Popen(
            [sys.executable, "-S", "-c", "import os, sys, threading\n" + text],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process.pid

    yield make
    for process in started:
        process.stdin.close()
        process.stdout.close()
        process.kill()
        process.wait()
