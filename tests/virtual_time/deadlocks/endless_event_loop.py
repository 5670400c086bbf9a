"""A task waits for an event that no other task sets."""

import asyncio


async def main():
    await asyncio.Event().wait()


asyncio.run(main())  # stuck: MainProcess somehow
