# fault: join() before close(): the workers would wait for more work forever, so it is refused
# loses: test_main_maps_over_four_workers, test_workers_do_the_work, test_every_worker_introduces_itself, test_results_keep_the_order_of_the_items, test_all_workers_are_used, test_workers_work_at_the_same_time, test_no_process_is_left_behind, test_spawned_workers_import_the_file_quietly
# says: call close\(\) first
import multiprocessing


def print_initial_message():
    print("Start process:", multiprocessing.current_process().name)


def worker(data):
    return data * 2


def parallel_map(func, items, processes):
    pool = multiprocessing.Pool(processes=processes)
    results = pool.map(func, items)
    pool.join()
    return results


def main():
    pool = multiprocessing.Pool(processes=4, initializer=print_initial_message)
    results = pool.map(worker, range(10))
    pool.join()
    print("Result :", results)


if __name__ == "__main__":
    main()
