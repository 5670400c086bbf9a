# Tries to burn the judge's time in a busy wait.
# levels: namespaces

import time

end = time.time() + 0.05
while time.time() < end:
    pass
