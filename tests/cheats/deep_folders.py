# Tries to break whoever clears up with folders in folders.

import os

try:
    for _ in range(1_500):
        os.mkdir("d")
        os.chdir("d")
except OSError:
    pass
