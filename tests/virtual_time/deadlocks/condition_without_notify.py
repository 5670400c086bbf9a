"""A consumer waits to be notified, and the producer forgets to."""

import multiprocessing


def consumer(condition):
    with condition:
        condition.wait()  # stuck: consumer in Condition.wait


if __name__ == "__main__":
    condition = multiprocessing.Condition()
    process = multiprocessing.Process(target=consumer, args=(condition,), name="consumer")
    process.start()
    with condition:
        print("produced")
    process.join()  # stuck: MainProcess in Process.join for consumer
