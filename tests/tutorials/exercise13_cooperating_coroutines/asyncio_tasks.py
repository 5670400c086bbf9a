# fault: the workers are tasks of asyncio, and not generators that are sent their work
# loses: test_worker_takes_its_turn, test_pieces_are_random, test_piece_is_never_more_than_remains, test_main_takes_turns, test_share_gives_everyone_a_turn, test_priming_prints_nothing
# says: What async def makes is for asyncio, and no generator
import asyncio
import random

remaining = 0


async def worker(name, turns):
    global remaining
    while remaining > 0:
        work = random.randint(1, min(9, remaining))
        print(f"[{name}] Total : {remaining}, work : {work}")
        remaining -= work
        turns.append((name, work, remaining))
        await asyncio.sleep(0)


async def run(total, names):
    global remaining
    remaining = total
    turns = []
    await asyncio.gather(*(worker(name, turns) for name in names))
    return turns


def share(total, names):
    return asyncio.run(run(total, names))


def main():
    share(50, ["w1", "w2"])


if __name__ == "__main__":
    main()
