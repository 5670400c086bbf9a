"""Keeps to itself that the server has died, and returns the replies so far."""

# fails: test_dead_server_is_noticed

import contextlib
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


def serve(ours: Connection, theirs: Connection) -> None:
    """Run the echo server in its process, which was given both ends and needs only one."""
    theirs.close()
    echo_server(ours)


def converse(messages: Iterable[str]) -> list[str]:
    """Send the messages to an echo server in a process of its own and return its replies."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, ours))
    server.start()
    theirs.close()
    replies = []
    with ours, contextlib.suppress(EOFError, OSError):
        for message in messages:
            replies.append(ask(ours, message))  # noqa: PERF401 - the replies so far are kept
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
