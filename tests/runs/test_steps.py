"""The steps of generators, from real programs and from hostile packets."""

import pytest

from grader.runs import packets
from grader.runs.ending import Ending
from grader.runs.job import Job, Probe
from grader.runs.steps import STEPS, Steps
from grader.runs.supervision import supervise
from grader.runs.trace import Place
from grader.sandbox.box import Box
from grader.sandbox.isolation import choose
from grader.sandbox.limits import Limits

WALL = 20.0
FILE = "generators.py"
CALL = """
def made_here():
    received = yield "first"
    yield received

def call(submission, function):
    return getattr(submission, function)()

def drive(submission):
    made = submission.pass_on(made_here())
    return [next(made), made.send("second")]
"""
SUBMISSION = """
def pass_on(sub):
    yield from sub
"""


def packet(number=1, **changes):
    fields = {
        "generator": number, "function": "g", "action": "next", "value": "", "outcome": "yielded",
        "result": "1", "places": [("a.py", 3, "g")], "beyond": False, "place": ("a.py", 9, "main"),
    }  # fmt: skip
    return packets.Step(**{**fields, **changes})


class TestCollecting:
    def test_packet_becomes_a_step_with_its_places(self):
        steps = Steps()
        steps.take(packet(), 7, 1.5, 4)
        (step,) = steps.named(lambda pid: f"process {pid}")
        assert (step.pid, step.process, step.time, step.order) == (7, "process 7", 1.5, 4)
        assert (step.places, step.place) == ((Place("a.py", 3, "g"),), Place("a.py", 9, "main"))

    def test_step_that_was_asked_for_from_elsewhere_has_no_place_of_that(self):
        steps = Steps()
        steps.take(packet(place=None), 7, 0, 0)
        assert steps.named(str)[0].place is None

    def test_first_steps_are_kept_of_a_flood(self):
        steps = Steps()
        for number in range(STEPS):
            steps.take(packet(number), 7, 0, 0)
        assert not steps.is_cut
        steps.take(packet(STEPS), 7, 0, 0)
        assert steps.is_cut
        assert [step.generator for step in steps.named(str)] == list(range(STEPS))
        assert str(STEPS) in steps.note()


class TestRuns:
    @pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
    def test_processes_tell_of_their_steps_however_they_are_started(self, stage, method):
        run = supervise(stage.box, Job(FILE, 1, method, steps=True), WALL).run
        assert stage.box.wipe()
        assert run.output == ("hello", "0", "1", "2")
        told = [(s.process, s.action, s.value, s.outcome, s.result) for s in run.steps]
        assert told == [
            ("MainProcess", "next", "", "yielded", "None"),
            ("MainProcess", "send", "'hello'", "yielded", "'hello'"),
            ("MainProcess", "close", "", "closed", ""),
            *(("worker", "next", "", "yielded", str(number)) for number in range(3)),
            ("worker", "next", "", "returned", "None"),
        ]
        assert run.steps[3].places == (Place(FILE, 18, "delegate"), Place(FILE, 14, "count"))
        assert run.steps[3].place == Place(FILE, 22, "work")

    def test_nothing_is_told_where_nobody_asks(self, stage):
        run = stage.run(FILE)
        assert (run.ending, run.steps) == (Ending.FINISHED, ())

    def test_student_is_told_of_steps_that_are_left_out(self, stage):
        probe = Probe(CALL, "call", ("many",))
        run = supervise(stage.box, Job(FILE, 1, probe=probe, steps=True), WALL).run
        assert stage.box.wipe()
        assert run.value == sum(range(1_000))
        assert len(run.steps) == STEPS
        assert run.notes == (
            f"Generators were resumed more than {STEPS} times: only the first are shown.",
        )


@pytest.fixture(scope="module")
def boxes():
    """Makes a box of the files that a test asks for."""
    made = []

    def make(files):
        content = {name: text.encode() for name, text in files.items()}
        made.append(Box(content, Limits(), choose("auto")))
        return made[-1]

    yield make
    for box in made:
        box.close()


def test_what_reaches_a_generator_of_the_probe_is_told_without_a_name_of_it(boxes):
    job = Job("exercise15.py", 1, probe=Probe(CALL, "drive", ()), steps=True)
    run = supervise(boxes({"exercise15.py": SUBMISSION}), job, WALL).run
    assert run.value == ["first", "second"]
    assert [(s.function, s.action, s.value, s.result) for s in run.steps] == [
        ("pass_on", "next", "", "'first'"),
        ("pass_on", "send", "'second'", "'second'"),
    ]
    assert {(s.beyond, s.place, s.places) for s in run.steps} == {
        (True, None, (Place("exercise15.py", 3, "pass_on"),))
    }


@pytest.mark.parametrize(
    "text",
    [
        "def g():\n    yield (\n",
        "def g():\n    yield 1\nnext(g())\nraise ValueError('while it was loaded')",
        "def g():\n    yield 1\n    missing\nlist(g())",
        "import warnings\nwarnings.simplefilter('always')\ndef g():\n    yield 1 is 1\nlist(g())",
    ],
    ids=["unreadable", "import", "generator", "warning"],
)
@pytest.mark.parametrize("probe", [None, Probe(CALL, "call", ("nothing",))], ids=["main", "probe"])
def test_what_a_program_writes_is_the_same_with_and_without(boxes, text, probe):
    assert_alike(boxes({"exercise15.py": text}), probe)


def test_error_of_a_file_that_is_imported_is_the_same_with_and_without(boxes):
    more = {"exercise15.py": "import more", "more.py": "def g():\n    yield (\n"}
    assert_alike(boxes(more), None)


def assert_alike(box, probe):
    """See that a program that fails writes and tells the same, its steps apart."""
    seen = []
    for steps in (False, True):
        told = supervise(box, Job("exercise15.py", 1, probe=probe, steps=steps), WALL)
        assert box.wipe()
        run = told.run
        errors = [line.text for line in run.errors]
        seen.append((errors, run.output, run.exit_code, run.raised, told.stage, told.missing))
    assert seen[0][0]
    assert seen[0] == seen[1]
