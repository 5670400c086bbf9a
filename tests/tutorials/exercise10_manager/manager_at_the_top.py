# fault: the manager is made at the top of the file, so that every import starts another one
# loses: test_spawned_children_import_the_file_quietly
# says: started these processes(.|\n)*SyncManager(.|\n)*make the Manager in `main`
import multiprocessing

manager = multiprocessing.Manager()


def worker(v, a, l, d):
    print(f"worker sees {v.value}, {list(a)}, {list(l)}, {dict(d)}")
    v.value = 50
    for i in range(len(a)):
        a[i] *= 10
    for i in range(len(l)):
        l[i] *= 10
    d["key"] = "python3"


def record(d, key, item):
    d[key] = d.get(key, [])
    items = d[key]
    items.append(item)
    d[key] = items


def main():
    v = manager.Value("i", 5)
    a = manager.Array("i", range(10))
    l = manager.list(range(10))
    d = manager.dict({"key": "python"})
    p = multiprocessing.Process(target=worker, args=(v, a, l, d))
    p.start()
    p.join()
    print(f"main sees {v.value}, {list(a)}, {list(l)}, {dict(d)}")


if __name__ == "__main__":
    main()
