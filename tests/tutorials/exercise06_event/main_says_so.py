# fault: main prints what it does, as the tutorial does, where only the two processes are to print
# loses: test_main_runs_both, test_spawned_children_import_the_file_quietly
# says: only the two processes that it starts print
import multiprocessing
import time


def wait_for_event(event):
    print("waiting")
    event.wait()
    print("event is set")


def wait_for_event_timeout(event, timeout):
    print("event is set:", event.wait(timeout))


def main():
    e = multiprocessing.Event()
    w1 = multiprocessing.Process(name="block", target=wait_for_event, args=(e,))
    w1.start()
    w2 = multiprocessing.Process(name="nonblock", target=wait_for_event_timeout, args=(e, 2))
    w2.start()
    print("main: waiting before calling Event.set()")
    time.sleep(3)
    e.set()
    print("main: event is set")
    w1.join()
    w2.join()


if __name__ == "__main__":
    main()
