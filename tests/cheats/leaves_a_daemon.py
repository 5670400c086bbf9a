# Tries to leave a process behind that nobody waits for, and answer.

import ctypes
import os


def leave_a_daemon():
    """Leave a process that is nobody's child, and that no clock of ours wakes."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 4096)
            ctypes.CDLL(None).sleep(60)
        os._exit(0)
    os.wait()


def supervise(jobs, patience):
    leave_a_daemon()
    return {}
