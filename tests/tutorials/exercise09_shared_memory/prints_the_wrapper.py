# fault: what is printed are the Value and the Array themselves, and not what they hold
# loses: test_main_prints_the_changes, test_main_waits_for_whatever_is_written, test_worker_prints_what_it_sees, test_spawned_children_share_the_memory
# says: did not print what they hold(.|\n)*num_list\[:\] is a list of the elements
from multiprocessing import Array, Process, Value


def worker(num, num_list):
    print(f"worker sees {num} and {num_list}")
    num.value = 50
    for i in range(len(num_list)):
        num_list[i] *= 10


def add_many(counter, times):
    with counter.get_lock():
        counter.value += times


def count_together(workers, times):
    counter = Value("i", 0)
    ps = [Process(target=add_many, args=(counter, times)) for _ in range(workers)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return counter.value


def main():
    num = Value("i", 5)
    num_list = Array("i", range(10))
    p = Process(target=worker, args=(num, num_list))
    p.start()
    p.join()
    print(f"main sees {num} and {num_list}")


if __name__ == "__main__":
    main()
