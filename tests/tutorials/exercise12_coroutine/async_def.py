# fault: async def makes a coroutine of asyncio, which nobody can drive with next() and send()
# loses: test_main_holds_the_conversation, test_calling_and_priming_print_nothing, test_each_message_is_printed_when_sent, test_coroutine_goes_on_forever, test_averager_yields_the_running_mean, test_two_averagers_share_nothing, test_value_error_restarts_the_averager, test_close_ends_both, test_other_exceptions_pass_through
# says: async def makes(.|\n)*Seen: coroutine
import asyncio

messages = asyncio.Queue()


async def coroutine():
    while True:
        message = await messages.get()
        print("Hello, your input message is", message)


async def averager():
    total = count = 0
    while True:
        number = await messages.get()
        total += number
        count += 1
        print(total / count)


async def talk():
    task = asyncio.create_task(coroutine())
    for message in (None, "Test", "Coroutine"):
        await messages.put(message)
    await asyncio.sleep(0.1)
    task.cancel()


def main():
    asyncio.run(talk())


if __name__ == "__main__":
    main()
