# fault: setdefault() returns a copy of the list inside, and append() changes the copy
# loses: test_parent_sees_what_was_recorded, test_record_begins_a_list, test_writers_keep_out_of_each_others_way
# says: gives you a copy of the list; appending to the copy tells the manager nothing
from multiprocessing import Manager, Process


def worker(v, a, l, d):
    print(f"worker sees {v.value}, {list(a)}, {list(l)}, {dict(d)}")
    v.value = 50
    for i in range(len(a)):
        a[i] = a[i] * 10
    for i in range(len(l)):
        l[i] = l[i] * 10
    d["key"] = "python3"


def record(d, key, item):
    d.setdefault(key, []).append(item)


def main():
    with Manager() as manager:
        v = manager.Value("i", 5)
        a = manager.Array("i", range(10))
        l = manager.list(range(10))
        d = manager.dict({"key": "python"})
        p = Process(target=worker, args=(v, a, l, d))
        p.start()
        p.join()
        print(f"main sees {v.value}, {list(a)}, {list(l)}, {dict(d)}")


if __name__ == "__main__":
    main()
