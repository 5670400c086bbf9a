# Tries to have memory that belongs to no process, and outlives the run.

import ctypes

library = ctypes.CDLL(None)
made = library.shmget(0, 1 << 20, 0o1600), library.semget(0, 1, 0o1600), library.msgget(0, 0o1600)
if max(made) >= 0:
    print("GOT", made)
