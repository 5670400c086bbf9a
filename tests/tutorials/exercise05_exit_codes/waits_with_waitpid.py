# fault: status >> 8 has no room for the signal that ended a process: -15 becomes 0
# loses: test_main_reports_how_the_jobs_ended, test_exit_codes_are_returned, test_job_that_ignores_sigterm_is_killed
# says: ended by a signal.* minus the number of the signal
import multiprocessing
import os
import sys
import time


def good_job():
    time.sleep(5)


def fail_job():
    time.sleep(5)
    sys.exit(1)


def kill_job():
    time.sleep(10)


def wait_for(processes, codes, seconds):
    end = time.monotonic() + seconds
    while len(codes) < len(processes) and time.monotonic() < end:
        for p in processes:
            if p.name not in codes:
                pid, status = os.waitpid(p.pid, os.WNOHANG)
                if pid:
                    codes[p.name] = status >> 8
        time.sleep(0.05)


def supervise(jobs, patience):
    processes = [multiprocessing.Process(target=job, name=job.__name__) for job in jobs]
    for p in processes:
        p.start()
    codes = {}
    wait_for(processes, codes, patience)
    for p in processes:
        if p.name not in codes:
            p.terminate()
    wait_for(processes, codes, 1)
    for p in processes:
        if p.name not in codes:
            p.kill()
    wait_for(processes, codes, 1)
    return codes


def main():
    for name, code in supervise([good_job, fail_job, kill_job], 7).items():
        print(f"Process name: {name}, exit code : {code}")


if __name__ == "__main__":
    main()
