# fault: args=(event) is the event itself; a tuple of one needs a comma
# loses: test_main_runs_both, test_spawned_children_import_the_file_quietly
# says: args is a tuple, and a tuple of one needs its comma
import time
from multiprocessing import Event, Process


def wait_for_event(event):
    print("waiting")
    event.wait()
    print("event is set")


def wait_for_event_timeout(event, timeout):
    print(f"event is set: {event.wait(timeout)}")


def main():
    event = Event()
    p1 = Process(target=wait_for_event, args=(event))
    p2 = Process(target=wait_for_event_timeout, args=(event, 2))
    p1.start()
    p2.start()
    time.sleep(3)
    event.set()
    p1.join()
    p2.join()


if __name__ == "__main__":
    main()
