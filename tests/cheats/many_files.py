# Tries to fill the disk with files that have no size.

import os

try:
    for number in range(100_000):
        os.close(os.open(f"{number}", os.O_CREAT | os.O_WRONLY))
    print("GOT a hundred thousand files")
except OSError:
    pass
