"""Prints when it is imported, and when it is called."""

print("imported")


def greet():
    print("called", flush=True)
    return "done"
