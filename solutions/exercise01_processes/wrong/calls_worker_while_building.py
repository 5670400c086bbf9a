"""Calls `worker(number)` while the process is built, and hands over what it returns: None."""

# fails: test_main_starts_five_named_processes, test_each_process_runs_worker_with_its_number, test_processes_run_at_the_same_time, test_main_waits_for_all_five, test_each_process_prints_two_lines_and_ends_well, test_spawned_children_import_the_file_quietly

import multiprocessing
import os

WORKERS = 5


def worker(count: int) -> None:
    """Print which process runs this with which argument, and its process ids."""
    name = multiprocessing.current_process().name
    print(f"name: {name}, argument : {count}")
    print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main() -> None:
    """Run `worker` in five processes at the same time, and wait for them."""
    processes = [
        multiprocessing.Process(target=worker(number), name=f"process {number}")
        for number in range(WORKERS)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
