# fault: a Pool names its workers itself and hands a number to whichever worker is free
# loses: test_main_starts_five_named_processes, test_each_process_runs_worker_with_its_number, test_each_process_prints_two_lines_and_ends_well, test_spawned_children_import_the_file_quietly
# says: the pool names them, and hands a number to whichever is free
import os
from multiprocessing import Pool, current_process


def worker(count):
    print(f"name: {current_process().name}, argument : {count}")
    print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main():
    with Pool(5) as pool:
        pool.map(worker, range(5))


if __name__ == "__main__":
    main()
