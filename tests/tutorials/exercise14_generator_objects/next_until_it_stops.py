# fault: next() at the end of an inner generator raises StopIteration inside flatten: a RuntimeError
# loses: test_main_shows_both, test_flatten_yields_every_value, test_flatten_is_lazy, test_flatten_works_without_an_end
# says: generator raised StopIteration\. .*Use for or yield from
def return_one_to_ten():
    for i in range(10):
        yield i


def get_coroutine():
    yield return_one_to_ten()


def flatten(outer):
    for inner in outer:
        while True:
            yield next(inner)


def main():
    print("values:", *return_one_to_ten())
    gen = next(get_coroutine())
    print("get_coroutine yields a", type(gen).__name__)
    print("values in it:", *gen)
    print("flattened:", *flatten(get_coroutine()))


if __name__ == "__main__":
    main()
