"""Another program sleeps, in real time."""

import subprocess

print(subprocess.run(["sleep", "0.2"], check=False).returncode)
