"""How a program's files are loaded in a run whose steps are told: with marks in their generators."""

import importlib
import runpy
from types import CodeType
from typing import Any

from . import session
from .steps import Watch

_watch: Watch | None = None
"""That of this process; None in a run whose steps nobody asked for."""


def install(work: str) -> None:
    """Watch the generators of all files of the program's that this process loads from now on."""
    global _watch  # noqa: PLW0603 - one process takes part in one run
    _watch = watch = Watch(work, session.report)

    def compile_watched(source: Any, path: Any, *arguments: Any, **options: Any) -> CodeType:
        return watch.mark_own(compile(source, path, *arguments, **options), source, path)

    # What `import` calls, and what a process that is started anew loads the main file with. Around
    # a method of a loader Python would not leave its own frames out of tracebacks any more.
    for module in (vars(importlib)["_bootstrap_external"], runpy):
        vars(module)["compile"] = compile_watched


def compile_program(source: bytes, path: str) -> CodeType:
    """Compile the file that is run as `__main__`; raise what `compile` raises."""
    plain = compile(source, path, "exec")
    return _watch.mark(plain, source, path) if _watch else plain
