# Tries to keep the judge's clock moving for ever.

import time

while True:
    time.sleep(0)
