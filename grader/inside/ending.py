"""The end of the main process: what a program sees of an interpreter's end, and no more.

An interpreter that ends takes down everything that it has loaded, and writes to each page on the
way. In a fork all of them would be copied for that first, which took twice as long as all the rest
of a small run. So threads are joined, exit functions called, the program's own objects deleted and
its streams flushed, in the order of `Py_FinalizeEx`; the rest goes with the process.
"""

import atexit
import gc
import os
import sys
import threading
from collections.abc import Callable
from itertools import takewhile
from typing import Any, NoReturn

FLUSH_FAILED = 120
"""The interpreter's exit code where its output could not be written."""


def run_to_the_end(program: Callable[[], None], work: str) -> NoReturn:
    """Run a program and end the process with its exit code; its modules lie in `work`."""
    last = next(reversed(sys.modules))
    code = _exit_code(program)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    _delete_objects(work, last)
    os._exit(code if _flush() else code or FLUSH_FAILED)


def _exit_code(program: Callable[[], None]) -> int:
    try:
        program()
    except SystemExit as leaving:
        return _code_of(leaving.code)
    return 0


def _code_of(code: Any) -> int:
    """Return the status for what was given to `sys.exit`, as the interpreter does."""
    if code is None:
        return 0
    if isinstance(code, int):
        return int(code) & 0xFF
    print(code, file=sys.stderr)  # noqa: T201 - the interpreter does
    return 1


def _delete_objects(work: str, last: str) -> None:
    """Let go of the program's modules, so that its objects are deleted: `__del__` may print.

    Only modules loaded after `last` are looked at: a look at the others copies their pages.
    """
    sys.last_value = sys.last_traceback = None
    for name in ["__main__", *takewhile(last.__ne__, reversed(sys.modules))]:
        file = getattr(sys.modules.get(name), "__file__", None)
        if isinstance(file, str) and file.startswith(work + os.sep):
            del sys.modules[name]
    gc.collect()


def _flush() -> bool:
    flushed = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except Exception:  # noqa: BLE001 - whatever a program has put there
            flushed = False
    return flushed
