# fault: os.getpid() is taken for the parent's, and os.getppid() for the process's own
# loses: test_worker_prints_both_pids, test_spawned_children_import_the_file_quietly
# says: its own id as that of its parent, and its parent's as its own(.|\n)*imports your file anew
import multiprocessing
import os


def worker(count):
    print(f"name: {multiprocessing.current_process().name}, argument : {count}")
    print(f"parent pid:{os.getpid()}  pid:{os.getppid()}")


def main():
    processes = []
    for i in range(5):
        p = multiprocessing.Process(target=worker, name=f"process {i}", args=(i,))
        processes.append(p)
        p.start()
    for p in processes:
        p.join()


if __name__ == "__main__":
    main()
