"""The two lines with which a process says who it is, in exercises 01 and 02."""

import re

from processes import lines_of_main
from texts import tidy

from grader.language import translate as _
from grader.runs.trace import Line, ProcessRecord, Run

NUMBERS = range(5)
NAMES = [f"process {number}" for number in NUMBERS]
"""What the briefs ask `main` for."""
SOON = 0.5
"""What starting and joining may take on the virtual clock, where only sleeps count."""

WHO = re.compile(r"name\s*:\s*(.*?)\s*,\s*argument\s*:\s*(.*)")
IDS = re.compile(r"parent pid\s*:\s*(\S+)\s+pid\s*:\s*(\S+)")


def started(run: Run) -> dict[int, ProcessRecord]:
    """Return the processes that were started with multiprocessing, by pid."""
    return {record.pid: record for record in run.processes if record.start_method is not None}


def who_line(name: str, argument: object) -> str:
    """Return the first of the two lines."""
    return f"name: {name}, argument : {argument}"


def who_lines(run: Run, pid: int) -> list[str]:
    """Return the first lines that a process printed."""
    return [who_line(*found) for found in _fields(run, WHO, pid)]


def id_line(parent: object, own: object) -> str:
    """Return the second of the two lines."""
    return f"parent pid:{parent} pid:{own}"


def id_lines(run: Run, pid: int) -> list[str]:
    """Return the second lines that a process printed."""
    return [id_line(*found) for found in _fields(run, IDS, pid)]


def _fields(run: Run, pattern: re.Pattern, pid: int) -> list[tuple[str, ...]]:
    texts = [tidy(line.text) for line in run.lines if line.pid == pid]
    return [match.groups() for match in map(pattern.fullmatch, texts) if match]


def printed_by_main(run: Run) -> list[str]:
    """Return the lines of the two forms that no child process printed."""
    own = [line.text.strip() for line in run.lines if line.pid not in started(run)]
    return [text for text in own if WHO.fullmatch(text) or IDS.fullmatch(text)]


def silence(run: Run) -> str:
    """Say, after a space, what it means that all children ended well and none printed a line."""
    records = started(run).values()
    spoke = {line.pid for line in run.lines} & started(run).keys()
    if not records or spoke or any(record.exit_code for record in records):
        return ""
    return " " + _(
        "No process printed anything, and none failed. What a process keeps in a variable or in "
        "an attribute stays in its own memory, where the parent can't read it: print there."
    )


def check_names(run: Run) -> None:
    """Fail where `main` did not start the five processes of the brief."""
    names = sorted(record.name for record in started(run).values())
    assert names == NAMES, _(
        "`main` must start five processes, named 'process 0' to 'process 4'; shown are the names "
        "of those that it started."
    ) + _origin(names)


def _origin(names: list[str]) -> str:
    """Say, after a space, where names come from that are nobody's choice."""
    if any("PoolWorker-" in name for name in names):
        return " " + _(
            "These are workers of a Pool: the pool names them, and hands a number to whichever is "
            "free. Build the five processes yourself."
        )
    if any(re.fullmatch(r"[A-Za-z_]+-\d+", name) for name in names):
        return " " + _(
            "Names that end in a hyphen and a number are Python's own: these processes were given "
            "none, or it was set before super().__init__() set it anew."
        )
    return ""


def check_introductions(run: Run) -> None:
    """Fail where one of the five processes did not print its own name and number, once."""
    seen = {record.name: who_lines(run, pid) for pid, record in started(run).items()}
    expected = {name: [who_line(name, number)] for number, name in enumerate(NAMES)}
    assert seen == expected, _(
        "Each of the five processes must print its own name and its own number, once; shown is "
        "what each one printed in the form 'name: <name>, argument : <number>'."
    ) + silence(run)


def check_two_lines(run: Run) -> None:
    """Fail where a process printed anything but its two lines, or failed, or outlived `main`."""
    seen = {record.name: _account(run, record) for record in started(run).values()}
    expected = ["exit code 0", "name: ...", "parent pid:..."]
    assert seen == dict.fromkeys(seen, expected), _(
        "Each process must print one line 'name: ...', one line 'parent pid:...' and no other, and "
        "end with exit code 0."
    ) + silence(run)
    assert [line.text for line in lines_of_main(run)] == [], _(
        "`main` itself prints nothing, but the main process printed these lines."
    )


def _account(run: Run, record: ProcessRecord) -> list[str]:
    """Return how a process ended, and the forms of the lines that it printed."""
    forms = [f"exit code {record.exit_code}"]
    for text in (line.text.strip() for line in run.lines if line.pid == record.pid):
        if WHO.fullmatch(text):
            forms.append("name: ...")
        elif text:
            forms.append("parent pid:..." if IDS.fullmatch(text) else text)
    return sorted(forms)


def check_ids(run: Run) -> None:
    """Fail where a process printed other process ids than the kernel knows."""
    records = started(run).items()
    seen = {record.name: id_lines(run, pid) for pid, record in records}
    expected = {record.name: [id_line(record.parent, pid)] for pid, record in records}
    swapped = {record.name: [id_line(pid, record.parent)] for pid, record in records}
    assert seen == expected, _explain_ids(seen, swapped)


def _explain_ids(seen: dict[str, list[str]], swapped: dict[str, list[str]]) -> str:
    """Return what is wrong with the ids that the processes printed."""
    if [] in seen.values():
        return _(
            "A process did not print its line 'parent pid:<pid of its parent>  pid:<its own pid>'; "
            "shown is what each one printed in that form."
        )
    if seen == swapped:
        return _(
            "Each process printed its own id as that of its parent, and its parent's as its own."
        )
    return _(
        "Under spawn, the process ids that were printed are not those of the processes. What is "
        "found out at the top level of the file, or in `__init__`, belongs to another process or "
        "to another import of the file."
    )


def stand_ins(run: Run, mark: str) -> list[Line]:
    """Return what stand-ins, which print a mark and what they were given, printed at their end."""
    return [line for line in run.lines if line.text.startswith(mark)]


def by_main(run: Run, mark: str) -> list[str]:
    """Return what stand-ins printed that no child process ran."""
    return [line.text for line in stand_ins(run, mark) if line.pid not in started(run)]


def ran_in_children(run: Run, mark: str) -> int:
    """Return in how many child processes stand-ins came to their end."""
    return len({line.pid for line in stand_ins(run, mark)} & started(run).keys())


def check_together(run: Run, mark: str, text: str) -> None:
    """Fail, saying `text`, where stand-ins that sleep equally long did not end together."""
    ends = [line.time for line in stand_ins(run, mark)]
    assert round(max(ends) - min(ends), 2) <= SOON, text
