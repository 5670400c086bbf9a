# Tries to use more memory than it may.

kept = []
while len(kept) < 100:
    kept.append(bytearray(b"x") * (10 << 20))
print("GOT a thousand megabytes")
