"""Which mutants a reference's hidden tests caught, and which they should have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.verification.equivalents import Equivalent, without_mutant
from grader.verification.mutants import Mutant
from grader.verification.trial import Tried

DEMANDED = 0.9
"""Share of the mutants that are mistakes which has to be caught."""


@dataclass(frozen=True, slots=True)
class Survival:
    """What became of the mutants of one reference."""

    mutants: tuple[Mutant, ...]
    entries: tuple[Equivalent, ...]
    """The list of those that are no mistakes."""
    perfect: frozenset[tuple[str, str, str, int]]
    """Identities of the mutants that lost nothing."""
    broken: tuple[tuple[Mutant, str], ...]
    """Mutants that a hidden test itself broke on, and what was said."""

    @property
    def mistakes(self) -> int:
        """How many mutants are not listed as equivalent."""
        return len(self.mutants) - len(self._excused & {one.identity for one in self.mutants})

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """The mutants that lost nothing and are not listed."""
        return tuple(one for one in self.mutants if one.identity in self.perfect - self._excused)

    @property
    def caught(self) -> int:
        """How many of the mistakes lost something."""
        return self.mistakes - len(self.survivors)

    @property
    def _excused(self) -> frozenset[tuple[str, str, str, int]]:
        return frozenset(entry.identity for entry in self.entries)

    def findings(self, reference: str, equivalents: str, tests: str) -> Iterator[str]:
        """Say what is wrong with tests and list, whose places are given."""
        for mutant, message in self.broken:
            where = f"{reference}:{mutant.number}: {mutant.operator}"
            yield f"{tests}: a test itself breaks on a mutant: {message}\n{where}\n{mutant.diff}"
        if self.caught < DEMANDED * self.mistakes:
            share = f"{self.caught} of {self.mistakes} mutants"
            yield f"{tests}: catches {share}, less than {DEMANDED:.0%}: test what the others change"
        for entry in without_mutant(self.entries, self.mutants):
            yield f"{equivalents}: means no mutant any more: remove it\n{told(entry)}"
        for entry in self.entries:
            if entry.identity in self._caught:
                yield f"{equivalents}: is caught, and so is a mistake: remove it\n{told(entry)}"

    @property
    def _caught(self) -> frozenset[tuple[str, str, str, int]]:
        return frozenset(one.identity for one in self.mutants) - self.perfect


def told(entry: Equivalent) -> str:
    """Return an entry as its author finds it again."""
    operator, line, becomes, occurrence = entry.identity
    return f"{operator}, occurrence {occurrence}\n{line}\n-> {becomes}"


def survival(
    mutants: Sequence[Mutant], entries: tuple[Equivalent, ...], tried: Sequence[Tried]
) -> Survival:
    """Return what became of `mutants`; each was tried under its index in them as its name."""
    outcomes = [(mutants[int(one.name)], one) for one in tried]
    perfect = frozenset(mutant.identity for mutant, one in outcomes if one.perfect)
    broken = tuple(
        (mutant, f"{loss.test}: {loss.message}") for mutant, one in outcomes for loss in one.broken
    )
    return Survival(tuple(mutants), entries, perfect, broken)
