# fault: close() gives up all that is known of a process, its exit code included
# loses: test_main_reports_how_the_jobs_ended, test_exit_codes_are_returned, test_processes_are_named_after_their_jobs, test_jobs_that_raise_or_leave_at_once, test_patience_is_for_all_jobs_together, test_job_that_ignores_sigterm_is_killed, test_job_that_ends_in_time_is_left_alone, test_supervise_returns_when_the_jobs_have_ended, test_job_may_answer_sigterm, test_spawned_children_import_the_file_quietly
# says: ask for its exitcode before
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
    deadline = time.monotonic() + patience
    processes = [Process(target=job, name=job.__name__) for job in jobs]
    for p in processes:
        p.start()
    for p in processes:
        p.join(max(0, deadline - time.monotonic()))
        if p.is_alive():
            p.terminate()
            p.join(1)
        if p.is_alive():
            p.kill()
            p.join()
        p.close()
    return {p.name: p.exitcode for p in processes}


def main():
    for name, code in supervise([good_job, fail_job, kill_job], 7).items():
        print(f"Process name: {name}, exit code : {code}")


if __name__ == "__main__":
    main()
