# fault: the daemon catches SIGTERM and prints Exit, so that it seems to have come to its end
# loses: test_daemon_is_cut_off, test_process_is_a_daemon
# says: it has caught the SIGTERM with which Python ends daemons
import multiprocessing
import signal
import sys
import time


def cleanup(signum, frame):
    print("Exit")
    sys.exit(0)


def daemon():
    signal.signal(signal.SIGTERM, cleanup)
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait=False):
    p = multiprocessing.Process(target=daemon, name="daemon", daemon=True)
    p.start()
    time.sleep(3)
    if wait:
        p.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
