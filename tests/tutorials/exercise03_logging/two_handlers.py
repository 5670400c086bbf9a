# fault: log_to_stderr() has given the logger a handler, and a second one writes every record again
# loses: test_records_of_every_child_are_seen, test_messages_of_a_worker_are_seen_once, test_level_is_what_main_was_given, test_standard_error_is_silent_at_warning
# says: add none of your own beside it
import logging
import multiprocessing


def worker(count):
    print(f"count: {count}")


def main(level=logging.DEBUG):
    logger = multiprocessing.log_to_stderr()
    logger.setLevel(level)
    console = logging.StreamHandler()
    console.setLevel(level)
    console.setFormatter(
        logging.Formatter("%(asctime)s - %(processName)s - %(levelname)s - %(message)s")
    )
    logger.addHandler(console)
    processes = [multiprocessing.Process(target=worker, args=(i,)) for i in range(5)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()


if __name__ == "__main__":
    main()
