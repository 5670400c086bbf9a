"""An event loop in a child: sleeps, limits, another program, and a queue between tasks."""

import asyncio
import multiprocessing
import sys


async def produce(queue):
    for number in range(3):
        await asyncio.sleep(0.05)
        await queue.put(number)
    await queue.put(None)


async def consume(queue):
    while (number := await queue.get()) is not None:
        print("got", number)


async def main():
    queue = asyncio.Queue()
    await asyncio.gather(produce(queue), consume(queue))
    try:
        await asyncio.wait_for(asyncio.sleep(1000), 0.05)
    except asyncio.TimeoutError:
        print("out of time")
    print(await asyncio.wait_for(asyncio.sleep(0.05, "in time"), 30))
    program = await asyncio.create_subprocess_exec("sleep", "0.05")
    print(await program.wait())
    print(await asyncio.to_thread(sum, [1, 2, 3]))


def child():
    asyncio.run(main())
    sys.exit(4)


if __name__ == "__main__":
    process = multiprocessing.Process(target=child)
    process.start()
    process.join(30)
    print(process.exitcode)
