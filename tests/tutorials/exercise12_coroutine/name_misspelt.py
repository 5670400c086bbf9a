# fault: a misspelt name where the ValueError is handled, which is a NameError only then
# loses: test_value_error_restarts_the_averager
# says: exercise12.py, line 18\): NameError: name 'cuont' is not defined


def coroutine():
    while True:
        message = yield
        print("Hello, your input message is", message)


def averager():
    total = count = 0
    while True:
        try:
            number = yield (total / count if count else None)
        except ValueError:
            total = cuont
        else:
            total += number
            count += 1


def main():
    talk = coroutine()
    next(talk)
    next(talk)
    talk.send("Test")
    talk.send("Coroutine")


if __name__ == "__main__":
    main()
