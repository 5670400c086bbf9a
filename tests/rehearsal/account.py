"""The account of a rehearsal: what the class is like, how each run went, and what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rehearsal.call import EndedError
from rehearsal.classroom import Classroom
from rehearsal.downloads import DOWNLOADS, files_alone, write_archive
from rehearsal.rows import differences, rewordings, undue
from rehearsal.run import Outcome, RunError, Stage, killed, on_cluster, undisturbed

RUNS = (undisturbed, killed, on_cluster)
"""The others are compared with the first."""
FEW = 2
"""Students whose work is also graded as platforms pack it."""
SHOWN = 3
"""Messages that are shown whole."""


def rehearse(classroom: Classroom, stage: Stage) -> int:
    """Grade the class in each run, and give an account; return the exit code."""
    tell(of_class(classroom))
    complaints = [*in_each_run(classroom, stage), *in_each_download(classroom.part(FEW), stage)]
    tell(complaints or ["All gradebooks hold the same, and each row what is due."])
    return 1 if complaints else 0


def in_each_run(classroom: Classroom, stage: Stage) -> list[str]:
    """Grade the class in each run; return what is amiss."""
    first, complaints = None, list[str]()
    for run in RUNS:
        try:
            found = run(stage)
        except (RunError, EndedError) as error:
            complaints.append(f"{run.__name__}: {error}")
            continue
        first = first or found
        tell(of_outcome(found))
        tell(of_rewordings(list(rewordings(first.rows, found.rows))))
        complaints += (f"{found.name}: {line}" for line in amiss(found, first, classroom))
    return complaints


def in_each_download(classroom: Classroom, stage: Stage) -> list[str]:
    """Grade a class as each platform packs it; return what is amiss.

    Platforms know students by numbers of their own, which are part of their names and digests.
    """
    first, complaints = None, list[str]()
    due = {one.key: one for one, _content in files_alone(classroom)}
    for layout, files in DOWNLOADS.items():
        archive = write_archive(stage.folder / f"{layout}.zip", files(classroom))
        found = undisturbed(replace(stage, submissions=archive), f"{layout}-download")
        rows = [replace(row, student=row.student.split()[0], digest="") for row in found.rows]
        first = first or rows
        tell([f"{found.name}: {found.said}"])
        lines = (*undue(rows, due), *differences(first, rows))
        complaints += (f"{found.name}: {line}" for line in lines)
    return complaints


def amiss(found: Outcome, first: Outcome, classroom: Classroom) -> Iterator[str]:
    """Yield what is wrong with a run, by what the class has handed in and by the first run."""
    yield from found.remains
    yield from undue(found.rows, classroom.rows())
    yield from differences(first.rows, found.rows)
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
        yield f"  killed when there were {counts} rows; what lived on: {len(found.remains)}"


def of_rewordings(found: list[str]) -> Iterator[str]:
    """Yield how many tests say it in other words, and some of them whole."""
    if found:
        yield f"  tests that say it in other words: {len(found)}, e.g."
    yield from (f"  {line}" for line in found[:SHOWN])


def tell(lines: Iterable[str]) -> None:
    """Print lines, each at once: a rehearsal may take hours."""
    for line in lines:
        print(line, flush=True)
