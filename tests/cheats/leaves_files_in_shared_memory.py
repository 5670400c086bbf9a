# Tries to leave files where the next student's program finds them.
# levels: namespaces

import os

try:
    with open(f"/dev/shm/@MARK@-{os.getpid()}", "w") as file:
        file.write("exit codes are ...")
except OSError:
    pass
