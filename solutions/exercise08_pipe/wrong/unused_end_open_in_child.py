"""Leaves the client's end open in the server's process, which so never sees the end: deadlock."""

# fails: test_replies_come_in_order, test_long_messages_do_not_block, test_converse_waits_for_the_end

import multiprocessing
from collections.abc import Iterable
from multiprocessing.connection import Connection


def child(pipe: Connection) -> None:
    """Send `Hello World` through `pipe`, then print what was sent."""
    message = "Hello World"
    pipe.send(message)
    print(f"sent: {message}")


def echo_server(pipe: Connection) -> None:
    """Answer each message that comes through `pipe` in upper case, until the other end closes."""
    while True:
        try:
            message = pipe.recv()
        except EOFError:
            return
        pipe.send(message.upper())


def converse(messages: Iterable[str]) -> list[str]:
    """Send the messages to an echo server in a process of its own and return its replies."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=echo_server, args=(theirs,))
    server.start()
    theirs.close()
    with ours:
        replies = [ask(ours, message) for message in messages]
    server.join()
    return replies


def ask(pipe: Connection, message: str) -> str:
    """Send one message and return the reply to it."""
    pipe.send(message)
    reply: str = pipe.recv()
    return reply


def main() -> None:
    """Run `child` in a process and print what it sends."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=child, args=(sender,))
    process.start()
    sender.close()
    message = receiver.recv()
    process.join()
    print(f"received: {message}")


if __name__ == "__main__":
    main()
