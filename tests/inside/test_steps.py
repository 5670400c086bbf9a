"""Steps of generators, as a watch tells of them: how each began, and how it ended."""

import gc
import textwrap

import pytest

from grader.inside import steps
from grader.inside.steps import Watch

WORK = "/work"
DELEGATING = """
    def inner():
        try:
            message = yield 1
            yield message
        except KeyError:
            yield "handled"
        return "result"

    def outer():
        result = yield from inner()
        yield result

    g = outer()
"""


class Program:
    """Runs texts as files of a program that is watched."""

    def __init__(self):
        self.told = []
        self.names = {}
        self._watch = Watch(WORK, lambda kind, **fields: self.told.append((kind, fields)))

    def run(self, text, path=f"{WORK}/exercise12.py"):
        source = textwrap.dedent(text)
        code = self._watch.mark(compile(source, path, "exec"), source, path)
        exec(code, self.names)  # noqa: S102 - its purpose
        return self

    def fields(self, *names):
        return [tuple(fields[name] for name in names) for _, fields in self.told]

    @property
    def steps(self):
        return self.fields("action", "value", "outcome", "result")


@pytest.fixture
def program():
    return Program()


def test_what_goes_in_and_what_comes_out_is_told(program):
    program.run("""
        def doubler():
            number = 0
            while number is not None:
                number = yield number * 2

        g = doubler()
        next(g)
        g.send(4)
        g.send("ab")
    """)
    assert program.steps == [
        ("next", "", "yielded", "0"),
        ("send", "4", "yielded", "8"),
        ("send", "'ab'", "yielded", "'abab'"),
    ]


def test_place_is_the_line_at_which_it_waits_and_the_one_that_resumed_it(program):
    program.run("""
        def pair():
            yield (
                1,
            )
            yield 2

        for value in pair():
            pass
    """)
    assert program.fields("function", "places", "place")[:2] == [
        ("pair", [("exercise12.py", 3, "pair")], ("exercise12.py", 8, "<module>")),
        ("pair", [("exercise12.py", 6, "pair")], ("exercise12.py", 8, "<module>")),
    ]


def test_file_in_a_folder_is_named_from_the_programs_own(program):
    program.run("def g():\n    yield\nnext(g())", f"{WORK}/parts/more.py")
    assert program.fields("places") == [([("parts/more.py", 2, "g")],)]


def test_return_is_told_with_its_value(program):
    program.run("""
        def g():
            yield
            return [1, 2]

        def h():
            yield from ()

        list(g())
        list(h())
    """)
    assert program.steps[1:] == [
        ("next", "", "returned", "[1, 2]"),
        ("next", "", "returned", "None"),
    ]
    assert program.fields("places")[1] == ([("exercise12.py", 4, "g")],)


def test_exception_that_is_handled_inside_was_thrown_in(program):
    program.run("""
        def g():
            while True:
                try:
                    yield 1
                except ValueError:
                    yield 2

        made = g()
        next(made)
        made.throw(ValueError("so", [3]))
    """)
    assert program.steps[1] == ("throw", "ValueError('so', [3])", "yielded", "2")


def test_exception_that_is_put_out_of_the_way_without_a_handler_was_thrown_in(program):
    program.run("""
        import contextlib

        def g():
            with contextlib.suppress(KeyError):
                yield 1
            yield 2

        made = g()
        next(made)
        made.throw(KeyError("so"))
    """)
    assert program.steps[1] == ("throw", steps.UNKNOWN, "yielded", "2")


def test_exception_that_comes_out_is_told_with_its_line(program):
    program.run("""
        def g():
            yield 1
            number = 0
            return 1 / number

        made = g()
        next(made)
        try:
            next(made)
        except ZeroDivisionError:
            pass
    """)
    assert program.steps[1] == ("next", "", "raised", "ZeroDivisionError('division by zero')")
    assert program.fields("places")[1] == ([("exercise12.py", 5, "g")],)


def test_stop_iteration_comes_out_as_what_python_makes_of_it(program):
    program.run("""
        def g():
            yield 1
            raise StopIteration

        made = g()
        next(made)
        try:
            next(made)
        except RuntimeError:
            pass
    """)
    assert program.steps[1][2:] == ("raised", "RuntimeError('generator raised StopIteration')")


def test_nobody_calls_the_programs_own_methods_to_describe_a_value(program):
    program.run("""
        class Loud(Exception):
            def __repr__(self):
                raise AssertionError("its __repr__ ran")
            __str__ = __repr__
            args = property(__repr__)
            __traceback__ = property(__repr__)

        def g():
            yield Loud("quiet")

        made = g()
        made.send(None)
        try:
            made.throw(Loud(Loud()))
        except Loud:
            pass
    """)
    assert program.steps == [
        ("next", "", "yielded", "<Loud object>"),
        ("throw", "Loud(<Loud object>)", "raised", "Loud(<Loud object>)"),
    ]


@pytest.mark.parametrize("handler", ["except GeneratorExit: raise", "finally: pass"])
def test_close_ends_a_generator(program, handler):
    program.run(f"""
        def g():
            try:
                yield
            {handler}

        made = g()
        next(made)
        made.close()
    """)
    assert program.steps[1] == ("close", "", "closed", "")


def test_generator_that_ignores_its_closing_has_yielded(program):
    program.run("""
        def g():
            while True:
                try:
                    yield
                except GeneratorExit:
                    pass

        made = g()
        next(made)
        try:
            made.close()
        except RuntimeError:
            pass
    """)
    assert program.steps[1] == ("close", "", "yielded", "None")


def test_generator_that_nobody_needs_any_more_has_no_step_of_it(program):
    program.run("""
        def g():
            yield

        made = g()
        next(made)
        made = None
    """)
    gc.collect()
    assert len(program.told) == 1


def test_generator_that_handles_its_being_dropped_has_a_step_of_it(program):
    program.run("""
        def g():
            try:
                yield
            except GeneratorExit:
                pass

        made = g()
        next(made)
        made = None
    """)
    gc.collect()
    assert program.steps[1] == ("drop", "", "returned", "None")


def test_generators_of_one_function_are_told_apart(program):
    program.run("""
        def g():
            yield
            yield

        one, other = g(), g()
        for made in (one, other, one):
            next(made)
    """)
    assert program.fields("generator") == [(1,), (2,), (1,)]


class TestDelegation:
    def test_inner_generator_is_where_it_waits(self, program):
        program.run(DELEGATING).run("next(g)\ng.send('hello')")
        assert program.steps == [
            ("next", "", "yielded", "1"),
            ("send", "'hello'", "yielded", "'hello'"),
        ]
        assert program.fields("function", "places")[1] == (
            "outer",
            [("exercise12.py", 11, "outer"), ("exercise12.py", 5, "inner")],
        )

    def test_what_is_thrown_in_reaches_the_inner_one(self, program):
        program.run(DELEGATING).run("next(g)\ng.throw(KeyError('so'))")
        assert program.steps[1] == ("throw", "KeyError('so')", "yielded", "'handled'")
        assert len(program.fields("places")[1][0]) == 2

    def test_outer_one_goes_on_in_the_same_step_when_the_inner_one_returns(self, program):
        program.run(DELEGATING).run("next(g)\nnext(g)\nnext(g)")
        assert program.steps[2] == ("next", "", "yielded", "'result'")
        assert program.fields("places")[2] == ([("exercise12.py", 12, "outer")],)

    def test_inner_one_that_is_resumed_by_others_has_a_step_of_its_own(self, program):
        program.run("""
            def inner():
                while True:
                    yield

            def outer(sub):
                yield from sub

            sub = inner()
            both = outer(sub)
            next(both)
            sub.send(1)
        """)
        assert program.fields("function", "action") == [("outer", "next"), ("inner", "send")]

    @pytest.mark.parametrize("source", ["range(2)", "[0, 1]", "map(int, '01')", "{0: 1, 1: 2}"])
    def test_values_of_any_iterator_are_steps(self, program, source):
        program.run(f"""
            def g():
                yield from {source}

            values = list(g())
        """)
        assert program.names["values"] == [0, 1]
        assert program.steps == [
            ("next", "", "yielded", "0"),
            ("next", "", "yielded", "1"),
            ("next", "", "returned", "None"),
        ]

    def test_exception_of_an_iterator_was_not_thrown_in(self, program):
        program.run("""
            def g():
                yield from map(int, ["1", "x"])

            made = g()
            next(made)
            try:
                next(made)
            except ValueError:
                pass
        """)
        assert program.steps[1][0] == "next"
        assert program.steps[1][2] == "raised"

    def test_what_no_iterator_can_take_was_sent(self, program):
        program.run("""
            def g():
                yield from [1, 2]

            made = g()
            next(made)
            try:
                made.send("hello")
            except AttributeError as error:
                message = str(error)
        """)
        assert program.steps[1][:3] == ("send", steps.UNKNOWN, "raised")
        assert program.names["message"] == "'list_iterator' object has no attribute 'send'"

    def test_generator_expression_does_not_tell_how_it_was_resumed(self, program):
        program.run("""
            def g():
                yield from (number * 2 for number in (1, 2))

            list(g())
        """)
        assert program.steps == [
            ("next", "", "yielded", "2"),
            ("resume", "", "yielded", "4"),
            ("resume", "", "returned", "None"),
        ]

    def test_iterator_of_the_programs_own_is_asked_as_often_as_without_a_watch(self, program):
        program.run("""
            asked = []

            class Numbers:
                def __iter__(self):
                    asked.append("iter")
                    return self
                def __next__(self):
                    asked.append("next")
                    if len(asked) > 3:
                        raise StopIteration("over")
                    return len(asked)

            def g():
                result = yield from Numbers()
                yield result

            values = list(g())
        """)
        assert program.names["asked"] == ["iter", "next", "next", "next"]
        assert program.names["values"] == [2, 3, "over"]
        assert program.steps == [
            ("resume", "", "yielded", "'over'"),
            ("next", "", "returned", "None"),
        ]

    def test_generator_of_another_file_is_followed_but_not_named(self, program):
        program.run(
            """
            def secret():
                try:
                    yield 1
                except KeyError:
                    yield 2
            """,
            "/probes/probe.py",
        )
        program.run("""
            def delegate(sub):
                yield from sub

            g = delegate(secret())
            next(g)
            g.throw(KeyError("so"))
            next(secret())
        """)
        assert program.steps == [
            ("next", "", "yielded", "1"),
            ("throw", "KeyError('so')", "yielded", "2"),
        ]
        place = ("exercise12.py", 3, "delegate")
        assert program.fields("places", "beyond") == [([place], True)] * 2


class TestBounds:
    def test_no_more_is_told_than_one_beyond_the_bound(self, program):
        program.run("def g():\n    yield from range(10_000)\nvalues = list(g())")
        assert len(program.told) == steps.STEPS + 1
        assert len(program.names["values"]) == 10_000

    def test_depth_is_bounded_and_the_innermost_places_are_kept(self, program):
        program.run("""
            def deep(left):
                if left:
                    yield from deep(left - 1)
                else:
                    yield

            next(deep(50))
        """)
        ((places,),) = program.fields("places")
        assert len(places) == steps.PLACES
        assert [line for _, line, _ in places] == [4] * (steps.PLACES - 1) + [6]

    def test_every_step_is_of_the_kind_that_the_judge_knows(self, program):
        program.run(DELEGATING).run("next(g)")
        assert [kind for kind, _ in program.told] == ["step"]
