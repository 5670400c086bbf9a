# Tries to read the memory of the supervisor and of the judge.

import ctypes
import os

library = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid(), @JUDGE@):
    if library.ptrace(16, pid, 0, 0) == 0:
        print("GOT a process by ptrace")
    for name in ("mem", "environ", "maps"):
        try:
            with open(f"/proc/{pid}/{name}", "r+b" if name == "mem" else "rb") as file:
                if name == "mem" or file.read():
                    print("GOT a process by", name)
        except OSError:
            pass
