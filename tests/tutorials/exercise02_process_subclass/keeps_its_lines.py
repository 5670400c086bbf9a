# fault: run stores its lines in self, and main reads them there: the parent's copy has none
# loses: test_main_starts_five_workers, test_worker_prints_name_and_first_argument, test_worker_prints_both_pids, test_main_builds_and_starts_workers, test_workers_run_at_the_same_time, test_main_waits_for_all_five, test_each_process_prints_two_lines_and_ends_well, test_spawned_workers_import_the_file_quietly
# says: stays in its own memory, where the parent can't read it
import multiprocessing
import os


class Worker(multiprocessing.Process):
    def __init__(self, name, args):
        super(Worker, self).__init__(name=name)
        self.args = args
        self.result = []

    def run(self):
        self.result.append("name: %s, argument : %s" % (self.name, self.args[0]))
        self.result.append("parent pid:%d  pid:%d" % (os.getppid(), os.getpid()))


def main():
    workers = []
    for i in range(5):
        w = Worker("process %d" % i, (i,))
        workers.append(w)
        w.start()
    for w in workers:
        w.join()
    for w in workers:
        for line in w.result:
            print(line)


if __name__ == "__main__":
    main()
