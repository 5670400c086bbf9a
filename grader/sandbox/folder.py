"""The folder of a box, and how it goes, whatever a program has done to it."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path


def remove(folder: Path) -> None:
    """Remove a box's folder, however a program has locked it or nested it."""
    with suppress(OSError, RecursionError):
        shutil.rmtree(folder)
    if folder.exists():
        # These walk without recursion, and beyond the longest path that the kernel takes.
        subprocess.run(["chmod", "-R", "u+rwX", str(folder)], check=False, capture_output=True)
        subprocess.run(["rm", "-rf", "--", str(folder)], check=False, capture_output=True)
