"""Waits for another program, whose sleep is real."""

import subprocess

subprocess.run(["sleep", "0.3"], check=True)
print("slept")
