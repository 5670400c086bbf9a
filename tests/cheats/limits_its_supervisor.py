# Tries to take the supervisor's limits away, so that it fails and its daemon lives on.
# levels: landlock

import ctypes
import os
import resource


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

for name in ("NOFILE", "DATA", "STACK", "CPU", "FSIZE"):
    try:
        resource.prlimit(os.getppid(), getattr(resource, f"RLIMIT_{name}"), (0, 0))
        print("GOT the supervisor's limits")
    except OSError:
        pass
for change in (
    lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
    lambda: os.sched_setaffinity(os.getppid(), {0}),
):
    try:
        change()
        print("GOT the supervisor's share of the processor")
    except OSError:
        pass
