# fault: a callback gets the results as they come, and nothing of an exception
# loses: test_results_keep_the_order_of_the_items, test_exception_is_passed_on
# says: in another order than the items(.|\n)*the callback of apply_async
from multiprocessing import Pool, current_process


def print_initial_message():
    print("Start process:", current_process().name)


def worker(data):
    return data * 2


def parallel_map(func, items, processes):
    results = []
    pool = Pool(processes)
    for item in items:
        pool.apply_async(func, args=(item,), callback=results.append)
    pool.close()
    pool.join()
    return results


def main():
    pool = Pool(4, print_initial_message)
    results = [pool.apply_async(worker, (i,)) for i in range(10)]
    pool.close()
    pool.join()
    print("Result :", [r.get() for r in results])


if __name__ == "__main__":
    main()
