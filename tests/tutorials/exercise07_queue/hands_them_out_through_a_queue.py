# fault: the main process puts the items: the producers pass on what they get from another queue
# loses: test_items_go_from_producer_to_consumer
# says: of how many items that was seen
import multiprocessing as mp
import time


class Done:
    """An end mark of its own class."""


def set_data(q):
    text = "Hello world"
    q.put(text)
    print(f"[{mp.current_process().name}] set queue data : {text}")


def get_data(q):
    time.sleep(1)
    text = q.get()
    print(f"[{mp.current_process().name}] get queue data : {text}")


def produce(source, work):
    while not isinstance(item := source.get(), Done):
        work.put(item)


def consume(work, results):
    while not isinstance(item := work.get(), Done):
        results.put(item)
    results.put(Done())


def collect(producers, consumers, items):
    """The items reach the producers through a queue, too."""
    source, work, results = mp.Queue(), mp.Queue(), mp.Queue()
    ps = [mp.Process(target=produce, args=(source, work)) for _ in range(producers)]
    cs = [mp.Process(target=consume, args=(work, results)) for _ in range(consumers)]
    for p in ps + cs:
        p.start()
    for item in items:
        source.put(item)
    for _ in ps:
        source.put(Done())
    for p in ps:
        p.join()
    for _ in cs:
        work.put(Done())
    found, left = [], consumers
    while left:
        item = results.get()
        if isinstance(item, Done):
            left -= 1
        else:
            found.append(item)
    for c in cs:
        c.join()
    return sorted(found)


def main():
    q = mp.Queue()
    ps = [mp.Process(target=t, name=t.__name__, args=(q,)) for t in (set_data, get_data)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()


if __name__ == "__main__":
    main()
