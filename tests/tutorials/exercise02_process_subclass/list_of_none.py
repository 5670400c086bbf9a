# fault: the list holds what start() returns, which is None, and not the workers
# loses: test_main_starts_five_workers, test_main_builds_and_starts_workers, test_workers_run_at_the_same_time, test_main_waits_for_all_five, test_each_process_prints_two_lines_and_ends_well, test_spawned_workers_import_the_file_quietly
# says: None is what start\(\)
import os
from multiprocessing import Process


class Worker(Process):
    def __init__(self, name, args):
        Process.__init__(self, name=name)
        self.number = args[0]

    def run(self):
        print(f"name: {self.name}, argument : {self.number}")
        print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main():
    jobs = [Worker(f"process {i}", (i,)).start() for i in range(5)]
    for job in jobs:
        job.join()


if __name__ == "__main__":
    main()
