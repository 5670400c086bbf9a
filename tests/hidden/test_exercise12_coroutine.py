"""Hidden tests of exercise 12: each step of a generator is told apart by what it prints and yields."""

import builtins
import inspect
import random
import types

from texts import tidy, word

from grader.language import translate as _
from grader.runs.trace import Run
from grader.testing import Student, hint, points, probe

GREETING = "Hello, your input message is"
ENOUGH = 20
"""Messages after which a stand-in listens no longer, so that a program without an end has one."""


def take(generator: types.GeneratorType, action: str, argument: object) -> list[object]:
    """Take one step and tell what came of it: ["yielded", value], or how the generator ended."""
    try:
        if action == "close":
            generator.close()
            return ["closed", None]
        if action == "throw":
            argument = getattr(builtins, argument)("thrown in from outside")
        return ["yielded", getattr(generator, action)(argument)]
    except StopIteration:
        return ["ended", "StopIteration"]
    except Exception as error:
        if action != "close" and error is not argument:
            raise
        return ["ended", type(error).__name__]


@probe
def step_through(submission: types.ModuleType, name: str, steps: list, mark: str) -> list:
    """Build one generator and take the steps; a line with the mark parts what each prints."""
    print(mark, flush=True)
    generator = getattr(submission, name)()
    print(mark, flush=True)
    results = [["made", type(generator).__name__]]
    for action, argument in steps if inspect.isgenerator(generator) else []:
        results.append(take(generator, action, argument))
        print(mark, flush=True)
    return results


@probe
def take_turns(submission: types.ModuleType, name: str, steps: list) -> list:
    """Build two generators of one kind and take steps of (which, action, argument)."""
    generators = [getattr(submission, name)() for _index in range(2)]
    sound = all(inspect.isgenerator(generator) for generator in generators)
    results = [["made", "generator" if sound else type(generators[0]).__name__]]
    for which, action, argument in steps if sound else []:
        results.append(take(generators[which], action, argument))
    return results


@probe
def listen_to_main(submission: types.ModuleType, mark: str) -> None:
    """Run the student's `main` with a coroutine that repeats, marked, what it is sent."""

    def parrot() -> types.GeneratorType:
        for _index in range(ENOUGH):
            message = yield
            print(mark, repr(message), flush=True)

    submission.coroutine = parrot
    submission.main()


def greeting(message: object) -> str:
    """Return the line that `coroutine` prints for a message."""
    return tidy(f"{GREETING} {message}")


def sections(run: Run, mark: str, steps: list) -> list[list[str]]:
    """Return what importing printed, what the call printed, then what each step printed."""
    parts: list[list[str]] = [[]]
    for text in run.output:
        if text.strip() == mark:
            parts.append([])
        else:
            parts[-1].append(tidy(text))
    assert len(parts) - 3 == len(steps), _(
        "What your program prints can't be told apart: it must leave print and sys.stdout as they "
        "are. Shown is the number of steps that were seen."
    )
    return parts[:-1]


def answers(seen: object, name: str, steps: list) -> list[object]:
    """Return what each step yielded, numbers rounded, or how the generator ended."""
    pairs = [pair for pair in seen if is_pair(pair)] if type(seen) is list else []
    assert [value for _kind, value in pairs[:1]] == ["generator"], _(
        "`{name}()` must give a generator: a function with a yield in it, called. Shown is the kind "
        "of thing that it gave. (What async def makes, a coroutine of asyncio or an "
        "async_generator, is none: next() and send() can't drive it.)"
    ).format(name=name)
    assert len(pairs) == len(steps) + 1, _("Not every step of `{name}` was answered.").format(
        name=name
    )
    return [readable(kind, value) for kind, value in pairs[1:]]


def is_pair(value: object) -> bool:
    """Tell whether `value` looks like a step's answer; the submission may forge them."""
    return type(value) is list and len(value) == 2 and type(value[0]) is str


def readable(kind: str, value: object) -> object:
    """Return what was yielded, rounded where it is a number, or how the generator ended."""
    if kind == "yielded":
        return round(value, 6) if type(value) in (int, float) else value
    return kind if value is None else value


def means(numbers: list[float]) -> list[float]:
    """Return the mean of the first number, of the first two, and so on."""
    return [round(sum(numbers[: n + 1]) / (n + 1), 6) for n in range(len(numbers))]


def sends(values: list) -> list[list[object]]:
    """Return the steps that prime a generator and send it the values."""
    return [["send", value] for value in [None, *values]]


@points(20, _("`main` primes the coroutine, advances it once, then sends Test and Coroutine"))
@hint(
    _(
        "The first next() only runs to the first yield: nothing can be delivered yet. The second "
        "one delivers None; only then come send('Test') and send('Coroutine')."
    )
)
def test_main_holds_the_conversation(student: Student, rng: random.Random) -> None:
    messages = [None, "Test", "Coroutine"]
    run = student.run_main()
    assert [tidy(text) for text in run.output] == [greeting(message) for message in messages], _(
        "`main` did not print the three lines of the example, in that order and nothing else."
    )
    mark = word(rng)
    heard = student.call(listen_to_main, mark).run.output
    received = [tidy(text)[len(mark) :].strip() for text in heard if text.startswith(mark)]
    assert received == [repr(message) for message in messages], _(
        "`main` must hand its messages to the coroutine that calling `coroutine()` gives; shown "
        "is what arrived at a `coroutine` that we put in the place of yours."
    )


@points(10, _("Importing the file, calling `coroutine()` and priming it print nothing"))
@hint(
    _(
        "`coroutine` must contain a yield, so that calling it gives a generator and runs nothing. "
        "The first next() runs it to that yield; call `main()` only under the __main__ guard."
    )
)
def test_calling_and_priming_print_nothing(student: Student, rng: random.Random) -> None:
    mark = word(rng)
    steps = sends([word(rng), word(rng)])
    result = student.call(step_through, "coroutine", steps, mark)
    results = answers(result.value, "coroutine", steps)
    imported, called, primed, *_rest = sections(result.run, mark, steps)
    assert imported == [], _("Importing your file printed something.")
    assert called == [], _(
        "`coroutine()` printed something when it was called: nothing was sent yet."
    )
    assert primed == [], _(
        "`coroutine` printed something when it was primed with next(): nothing was sent yet."
    )
    assert results.count("StopIteration") == 0, _(
        "`coroutine` ended early: primed and sent two messages, it must wait at its yield again; "
        "shown is how many of these three steps it answered with StopIteration."
    )


@points(20, _("Each message is printed as soon as it is sent, and once"))
@hint(
    _(
        "What send() hands over is the value of the yield expression: message = yield. Print that "
        "message before you come to the next yield."
    )
)
def test_each_message_is_printed_when_sent(student: Student, rng: random.Random) -> None:
    mark, messages = word(rng), [word(rng) for _index in range(4)]
    messages.append(rng.randint(100, 999))
    steps = sends(messages)
    result = student.call(step_through, "coroutine", steps, mark)
    answers(result.value, "coroutine", steps)
    printed = sections(result.run, mark, steps)[3:]
    assert printed == [[greeting(message)] for message in messages], _(
        "`coroutine` must print one line for each message, at the moment the message is sent; "
        "shown are the lines that each send() printed."
    )


@points(10, _("`coroutine` goes on forever, whatever it is sent"))
@hint(
    _(
        "Wait for messages in a `while True:` loop. None, 0 and an empty text are messages like "
        "any other, so do not let them end the loop."
    )
)
def test_coroutine_goes_on_forever(student: Student, rng: random.Random) -> None:
    mark, messages = word(rng), [None, 0, "", False, []]
    messages += [word(rng) for _index in range(rng.randint(10, 15))]
    steps = sends(messages)
    result = student.call(step_through, "coroutine", steps, mark)
    results = answers(result.value, "coroutine", steps)
    assert results.count("StopIteration") == 0, _(
        "`coroutine` stopped: shown is how many of {count} messages came too late for it."
    ).format(count=len(messages))
    printed = [text for part in sections(result.run, mark, steps)[3:] for text in part]
    assert printed == [greeting(message) for message in messages], _(
        "`coroutine` did not print every message it was sent; None, 0 and empty ones count, too."
    )


@points(15, _("`averager` yields None first, then the mean of the numbers sent so far"))
@hint(
    _(
        "One yield does both: number = yield mean hands out the mean and takes the next number. "
        "Keep the sum and the count; 0 is a number like any other."
    )
)
def test_averager_yields_the_running_mean(student: Student, rng: random.Random) -> None:
    numbers = [rng.randint(1, 99), 0, rng.randint(-99, -1), rng.randint(1, 99) / 4]
    numbers += [rng.randint(-99, 99) for _index in range(4)]
    steps = sends(numbers)
    result = student.call(step_through, "averager", steps, word(rng))
    assert answers(result.value, "averager", steps) == [None, *means(numbers)], _(
        "`averager`, primed with next() and sent the numbers {numbers}, did not yield None and "
        "then the mean of the numbers sent so far."
    ).format(numbers=", ".join(str(number) for number in numbers))


@points(5, _("Two averagers share nothing"))
@hint(
    _(
        "Keep sum and count in local variables of `averager`: each call of it has its own. A "
        "list of the module or of a class is one list for all."
    )
)
def test_two_averagers_share_nothing(student: Student, rng: random.Random) -> None:
    numbers = [[rng.randint(1, 99) for _index in range(4)] for _averager in range(2)]
    numbers[1][0] = numbers[0][0] + rng.randint(100, 200)
    steps = [[which, "send", None] for which in range(2)]
    steps += [[which, "send", numbers[which][n]] for n in range(4) for which in range(2)]
    result = student.call(take_turns, "averager", steps)
    seen = answers(result.value, "averager", steps)
    expected = [[None, *means(sent)] for sent in numbers]
    assert [seen[0::2], seen[1::2]] == expected, _(
        "Two averagers that were sent different numbers in turns did not each yield the mean of "
        "their own; shown is what the first and what the second yielded."
    )


@points(10, _("A ValueError thrown into `averager` makes it start afresh"))
@hint(
    _(
        "Put the yield into try: ... except ValueError: and forget both the sum and the count "
        "there. The throw then yields None, as at the start."
    )
)
def test_value_error_restarts_the_averager(student: Student, rng: random.Random) -> None:
    parts = [[rng.randint(1, 99) for _index in range(rng.randint(2, 4))] for _part in range(3)]
    steps: list[list[object]] = [["send", None]]
    expected: list[object] = [None]
    for part in parts:
        steps += [*(["send", number] for number in part), ["throw", "ValueError"]]
        expected += [*means(part), None]
    result = student.call(step_through, "averager", steps, word(rng))
    assert answers(result.value, "averager", steps) == expected, _(
        "`averager` did not start afresh: throwing a ValueError in must yield None, and the means "
        "after it are of the numbers sent since. It was sent {parts}, with a ValueError after each."
    ).format(parts=", ".join(str(part) for part in parts))


@points(5, _("`close` ends both coroutines without an error"))
@hint(
    _(
        "close() raises GeneratorExit at the yield and expects the generator to end. A bare "
        "except: catches that, too; name the exception you mean."
    )
)
def test_close_ends_both(student: Student, rng: random.Random) -> None:
    steps = [*sends([rng.randint(1, 99)]), ["close", None]]
    seen = {}
    for name in ("coroutine", "averager"):
        result = student.call(step_through, name, steps, word(rng))
        seen[name] = answers(result.value, name, steps)[-1]
    assert seen == {"coroutine": "closed", "averager": "closed"}, _(
        "Primed, sent a number and then closed, a generator must end and close() must raise "
        "nothing. RuntimeError means that the generator caught GeneratorExit and went on."
    )


@points(5, _("Any other exception thrown into `averager` passes through"))
@hint(
    _(
        "Catch ValueError and nothing else: an exception that you do not know how to handle must "
        "reach the one who can."
    )
)
def test_other_exceptions_pass_through(student: Student, rng: random.Random) -> None:
    kind = rng.choice(["KeyError", "TypeError", "ArithmeticError", "EOFError"])
    steps = [*sends([rng.randint(1, 99)]), ["throw", kind]]
    result = student.call(step_through, "averager", steps, word(rng))
    assert answers(result.value, "averager", steps)[-1] == kind, _(
        "`averager` swallowed a {kind} that was thrown into it: only a ValueError restarts it."
    ).format(kind=kind)
