"""Prints the tuple of all arguments, not the first one."""

# fails: test_main_starts_five_workers, test_worker_prints_name_and_first_argument, test_spawned_workers_import_the_file_quietly

import multiprocessing
import os
from typing import Any

WORKERS = 5


class Worker(multiprocessing.Process):
    """A process with a name and arguments that prints who it is."""

    def __init__(self, name: str, args: tuple[Any, ...]) -> None:
        """Build a process called `name`; it is not started yet."""
        super().__init__(name=name)
        self.args = args

    def run(self) -> None:
        """Print who this is, and both process ids; called in the new process."""
        print(f"name: {self.name}, argument : {self.args}")
        print(f"parent pid:{os.getppid()}  pid:{os.getpid()}")


def main() -> None:
    """Run five workers at the same time, and wait for them."""
    workers = [Worker(f"process {number}", (number,)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
