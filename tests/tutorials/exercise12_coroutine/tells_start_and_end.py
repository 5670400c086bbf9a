# fault: the coroutine prints that it starts and that it is closed, where only messages are printed
# loses: test_main_holds_the_conversation, test_calling_and_priming_print_nothing
# says: printed something when it was primed with next\(\): nothing was sent yet
def coroutine():
    print("Coroutine started, waiting for messages")
    try:
        while True:
            message = (yield)
            print("Hello, your input message is", message)
    except GeneratorExit:
        print("Closing coroutine!!")


def averager():
    total = 0
    count = 0
    average = None
    while True:
        try:
            number = yield average
            total += number
            count += 1
            average = total / count
        except ValueError:
            total, count, average = 0, 0, None


def main():
    c = coroutine()
    next(c)
    c.send(None)
    c.send("Test")
    c.send("Coroutine")
    c.close()


if __name__ == "__main__":
    main()
