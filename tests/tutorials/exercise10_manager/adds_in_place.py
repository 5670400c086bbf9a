# fault: none: += takes the list out, adds to it and assigns it back, and a managed list to itself
# loses:
# says:
from multiprocessing import Manager, Process


def worker(v, a, l, d):
    print(f"worker sees {v.value}, {list(a)}, {list(l)}, {dict(d)}")
    v.value = 50
    for i in range(len(a)):
        a[i] *= 10
    l[:] = [n * 10 for n in l]
    d["key"] = "python3"


def record(d, key, item):
    if key not in d:
        d[key] = []
    d[key] += [item]


def main():
    manager = Manager()
    v = manager.Value("i", 5)
    a = manager.Array("i", range(10))
    l = manager.list(range(10))
    d = manager.dict()
    d["key"] = "python"
    p = Process(target=worker, args=(v, a, l, d))
    p.start()
    p.join()
    print(f"main sees {v.value}, {list(a)}, {list(l)}, {dict(d)}")


if __name__ == "__main__":
    main()
