# fault: a Value can't be handed to a pool's worker as an argument of its task
# loses: test_count_together_waits_and_reads, test_spawned_children_share_the_memory
# says: in the args of Process \(to a Pool, in its initargs\)
from multiprocessing import Array, Pool, Process, Value


def worker(num, num_list):
    print("worker sees", num.value, "and", list(num_list))
    num.value = 50
    for i in range(len(num_list)):
        num_list[i] = num_list[i] * 10


def add_many(counter, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


def count_together(workers, times):
    counter = Value("i", 0)
    with Pool(workers) as pool:
        pool.starmap(add_many, [(counter, times)] * workers)
    return counter.value


def main():
    num = Value("i", 5)
    arr = Array("i", range(10))
    p = Process(target=worker, args=(num, arr))
    p.start()
    p.join()
    print("main sees", num.value, "and", arr[:])


if __name__ == "__main__":
    main()
