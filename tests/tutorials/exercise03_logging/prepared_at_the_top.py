# fault: the logger is prepared when the file is imported, and not by main
# loses: test_messages_of_a_worker_are_seen_once, test_level_is_what_main_was_given, test_standard_error_is_silent_at_warning, test_spawned_children_log_and_import_quietly
# says: What importing the file did to the logger does not count: prepare it in `main`
import logging
import multiprocessing as mp


mp.log_to_stderr(logging.DEBUG)


def worker(count: int) -> None:
    print("count:", count)


def main(level: int = logging.DEBUG) -> None:
    mp.get_logger().setLevel(level)
    procs = [mp.Process(target=worker, args=(n,)) for n in range(5)]
    for p in procs:
        p.start()
    for p in procs:
        p.join()


if __name__ == "__main__":
    main()
