# fault: a Queue can't be handed to a pool's worker as an argument of its task
# loses: test_any_numbers_of_processes, test_any_order_of_turns, test_large_items, test_items_go_from_producer_to_consumer, test_special_items, test_fewer_items_than_processes, test_spawned_children_import_the_file_quietly
# says: in the args of Process \(to a Pool, in its initargs\)
import time
from multiprocessing import Pool, Process, Queue, current_process


def set_data(q):
    q.put("Hello world")
    print(f"[{current_process().name}] set queue data : Hello world")


def get_data(q):
    time.sleep(1)
    print(f"[{current_process().name}] get queue data : {q.get()}")


def producer(q, items):
    for item in items:
        q.put(item)


def consumer(q, results):
    for item in iter(q.get, None):
        results.put(item)


def collect(producers, consumers, items):
    q, results = Queue(), Queue()
    with Pool(producers) as makers, Pool(consumers) as users:
        eating = users.starmap_async(consumer, [(q, results)] * consumers)
        makers.starmap(producer, [(q, items[n::producers]) for n in range(producers)])
        for n in range(consumers):
            q.put(None)
        found = [results.get() for item in items]
        eating.get()
    return sorted(found)


def main():
    q = Queue()
    p1 = Process(target=set_data, name="set_data", args=(q,))
    p2 = Process(target=get_data, name="get_data", args=(q,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()


if __name__ == "__main__":
    main()
