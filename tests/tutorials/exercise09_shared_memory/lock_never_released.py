# fault: the lock is acquired and never released, so that only one process ever gets it
# loses: test_no_update_is_lost, test_lock_is_the_counters_own, test_spawned_children_share_the_memory
# says: Process-1 has ended without releasing the lock
import multiprocessing


def worker(num, num_list):
    print(f"worker sees {num.value} and {num_list[:]}")
    num.value = 50
    for i, n in enumerate(num_list):
        num_list[i] = n * 10


def add_many(counter, times):
    for _ in range(times):
        counter.get_lock().acquire()
        counter.value += 1


def count_together(workers, times):
    counter = multiprocessing.Value("i", 0)
    processes = []
    for _ in range(workers):
        p = multiprocessing.Process(target=add_many, args=(counter, times))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()
    return counter.value


def main():
    num = multiprocessing.Value("i", 5)
    num_list = multiprocessing.Array("i", range(10))
    p = multiprocessing.Process(target=worker, args=(num, num_list))
    p.start()
    p.join()
    print(f"main sees {num.value} and {num_list[:]}")


if __name__ == "__main__":
    main()
