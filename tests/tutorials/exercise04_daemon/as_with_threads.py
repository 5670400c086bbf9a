# fault: setDaemon() is a method of threads, which a process does not have
# loses: test_daemon_is_cut_off, test_process_is_a_daemon, test_main_waits_if_asked_to, test_any_daemon, test_process_has_its_name, test_nothing_is_left, test_spawned_children_import_the_file_quietly
# says: method of threads
import multiprocessing
import time


def daemon():
    print("Start")
    time.sleep(5)
    print("Exit")


def main(wait=False):
    p = multiprocessing.Process(target=daemon, name="daemon")
    p.setDaemon(True)
    p.start()
    time.sleep(3)
    if wait:
        p.join()
    print("Main process terminated")


if __name__ == "__main__":
    main()
