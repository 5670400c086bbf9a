"""The one place where what went wrong becomes a sentence and an exit code."""

import sys
import time
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

import click

from grader import __version__
from grader.cli.text import visible
from grader.errors import GraderError, UsageError
from grader.language import translate as _


class ExitCode(IntEnum):
    """What the commands tell the shell."""

    DONE = 0
    BELOW_MINIMUM = 1
    WRONG_USAGE = 2
    GRADER_FAILED = 3
    INTERRUPTED = 130
    """128 and the number of SIGINT, as shells have it."""


def guarded(command: Callable[[], int]) -> int:
    """Run `command` and return its exit code, or that of what ended it."""
    try:
        return command()
    except (KeyboardInterrupt, click.Abort) as stop:
        # click makes an Abort of Ctrl-C; who was stopped may have said what that means.
        tell(str(stop.__cause__ or stop) or _("interrupted"))
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        tell(_("{problem} Try `grade --help`.").format(problem=error.format_message()))
        return ExitCode.WRONG_USAGE
    except UsageError as error:
        tell(str(error))
        return ExitCode.WRONG_USAGE
    except GraderError as error:
        return failed(str(error))
    except Exception as error:  # noqa: BLE001  a bug: no student shall see its traceback
        return failed(_("{type} in the grader itself").format(type=type(error).__name__))


def failed(reason: str) -> int:
    """Tell that the grader failed, keep the traceback in a log, and return the exit code."""
    import traceback  # noqa: PLC0415  only a failure needs it

    tell_failure(reason, traceback.format_exc())
    return ExitCode.GRADER_FAILED


def tell_failure(reason: str, details: str) -> None:
    """Tell that the grader failed and where `details` can be read."""
    log = write_log(f"{reason}\n\n{details}")
    sentence = _("the grader failed, which costs no points: {reason}.").format(
        reason=reason.strip().rstrip(".")
    )
    where = _("Details: {log}").format(log=log) if log else _("No log could be written.")
    tell(f"{sentence} {where}")


def tell(sentence: str) -> None:
    """Write a sentence to standard error."""
    click.echo(visible(f"grade: {sentence}"), err=True)


def write_log(details: str) -> Path | None:
    """Return the file that `details` were written to, None where there is no place for it."""
    import tempfile  # noqa: PLC0415  only a failure needs it

    from grader.records import state_folder  # noqa: PLC0415

    name = f"failure-{time.strftime('%Y%m%d-%H%M%S')}-"
    for folder in (state_folder() / "log", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", errors="backslashreplace",
                prefix=name, suffix=".log", dir=folder, delete=False,
            ) as log:  # fmt: skip
                log.write(f"{circumstances()}\n\n{details}\n")
        except OSError:
            continue
        return Path(log.name)
    return None


def circumstances() -> str:
    """Return what the maintainers ask first: versions, system, and the call."""
    python = sys.version.replace("\n", " ")
    call = " ".join(sys.argv)
    return f"grader {__version__}\nPython {python}\n{sys.platform}\n{call}"
