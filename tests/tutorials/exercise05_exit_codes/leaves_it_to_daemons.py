# fault: what is still alive is left to Python as a daemon, and so its exit code stays None
# loses: test_main_reports_how_the_jobs_ended, test_exit_codes_are_returned, test_job_that_ignores_sigterm_is_killed, test_job_may_answer_sigterm
# says: exitcode is None until the process has ended and was waited for
import sys
import time
from multiprocessing import Process


def good_job():
    time.sleep(5)


def fail_job():
    time.sleep(5)
    sys.exit(1)


def kill_job():
    time.sleep(10)


def supervise(jobs, patience):
    start = time.time()
    processes = []
    for job in jobs:
        p = Process(target=job, name=job.__name__, daemon=True)
        p.start()
        processes.append(p)
    for p in processes:
        p.join(timeout=max(0, patience - (time.time() - start)))
    return {p.name: p.exitcode for p in processes}


def main():
    codes = supervise([good_job, fail_job, kill_job], 6)
    for name in codes:
        print("Process name: {}, exit code : {}".format(name, codes[name]))


if __name__ == "__main__":
    main()
