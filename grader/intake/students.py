"""Who is who in a collection: one text for each student, and each student's attempts in order."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.intake.delivery import Sender
from grader.intake.naming import readable
from grader.intake.sorting import HandIn

BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Person:
    """A student, told apart from all others."""

    name: str
    number: str = ""
    """Empty where the name will do."""

    @property
    def shown(self) -> str:
        """Name and number, as they can be shown."""
        name = readable(self.name) or "?"
        return f"{name} ({self.number})" if self.number else name


def student_names(hand_ins: Iterable[HandIn]) -> dict[Sender, str]:
    """Return for each sender a text that is the student's alone, e.g. `Ada Lovelace (123456)`.

    A lasting number is always in it: a namesake who first hands in next week must not be taken for
    the one of this week. Where numbers are others in each assignment, senders of one name are one
    student, unless two of them hand in the same exercise.
    """
    claims = {(one.delivery.sender, one.exercise.identifier) for one in hand_ins}
    counts = Counter((sender.name, exercise) for sender, exercise in claims)
    shared = {name for (name, _exercise), count in counts.items() if count > 1}
    people = {sender: person_of(sender, shared) for sender, _exercise in claims}
    texts = texts_for(sorted(set(people.values())))
    return {sender: texts[person] for sender, person in people.items()}


def person_of(sender: Sender, shared: Collection[str]) -> Person:
    """Return the student that a sender is, where the names in `shared` are several students'."""
    needs_number = sender.lasting or sender.name in shared
    return Person(sender.name, sender.number if needs_number else "")


def texts_for(people: Iterable[Person]) -> dict[Person, str]:
    """Return a text for each person; a number tells apart those who look alike when shown."""
    texts: dict[Person, str] = {}
    taken: Counter[str] = Counter()
    for person in people:
        text = person.shown
        while taken[text]:
            taken[person.shown] += 1
            text = f"{person.shown} ({taken[person.shown]})"
        taken[text] += 1
        texts[person] = text
    return texts


def numbered(hand_ins: Iterable[HandIn], names: dict[Sender, str]) -> Iterator[tuple[int, HandIn]]:
    """Yield each hand-in with its attempt, by exercise, student and attempt.

    Attempts count from 1 or as the layout does, and no two of a student's have the same number.
    """
    last: tuple[str, str] | None = None
    attempt = 0
    for hand_in in sorted(hand_ins, key=lambda hand_in: order(hand_in, names)):
        of_whom = (hand_in.exercise.identifier, names[hand_in.delivery.sender])
        attempt = max(hand_in.delivery.attempt, attempt + 1 if of_whom == last else 1)
        last = of_whom
        yield attempt, hand_in


def order(hand_in: HandIn, names: dict[Sender, str]) -> tuple[str, str, int, datetime, str]:
    """Return what sorts hand-ins."""
    delivery = hand_in.delivery
    return (
        hand_in.exercise.identifier,
        names[delivery.sender],
        delivery.attempt,
        delivery.submitted or BEGINNING,
        str(hand_in.origin),
    )
