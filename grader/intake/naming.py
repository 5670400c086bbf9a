"""What names tell: text that can be shown, and the exercise that a file or folder is for."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from grader.course import Course, Exercise

LONGEST = 120
"""Characters of a name that are shown."""
SPELLED_OUT = re.compile(r"exercise[ _-]?(?P<number>[0-9]{1,6})", re.IGNORECASE)
SHORT = re.compile(r"(?<![^\W_])ex[ _-]?(?P<number>[0-9]{1,6})(?![0-9])", re.IGNORECASE)
"""Such as ex05, but not the end of another word, as in alex5."""
FIRST = re.compile(r"^(?P<number>[0-9]{1,6})(?![^\W_])")
"""Such as 05, 5-2 or 05_exit_codes."""
LAST = re.compile(r"(?<=[ _-])(?P<number>[0-9]{1,6})$")
"""Such as the end of alice_05."""


def readable(text: str, longest: int = LONGEST) -> str:
    r"""Return `text` in one line without characters that hide, move or cannot be encoded.

    They are spelled as Python spells them, e.g. `\x1b`; what is longer than `longest` is cut.
    """
    shown = text
    if not text.isprintable():
        shown = "".join(c if c.isprintable() else spelled(c) for c in text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def spelled(character: str) -> str:
    """Return a character as Python writes it in a string."""
    return character.encode("unicode_escape").decode("ascii")


def composed(text: str) -> str:
    """Return `text` with each letter and its accents as one character: some systems split them."""
    return unicodedata.normalize("NFC", text).strip()


def stem(name: str) -> str:
    """Return the name of a file without what follows its last dot."""
    before, _dot, _after = name.rpartition(".")
    return before or name


@dataclass(frozen=True, slots=True)
class Told:
    """An exercise, and where in a name it is told."""

    exercise: Exercise
    start: int
    end: int


class Telling:
    """Tells by names which exercise of a course something is for."""

    def __init__(self, course: Course, exercises: Sequence[Exercise], title: str = "") -> None:
        """Tell for `course`, of which `exercises` are asked for; all, where there are none.

        `title` is the collection's own name, e.g. `exercise05 submissions`.
        """
        self.exercises = {int(exercise.number): exercise for exercise in course.exercises}
        self.topics = {number: topic_of(exercise) for number, exercise in self.exercises.items()}
        self.known: dict[str, Exercise | None] = {}
        """What names told; in a class they are much alike."""
        self.asked = tuple(exercises) or course.exercises
        named = self.find(title, SPELLED_OUT)
        only = self.asked[0] if len(self.asked) == 1 else None
        self.fallback = only or (named.exercise if named else None)
        """The exercise of what tells none, if there is such a one."""

    def told(self, name: str) -> Exercise | None:
        """Return the exercise that the name of a file or folder tells, None where it tells none."""
        if name not in self.known:
            found = self.find(name, SPELLED_OUT, SHORT, FIRST)
            self.known[name] = found.exercise if found else None
        return self.known[name]

    def spells(self, name: str) -> bool:
        """Whether `name` has the word exercise and a number; a number alone may be a student's."""
        return self.find(name, SPELLED_OUT, SHORT) is not None

    def find(self, name: str, *patterns: re.Pattern[str]) -> Told | None:
        """Return what the first of `patterns` that fits finds in `name`.

        None where it finds several exercises, or one that the course does not have.
        """
        for pattern in patterns:
            found = list(pattern.finditer(name))
            numbers = {int(match["number"]) for match in found}
            if len(numbers) == 1 and (number := numbers.pop()) in self.exercises:
                topic = self.topics[number].match(name, found[0].end())
                end = topic.end() if topic else found[0].end()
                return Told(self.exercises[number], found[0].start(), end)
            if found:
                return None
        return None


def topic_of(exercise: Exercise) -> re.Pattern[str]:
    """Return what finds the rest of an exercise's identifier, however its words are joined."""
    words = exercise.identifier.partition("_")[2].split("_")
    return re.compile("".join(rf"[ _-]?{re.escape(word)}" for word in words), re.IGNORECASE)
