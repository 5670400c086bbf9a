"""Two tellers pay in; each reads and writes the balance under one hold of the lock."""

import multiprocessing


def pay_in(balance, lock):
    for _ in range(2):
        with lock:
            read = balance.value
            balance.value = read + 10


if __name__ == "__main__":
    balance, lock = multiprocessing.Value("i", 0), multiprocessing.Lock()
    tellers = [multiprocessing.Process(target=pay_in, args=(balance, lock)) for _ in range(2)]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    print(balance.value)
