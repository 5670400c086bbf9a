"""Makes up the name from the argument and does not ask which process it is."""

# fails: test_worker_prints_name_and_argument

import multiprocessing
import os

WORKERS = 5


def worker(count: int) -> None:
    """Print which process runs this with which argument, and its process ids."""
    name = f"process {count}"
    print(f"name: {name}, argument : {count}")
    print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main() -> None:
    """Run `worker` in five processes at the same time, and wait for them."""
    processes = [
        multiprocessing.Process(target=worker, name=f"process {number}", args=(number,))
        for number in range(WORKERS)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    main()
