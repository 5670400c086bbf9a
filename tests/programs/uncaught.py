"""An exception that nobody catches."""


def inner():
    raise ValueError("too bad")


def outer():
    inner()


outer()
