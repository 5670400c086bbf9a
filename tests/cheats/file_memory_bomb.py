# Tries to use more memory than it may, in files that lie in no folder.

import os

kept = []
try:
    while len(kept) < 100:
        kept.append(os.memfd_create("x"))
        os.write(kept[-1], b"x" * (10 << 20))
    print("GOT a thousand megabytes")
except OSError:
    pass
