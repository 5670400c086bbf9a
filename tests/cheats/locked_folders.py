# Tries to leave folders that nobody may clear up.

import os

for folder in (os.getcwd(), os.environ["TMPDIR"]):
    os.makedirs(f"{folder}/a/b/c")
    os.symlink("/", f"{folder}/a/link")
    os.chmod(f"{folder}/a/b", 0)
    os.chmod(f"{folder}/a", 0)
    os.chmod(folder, 0)
