"""Everything that can write to standard output and standard error."""

import multiprocessing
import os
import subprocess
import sys
import time


def write(name):
    print(f"{name} prints")
    time.sleep(1)
    os.write(1, f"{name} writes\n".encode())
    time.sleep(1)
    subprocess.run(["sh", "-c", f"echo {name} calls"], check=True)
    time.sleep(1)
    print(f"{name} complains", file=sys.stderr)
    time.sleep(1)
    os.write(2, f"{name} moans\n".encode())
    time.sleep(1)


if __name__ == "__main__":
    write("main")
    process = multiprocessing.Process(target=write, args=("child",), name="child")
    process.start()
    process.join()
    print("kein Zeilenende: ü", end="")
