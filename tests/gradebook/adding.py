"""A program that adds entries one by one: `adding.py ADDRESS NAME COUNT BYTES`, told as it goes.

It prints a line for each entry once it is kept, and the complaint that ended it if there is one.
"""

import sys
from pathlib import Path

sys.path.extend(str(folder) for folder in Path(__file__).parents[1:3])

from gradebook.samples import entry
from grader.gradebook import Gradebook, GradebookError


def add(address: str, name: str, count: int, size: int) -> None:
    with Gradebook(address) as book:
        batch = book.start_batch(name)
        for number in range(count):
            book.add([entry(batch, f"{name}{number}", grade=b"x" * size)])
            print(f"{name}{number}", flush=True)


try:
    add(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
except GradebookError as error:
    print(f"{type(error).__name__}: {error}", flush=True)
