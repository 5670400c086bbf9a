# fault: run has a parameter, but start() has it called without arguments
# loses: test_main_starts_five_workers, test_worker_prints_name_and_first_argument, test_worker_prints_both_pids, test_each_process_prints_two_lines_and_ends_well, test_spawned_workers_import_the_file_quietly
# says: calls `run` without arguments
import os
from multiprocessing import Process


class Worker(Process):
    def __init__(self, name, args):
        super().__init__(name=name, args=args)

    def run(self, count):
        print(f"name: {self.name}, argument : {count}")
        print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main():
    workers = [Worker(f"process {i}", (i,)) for i in range(5)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()


if __name__ == "__main__":
    main()
