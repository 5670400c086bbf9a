# fault: the daemon dies of a name that is not defined
# loses: test_process_is_a_daemon, test_main_waits_if_asked_to, test_daemon_alone, test_spawned_children_import_the_file_quietly
# says: line \d+\): NameError: name 'time' is not defined
import multiprocessing as mp
from time import sleep


def daemon() -> None:
    print("Start", flush=True)
    time.sleep(5)
    print("Exit", flush=True)


def main(wait: bool = False) -> None:
    helper = mp.Process(target=daemon, name="daemon", daemon=True)
    helper.start()
    sleep(3)
    if wait:
        helper.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
