"""The steps of a run's generators as a table: what went in, what came out, and where it then waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.language import translate, translate_plural
from grader.report.excerpt import cut, excerpt
from grader.report.place import Anchors, Link
from grader.runs.trace import Place, Run, Step

STEPS = (40, 10)
"""What is shown of many steps: the first and the last."""
TALL = 16
"""Steps that a page shows without scrolling."""
NAME = 60
"""Characters of a function's name, or of a process's."""
VALUE = 120

Generator = tuple[int, int]
"""The process and the number of a generator in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step."""

    number: str
    generator: str
    call: str
    """How the generator was resumed."""
    caller: Link | None
    """The student's line that did so."""
    outcome: str
    result: str
    """The value that came out; empty where none did."""
    bad: bool
    """Whether an exception came out."""
    waits: str
    """What is said before the places."""
    places: tuple[Link, ...]
    """From the outermost generator inwards."""
    beyond: str
    """What stands for a generator inside them that is none of the student's; else empty."""


@dataclass(frozen=True, slots=True)
class StepTable:
    """All steps of a run."""

    anchor: str
    first: tuple[Row, ...]
    left_out: str
    """What is said between the two of steps that are not shown; empty where all are."""
    last: tuple[Row, ...]

    @property
    def tall(self) -> bool:
        """Whether there are so many that they are scrolled."""
        return len(self.first) + len(self.last) > TALL


def build_steps(
    run: Run, anchor: str, anchors: Anchors, most: tuple[int, int] = STEPS
) -> StepTable | None:
    """The steps of a run's generators, `most` of the first and of the last; None without any."""
    if not run.steps:
        return None
    names = dict(_names(run.steps))
    rows = [
        _row(number, step, names[step.pid, step.generator], anchors)
        for number, step in enumerate(run.steps, 1)
    ]
    shown = excerpt(rows, *most)
    return StepTable(f"{anchor}-steps", shown.first, _left_out(shown.left_out), shown.last)


def _names(steps: Sequence[Step]) -> Iterator[tuple[Generator, str]]:
    """What each generator is called: as its function, with a number where that made several."""
    functions = {(step.pid, step.generator): step for step in steps}
    several = len({step.pid for step in steps}) > 1
    for key, step in functions.items():
        alike = [one for one in functions if functions[one].function == step.function]
        alike = [one for one in alike if one[0] == step.pid]
        name = cut(step.function, NAME)
        if len(alike) > 1:
            name = f"{name} {sorted(alike).index(key) + 1}"
        yield key, f"{name} ({cut(step.process, NAME)})" if several else name


def _row(number: int, step: Step, generator: str, anchors: Anchors) -> Row:
    """One step as a row."""
    return Row(
        number=str(number),
        generator=generator,
        call=_call(step),
        caller=None if step.place is None else anchors.short_link(step.place),
        outcome=_outcome(step),
        result="" if _is_over(step) else cut(step.result, VALUE),
        bad=step.outcome == "raised",
        waits=_waits(step),
        places=tuple(_link(place, anchors) for place in step.places),
        beyond=_beyond(step),
    )


def _call(step: Step) -> str:
    """How a generator was resumed, as Python writes it."""
    if step.action == "drop":
        return translate("nothing refers to it any more")
    if step.action == "resume":
        return translate("next() or send()")
    value = cut(step.value, VALUE) if step.action in ("send", "throw") else ""
    return f"{step.action}({value})"


def _outcome(step: Step) -> str:
    """What happened to the value that came out."""
    if _is_over(step):
        return translate("ended")
    return {
        "yielded": translate("yielded"),
        "returned": translate("returned"),
        "raised": translate("raised"),
    }.get(step.outcome, step.outcome)


def _is_over(step: Step) -> bool:
    """Whether a generator has ended since it was to: what it returns then reaches nobody."""
    asked = step.action in ("close", "drop") and step.outcome == "returned"
    return asked or step.outcome == "closed"


def _waits(step: Step) -> str:
    """Whether a generator waits, or has come to its end."""
    return translate("waits at") if step.outcome == "yielded" else translate("ended at")


def _link(place: Place, anchors: Anchors) -> Link:
    """A place in few words: the line, and the function that it is in."""
    short = anchors.short_link(place)
    line = translate("line {line}").format(line=place.line) if short is None else short.text
    words = translate("{line} in {function}")
    text = words.format(line=line, function=cut(place.function, NAME))
    return Link(text, None if short is None else short.href)


def _beyond(step: Step) -> str:
    """What stands for a generator that is none of the student's and waits inside theirs."""
    if not step.beyond:
        return ""
    return translate("a generator of ours")


def _left_out(count: int) -> str:
    """The note that stands where steps are missing; empty where none is."""
    if not count:
        return ""
    words = translate_plural(
        "{count} step is left out here", "{count} steps are left out here", count
    )
    return words.format(count=count)
