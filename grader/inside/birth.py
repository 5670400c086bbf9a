"""How an interpreter becomes part of a run: hooks first, then the descriptors."""

import faulthandler
import signal
import site
from typing import Any

from . import (
    channels,
    loading,
    output,
    passing,
    processes,
    semaphores,
    session,
    threads,
    times,
    tracebacks,
    waits,
    yields,
)
from .session import Descriptors, Session, Terms

STACKS_SIGNAL = signal.SIGRTMAX - 1
"""The judge's question «where do you stand?»; not one that a program would use."""


def install() -> None:
    """Put all hooks in place; they do nothing until this process joins a run."""
    times.install()
    waits.install()
    semaphores.install()
    threads.install()
    processes.install()
    passing.install()
    channels.install()
    yields.install()
    tracebacks.install()
    site.setquit()  # `exit` and `quit`, which an interpreter without its site folder has not


def enter(descriptors: Descriptors, terms: Terms) -> Session:
    """Join a run: report output and events, answer where every thread stands."""
    joined = session.join(descriptors, terms)
    output.install(joined.wire)
    if terms.steps:
        loading.install(terms.work)
    faulthandler.register(STACKS_SIGNAL, file=descriptors.stacks, all_threads=True, chain=False)
    return joined


def join(descriptors: list[int], terms: list[Any]) -> None:
    """Join the run of the parent, in an interpreter that it started anew."""
    install()
    enter(Descriptors(*descriptors), Terms(*terms))
