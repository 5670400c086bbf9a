# fault: the proxies are printed, which show themselves and not plain values, lists and dicts
# loses: test_main_prints_the_changes, test_main_waits_for_whatever_is_written, test_worker_prints_what_it_sees, test_spawned_children_import_the_file_quietly
# says: did not print what they hold(.|\n)*plain copies of the others
from multiprocessing import Manager, Process


def worker(v, a, l, d):
    print(f"worker sees {v}, {a}, {l}, {d}")
    v.value = 50
    for i in range(len(a)):
        a[i] *= 10
    for i in range(len(l)):
        l[i] *= 10
    d["key"] = "python3"


def record(d, key, item):
    if key not in d:
        d[key] = []
    d[key] += [item]


def main():
    with Manager() as manager:
        v = manager.Value("i", 5)
        a = manager.Array("i", range(10))
        l = manager.list(range(10))
        d = manager.dict(key="python")
        p = Process(target=worker, args=(v, a, l, d))
        p.start()
        p.join()
        print(f"main sees {v}, {a}, {l}, {d}")


if __name__ == "__main__":
    main()
