# Tries to leave memory that belongs to no process.

import ctypes

library = ctypes.CDLL(None)
if library.shmget(0, 1 << 20, 0o1600) >= 0 and library.semget(0, 1, 0o1600) >= 0:
    library.msgget(0, 0o1600)
