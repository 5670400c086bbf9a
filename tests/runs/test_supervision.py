"""Real programs under the judge's eyes, at every level of isolation."""

import datetime as dt
import os
import signal

import pytest

from grader.runs.ending import Ending
from grader.runs.supervision import Supervision
from grader.runs.trace import Place

STARTS = ("fork", "spawn", "forkserver")
TIMED = (
    "process_join", "queue_get", "event_wait", "connection_poll", "connection_wait",
    "lock_acquire", "semaphore_acquire", "condition_wait", "barrier_wait", "select_select",
    "select_poll", "select_epoll", "selector_select", "thread_join", "thread_event_wait",
    "thread_lock_acquire", "thread_semaphore_acquire", "thread_condition_wait",
    "thread_barrier_wait", "thread_queue_get", "simple_queue_get", "asyncio_wait_for",
    "future_result", "pool_get",
)  # fmt: skip
READINGS = 0.001
"""Seconds; each reading of the virtual clock takes a microsecond of it."""
WALL = 0.3


def by_name(run):
    return {process.name: process for process in run.processes}


def written(lines):
    return [(line.process, line.text) for line in lines]


def timed_out(stage, program, has_begun, **options):
    """The run of a program that its wall limit ended, however slow the machine, once begun."""
    wall = WALL
    while not has_begun(run := stage.run(program, wall=wall, **options)):
        wall *= 2
    return run


class TestVirtualTime:
    def test_five_seconds_of_sleep_pass_in_less(self, stage):
        run = stage.run("sleeps_five.py")
        assert (run.ending, run.exit_code, run.output) == (Ending.FINISHED, 0, ("done",))
        assert run.clock == "virtual"
        assert run.duration == pytest.approx(5, abs=READINGS)
        assert run.real_duration < run.duration

    def test_sleeping_processes_print_in_the_same_order_every_time(self, stage):
        runs = [stage.run("three_sleepers.py") for _ in range(5)]
        told = [[(line.text, line.process, line.time) for line in run.lines] for run in runs]
        assert len(told[0]) == 12
        assert [time for _, _, time in told[0]] == sorted(time for _, _, time in told[0])
        assert told == [told[0]] * 5

    @pytest.mark.parametrize("name", TIMED)
    def test_timed_wait_expires_when_its_time_is_up(self, stage, name):
        elapsed, came = stage.call("timed_waits.py", "timed", name, 2.0, None)
        assert not came
        assert elapsed == pytest.approx(2, abs=READINGS)

    @pytest.mark.parametrize("name", TIMED)
    def test_timed_wait_ends_when_what_it_waits_for_comes(self, stage, name):
        elapsed, came = stage.call("timed_waits.py", "timed", name, 2.0, 0.5)
        assert came
        assert elapsed == pytest.approx(0.5, abs=READINGS)

    def test_asyncio_sleeps_on_the_virtual_clock(self, stage):
        assert stage.call("timed_waits.py", "asyncio_sleep", 30) == pytest.approx(30, abs=READINGS)

    def test_busy_wait_comes_to_an_end(self, stage):
        assert stage.run("busy_wait.py").output == ("the time came",)

    def test_all_clocks_agree_on_how_long_a_minute_is(self, stage):
        before, after, utc, now = stage.call("nothing.py", "clocks")
        differences = [late - early for early, late in zip(before, after, strict=True)]
        assert differences == pytest.approx([60] * 3, abs=READINGS)
        assert before[2] == pytest.approx(before[0], abs=READINGS)
        assert utc == pytest.approx(now, abs=READINGS)

    def test_virtual_program_lives_today(self, stage):
        before, *_ = stage.call("nothing.py", "clocks")
        today = dt.datetime.now(dt.UTC).timestamp()
        assert abs(today - before[0]) < 3600

    def test_real_clock_takes_real_time(self, stage):
        run = stage.run("other_program.py", virtual=False)
        assert (run.clock, run.output) == ("real", ("slept",))
        assert run.duration >= 0.3


class TestProcesses:
    def test_children_are_recorded_with_how_they_ended(self, stage):
        run = stage.run("exit_codes.py")
        expected = {
            "MainProcess": 0, "returns": 0, "exits": 3, "raises": 1, "leaves": 4,
            "dies": -signal.SIGKILL, "stays": -signal.SIGTERM,
        }  # fmt: skip
        assert {name: process.exit_code for name, process in by_name(run).items()} == expected
        del expected["MainProcess"]
        assert run.output == tuple(f"{name} {code}" for name, code in expected.items())

    @pytest.mark.parametrize("method", STARTS)
    def test_child_and_grandchild_are_recorded(self, stage, method):
        run = stage.run("family.py", start_method=method)
        assert (run.ending, run.exit_code, run.start_method) == (Ending.FINISHED, 0, method)
        found = by_name(run)
        assert {n: (p.start_method, p.exit_code, p.daemon) for n, p in found.items()} == {
            "MainProcess": (None, 0, False),
            "child": (method, 5, False),
            "grandchild": (method, 7, False),
        }
        main, child = found["MainProcess"], found["child"]
        assert (main.parent, child.parent) == (None, main.pid)
        assert found["grandchild"].parent == child.pid

    @pytest.mark.parametrize("method", STARTS)
    def test_who_ends_at_once_is_seen_by_a_judge_however_slow(self, stage, method, monkeypatch):
        def take(self, *packet):
            while not self._is_at_rest():
                pass
            real(self, *packet)

        real = Supervision._take
        monkeypatch.setattr(Supervision, "_take", take)
        found = by_name(stage.run("family.py", start_method=method))
        assert {
            name: (process.start_method, process.exit_code) for name, process in found.items()
        } == {
            "MainProcess": (None, 0),
            "child": (method, 5),
            "grandchild": (method, 7),
        }

    def test_daemon_is_cut_off_at_exit(self, stage):
        run = stage.run("cut_off.py")
        assert run.output == ("tick", "tick", "tick", "over")
        daemon = by_name(run)["clockwork"]
        assert (daemon.daemon, daemon.exit_code) == (True, -signal.SIGTERM)
        assert daemon.ended == pytest.approx(2.5, abs=READINGS)
        assert run.leftovers == ()

    def test_who_outlives_the_program_is_named_and_ended(self, stage):
        run = stage.run("leaves_somebody.py", start_method="fork")
        assert (run.ending, run.exit_code, run.leftovers) == (Ending.FINISHED, 0, ("lingerer",))
        assert by_name(run)["lingerer"].ended is None

    def test_daemonised_process_is_a_leftover(self, stage):
        run = stage.run("daemonises.py")
        assert run.output == ("it got away",)
        assert len(run.leftovers) == 1

    def test_manager_serves_processes_that_sleep(self, stage):
        run = stage.run("managed.py")
        assert run.output == ("[1, 2, 3] {1: 'p1', 2: 'p2', 3: 'p3'}",)
        assert run.leftovers == ()

    def test_pool_shares_its_work(self, stage):
        run = stage.run("pooled.py")
        assert run.output == ("[0, 1, 4, 9, 16, 25]",)
        assert run.duration == pytest.approx(2, abs=0.2)

    def test_probe_brings_its_answer(self, stage):
        assert "multiprocessing" in stage.call("nothing.py", "modules")


class TestOutput:
    def test_what_is_said_last_is_not_lost(self, stage):
        run = stage.run("many_lines.py")
        assert run.output == tuple(map(str, range(400)))

    def test_every_way_to_write_is_attributed_and_kept_in_order(self, stage):
        run = stage.run("writers.py")
        lines = written(run.lines)
        pairs = [pair for pair in lines if not pair[1].endswith("calls")]
        assert pairs == [
            ("MainProcess", "main prints"),
            ("MainProcess", "main writes"),
            ("child", "child prints"),
            ("child", "child writes"),
            ("MainProcess", "kein Zeilenende: ü"),
        ]
        texts = [text for _, text in lines]
        assert texts.index("main writes") < texts.index("main calls") < texts.index("child prints")
        assert len({line.pid for line in run.lines}) == 4
        orders = [line.order for line in run.lines]
        assert orders == sorted(orders)

    def test_standard_error_is_told_apart(self, stage):
        assert written(stage.run("writers.py").errors) == [
            ("MainProcess", "main complains"),
            ("MainProcess", "main moans"),
            ("child", "child complains"),
            ("child", "child moans"),
        ]

    def test_messages_are_told_with_both_ends_of_their_channel(self, stage):
        run = stage.run("messages.py")
        told = {(m.process, m.action, m.channel, m.summary) for m in run.messages}
        assert told == {
            ("MainProcess", "put", "queue 1", "[1, 2]"),
            ("child", "get", "queue 1", "[1, 2]"),
            ("child", "send", "pipe 1", "{'got': [1, 2]}"),
            ("MainProcess", "recv", "pipe 1", "{'got': [1, 2]}"),
            ("child", "put", "queue 2", "'simple'"),
            ("MainProcess", "get", "queue 2", "'simple'"),
            ("MainProcess", "put", "queue 1", "<Own object>"),
            ("child", "get", "queue 1", "<Own object>"),
        }

    def test_message_is_sent_before_it_is_received(self, stage):
        run = stage.run("messages.py")
        order = {(m.action, m.summary): m.order for m in run.messages}
        assert order["put", "[1, 2]"] < order["get", "[1, 2]"]
        assert order["send", "{'got': [1, 2]}"] < order["recv", "{'got': [1, 2]}"]

    @pytest.mark.parametrize("method", STARTS)
    def test_what_importing_printed_is_told_apart_from_the_call(self, stage, method):
        run = stage.called("noisy_import.py", "greet", start_method=method)
        told = [(line.text, line.order > run.call_order) for line in run.lines]
        assert (run.value, told) == ("done", [("imported", False), ("called", True)])

    def test_program_that_is_run_itself_is_called_from_its_beginning(self, stage):
        run = stage.run("many_lines.py")
        assert (run.call_order, run.lines[0].order > 0) == (0, True)


class TestEndings:
    def test_uncaught_exception_is_told_with_its_places(self, stage):
        run = stage.run("uncaught.py")
        assert (run.ending, run.exit_code) == (Ending.FINISHED, 1)
        assert (run.raised.type, run.raised.message) == ("ValueError", "too bad")
        assert run.raised.places == (
            Place("uncaught.py", 12, "<module>"),
            Place("uncaught.py", 9, "outer"),
            Place("uncaught.py", 5, "inner"),
        )
        assert run.errors[0].text == "Traceback (most recent call last):"
        assert not any("/inside/" in line.text for line in run.errors)
        assert run.errors[-1].text == "ValueError: too bad"

    @pytest.mark.parametrize(
        ("program", "outside", "begin"),
        [
            ("worker_raises.py", (12, "<module>"), (7, "invert")),
            ("generator_raises.py", (8, "<module>"), (5, "first_of")),
        ],
    )
    def test_exception_that_is_passed_on_leads_to_where_it_began(
        self, stage, program, outside, begin
    ):
        places = stage.run(program).raised.places
        assert places == (Place(program, *outside), Place(program, *begin))

    @pytest.mark.parametrize("method", STARTS)
    def test_traceback_of_a_child_has_no_frame_of_the_grader(self, stage, method):
        run = stage.run("exit_codes.py", start_method=method)
        text = "\n".join(line.text for line in run.errors)
        assert "ValueError: no" in text
        assert "/inside/" not in text
        assert "/probe" not in text

    @pytest.mark.parametrize(
        ("program", "code", "errors"),
        [
            ("exit_with_number.py", 3, []),
            ("exit_with_text.py", 1, ["no more"]),
            ("exit_with_none.py", 0, []),
            ("exit_at_once.py", 6, []),
        ],
    )
    def test_exit_code_is_what_the_program_left_with(self, stage, program, code, errors):
        run = stage.run(program)
        assert (run.ending, run.exit_code) == (Ending.FINISHED, code)
        assert [line.text for line in run.errors] == errors
        assert run.raised is None

    def test_program_that_ends_itself_by_a_signal_is_killed(self, stage):
        run = stage.run("killed.py")
        assert (run.ending, run.exit_code) == (Ending.KILLED, -signal.SIGTERM)


class TestDeadlocks:
    def test_reader_of_an_empty_queue_is_named_with_its_line(self, stage):
        run = stage.run("empty_queue.py")
        assert (run.ending, run.exit_code) == (Ending.DEADLOCKED, None)
        stuck = {one.process: (one.waiting, one.places[-1]) for one in run.stuck}
        assert stuck == {
            "reader": ("Queue.get", Place("empty_queue.py", 7, "reader")),
            "MainProcess": ("Process.join", Place("empty_queue.py", 14, "<module>")),
        }

    @pytest.mark.parametrize("program", ["empty_queue.py", "locked_twice.py"])
    def test_deadlock_is_found_long_before_the_wall_limit(self, stage, program):
        run = stage.run(program)
        assert run.ending is Ending.DEADLOCKED
        assert run.real_duration < 20 / 4

    @pytest.mark.parametrize(
        ("program", "output"),
        [
            ("computing_child.py", "computed"),
            ("other_program.py", "slept"),
            ("patient_get.py", "nothing came"),
            ("alarmed.py", "the alarm rang"),
        ],
    )
    def test_what_only_looks_like_a_deadlock_goes_on(self, stage, program, output):
        run = stage.run(program)
        assert (run.ending, run.output) == (Ending.FINISHED, (output,))

    def test_program_that_joins_process_after_process_is_never_called_deadlocked(self, stage):
        """While a parent reaps its child the kernel shows it asleep, though it runs."""
        run = stage.run("many_joins.py")
        assert (run.ending, run.output) == (Ending.FINISHED, ("all joined",))
        assert len(run.processes) == 151


class TestLimits:
    @pytest.mark.parametrize(
        ("program", "limits", "ending"),
        [
            ("endless.py", {"cpu": 0.2}, Ending.OUT_OF_CPU),
            ("memory_hog.py", {"memory": 64 * 1024 * 1024}, Ending.OUT_OF_MEMORY),
            ("many_processes.py", {"processes": 8}, Ending.TOO_MANY_PROCESSES),
            ("chatter.py", {"output": 10_000}, Ending.TOO_MUCH_OUTPUT),
            ("disk_hog.py", {"disk": 4 * 1024 * 1024}, Ending.TOO_MUCH_DISK),
        ],
    )
    def test_program_that_takes_too_much_is_ended(self, narrow_stage, program, limits, ending):
        run = narrow_stage(**limits).run(program)
        assert (run.ending, run.exit_code) == (ending, None)

    @pytest.mark.parametrize(
        ("program", "virtual"), [("endless.py", True), ("sleeps_forever.py", False)]
    )
    def test_wall_limit_is_real_time(self, stage, program, virtual):
        run = timed_out(stage, program, lambda run: run.output, virtual=virtual)
        assert (run.ending, run.exit_code) == (Ending.TIMED_OUT, None)
        assert run.real_duration >= WALL
        assert run.stuck[0].places[-1].file == program

    def test_box_can_be_used_after_a_limit_was_passed(self, narrow_stage):
        stage = narrow_stage(output=10_000)
        stage.run("chatter.py")
        assert stage.run("sleeps_five.py").output == ("done",)

    def test_nothing_of_a_program_is_alive_after_its_run(self, stage):
        run = timed_out(stage, "many_processes.py", lambda run: len(run.processes) > 1)
        assert run.ending is Ending.TIMED_OUT
        children = f"/proc/{stage.box.zygote}/task/{stage.box.zygote}/children"
        descriptor = os.open(children, os.O_RDONLY)
        try:
            assert os.read(descriptor, 100) == b""
        finally:
            os.close(descriptor)
