# fault: a misspelt name in the last lines of delegate, which run only when the inner one has ended
# loses: test_result_is_kept
# says: exercise15.py, line 17\): NameError: name 'resluts' is not defined


def return_one_to_ten():
    for i in range(10):
        yield i


def get_coroutine():
    yield from return_one_to_ten()


def delegate(sub, results):
    result = yield from sub
    resluts.append(result)
    return result


def main():
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
