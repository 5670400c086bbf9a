# fault: a second process that is no daemon is started beside the daemon, as tutorials do to compare
# loses: test_daemon_is_cut_off, test_process_is_a_daemon, test_main_waits_if_asked_to, test_any_daemon, test_process_has_its_name, test_nothing_is_left
# says: start another one beside it
import multiprocessing
import sys
import time


def daemon():
    print("Start")
    sys.stdout.flush()
    time.sleep(5)
    print("Exit")
    sys.stdout.flush()


def non_daemon():
    time.sleep(1)


def main(wait=False):
    d = multiprocessing.Process(name="daemon", target=daemon)
    d.daemon = True
    n = multiprocessing.Process(name="non-daemon", target=non_daemon)
    n.daemon = False
    d.start()
    n.start()
    time.sleep(3)
    if wait:
        d.join()
        n.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
