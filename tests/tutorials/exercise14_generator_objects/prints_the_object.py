# fault: print(generator) shows the generator object, and not the values in it
# loses: test_main_shows_both
# says: <generator object(.|\n)*print\(\*generator\) prints its values
def return_one_to_ten():
    for i in range(10):
        yield i


def get_coroutine():
    yield return_one_to_ten()


def flatten(outer):
    for inner in outer:
        yield from inner


def main():
    print("values:", return_one_to_ten())
    g = next(get_coroutine())
    print("get_coroutine yields a", type(g).__name__)
    print("values in it:", g)
    print("flattened:", flatten(get_coroutine()))


if __name__ == "__main__":
    main()
