"""Exceptions that go into a generator or come out of it: where, and in words."""

from opcode import opname
from types import FrameType

from .channels import LENGTH, summarise

ARGUMENTS = 3
"""Arguments of an exception that are told."""


def line(error: BaseException) -> int | None:
    """Return the line of the frame that handles an exception, at which it came there."""
    trace = vars(BaseException)["__traceback__"].__get__(error)
    return trace.tb_lineno if trace else None


def written(error: BaseException) -> str:
    """Write an exception as the call that makes it; of its arguments what is plain."""
    arguments = vars(BaseException)["args"].__get__(error)[:ARGUMENTS]
    text = f"{type(error).__name__}({', '.join(map(summarise, arguments))})"
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"


def leaving(error: BaseException) -> BaseException:
    """Return what an exception becomes where it leaves a generator (PEP 479)."""
    if issubclass(type(error), StopIteration):
        return RuntimeError("generator raised StopIteration")
    return error


def closing(caller: FrameType | None) -> str:
    """Return how a generator is being closed: by a call, or as nothing refers to it any more.

    Python doesn't tell (`close`, `throw` or `drop`). But whoever calls a method is at a call, and
    has the method's name in its code.
    """
    if caller is None or "CALL" not in opname[caller.f_code.co_code[caller.f_lasti]]:
        return "drop"
    names = (name for name in ("close", "throw") if name in caller.f_code.co_names)
    return next(names, "drop")
