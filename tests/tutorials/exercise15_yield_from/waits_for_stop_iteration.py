# fault: a for loop swallows the StopIteration that has the return value, and what is sent in is lost
# loses: test_send_passes, test_throw_passes, test_close_passes, test_result_is_kept
# says: (?s)Seen: \['here before', None.*A for loop throws it away
def return_one_to_ten():
    for i in range(10):
        yield i


def get_coroutine():
    yield from return_one_to_ten()


def delegate(sub, results):
    result = None
    try:
        for value in sub:
            yield value
    except StopIteration as stop:
        result = stop.value
    results.append(result)
    return result


def main():
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
