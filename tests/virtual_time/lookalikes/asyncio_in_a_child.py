"""A child waits in an event loop, for time and for another task."""

import asyncio
import multiprocessing


async def main():
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(1, done.set)
    await done.wait()
    print(await asyncio.gather(asyncio.sleep(1, "one"), asyncio.sleep(2, "two")))


def child():
    asyncio.run(main())


if __name__ == "__main__":
    process = multiprocessing.Process(target=child)
    process.start()
    process.join()
