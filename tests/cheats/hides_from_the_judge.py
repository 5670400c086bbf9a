# Tries to have the judge fail in looking at a process that may not be looked at.

import ctypes
import multiprocessing

ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
multiprocessing.Queue().get()
