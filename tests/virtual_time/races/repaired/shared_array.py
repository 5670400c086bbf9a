"""Three processes count votes in one shared array, each while it holds the lock."""

import multiprocessing


def count(votes, tally):
    for vote in votes:
        with tally.get_lock():
            tally[vote] = tally[vote] + 1


if __name__ == "__main__":
    tally = multiprocessing.Array("i", 2)
    processes = [
        multiprocessing.Process(target=count, args=(votes, tally))
        for votes in ([0, 1, 0], [1, 1, 0], [0, 0, 1])
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(*tally)
