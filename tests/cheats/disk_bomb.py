# Tries to fill the disk.

import os

try:
    for number in range(250):
        with open(f"{number}", "wb") as file:
            file.write(b"x" * (8 << 20))
    print("GOT the disk")
except OSError:
    pass
