# fault: the worker returns when nothing remains, so that its last send raises StopIteration
# loses: test_piece_is_never_more_than_remains, test_main_takes_turns, test_share_returns_the_turns, test_calls_share_nothing
# says: StopIteration\. The generator .* had come to its end: it returned
import random


def worker():
    remaining = None
    while True:
        name, remaining = yield remaining
        work = random.randint(1, min(9, remaining))
        print(f"[{name}] Total : {remaining}, work : {work}")
        remaining -= work
        if remaining == 0:
            return


def share(total, names):
    tasks = []
    for name in names:
        task = worker()
        next(task)
        tasks.append((name, task))
    turns = []
    while total > 0:
        name, task = tasks.pop(0)
        rest = task.send((name, total))
        turns.append((name, total - rest, rest))
        total = rest
        tasks.append((name, task))
    return turns


def main():
    share(50, ["w1", "w2"])


if __name__ == "__main__":
    main()
