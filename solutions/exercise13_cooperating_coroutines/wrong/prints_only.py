"""Prints turns that were worked out beforehand, without any coroutine."""

# fails: test_main_takes_turns

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
    remaining = 50
    for turn, work in enumerate([9, 7, 8, 3, 9, 5, 2, 7]):
        print(f"[w{turn % 2 + 1}] Total : {remaining}, work : {work}")
        remaining -= work


if __name__ == "__main__":
    main()
