"""Keeps what remains in a variable of the module, which the next call finds at 0."""

# fails: test_main_takes_turns, test_share_returns_the_turns, test_calls_share_nothing

import itertools
import random
from collections.abc import Generator, Sequence

LARGEST_PIECE = 9
REST: int | None = None


def worker() -> Generator[int | None, tuple[str, int], None]:
    """Each time it is sent (name, remaining), do a piece of the work and yield what remains."""
    remaining = None
    while True:
        name, remaining = yield remaining
        work = random.randint(1, min(LARGEST_PIECE, remaining))  # noqa: S311 - no secret
        print(f"[{name}] Total : {remaining}, work : {work}")
        remaining -= work


def share(total: int, names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Let one worker for each name take turns until nothing remains; return every turn."""
    workers = [(name, worker()) for name in names]
    for _name, coroutine in workers:
        next(coroutine)
    global REST  # noqa: PLW0603
    turns = []
    if REST is None:
        REST = total
    for name, coroutine in itertools.cycle(workers):
        if REST == 0:
            break
        before = REST
        REST = coroutine.send((name, before))
        turns.append((name, before - REST, REST))
    return turns


def main() -> None:
    """Let w1 and w2 share a work of 50."""
    share(50, ["w1", "w2"])


if __name__ == "__main__":
    main()
