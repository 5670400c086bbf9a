"""Two clerks sell from one managed stock, each while it holds the manager's lock."""

import multiprocessing


def sell(stock, lock):
    with lock:
        stock["apples"] = stock["apples"] - 1


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        stock, lock = manager.dict(apples=10), manager.Lock()
        clerks = [multiprocessing.Process(target=sell, args=(stock, lock)) for _ in range(2)]
        for clerk in clerks:
            clerk.start()
        for clerk in clerks:
            clerk.join()
        print(stock["apples"])
