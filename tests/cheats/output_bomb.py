# Tries to fill the report.

import os
import sys

while True:
    print("x" * 10_000)
    print("y" * 10_000, end="", file=sys.stderr)
    os.write(1, b"z" * 10_000)
