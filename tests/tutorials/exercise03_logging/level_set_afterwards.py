# fault: none: the level can be given to log_to_stderr, or set on the logger that it returns
# loses:
# says:
import logging
import multiprocessing
import sys


def worker(count):
    print("count:", count)
    sys.stdout.flush()


def main(level=logging.DEBUG):
    multiprocessing.log_to_stderr()
    logger = multiprocessing.get_logger()
    logger.setLevel(level)
    jobs = []
    for i in range(5):
        p = multiprocessing.Process(target=worker, args=(i,))
        jobs.append(p)
        p.start()
    for j in jobs:
        j.join()


if __name__ == "__main__":
    main()
