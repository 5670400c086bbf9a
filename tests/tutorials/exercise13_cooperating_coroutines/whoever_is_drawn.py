# fault: whose turn it is, is drawn at random, where the workers are to take turns in order
# loses: test_main_takes_turns, test_share_gives_everyone_a_turn, test_share_returns_the_turns
# says: take turns in the order of their names
import random


def worker():
    rest = None
    while True:
        name, remaining = yield rest
        work = random.randint(1, min(9, remaining))
        print("[%s] Total : %d, work : %d" % (name, remaining, work))
        rest = remaining - work


def share(total, names):
    workers = {name: worker() for name in names}
    for w in workers.values():
        next(w)
    turns = []
    while total > 0:
        name = random.choice(names)
        rest = workers[name].send((name, total))
        turns.append((name, total - rest, rest))
        total = rest
    return turns


def main():
    share(50, ["w1", "w2"])


if __name__ == "__main__":
    main()
