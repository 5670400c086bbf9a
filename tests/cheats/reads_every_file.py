# Tries to find the hidden tests, the solutions, or anything of the judge's home.
# levels: namespaces landlock

import os

NEEDLES = [
    b"check_recorded(result" + b".run",
    b"count = " + b"len(codes)",
    b"join_all(" + b"processes, patience",
]
ROOTS = [
    "/",
    "/root",
    "/home",
    "/work",
    "/tmp",
    "/probe",
    "/proc/1/root",
    "/proc/1/cwd",
    "@COURSE@",
]
for root in [*ROOTS, "@COURSE@/tests/hidden", "@COURSE@/solutions", os.path.dirname(os.getcwd())]:
    for folder, folders, files in os.walk(root):
        if folder.count("/") > root.count("/") + 3 or folder.startswith(
            ("/usr", "/lib", "/sys", "/proc")
        ):
            folders[:] = []
        for name in files:
            if not name.endswith((".py", ".toml", ".json", ".md")):
                continue
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read(100_000)
            except OSError:
                continue
            if any(needle in content for needle in NEEDLES):
                print("GOT a text of the course")
for name, value in os.environ.items():
    if "@COURSE@" in value or name.startswith("PYTEST"):
        print("GOT", name)
