"""Waits by looking at the clock."""

import time

end = time.time() + 0.05
while time.time() < end:
    pass
print("the time came")
