# fault: queue.Queue connects threads; each process gets a copy of its own
# loses: test_main_passes_the_greeting, test_any_numbers_of_processes, test_any_order_of_turns, test_large_items, test_items_go_from_producer_to_consumer, test_special_items, test_fewer_items_than_processes, test_spawned_children_import_the_file_quietly
# says: queue\.Queue is for the threads of one process
import time
from multiprocessing import Process, current_process
from queue import Queue


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
    while True:
        item = q.get()
        if item is None:
            break
        results.put(item)


def collect(producers, consumers, items):
    q, results = Queue(), Queue()
    ps = [Process(target=producer, args=(q, items[n::producers])) for n in range(producers)]
    cs = [Process(target=consumer, args=(q, results)) for n in range(consumers)]
    for p in ps + cs:
        p.start()
    for p in ps:
        p.join()
    for c in cs:
        q.put(None)
    found = [results.get() for item in items]
    for c in cs:
        c.join()
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
