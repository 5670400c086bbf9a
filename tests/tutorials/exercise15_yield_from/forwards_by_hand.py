# fault: forwarding by hand lets the StopIteration out with which sub ends, and loses what it returned
# loses: test_result_is_kept
# says: StopIteration where a generator has ended(.|\n)*by hand finds it in the StopIteration
def return_one_to_ten():
    for i in range(10):
        yield i


def get_coroutine():
    yield from return_one_to_ten()


def delegate(sub, results):
    value = sub.send(None)
    while True:
        try:
            received = yield value
        except GeneratorExit:
            sub.close()
            raise
        except Exception as error:
            value = sub.throw(error)
        else:
            value = sub.send(received)


def main():
    print("values:", *get_coroutine())


if __name__ == "__main__":
    main()
