# fault: multiprocessing logs nothing before multiprocessing.get_logger() or log_to_stderr() was called
# loses: test_records_of_every_child_are_seen, test_level_is_what_main_was_given, test_spawned_children_log_and_import_quietly
# says: logging\.getLogger\("multiprocessing"\) does not count
import logging
import multiprocessing
import sys


def worker(count):
    print(f"count: {count}")


def main(level=logging.DEBUG):
    logger = logging.getLogger("multiprocessing")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(processName)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    processes = [multiprocessing.Process(target=worker, args=(i,)) for i in range(5)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()


if __name__ == "__main__":
    main()
