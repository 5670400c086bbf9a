# fault: join(3) waits for the daemon, and returns early where the daemon does
# loses: test_any_daemon
# says: also where the daemon is done before
import multiprocessing
import time


def daemon():
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait=False):
    p = multiprocessing.Process(target=daemon)
    p.name = "daemon"
    p.daemon = True
    p.start()
    p.join(None if wait else 3)
    print("Main process terminated")


if __name__ == "__main__":
    main()
