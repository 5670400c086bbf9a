"""Hidden tests of exercise 08: what is answered is compared with what travelled, and how it ended."""

import multiprocessing
import random
import string
import time
import types
from collections.abc import Callable
from multiprocessing.connection import Connection

from processes import (
    check_nothing_left,
    check_quiet_import,
    main_pid,
    said_by_children,
    said_by_main,
)
from texts import tidy, words

from grader.language import translate as _
from grader.runs.trace import Run
from grader.testing import Student, hint, points, probe

GREETING = "Hello World"
PATIENCE = 20.0
"""Virtual seconds that a probe waits for something that should come at once."""
SILENCE = [0.0, 7.0, 0.1, 15.0]
"""Virtual seconds between the messages of a slow client; none is beyond the probe's patience."""
NOTHING = "nothing came"
STILL_RUNNING = "still running"
RETURNED = "returned"
LARGE = 300_000
"""Characters; more than a pipe holds until somebody reads."""
CLEANING_UP = 3.0


def serve_alone(serve: Callable[..., None], theirs: Connection, ours: Connection) -> None:
    ours.close()
    serve(theirs)


@probe
def talk_to_server(submission: types.ModuleType, messages: list, pauses: list) -> dict:
    """Be the client of the student's `echo_server`; then close, and see how it ends."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(
        target=serve_alone, args=(submission.echo_server, theirs, ours)
    )
    server.start()
    theirs.close()
    replies: list[object] = []
    for message, pause in zip(messages, pauses, strict=True):
        time.sleep(pause)
        try:
            ours.send(message)
            replies.append(ours.recv() if ours.poll(PATIENCE) else NOTHING)
        except (EOFError, OSError):
            replies.append(NOTHING)
    ours.close()
    server.join(PATIENCE)
    code = STILL_RUNNING if server.exitcode is None else server.exitcode
    server.kill()
    server.join()
    return {"replies": replies, "code": code}


@probe
def run_child(submission: types.ModuleType) -> object:
    """Run the student's `child` in a process and return what it sends."""
    receiver, sender = multiprocessing.Pipe()
    process = multiprocessing.Process(target=submission.child, args=(sender,))
    process.start()
    sender.close()
    try:
        message = receiver.recv() if receiver.poll(PATIENCE) else NOTHING
    except EOFError:
        message = NOTHING
    process.join()
    return message


@probe
def run_main_with_another_child(submission: types.ModuleType, messages: list) -> int:
    """Run the student's `main` again and again, with a child that sends what we choose.

    Returns how many processes were left when it had returned, all times together.
    """
    left = 0
    for message in messages:
        submission.child = Messenger(message)
        submission.main()
        left += len(multiprocessing.active_children())
    return left


class Messenger:
    """Stands in for `child`: sends its text, and then takes its time."""

    def __init__(self, message: str) -> None:
        self.message = message
        self.__name__ = self.__qualname__ = "child"

    def __call__(self, pipe: Connection) -> None:
        pipe.send(self.message)
        time.sleep(CLEANING_UP)


@probe
def converse_about(submission: types.ModuleType, messages: list) -> object:
    """What `converse` returns."""
    return submission.converse(messages)


@probe
def converse_at_length(submission: types.ModuleType, letters: list, size: int) -> object:
    """Length and letters of each reply to long messages: one letter each, many times."""
    replies = submission.converse([letter * size for letter in letters])
    return [[len(reply), "".join(sorted(set(reply)))[:5]] for reply in replies]


@probe
def converse_with_tidy_server(submission: types.ModuleType, messages: list, seconds: float) -> list:
    """Names of the processes left when `converse` returns, whose server cleans up for a while."""
    submission.echo_server = TidyServer(submission.echo_server, seconds)
    submission.converse(messages)
    return [process.name for process in multiprocessing.active_children()]


class TidyServer:
    """Stands in for `echo_server`: does what it does, and then takes its time."""

    def __init__(self, server: object, seconds: float) -> None:
        self.server, self.seconds = server, seconds
        self.__name__ = self.__qualname__ = "echo_server"

    def __call__(self, pipe: Connection) -> None:
        self.server(pipe)
        time.sleep(self.seconds)


@probe
def converse_with_dying_server(submission: types.ModuleType, messages: list, lives: int) -> str:
    """How `converse` ends whose server ends after so many answers."""
    submission.echo_server = DyingServer(lives)
    try:
        submission.converse(messages)
    except Exception as error:  # noqa: BLE001 - any exception will do
        return type(error).__name__
    return RETURNED


class DyingServer:
    """Stands in for `echo_server`: answers some messages, then ends."""

    def __init__(self, lives: int) -> None:
        self.lives = lives
        self.__name__ = self.__qualname__ = "echo_server"

    def __call__(self, pipe: Connection) -> None:
        for _answer in range(self.lives):
            pipe.send(pipe.recv().upper())
        pipe.recv()


def travelled(run: Run, action: str, *, children: bool) -> list[str]:
    """Return what the children, or the main process, sent (or received) through pipes."""
    main = main_pid(run)
    return [
        message.summary
        for message in run.messages
        if message.action == action
        and (message.pid != main) is children
        and message.order > run.call_order
    ]


@points(15, _("`main` runs `child` in a process, receives its message and prints it"))
@hint(
    _(
        "A Pipe() has two ends. Give one to the child as an argument; `main` keeps the other, "
        "starts the child, and prints what recv() returns. `child` sends first, then prints."
    )
)
def test_main_receives_the_message(student: Student) -> None:
    run = student.run_main()
    assert said_by_children(run) == [f"sent: {GREETING}"], _(
        "The child process must print what it sent, and nothing else."
    )
    assert said_by_main(run) == [f"received: {GREETING}"], _(
        "The main process must print what it received, and nothing else."
    )
    assert travelled(run, "send", children=True) == [repr(GREETING)], _(
        "The child process did not send its text through the pipe; shown is what it sent."
    )
    assert travelled(run, "recv", children=False) == [repr(GREETING)], _(
        "The main process did not receive the text through the pipe; shown is what it received."
    )
    check_nothing_left(run)


@points(5, _("`child` sends Hello World through the pipe that it is given, and says so"))
@hint(
    _(
        "pipe.send(...) sends any Python object. Send the text itself, so that the other side "
        "receives a text, and print the line afterwards."
    )
)
def test_child_sends_through_the_pipe(student: Student) -> None:
    result = student.call(run_child)
    assert result.value == GREETING, _(
        "`child`, run in a process and given one end of a pipe, did not send the text; shown is "
        "what came out at the other end."
    )
    assert said_by_children(result.run) == [f"sent: {GREETING}"], _(
        "`child` must print what it sent, and nothing else."
    )


@points(5, _("`main` prints what came out of the pipe, whatever it is"))
@hint(_("Print what recv() returned, not the text that you expect."))
def test_main_prints_what_was_sent(student: Student, rng: random.Random) -> None:
    messages = words(rng, 2)
    result = student.call(run_main_with_another_child, messages, start_method="fork")
    expected = [f"received: {message}" for message in messages]
    assert said_by_main(result.run) == expected, _(
        "We put another `child` in the place of yours, which sends another text. `main` must print "
        "the text that it receives."
    )
    assert result.value == 0, _(
        "When `main` returned, its process was still running; shown is how often, in {count} calls. "
        "`main` must `join` it: a message may arrive long before its sender ends."
    ).format(count=len(messages))


@points(15, _("`echo_server` answers each message in upper case"))
@hint(
    _(
        "Receive, answer, and start over, in a `while True:` loop: recv() waits for the next "
        "message. The answer goes back through the same pipe."
    )
)
def test_server_answers_each_message(student: Student, rng: random.Random) -> None:
    messages = words(rng, rng.randint(5, 7))
    result = student.call(talk_to_server, messages, [0.0] * len(messages))
    assert result.value["replies"] == [message.upper() for message in messages], _(
        "`echo_server`, run in a process, must answer each message as soon as it is sent; shown "
        "are its answers to {messages}."
    ).format(messages=", ".join(messages))


@points(5, _("`echo_server` waits for the next message, however long, and answers empty ones"))
@hint(
    _(
        "recv() waits as long as it takes. That nothing is there yet (poll) does not mean that "
        "nothing will come, and an empty text is a message like any other."
    )
)
def test_server_waits_for_slow_clients(student: Student, rng: random.Random) -> None:
    messages = [*words(rng, 2), "", *words(rng, 1)]
    result = student.call(talk_to_server, messages, SILENCE)
    expected = [message.upper() for message in messages]
    summary = _(
        "Our client was silent for up to {seconds:g} seconds between its messages and sent an "
        "empty text, too."
    ).format(seconds=max(SILENCE))
    assert result.value["replies"] == expected, f"{summary} {explain(result.value['replies'])}"


def explain(replies: list[object]) -> str:
    """Return what is wrong with the replies of `echo_server`."""
    if NOTHING in replies:
        return _("`echo_server` did not answer all of them.")
    return _("`echo_server` answered, but not with each message in upper case.")


@points(10, _("`echo_server` returns when the other end is closed"))
@hint(
    _(
        "When the other end has been closed, recv() raises EOFError: that is how a pipe says that "
        "nothing more will come. Catch it, and return."
    )
)
def test_server_ends_when_the_other_end_closes(student: Student, rng: random.Random) -> None:
    messages = words(rng, 2)
    result = student.call(talk_to_server, messages, [0.0, 0.0])
    assert NOTHING not in result.value["replies"], _(
        "`echo_server` did not answer both messages, so that its end can't be judged."
    )
    assert result.value["code"] == 0, _(
        "Its client closed the other end, but the process of `echo_server` did not return "
        "normally; shown is its exit code."
    )


@points(15, _("`converse` returns the server's replies, in the order of the messages"))
@hint(
    _(
        "Send one message, receive its reply, then go on with the next. Afterwards close your end; "
        "the server sees that only if its process has closed its own copy of your end, too, which "
        "a forked child inherits."
    )
)
def test_replies_come_in_order(student: Student, rng: random.Random) -> None:
    messages = words(rng, 5)
    messages.insert(3, messages[1])
    result = student.call(converse_about, messages)
    assert result.value == [message.upper() for message in messages], _(
        "`converse` must return a list with the reply to each of {messages}."
    ).format(messages=", ".join(messages))
    received = travelled(result.run, "recv", children=True)
    assert received == [repr(message) for message in messages], _(
        "The messages must travel through a pipe to `echo_server` in a process of its own; shown "
        "is what the other process received."
    )
    assert list(result.run.leftovers) == [], _(
        "These processes were still running when the program ended."
    )
    nothing = student.call(converse_about, []).value
    assert nothing == [], _("`converse` must return an empty list for no messages.")


@points(10, _("`converse` handles messages of any length"))
@hint(
    _(
        "A pipe holds about 64 kB to 200 kB; then send() waits until somebody reads. Who sends "
        "everything first and reads afterwards waits for a server that waits for its reader."
    )
)
def test_long_messages_do_not_block(student: Student, rng: random.Random) -> None:
    letters = sorted(rng.sample(string.ascii_lowercase, 4), reverse=True)
    size = LARGE + rng.randint(1, 999)
    result = student.call(converse_at_length, letters, size)
    assert result.value == [[size, letter.upper()] for letter in letters], _(
        "Of messages with {size} characters each, `converse` did not return the replies; shown is "
        "the length of each reply, and its letters."
    ).format(size=size)


@points(5, _("`converse` returns only when the server's process has ended"))
@hint(_("Close your end first, so that the server sees the end, and then join() the process."))
def test_converse_waits_for_the_end(student: Student, rng: random.Random) -> None:
    result = student.call(
        converse_with_tidy_server, words(rng, 2), CLEANING_UP, start_method="fork"
    )
    seconds = [
        round((record.ended or 0.0) - record.started, 1)
        for record in result.run.processes
        if record.order > result.run.call_order
    ]
    assert seconds == [CLEANING_UP], _(
        "We put a server in the place of yours that takes {seconds:g} more seconds to end after "
        "the other end is closed. It was not run to its end in one process; shown are the seconds "
        "that the processes lived."
    ).format(seconds=CLEANING_UP)
    assert result.value == [], _("`converse` returned while this process was still running.")


@points(5, _("`converse` notices that the server has died, and does not wait forever"))
@hint(
    _(
        "recv() raises EOFError once *every* copy of the other end is closed. After start(), the "
        "main process still has its own copy of the server's end: close it there."
    )
)
def test_dead_server_is_noticed(student: Student, rng: random.Random) -> None:
    lives = rng.randint(1, 3)
    result = student.call(converse_with_dying_server, words(rng, 6), lives, start_method="fork")
    received = len(travelled(result.run, "recv", children=True))
    assert received == lives + 1, _(
        "We put a server in the place of yours that answers {lives} messages, takes one more and "
        "ends. It was not run in a process; shown is the number of messages that it received."
    ).format(lives=lives)
    assert result.value != RETURNED, _(
        "The server died in the middle, and `converse` ended as if all were well; shown is how it "
        "ended. It must let the exception through: EOFError, or an OSError."
    )


@points(10, _("The program works under spawn: importing the file starts and prints nothing"))
@hint(
    _(
        'A spawned child imports your file anew. Call `main()` only under if __name__ == "__main__"'
        ", and give Process a function it can import: no lambda, no function inside a function. "
        "What fails without spawn, too, mend first."
    )
)
def test_spawned_children_import_the_file_quietly(student: Student, rng: random.Random) -> None:
    check_quiet_import(student)
    run = student.run_main(start_method="spawn")
    assert sorted(map(tidy, run.output)) == [f"received: {GREETING}", f"sent: {GREETING}"], _(
        "Under spawn, where each child imports your file anew, other lines were printed."
    )
    message = words(rng, 1)
    result = student.call(converse_about, message, start_method="spawn")
    assert result.value == [message[0].upper()], _(
        "Under spawn, `converse` did not return the reply to one message."
    )
