"""Points, seconds and exit codes as a student reads them."""

import signal

from grader.language import translate


def points(number: float) -> str:
    """Points without needless decimals, e.g. `10` or `2.5`."""
    return f"{round(number, 2):.15g}"


def seconds(number: float) -> str:
    """Seconds to the millisecond, e.g. `1.500 s`."""
    return f"{number:.3f}\N{NO-BREAK SPACE}s"


def exit_code(code: int | None) -> str:
    """An exit code with what it means."""
    if code is None:
        return translate("not known")
    if code < 0:
        return translate("{code} (ended by {signal})").format(code=code, signal=signal_name(-code))
    return str(code)


def signal_name(number: int) -> str:
    """A signal's name, e.g. `SIGKILL`; its number where it has none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return translate("signal {number}").format(number=number)


def short_seconds(number: float) -> str:
    """Seconds as short as they can be told, e.g. `5 s`, `0.25 s` or `20 ms`."""
    if 0.0001 < number < 0.1:  # noqa: PLR2004
        return f"{round(number * 1000, 1):g}\N{NO-BREAK SPACE}ms"
    return f"{round(number, 2):g}\N{NO-BREAK SPACE}s"
