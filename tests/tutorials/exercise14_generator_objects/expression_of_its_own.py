# fault: get_coroutine makes another generator, by an expression, and not one of return_one_to_ten()
# loses: test_generator_is_handed_over_untouched, test_main_shows_both
# says: must call `return_one_to_ten` once for the generator that it yields
def return_one_to_ten():
    n = 0
    while n < 10:
        yield n
        n += 1


def get_coroutine():
    yield (n for n in range(10))


def flatten(outer):
    return (value for inner in outer for value in inner)


def main():
    print("values:", *return_one_to_ten())
    for g in get_coroutine():
        print("get_coroutine yields a", type(g).__name__)
        print("values in it:", *g)
    print("flattened:", *flatten(get_coroutine()))


if __name__ == "__main__":
    main()
