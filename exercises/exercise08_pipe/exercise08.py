"""Exercise 08: let two processes talk through a pipe.

Read README.md first. Replace each `raise NotImplementedError` by your code.
"""

import multiprocessing


def child(pipe):
    """Send the text Hello World through the pipe, then print `sent: Hello World`."""
    raise NotImplementedError


def echo_server(pipe):
    """Answer each message in upper case, through the same pipe, until the other end is closed.

    pipe: one end of a two-way pipe; each message is a text.
    """
    raise NotImplementedError


def converse(messages):
    """Run `echo_server` in a process of its own, send it the messages, and return its replies.

    messages: a list of texts, any number of any length.
    Returns a list with the reply to each message, in the order of the messages.
    The process has ended when `converse` returns.
    """
    raise NotImplementedError


def main():
    """Run `child` in a process, receive what it sends, and print `received: <message>`."""
    raise NotImplementedError


if __name__ == "__main__":
    main()
