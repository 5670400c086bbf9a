# fault: none: whether the event is set can be asked after wait has returned
# loses:
# says:
import multiprocessing
import time


def wait_for_event(event):
    print("waiting")
    event.wait()
    print("event is set")


def wait_for_event_timeout(e, t):
    e.wait(t)
    print("event is set:", e.is_set())


def main():
    e = multiprocessing.Event()
    jobs = [
        multiprocessing.Process(name="block", target=wait_for_event, args=(e,)),
        multiprocessing.Process(name="nonblock", target=wait_for_event_timeout, args=(e, 2)),
    ]
    for job in jobs:
        job.start()
    time.sleep(3)
    e.set()
    for job in jobs:
        job.join()


if __name__ == "__main__":
    main()
