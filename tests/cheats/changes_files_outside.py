# Tries to change the rights and the times of a file that is not its own.
# levels: namespaces landlock

import os

for change in (
    lambda: os.chmod("@VICTIM@", 0o600),
    lambda: os.utime("@VICTIM@", (1, 1)),
    lambda: os.chown("@VICTIM@", os.getuid(), os.getgid()),
    lambda: os.truncate("@VICTIM@", 0),
    lambda: os.unlink("@VICTIM@"),
    lambda: os.link("@VICTIM@", "link"),
):
    try:
        before = os.stat("@VICTIM@")
        change()
        # Some changes are silently left out: what counts is whether anything is another.
        if os.stat("@VICTIM@")[:9] != before[:9]:
            print("GOT a file outside")
    except OSError:
        pass
