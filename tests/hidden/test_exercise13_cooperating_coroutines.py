"""Hidden tests of exercise 13: chance may choose the pieces; who works when, and on what, is fixed."""

import inspect
import random
import re
import types

from texts import squeezed, word

from grader.language import translate as _
from grader.testing import Call, Student, hint, points, probe

LARGEST = 9
TOTAL, NAMES = 50, ["w1", "w2"]
"""What the brief asks `main` for."""
OFTEN = 20
"""Runs after which chance alone can't have made a wrong program look right."""
ENOUGH = 200
"""Turns after which a program that goes on is stopped."""

TURN = re.compile(r"\[(.*)\]Total:(-?\d+),work:(-?\d+)")


class EnoughError(Exception):
    """Ends a program that would never stop taking turns, or that sends something strange."""


@probe
def drive(submission: types.ModuleType, sent: list, mark: str) -> list:
    """Prime one worker and send it pairs; a line with the mark parts what each step prints."""
    print(mark, flush=True)
    if inspect.iscoroutinefunction(submission.worker):
        return ["coroutine of asyncio", []]
    coroutine = submission.worker()
    if not inspect.isgenerator(coroutine):
        return [type(coroutine).__name__, []]
    next(coroutine)
    print(mark, flush=True)
    yielded = []
    for name, remaining in sent:
        yielded.append(coroutine.send((name, remaining)))
        print(mark, flush=True)
    return ["generator", yielded]


@probe
def run_often(submission: types.ModuleType, times: int, mark: str) -> None:
    """Run `main` several times, a line with the mark before and after each."""
    print(mark, flush=True)
    for _index in range(times):
        submission.main()
        print(mark, flush=True)


@probe
def share_often(submission: types.ModuleType, tasks: list, mark: str) -> list:
    """What `share` returns for each (total, names), a line with the mark before and after each."""
    print(mark, flush=True)
    results = []
    for total, names in tasks:
        results.append(as_tuples(submission.share(total, names)))
        print(mark, flush=True)
    return results


@probe
def share_and_look_again(submission: types.ModuleType, tasks: list) -> list:
    """What `share` returned at first, and what has become of that after the other calls."""
    results = [submission.share(total, names) for total, names in tasks[:1]]
    before = as_tuples(results[0])
    results += [submission.share(total, names) for total, names in tasks[1:]]
    return [before, *(as_tuples(result) for result in results)]


@probe
def watch_turns(submission: types.ModuleType, pieces: list, total: int | None, names: list) -> list:
    """Run `share`, or `main` without a total, with workers of ours, whose pieces are known.

    Returns what the workers were sent, what `share` returned, and which names each worker had.
    """
    log, served = [], []
    left = iter(pieces)

    def worker() -> types.GeneratorType:
        rest, own = None, []
        served.append(own)
        while True:
            received = yield rest
            log.append(received)
            if not isinstance(received, tuple | list) or len(received) != 2 or len(log) > ENOUGH:
                raise EnoughError
            own.append(received[0])
            rest = received[1] - min(next(left, LARGEST), received[1])

    submission.worker = worker
    try:
        value = submission.main() if total is None else submission.share(total, names)
    except EnoughError:
        value = None
    return [as_tuples(log), as_tuples(value), served]


def as_tuples(value: object) -> object:
    """Return a list of tuples where it is one, in a form that can travel."""
    if not isinstance(value, list):
        return value
    return [tuple(item) if isinstance(item, tuple | list) else item for item in value]


def draw_pieces(rng: random.Random, count: int) -> list[int]:
    """Return sizes for so many pieces of work."""
    return [rng.randint(1, LARGEST) for _index in range(count)]


def pieces_of_main(rng: random.Random) -> list[int]:
    """Return pieces that add up to `main`'s total in an odd number of turns: w1 has the last one."""
    while True:
        pieces = draw_pieces(rng, 9)
        last = TOTAL - sum(pieces[:-1])
        if 1 <= last <= LARGEST:
            return [*pieces[:-1], last]


def turns_of(pieces: list[int], names: list[str]) -> list[tuple[str, int, int]]:
    """Return the turns (name, work, remaining) of workers that do these pieces."""
    rest = [sum(pieces[turn:]) for turn in range(1, len(pieces) + 1)]
    return [(names[turn % len(names)], piece, rest[turn]) for turn, piece in enumerate(pieces)]


def sent_in(turns: list[tuple[str, int, int]]) -> list[tuple[str, int]]:
    """Return what the workers must be sent for these turns."""
    return [(name, work + remaining) for name, work, remaining in turns]


def parts_of(call: Call, mark: str) -> list[list[str]]:
    """Return what was printed before each mark, line by line, without white space."""
    parts: list[list[str]] = [[]]
    for text in call.run.output:
        if text.strip() == mark:
            parts.append([])
        else:
            parts[-1].append(squeezed(text))
    return parts[:-1]


def steps_of(call: Call, count: int, mark: str) -> tuple[list, list[list[str]]]:
    """Return what each send yielded, and what it printed."""
    kind, yielded = call.value
    assert kind == "generator", _(
        "`worker()` must give a generator: a function with a yield in it, called without arguments. "
        "Shown is the kind of thing that it gives. (What async def makes is for asyncio, and no "
        "generator: nobody can send it anything.)"
    )
    printed = parts_of(call, mark)[2:]
    assert len(printed) == count, _(
        "What `worker` prints can't be told apart: it must leave print and sys.stdout as they are. "
        "Shown is the number of steps that were seen."
    )
    return yielded, printed


def printed_turns(printed: list[list[str]]) -> list[tuple[str, int, int]]:
    """Return (name, total, work) as a worker printed them, in one line for each send."""
    found = [[TURN.fullmatch(text) for text in lines] for lines in printed]
    sound = [len(matches) == 1 and matches[0] is not None for matches in found]
    bad = [lines for lines, fine in zip(printed, sound, strict=True) if not fine]
    assert sum(not lines for lines in bad) == 0, _(
        "`worker` must print one line each time it is sent (name, remaining). Shown is how often "
        "it printed nothing, in {count} times."
    ).format(count=len(printed))
    assert [text for lines in bad[:3] for text in lines] == [], _(
        "Each time it is sent (name, remaining), `worker` must print one line, '[<name>] Total : "
        "<remaining>, work : <work>'. Shown is what it printed instead, white space left out."
    )
    return [
        (match[1], int(match[2]), int(match[3])) for matches in found for match in matches if match
    ]


def read_turns(lines: list[str]) -> list[tuple[str, int, int]]:
    """Return the turns (name, work, total before) that were printed."""
    matches = [TURN.fullmatch(text) for text in lines]
    strange = [text for text, match in zip(lines, matches, strict=True) if match is None]
    assert strange == [], _(
        "These lines are no turns, '[<name>] Total : <remaining>, work : <work>' (white space is "
        "left out)."
    )
    return [(match[1], int(match[3]), int(match[2])) for match in matches if match]


def check_chain(turns: list[tuple[str, int, int]], total: int, names: list[str]) -> None:
    """The turns lead from the total to 0, each name has its turn, no piece is too large."""
    seen = [name for name, _work, _before in turns]
    expected = [names[turn % len(names)] for turn in range(len(turns))]
    assert seen == expected, _(
        "The workers must take turns in the order of their names: {names}, and again from the first."
    ).format(names=", ".join(names))
    if total:
        assert [before for _name, _work, before in turns[:1]] == [total], _(
            "The first worker must be told that all of the work remains: {total}."
        ).format(total=total)
    rests = [before - work for _name, work, before in turns]
    befores = [before for _name, _work, before in turns]
    assert befores[1:] == rests[:-1], _(
        "Each worker must be told what the one before it has left: the total of that turn less "
        "its work. Shown are the totals from the second turn on."
    )
    assert rests[-1:] == ([0] if total else []), _(
        "The turns must end when exactly nothing remains: the last turn leaves 0, neither more "
        "nor less, and no turn comes after it. Shown is what the last turn left."
    )


@points(15, _("`worker` prints its turn and yields what remains"))
@hint(
    _(
        "One yield does both: name, remaining = yield rest hands out the rest of the last turn "
        "and takes the next pair. Print the remaining work as it was sent."
    )
)
def test_worker_takes_its_turn(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    sent = [(word(rng), rng.randint(20, 99)) for _index in range(5)]
    call = student.call(drive, sent, mark)
    yielded, printed = steps_of(call, len(sent), mark)
    turns = printed_turns(printed)
    assert [(name, total) for name, total, _work in turns] == sent, _(
        "`worker` must print the name and the remaining work that it was sent: as they were before "
        "its own piece of work."
    )
    pieces = [work for _name, _total, work in turns]
    rests = [remaining - work for (_name, remaining), work in zip(sent, pieces, strict=True)]
    assert yielded == rests, _(
        "send() must return what remains after the piece of work; shown is what it returned for "
        "{sent}, when the worker said that it did {pieces}."
    ).format(sent=", ".join(str(remaining) for _name, remaining in sent), pieces=pieces)


@points(10, _("The pieces of work are random, from 1 to 9"))
@hint(_("random.randint(1, 9) includes 9; random.randrange(1, 9) does not."))
def test_pieces_are_random(student: Student, rng: random.Random) -> None:
    mark, name = word(rng), word(rng)
    sent = [(name, rng.randint(100, 999)) for _index in range(300)]
    call = student.call(drive, sent, mark)
    _yielded, printed = steps_of(call, len(sent), mark)
    sizes = {work for _name, _total, work in printed_turns(printed)}
    assert sorted(sizes) == list(range(1, LARGEST + 1)), _(
        "In {count} turns with plenty of work left, the pieces must have had each size from 1 to "
        "{largest} and no other; shown are the sizes there were."
    ).format(count=len(sent), largest=LARGEST)


@points(15, _("A piece is never more than what remains"))
@hint(_("Choose from 1 to the smaller of the two: random.randint(1, min(9, remaining))."))
def test_piece_is_never_more_than_remains(student: Student, rng: random.Random) -> None:
    mark, name = word(rng), word(rng)
    sent = [(name, remaining) for remaining in range(1, LARGEST) for _index in range(15)]
    rng.shuffle(sent)
    call = student.call(drive, sent, mark)
    _yielded, printed = steps_of(call, len(sent), mark)
    pieces = [work for _name, _total, work in printed_turns(printed)]
    pairs = {(remaining, work) for (_name, remaining), work in zip(sent, pieces, strict=True)}
    assert sorted((rest, work) for rest, work in pairs if work > rest)[:5] == [], _(
        "`worker` did more work than remained; shown are pairs (remaining, work)."
    )
    assert sum(work < 1 for work in pieces) == 0, _(
        "`worker` did nothing in its turn; shown is how often, in {count} turns."
    ).format(count=len(sent))


@points(20, _("In `main`, w1 and w2 take turns, from 50 to 0"))
@hint(
    _(
        "What one worker yields is what the next one is sent. Ask after every turn, not after "
        "every round, whether anything remains."
    )
)
def test_main_takes_turns(student: Student, rng: random.Random) -> None:
    lines = [squeezed(text) for text in student.run_main().output]
    check_chain(read_turns(lines), TOTAL, NAMES)
    mark = word(rng)
    call = student.call(run_often, OFTEN, mark)
    for part in parts_of(call, mark)[1:]:
        check_chain(read_turns(part), TOTAL, NAMES)
    pieces = pieces_of_main(rng)
    seen, _value, _served = student.call(watch_turns, pieces, None, []).value
    assert seen == sent_in(turns_of(pieces, NAMES)), _(
        "`main` must leave the work to `worker`. We put a `worker` in the place of yours whose "
        "pieces were {pieces}; shown is what it should have been sent, and what it was sent."
    ).format(pieces=", ".join(map(str, pieces)))


@points(20, _("In `share`, every name has its turn, in order, until nothing remains"))
@hint(
    _(
        "itertools.cycle goes round the workers without end. Prime each worker once, send it "
        "(name, remaining) in its turn, and stop as soon as what it yields is 0."
    )
)
def test_share_gives_everyone_a_turn(student: Student, rng: random.Random) -> None:
    for count in (1, 2, rng.randint(3, 5)):
        names = [word(rng) for _index in range(count)]
        pieces = draw_pieces(rng, 3 * count + 1)
        turns = turns_of(pieces, names)
        seen, _value, served = student.call(watch_turns, pieces, sum(pieces), names).value
        assert seen == sent_in(turns), _(
            "`share({total}, {names})` did not let the workers take turns. We put a `worker` in the "
            "place of yours whose pieces were {pieces}; shown is what it should have been sent, "
            "and what it was sent."
        ).format(total=sum(pieces), names=names, pieces=", ".join(map(str, pieces)))
        assert max(len(set(own)) for own in served) == 1, _(
            "Each name must have a worker of its own: call `worker()` once for each of them. Shown "
            "is how many names one worker was sent, of {count}."
        ).format(count=count)


@points(10, _("`share` returns the list of all turns"))
@hint(
    _(
        "After each turn append one tuple: the name, the work (what remained before less what "
        "remains now), and what remains now."
    )
)
def test_share_returns_the_turns(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    tasks: list[tuple[int, list[str]]] = [(0, [word(rng)])]
    tasks += [
        (rng.randint(1, 60), [word(rng) for _name in range(rng.randint(1, 4))])
        for _index in range(OFTEN)
    ]
    call = student.call(share_often, tasks, mark)
    parts = parts_of(call, mark)[1:]
    for (total, names), part, result in zip(tasks, parts, call.value, strict=True):
        printed = read_turns(part)
        assert result == [(name, work, before - work) for name, work, before in printed], _(
            "`share({total}, {names})` must return one (name, work, remaining) for each turn, "
            "remaining being what was left after the turn; expected is what the workers printed."
        ).format(total=total, names=names)
        check_chain(printed, total, names)


@points(5, _("Two calls of `share` have nothing in common"))
@hint(
    _(
        "Keep what a call needs in its local variables. A list of the module, or a list as "
        "default value of a parameter, is one list for all calls."
    )
)
def test_calls_share_nothing(student: Student, rng: random.Random) -> None:
    tasks = [(rng.randint(20, 40), [word(rng)]) for _index in range(3)]
    first, again, *others = student.call(share_and_look_again, tasks).value
    assert again == first, _(
        "What the first call of `share` returned was changed by later calls of it."
    )
    for (_total, names), turns in zip(tasks, [first, *others], strict=True):
        assert len(turns) > 0, _("A later call of `share` took no turn, as if all were done.")
        assert {turn[0] for turn in turns} == set(names), _(
            "`share` returned turns of workers that belong to an earlier call."
        )


@points(5, _("Importing the file, calling `worker()` and priming it print nothing"))
@hint(
    _(
        "next() runs a worker to its first yield, and nothing was sent yet: print only after it. "
        "Call `main()` only under the __main__ guard."
    )
)
def test_priming_prints_nothing(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    call = student.call(drive, [(word(rng), rng.randint(20, 99))], mark)
    yielded, _printed = steps_of(call, 1, mark)
    imported, primed, *_rest = parts_of(call, mark)
    assert imported == [], _("Importing your file printed something.")
    assert primed == [], _("`worker` printed something before it was sent any work.")
    assert yielded.count(None) == 0, _(
        "Primed with next() and sent one pair, `worker` must yield what remains; it yielded None."
    )
