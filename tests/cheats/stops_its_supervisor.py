# Tries to have the judge wait for a supervisor that sleeps.

import os
import signal

try:
    os.kill(os.getppid(), signal.SIGSTOP)
except OSError:
    pass
