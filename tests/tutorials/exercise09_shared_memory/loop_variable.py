# fault: number *= 10 in a loop changes the loop's variable, not the element of the array
# loses: test_main_prints_the_changes, test_worker_changes_the_array_in_place, test_spawned_children_share_the_memory
# says: Nothing of the array has changed(.|\n)*variable of a loop
import multiprocessing


def worker(num, num_list):
    print(f"worker sees {num.value} and {num_list[:]}")
    num.value = 50
    for number in num_list:
        number *= 10


def add_many(counter, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


def count_together(workers, times):
    counter = multiprocessing.Value("i", 0)
    jobs = [multiprocessing.Process(target=add_many, args=(counter, times)) for _ in range(workers)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    return counter.value


def main():
    num = multiprocessing.Value("i", 5)
    arr = multiprocessing.Array("i", range(10))
    p = multiprocessing.Process(target=worker, args=(num, arr))
    p.start()
    p.join()
    print(f"main sees {num.value} and {arr[:]}")


if __name__ == "__main__":
    main()
