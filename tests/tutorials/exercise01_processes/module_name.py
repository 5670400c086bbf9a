# fault: __name__ is the name of the module, not of the process that runs it
# loses: test_main_starts_five_named_processes, test_worker_prints_name_and_argument, test_spawned_children_import_the_file_quietly
# says: __name__ is the name of the file
import multiprocessing
import os


def worker(count):
    print(f"name: {__name__}, argument : {count}")
    print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main():
    jobs = []
    for i in range(5):
        p = multiprocessing.Process(target=worker, name="process " + str(i), args=(i,))
        jobs.append(p)
        p.start()
    for p in jobs:
        p.join()


if __name__ == "__main__":
    main()
