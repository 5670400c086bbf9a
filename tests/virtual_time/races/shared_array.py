"""Three processes count votes in one shared array."""

import multiprocessing


def count(votes, tally):
    for vote in votes:
        tally[vote] = tally[vote] + 1


def prepare_next():
    return sum(number * number for number in range(300_000))


if __name__ == "__main__":
    tally = multiprocessing.Array("i", 2)
    processes = [
        multiprocessing.Process(target=count, args=(votes, tally))
        for votes in ([0, 1, 0], [1, 1, 0], [0, 0, 1])
    ]
    for process in processes:
        process.start()
        prepare_next()
    for process in processes:
        process.join()
    print(*tally)
