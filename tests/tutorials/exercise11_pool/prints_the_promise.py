# fault: map_async() returns at once, with an object that will have the results; get() waits for them
# loses: test_main_maps_over_four_workers, test_workers_do_the_work, test_results_keep_the_order_of_the_items, test_all_workers_are_used, test_exception_is_passed_on, test_spawned_workers_import_the_file_quietly
# says: map_async and apply_async return at once
from multiprocessing import Pool, current_process


def print_initial_message():
    print("Start process:", current_process().name)


def worker(data):
    return data * 2


def parallel_map(func, items, processes):
    pool = Pool(processes)
    result = pool.map_async(func, items)
    pool.close()
    pool.join()
    return result


def main():
    pool = Pool(processes=4, initializer=print_initial_message)
    outputs = pool.map_async(worker, range(10))
    pool.close()
    pool.join()
    print("Result :", outputs)


if __name__ == "__main__":
    main()
