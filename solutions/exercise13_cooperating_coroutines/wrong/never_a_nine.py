"""Chooses with `randrange(1, 9)`, which leaves out the 9."""

# fails: test_pieces_are_random

import itertools
import random
from collections.abc import Generator, Sequence

LARGEST_PIECE = 9


def worker() -> Generator[int | None, tuple[str, int], None]:
    """Each time it is sent (name, remaining), do a piece of the work and yield what remains."""
    remaining = None
    while True:
        name, remaining = yield remaining
        work = random.randrange(1, max(2, min(LARGEST_PIECE, remaining)))  # noqa: S311 - no secret
        print(f"[{name}] Total : {remaining}, work : {work}")
        remaining -= work


def share(total: int, names: Sequence[str]) -> list[tuple[str, int, int]]:
    """Let one worker for each name take turns until nothing remains; return every turn."""
    workers = [(name, worker()) for name in names]
    for _name, coroutine in workers:
        next(coroutine)
    turns = []
    remaining = total
    for name, coroutine in itertools.cycle(workers):
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
