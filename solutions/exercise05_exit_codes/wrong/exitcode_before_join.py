"""Reads `exitcode` right after `start`, before the processes have ended: every code is None."""

# fails: test_main_reports_how_the_jobs_ended, test_exit_codes_are_returned, test_jobs_that_raise_or_leave_at_once, test_job_that_ignores_sigterm_is_killed, test_job_may_answer_sigterm

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable

PATIENCE = 6.0
GRACE = 1.0


def good_job() -> None:
    """Sleep 5 seconds and return."""
    time.sleep(5)


def fail_job() -> None:
    """Sleep 5 seconds and exit with status 1."""
    time.sleep(5)
    sys.exit(1)


def kill_job() -> None:
    """Sleep 10 seconds, longer than `main` is willing to wait."""
    time.sleep(10)


def supervise(jobs: Iterable[Callable[[], object]], patience: float) -> dict[str, int | None]:
    """Run all `jobs` at once and return the exit code of each, by the name of the job.

    After `patience` seconds, counted once for all, those still alive are asked to end (SIGTERM);
    what is still alive after a grace period is killed (SIGKILL).
    """
    processes = [multiprocessing.Process(target=job, name=job.__name__) for job in jobs]
    for process in processes:
        process.start()
    codes = {process.name: process.exitcode for process in processes}
    join_all(processes, patience)
    for process in processes:
        if process.is_alive():
            process.terminate()
    join_all(processes, GRACE)
    for process in processes:
        if process.is_alive():
            process.kill()
        process.join()
    return codes


def join_all(processes: Iterable[multiprocessing.Process], seconds: float) -> None:
    """Wait until all `processes` have ended, at most `seconds` in all."""
    deadline = time.monotonic() + seconds
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))


def main() -> None:
    """Supervise the three jobs and print how each ended."""
    for name, code in supervise([good_job, fail_job, kill_job], PATIENCE).items():
        print(f"Process name: {name}, exit code : {code}")


if __name__ == "__main__":
    main()
