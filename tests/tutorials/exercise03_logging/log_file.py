# fault: the log goes to a file, where the brief wants it on standard error
# loses: test_records_of_every_child_are_seen, test_messages_of_a_worker_are_seen_once, test_level_is_what_main_was_given, test_standard_error_is_silent_at_warning, test_spawned_children_log_and_import_quietly
# says: a file is not standard error
import logging
import multiprocessing


def worker(count):
    print(f"count: {count}")


def main(level=logging.DEBUG):
    logger = multiprocessing.get_logger()
    logger.setLevel(level)
    handler = logging.FileHandler("multiprocessing.log")
    handler.setFormatter(logging.Formatter("[%(levelname)s/%(processName)s] %(message)s"))
    logger.addHandler(handler)
    jobs = []
    for i in range(5):
        p = multiprocessing.Process(target=worker, args=(i,))
        jobs.append(p)
        p.start()
    for p in jobs:
        p.join()


if __name__ == "__main__":
    main()
