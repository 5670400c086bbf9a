"""The interpreter that runs students' programs, and the folders it needs to run at all."""

import os
import py_compile
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

INSIDE = Path(__file__).parent.parent / "inside"
"""The package that enters the sandbox."""

_SYSTEM_FOLDERS = ("/lib", "/lib32", "/lib64", "/libx32", "/usr/lib", "/usr/lib32", "/usr/lib64")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/usr/share/zoneinfo")
_PROGRAMS = ("/bin", "/usr/bin")


@cache
def executable() -> Path:
    """Return the interpreter without its virtual environment: what the grader uses stays out."""
    return Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))


@cache
def folders() -> tuple[Path, ...]:
    """Return what is shown read-only: the interpreter, its libraries, the system's programs."""
    prefix = Path(sys.base_prefix)
    own = [prefix / "bin", prefix / "lib", prefix / "lib64", Path("/usr/local/lib")]
    names = [*own, *map(Path, (*_SYSTEM_FOLDERS, *_SYSTEM_FILES, *_PROGRAMS))]
    return tuple(sorted({name for name in names if name.exists()}))


@cache
def compile_inside() -> None:
    """See to it that every start in a sandbox finds byte code: there it can't be written.

    A checkout has none for files that the judge itself does not import.
    """
    for source in INSIDE.glob("*.py"):
        compiled = Path(cache_from_source(str(source)))
        with suppress(OSError):
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                py_compile.compile(str(source))


def arguments(home: str, setup: str) -> list[str]:
    """Return the command that starts the zygote, whose package lies in the folder `home`.

    `-S` leaves out what is installed beside the standard library: a grade must not depend on it.
    """
    start = f"import sys; sys.path.append({home!r}); from inside import zygote; zygote.main()"
    return [str(executable()), "-S", "-c", start, setup]


def environment(home: str, temporary: str) -> dict[str, str]:
    """Return the whole environment of a student's program."""
    return {
        "HOME": home,
        "LANG": "C.UTF-8",
        "PATH": f"{executable().parent}:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "TMPDIR": temporary,
    }
