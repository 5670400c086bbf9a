"""The account of a rehearsal: what the class is like, how each run went, and what differs."""

from collections.abc import Iterable, Iterator

from rehearsal.classroom import Classroom
from rehearsal.rows import differences, rewordings, undue
from rehearsal.run import Outcome, Stage, killed, on_cluster, undisturbed

RUNS = (undisturbed, killed, on_cluster)
"""The others are compared with the first."""


def rehearse(classroom: Classroom, stage: Stage) -> int:
    """Grade the class in each run, and give an account; return the exit code."""
    tell(of_class(classroom))
    first, *others = (told(run(stage)) for run in RUNS)
    complaints = [
        *(f"{one.name}: {line}" for one in (first, *others) for line in undue_in(one, classroom)),
        *(f"{one.name}: {line}" for one in others for line in differences(first.rows, one.rows)),
    ]
    for one in others:
        tell(f"{one.name}: in other words: {line}" for line in rewordings(first.rows, one.rows))
    tell(complaints or [f"All {len(RUNS)} gradebooks hold the same, and each row what is due."])
    return 1 if complaints else 0


def told(found: Outcome) -> Outcome:
    """Tell how a run went, and return it."""
    tell(of_outcome(found))
    return found


def undue_in(found: Outcome, classroom: Classroom) -> Iterator[str]:
    """Yield what is wrong with a run's rows and reports, by what the class has handed in."""
    yield from undue(found.rows, classroom.rows())
    if found.reports != len(found.rows):
        yield f"{len(found.rows)} rows have {found.reports} reports"


def of_class(classroom: Classroom) -> Iterator[str]:
    """Yield what the class is like."""
    counts = ", ".join(f"{kind} {count}" for kind, count in classroom.counts().most_common())
    yield f"{len(classroom.rows())} rows are due: {counts}"
    if missing := classroom.missing():
        yield f"the class is too small for {len(missing)} programs, e.g. {missing[0]}"


def of_outcome(found: Outcome) -> Iterator[str]:
    """Yield how a run went."""
    rate = len(found.rows) / found.seconds
    yield f"{found.name}: {len(found.rows)} rows in {found.seconds:.0f} s, {rate:.2f} a second"
    yield f"  the command's last word: {found.said}"
    yield f"  memory of its own process: {found.peak / 2**20:.0f} MiB at the most"
    if found.processor is not None:
        each = found.processor / len(found.rows)
        yield f"  processor time of all processes together: {each:.2f} s a row"
    if found.killed_at:
        counts = ", ".join(map(str, found.killed_at))
        yield f"  killed when there were {counts} rows; nothing lived on"


def tell(lines: Iterable[str]) -> None:
    """Print lines, each at once: a rehearsal may take hours."""
    for line in lines:
        print(line, flush=True)
