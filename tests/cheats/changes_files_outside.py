# Tries to change the rights and the times of a file that is not its own.
# levels: namespaces landlock

import os

for change in (
    lambda: os.stat("@VICTIM@") and os.chmod("@VICTIM@", 0o600),
    lambda: os.utime("@VICTIM@", (1, 1)),
    lambda: os.chown("@VICTIM@", os.getuid(), os.getgid()),
    lambda: os.truncate("@VICTIM@", 0),
    lambda: os.unlink("@VICTIM@"),
    lambda: os.link("@VICTIM@", "link"),
):
    try:
        change()
        print("GOT a file outside")
    except OSError:
        pass
