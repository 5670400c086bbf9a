# fault: averager returns the mean once it is sent None, instead of yielding it after each number
# loses: test_averager_yields_the_running_mean, test_two_averagers_share_nothing, test_value_error_restarts_the_averager
# says: did not yield None and then the mean(.|\n)*number = yield mean hands out the mean
def coroutine():
    while True:
        message = yield
        print(f"Hello, your input message is {message}")


def averager():
    total = 0.0
    count = 0
    average = None
    while True:
        term = yield
        if term is None:
            break
        total += term
        count += 1
        average = total / count
    return average


def main():
    c = coroutine()
    next(c)
    next(c)
    c.send("Test")
    c.send("Coroutine")


if __name__ == "__main__":
    main()
