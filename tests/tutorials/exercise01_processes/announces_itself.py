# fault: main prints lines of its own, as tutorials do to show that it has come so far
# loses: test_each_process_prints_two_lines_and_ends_well
# says: `main` itself prints nothing
import os
from multiprocessing import Process, current_process


def worker(count):
    print(f"name: {current_process().name}, argument : {count}")
    print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main():
    print("ID of main process: {}".format(os.getpid()))
    processes = [Process(target=worker, name=f"process {i}", args=(i,)) for i in range(5)]
    for p in processes:
        p.start()
    for p in processes:
        print("ID of process {}: {}".format(p.name, p.pid))
    for p in processes:
        p.join()
    print("All processes finished execution!")


if __name__ == "__main__":
    main()
