"""Sends all names to one worker, which must not know what it is called."""

# fails: test_share_gives_everyone_a_turn

import itertools
import random
from collections.abc import Generator, Sequence

LARGEST_PIECE = 9


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
    coroutine = worker()
    next(coroutine)
    turns = []
    remaining = total
    for name in itertools.cycle(names):
        if remaining == 0:
            break
        before = remaining
        remaining = coroutine.send((name, before))
        turns.append((name, before - remaining, remaining))
    return turns


def main() -> None:
    """Let w1 and w2 share a work of 50."""
    share(50, ["w1", "w2"])


if __name__ == "__main__":
    main()
