# fault: other words before the pids than the brief has
# loses: test_worker_prints_both_pids, test_each_process_prints_two_lines_and_ends_well, test_spawned_children_import_the_file_quietly
# says: did not print its line 'parent pid:(.|\n)*imports your file anew
import multiprocessing
import os


def worker(count):
    print(f"name: {multiprocessing.current_process().name}, argument : {count}")
    print(f"parent process id:{os.getppid()}  pid:{os.getpid()}")


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
