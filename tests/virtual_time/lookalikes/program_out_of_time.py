"""Another program never ends, and one that answers at once has a limit, too."""

import subprocess

print(subprocess.run(["echo", "hello"], capture_output=True, text=True, timeout=9).stdout.strip())
endless = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
try:
    endless.wait(2)
except subprocess.TimeoutExpired:
    print("out of time")
endless.communicate()
print(endless.returncode)
