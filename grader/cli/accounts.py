"""What verifying found, in the terminal: a table of the exercises, then all that is wrong."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.cli.terminal import INDENT, console, text
from grader.language import translate as _
from grader.verification.inspection import Account
from grader.verification.mutants import Mutant
from grader.verification.plan import Kind

FINE, FAULTY = "green", "red"


def print_accounts(accounts: Sequence[Account]) -> None:
    """Print what was found in each exercise."""
    terminal = console(to_errors=False)
    terminal.print(accounts_table(accounts))
    for account in accounts:
        for _kind, sentence in account.findings:
            terminal.print(Text())
            terminal.print(text(sentence, FAULTY), soft_wrap=True)
        for mutant in account.survival.survivors:
            terminal.print(Text())
            terminal.print(text(survivor_line(account, mutant)), soft_wrap=True)
            terminal.print(Padding(text(mutant.diff), INDENT))


def accounts_table(accounts: Sequence[Account]) -> Table:
    """The table with a line for each exercise."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    titles = (_("exercise"), _("stub"), _("reference"), _("mistakes"), _("brief"))
    for title in (*titles, _("mutants"), _("equivalent")):
        table.add_column(title, no_wrap=True)
    for title in (_("suite"), _("time")):
        table.add_column(title, justify="right", no_wrap=True)
    for account in accounts:
        times = (seconds(f"{account.suite:.2f}"), seconds(f"{account.seconds:.0f}"))
        table.add_row(text(account.exercise.short), *cells(account), *times)
    return table


def seconds(number: str) -> str:
    """How long something took."""
    return _("{seconds} s").format(seconds=number)


def cells(account: Account) -> list[Text]:
    """What is told of each part of an exercise."""
    wrong = _("{number} ok").format(number=len(account.material.wrong))
    return [
        cell(account, Kind.STUB, _("ok")),
        cell(account, Kind.REFERENCE, _("ok")),
        cell(account, Kind.WRONG, wrong),
        cell(account, Kind.BRIEF, _("ok")),
        cell(account, Kind.MUTANTS, caught_words(account)),
        text(equivalent_words(account)),
    ]


def cell(account: Account, kind: Kind, fine: str) -> Text:
    """`fine`, or how many things are wrong."""
    faults = account.wrong_with(kind)
    if not faults:
        return text(fine, FINE)
    return text(_("{number} wrong").format(number=faults), FAULTY)


def caught_words(account: Account) -> str:
    """How many mutants were caught, of how many that are mistakes."""
    lived = account.survival
    if not lived.mutants:
        return "-"
    return _("{caught}/{all}").format(caught=lived.caught, all=lived.mistakes)


def equivalent_words(account: Account) -> str:
    """How many mutants are no mistakes."""
    lived = account.survival
    return str(len(lived.mutants) - lived.mistakes) if lived.mutants else "-"


def survivor_line(account: Account, mutant: Mutant) -> str:
    """Where a mutant that nothing caught differs from the reference."""
    place = account.material.place(account.material.reference)
    line = _("{place}:{line}: no test catches: {operator}, occurrence {occurrence}")
    return line.format(
        place=place, line=mutant.number, operator=mutant.operator, occurrence=mutant.occurrence
    )
