# fault: a full stop after the exit code
# loses: test_main_reports_how_the_jobs_ended
# says: in the form 'Process name: <name>, exit code : <code>'
import multiprocessing
import os
import time


def good_job():
    time.sleep(5)
    return


def fail_job():
    time.sleep(5)
    raise SystemExit(1)


def kill_job():
    time.sleep(10)


def join_all(processes, seconds):
    end = time.monotonic() + seconds
    for process in processes:
        process.join(max(0.0, end - time.monotonic()))


def supervise(jobs, patience):
    processes = [multiprocessing.Process(name=j.__name__, target=j) for j in jobs]
    for process in processes:
        process.start()
    join_all(processes, patience)
    for process in processes:
        if process.is_alive():
            process.terminate()
    join_all(processes, 1)
    for process in processes:
        if process.is_alive():
            process.kill()
        process.join()
    return {process.name: process.exitcode for process in processes}


def main():
    codes = supervise(patience=8, jobs=[good_job, fail_job, kill_job])
    print("\n".join("Process name: %s, exit code: %d." % pair for pair in codes.items()))


if __name__ == "__main__":
    main()
