"""`grade` and `python -m grader`: the door to the command line."""

import signal
import sys

from grader.cli.boundary import guarded
from grader.cli.engine import Engine
from grader.cli.text import never_fail


def main(arguments: list[str] | None = None, engine: Engine | None = None) -> int:
    """Run the command line and return its exit code.

    `arguments` are the process's own for None; `engine` does the work, a test's in tests.
    """
    never_fail()
    if arguments is None:
        # Who ends this process with SIGTERM shall find nothing left of it, as after Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    return guarded(lambda: run(arguments, engine or Engine()))


def run(arguments: list[str] | None, engine: Engine) -> int:
    """Run the verbs, imported only here so that what fails in them is caught, too."""
    from grader.cli import group  # noqa: PLC0415

    return group.run(arguments, engine)


if __name__ == "__main__":
    sys.exit(main())
