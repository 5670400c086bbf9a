"""Two clerks sell from one managed stock."""

import multiprocessing


def sell(stock):
    stock["apples"] = stock["apples"] - 1


def prepare_next():
    return sum(number * number for number in range(1_500_000))


if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        stock = manager.dict(apples=10)
        clerks = [multiprocessing.Process(target=sell, args=(stock,)) for _ in range(2)]
        clerks[0].start()
        prepare_next()
        clerks[1].start()
        for clerk in clerks:
            clerk.join()
        print(stock["apples"])
