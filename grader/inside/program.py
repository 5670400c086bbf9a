"""Running the student's program: as the user would, or through a probe beside it."""

import importlib
import multiprocessing.context
import os
import random
import re
import sys
import traceback
import types
from collections.abc import Callable
from typing import Any, NamedTuple

from . import loading, plain, processes, schedule, tracebacks
from .wire import Wire

MESSAGE = 2_000
"""Characters of an exception's message at most."""
FRAMES = 40
"""Frames of a traceback at most, the innermost ones."""
_FRAME = re.compile(r'^  File "(.+)", line (\d{1,9}), in (.+)$', re.MULTILINE)


class Job(NamedTuple):
    """One run, as the judge asks for it."""

    main: str
    """File name of the program in the working directory."""
    start_method: str
    """The start method where the program does not choose one."""
    seed: int
    """Seeds the module `random` of the main process."""
    schedule: int | None
    """Seed of the schedule, None for a run without one."""
    epoch: int
    """Nanoseconds from 1970 to the run's start; 0 for a real clock."""
    probe: str
    """Source of the probe's file; empty for a run of the program itself."""
    function: str
    """Name of the probe in it."""
    arguments: str
    """The probe's arguments, as `plain` writes them."""
    steps: bool
    """Whether the steps of generators are told."""


def execute(job: Job, wire: Wire, work: str, probes: str) -> None:
    """Run the job to its end; returns where a program would fall off its last line."""
    schedule.take_place("main")
    processes.tell_born(multiprocessing.process.current_process(), None)
    random.seed(job.seed)
    _prefer(job.start_method)
    if job.probe:
        _run_probe(job, wire, work, probes)
    else:
        _find_modules_in(work)
        path = os.path.join(work, job.main)
        _guarded(wire, work, "main", lambda: _run_file(path))


def _find_modules_in(work: str) -> None:
    sys.path[0] = work
    importlib.invalidate_caches()  # the folder was empty when the zygote looked into it


def _prefer(start_method: str) -> None:
    """Change the default start method, and leave the program free to choose another."""
    context = multiprocessing.context
    context._default_context._default_context = context._concrete_contexts[start_method]  # type: ignore[attr-defined]


def _run_file(path: str) -> types.ModuleType:
    """Run a file as `__main__`, a real one: spawn and forkserver must be able to import it."""
    module = types.ModuleType("__main__")
    vars(module).update(__file__=path, __builtins__=__builtins__)
    sys.modules["__main__"] = module
    sys.argv = [path]
    with open(path, "rb") as file:
        code = loading.compile_program(file.read(), path)
    exec(code, vars(module))  # noqa: S102 - its purpose
    return module


def _run_probe(job: Job, wire: Wire, work: str, probes: str) -> None:
    tracebacks.hide(probes)
    path = os.path.join(probes, "probe.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(job.probe)
    probe = getattr(_guarded(wire, probes, "probe", lambda: _run_file(path)), job.function)
    wire.send("loaded")
    _find_modules_in(work)
    name = job.main.removesuffix(".py")
    submission = _guarded(wire, work, "import", lambda: importlib.import_module(name))
    wire.send("imported")
    arguments = plain.loads(job.arguments.encode("ascii"))
    value = _guarded(wire, work, "call", lambda: probe(submission, *arguments), submission)
    wire.send_long("answer", _written(value))


def _written(value: Any) -> bytes:
    try:
        return plain.dumps(value)
    except (plain.NotPlainError, RecursionError):
        return plain.dumps(plain.Opaque("too large"))


def _guarded(
    wire: Wire, work: str, stage: str, action: Callable[[], Any], submission: Any = None
) -> Any:
    """Do `action`; report the exception that ends it, and end as Python would."""
    try:
        return action()
    except SystemExit as leaving:
        if stage != "main":
            _tell_raised(wire, work, stage, leaving, submission)
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a program may raise
        _tell_raised(wire, work, stage, error, submission)
        tracebacks.print_exception(error)
        sys.exit(1)


def _tell_raised(wire: Wire, work: str, stage: str, error: BaseException, submission: Any) -> None:
    missing = ""
    if isinstance(error, AttributeError) and submission is not None and error.obj is submission:
        missing = str(error.name)
    wire.send(
        "raised",
        stage=stage,
        type=type(error).__name__[:100],
        message=_message(error),
        missing=missing[:100],
        frames=_frames(error, work),
    )


def _message(error: BaseException) -> str:
    return (str(error.msg) if isinstance(error, SyntaxError) else _text(error))[:MESSAGE]


def _text(error: BaseException | None) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a student's own __str__
        return ""


def _trail(error: BaseException) -> list[list[Any]]:
    """List file, line and function of all frames that an exception has come through."""
    return [
        [frame.f_code.co_filename, line, frame.f_code.co_name[:100]]
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _beginning(cause: BaseException | None) -> list[list[Any]]:
    """List the frames in which an exception began, where its own traceback doesn't lead there.

    A StopIteration becomes a RuntimeError outside of the generator that it leaves; and of what a
    worker of a pool raised, its own process has only a text.
    """
    if isinstance(cause, StopIteration):
        return _trail(cause)
    if type(cause).__name__ not in ("RemoteTraceback", "_RemoteTraceback"):
        return []
    return [[file, int(line), name[:100]] for file, line, name in _FRAME.findall(_text(cause))]


def _frames(error: BaseException, work: str) -> list[list[Any]]:
    """List file, line and function of the student's own frames, outermost first."""
    frames = _trail(error) + _beginning(error.__cause__)
    if isinstance(error, SyntaxError):
        frames.append([str(error.filename), error.lineno or 1, "<module>"])
    return [
        [os.path.relpath(frame[0], work)[:200], *frame[1:]]
        for frame in frames
        if str(frame[0]).startswith(work + os.sep)
    ][-FRAMES:]
