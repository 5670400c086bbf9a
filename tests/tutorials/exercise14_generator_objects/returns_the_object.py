# fault: get_coroutine returns the generator, so that next() gives a number: none was taken before
# loses: test_generator_is_yielded, test_one_thing_is_yielded, test_generator_is_handed_over_untouched, test_main_shows_both
# says: must itself be a generator(.|\n)*do not look into what it gives
def return_one_to_ten():
    n = 0
    while n < 10:
        yield n
        n += 1


def get_coroutine():
    gen = return_one_to_ten()
    return gen


def flatten(outer):
    for inner in outer:
        yield from inner


def show(label, values):
    print(label, " ".join(str(v) for v in values))


def main():
    show("values:", return_one_to_ten())
    [inner] = get_coroutine()
    print(f"get_coroutine yields a {type(inner).__name__}")
    show("values in it:", inner)
    show("flattened:", flatten(get_coroutine()))


if __name__ == "__main__":
    main()
