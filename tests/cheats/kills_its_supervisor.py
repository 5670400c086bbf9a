# Tries to end what would end its daemon.

import ctypes
import os
import signal


def leave_a_daemon():
    """Leave a process that is nobody's child, and that no clock of ours wakes."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 4096)
            ctypes.CDLL(None).sleep(60)
        os._exit(0)
    os.wait()


leave_a_daemon()
ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGABRT):
    try:
        os.kill(os.getppid(), number)
    except OSError:
        pass
