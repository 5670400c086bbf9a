# Tries to take the judge's limits or its share of the processor.
# levels: namespaces landlock

import os
import resource

JUDGE = @JUDGE@
for change in (
    lambda: resource.prlimit(JUDGE, resource.RLIMIT_CORE),
    lambda: os.setpriority(os.PRIO_PROCESS, JUDGE, os.getpriority(os.PRIO_PROCESS, JUDGE)),
    lambda: os.sched_setaffinity(JUDGE, os.sched_getaffinity(JUDGE)),
    lambda: os.kill(JUDGE, 0),
):
    try:
        change()
        print("GOT the judge")
    except OSError:
        pass
