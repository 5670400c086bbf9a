"""How a program's files are loaded in a run whose steps are told: with marks in their generators."""

import importlib.machinery
import runpy
from types import CodeType
from typing import Any

from . import session
from .steps import Watch

_IMPORTLIB = "<frozen importlib._bootstrap_external>"

_watch: Watch | None = None
"""That of this process; None in a run whose steps nobody asked for."""


def install(work: str) -> None:
    """Watch the generators of all files of the program's that this process loads from now on."""
    global _watch  # noqa: PLW0603 - one process takes part in one run
    _watch = watch = Watch(work, session.report)
    loader: Any = importlib.machinery.SourceFileLoader
    real = loader.source_to_code

    def source_to_code(self: Any, data: Any, path: Any, *arguments: Any, **options: Any) -> Any:
        return watch.mark_own(real(self, data, path, *arguments, **options), data, path)

    def compile_anew(source: Any, path: Any, mode: str) -> CodeType:
        return watch.mark_own(compile(source, path, mode), source, path)

    # Python leaves the frames of its own importing out of tracebacks: let this be one of them.
    code = source_to_code.__code__
    source_to_code.__code__ = code.replace(co_filename=_IMPORTLIB)
    loader.source_to_code = source_to_code
    vars(runpy)["compile"] = compile_anew  # what a process that is started anew loads it with


def compile_program(source: bytes, path: str) -> CodeType:
    """Compile the file that is run as `__main__`; raise what `compile` raises."""
    plain = compile(source, path, "exec")
    return _watch.mark(plain, source, path) if _watch else plain
