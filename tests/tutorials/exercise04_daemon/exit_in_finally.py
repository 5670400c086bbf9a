# fault: none: no finally runs in a daemon that is cut off, so that Exit is not printed here either
# loses:
# says:
import time
from multiprocessing import Process


def daemon():
    print("Start", flush=True)
    try:
        time.sleep(5)
    finally:
        print("Exit", flush=True)


def main(wait=False):
    p = Process(name="daemon", target=daemon)
    p.daemon = True
    p.start()
    time.sleep(3)
    if wait:
        p.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
