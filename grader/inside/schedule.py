"""A schedule: an order of everything that processes can see of each other, fixed by a seed.

Before each such operation the process sleeps, on the virtual clock, for less than a real sleep
could last. The lengths are drawn from the seed, the process and the thread; so the judge, who wakes
one sleeper at a time, runs the program piece by piece in an order that repeats exactly. Semantics
stay: whoever holds a lock holds it while it sleeps here.
"""

import random
import sys
import threading

from . import session

LONGEST = 1_000
"""Nanoseconds; what the clock itself adds for one reading."""
_LIBRARY = ("multiprocessing", __name__.rpartition(".")[0], "threading", "queue", "concurrent.")

_draws: dict[int, random.Random] = {}
"""Where each thread of this process draws from."""
_place = "main"
"""What tells this process from all others of the run, the same in every repetition."""
_forks = 0


def is_kept() -> bool:
    """Say whether this run has a schedule."""
    return session.current is not None and session.current.terms.schedule is not None


def pause() -> None:
    """Let others go first, if this run has a schedule and the schedule says so."""
    current = session.current
    if current is None or current.terms.schedule is None or current.clock is None:
        return
    current.clock.pause(_draw(current.terms.schedule).randint(1, LONGEST))


def called_by_program() -> bool:
    """Say whether the function that asks was called by the program, not by multiprocessing."""
    # Code that multiprocessing makes from text, for shared values, has no module's name.
    caller = str(sys._getframe(2).f_globals.get("__name__", _LIBRARY[0]))
    return not caller.startswith(_LIBRARY)


def take_place(place: str) -> None:
    """Tell this process from the others: by its place in the tree, since pids never repeat."""
    global _place, _forks
    _draws.clear()
    _place, _forks = place, 0


def take_place_of_fork() -> None:
    """Take a place in a child of a fork, by the number of its parent's forks."""
    take_place(f"{_place}.{_forks}")


def count_fork() -> None:
    """Count a fork that is about to be made."""
    global _forks  # noqa: PLW0603 - one count a process
    _forks += 1


def _draw(seed: int) -> random.Random:
    thread = threading.get_ident()
    if thread not in _draws:
        name = threading.current_thread().name
        _draws[thread] = random.Random(f"{seed} {_place} {name}")  # noqa: S311 - it must repeat
    return _draws[thread]
