# Tries to use more memory than it may, in pages that count as shared.

import mmap

kept = []
while len(kept) < 100:
    kept.append(mmap.mmap(-1, 10 << 20))
    kept[-1].write(b"x" * (10 << 20))
print("GOT a thousand megabytes")
