# Tries to overflow the judge's clock.
# levels: namespaces

import time

for seconds in (-1, float("nan"), float("inf"), 1e300, 1e18, 4e9, 4e9):
    try:
        time.sleep(seconds)
    except (ValueError, OverflowError):
        pass
