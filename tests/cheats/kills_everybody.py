# Tries to end every process that it can reach.
# levels: namespaces landlock

import os
import signal

try:
    os.kill(-1, signal.SIGKILL)
except OSError:
    pass
