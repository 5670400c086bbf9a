"""Two tellers pay in; each reads the balance under the lock, and writes it under the lock."""

import multiprocessing


def pay_in(balance, lock):
    for _ in range(2):
        with lock:
            read = balance.value
        with lock:
            balance.value = read + 10


def prepare_next():
    return sum(number * number for number in range(300_000))


if __name__ == "__main__":
    balance, lock = multiprocessing.Value("i", 0), multiprocessing.Lock()
    tellers = [multiprocessing.Process(target=pay_in, args=(balance, lock)) for _ in range(2)]
    for teller in tellers:
        teller.start()
        prepare_next()
    for teller in tellers:
        teller.join()
    print(balance.value)
