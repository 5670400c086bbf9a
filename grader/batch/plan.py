"""The plan of a batch: which hand-ins are to be graded, and which are done already."""

import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from grader.batch.job import Job, make_job
from grader.errors import UsageError
from grader.files import writing
from grader.gradebook import Entry
from grader.intake.collection import Handed
from grader.language import translate as _
from grader.settings import Settings

STATE = "batch.json"
"""File in the output folder that keeps what must stay the same when a batch goes on."""
LARGEST_SEED = 2**32
CHUNK = 500
"""Jobs that are looked up at a time."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch has to do."""

    todo: tuple[Handed, ...]
    done: tuple[tuple[Handed, Entry], ...]
    """Hand-ins whose grade is known, from this batch or an earlier one; the grades' JSON is left
    to the gradebook."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the grades of a batch depend on besides the submissions."""

    settings: Settings
    digests: Mapping[str, str]
    """By exercise: a digest of its tests and limits."""

    def job(self, handed: Handed) -> Job:
        """Return the job of a hand-in, read at this moment."""
        digest = self.digests[handed.exercise]
        return make_job(handed.read(), handed.attempt, self.settings, digest)


def make_plan(
    handed: Sequence[Handed],
    terms: Terms,
    graded: Callable[[Iterable[str]], Mapping[str, Entry]],
    has_report: Callable[[Handed], bool],
) -> Plan:
    """Divide hand-ins into those to be graded and those that `graded` knows.

    Graded again is what the gradebook does not count as known (the grader failed on it, or its
    attempt was graded as another job since, which took the place of its report), and what has no
    report any more.
    """
    todo, done = [], []
    for chunk in chunks(handed):
        digests = [terms.job(one).digest for one in chunk]
        known = graded(digests)
        for one, digest in zip(chunk, digests, strict=True):
            entry = known.get(digest)
            if entry and has_report(one):
                done.append((one, without_grade(entry)))
            else:
                todo.append(one)
    return Plan(tuple(todo), tuple(done))


def without_grade(entry: Entry) -> Entry:
    """Return an entry without its grade's JSON, which is most of it."""
    return replace(entry, grade=b"")


def chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Divide items into lists of at most `CHUNK`."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def settle_seed(settings: Settings, folder: Path, *, fixed: bool) -> Settings:
    """Return `settings` with the seed of the batch in `folder`, and keep it there.

    A batch that goes on must draw the same inputs; a new one draws a seed that nobody can know
    beforehand. With `fixed`, the settings' own seed is the batch's. Raises UsageError where what
    is kept can't be read, WriteError where nothing can be kept.
    """
    path = folder / STATE
    if fixed:
        keep_seed(settings.seed, path, os.replace)
    elif not path.exists():
        keep_seed(secrets.randbelow(LARGEST_SEED), path, unless_there)
    return replace(settings, seed=read_seed(path))


def keep_seed(seed: int, path: Path, publish: Callable[[Path, Path], None]) -> None:
    """Write a seed to a file, and have `publish` put it at `path`.

    Nobody else may read it at any time: who knows the seed knows the inputs of every test.
    """
    with writing(path), tempfile.TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder, path.name)
        part.touch(mode=0o600)
        part.write_bytes(json.dumps({"seed": seed}).encode() + b"\n")
        publish(part, path)


def unless_there(part: Path, path: Path) -> None:
    """Put `part` at `path` unless a file is there: of two first calls at once, one is the first."""
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        part.replace(path)


def read_seed(path: Path) -> int:
    """Return the seed that an earlier call has kept."""
    try:
        seed = json.loads(path.read_bytes())["seed"]
    except OSError as error:
        raise UsageError(unreadable(path, error)) from error
    except (ValueError, TypeError, KeyError, RecursionError):
        seed = None
    if type(seed) is not int or not 0 <= seed < LARGEST_SEED:
        message = _("{path} is damaged: remove it, or say --seed, and all is graded anew")
        raise UsageError(message.format(path=path))
    return seed


def unreadable(path: Path, error: OSError) -> str:
    """Return the complaint about what an earlier call has kept, maybe another user's."""
    if not isinstance(error, PermissionError):
        return _("{path} cannot be read: {reason}").format(path=path, reason=error.strerror)
    try:
        owner = path.owner()
    except (OSError, KeyError):
        owner = _("another user")
    message = _(
        "{path} may not be read: it belongs to {owner}, and so does the batch in this folder: "
        "choose another one with --out"
    )
    return message.format(path=path, owner=owner)
