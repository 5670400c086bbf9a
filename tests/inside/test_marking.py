"""Programs with marks do and print what they do and print without."""

import contextlib
import inspect
import io
import textwrap
import traceback
import warnings

import pytest

from grader.inside import marking
from grader.inside.steps import Watch

FILE = "/work/exercise12.py"
PROGRAMS = {
    "traceback of what is raised inside": """
        def g():
            yield 1
            raise ValueError(
                "inside"
            )
        show(list, g())
    """,
    "traceback of what is thrown in": """
        def g():
            try:
                first = yield 1
            finally:
                print("cleaned up")
        made = g()
        next(made)
        show(made.throw, KeyError("thrown"))
    """,
    "traceback through two generators": """
        def inner():
            yield 1
            {}["missing"]
        def outer():
            yield from inner()
        show(list, outer())
    """,
    "context of an exception": """
        def g():
            try:
                yield
            except KeyError as error:
                raise ValueError("second") from error
        made = g()
        next(made)
        show(made.throw, KeyError("first"))
    """,
    "stop iteration": """
        def g():
            yield
            raise StopIteration("never")
        show(list, g())
    """,
    "return in try and finally": """
        def g():
            try:
                return (yield 1)
            finally:
                yield 2
        made = g()
        print(next(made), made.send("sent"))
        show(next, made)
    """,
    "states": """
        import inspect
        def sub():
            yield 1
        def g():
            inner = sub()
            yield from inner
            yield inner
        made = g()
        print(inspect.getgeneratorstate(made), made.gi_yieldfrom)
        next(made)
        print(inspect.getgeneratorstate(made), made.gi_yieldfrom.__name__, made.gi_frame.f_lineno)
        inner = next(made)
        print(inspect.getgeneratorlocals(made) == {"inner": inner}, made.gi_yieldfrom)
        show(next, made)
        print(inspect.getgeneratorstate(made), made.gi_frame)
    """,
    "names": """
        def g():
            "What it is for."
            total = yield
            print(sorted(locals()), g.__doc__)
        made = g()
        next(made)
        show(made.send, 1)
        print(g.__code__.co_varnames, g.__code__.co_names, sorted(globals()))
    """,
    "lifetime": """
        class Thing:
            def __del__(self):
                print("deleted")
        def g():
            thing = Thing()
            yield
            thing = None
            print("after")
            yield Thing()
            print("later")
        for value in g():
            value = None
        made = g()
        next(made)
        del made
        print("end")
    """,
    "handled exception": """
        import sys
        def g():
            try:
                yield 1 / 0
            except ZeroDivisionError:
                yield sys.exc_info()[0].__name__
            yield sys.exc_info()[0]
        try:
            raise KeyError
        except KeyError:
            print([kind if isinstance(kind, str) else kind.__name__ for kind in g()])
        print(list(g()))
    """,
    "delegation to nothing of the kind": """
        def g():
            yield from 5
        show(list, g())
    """,
    "what range can't take": """
        def g():
            yield from range(3)
        made = g()
        print(next(made), made)
        show(made.send, 1)
    """,
    "groups": """
        def g():
            try:
                yield
            except* KeyError as group:
                print(group.exceptions)
        made = g()
        next(made)
        show(made.throw, ExceptionGroup("several", [KeyError(1), ValueError(2)]))
    """,
    "dead code, closures and classes": """
        def g(n):
            def add(m):
                nonlocal n
                n += m
            class Local:
                value = n
            while True:
                add((yield n, Local.value) or 1)
                if False:
                    return
            yield "never"
        made = g(1)
        print(next(made), next(made), made.send(5))
    """,
    "lambda and async": """
        import asyncio
        f = lambda: (yield 1)
        async def numbers():
            yield 1
            yield 2
        async def main():
            return [number async for number in numbers()]
        print(list(f()), asyncio.run(main()))
    """,
    "deep recursion": """
        import sys
        def g(n):
            yield from g(n + 1)
        try:
            next(g(0))
        except RecursionError as error:
            print(type(error))
    """,
}
"""Each prints what a student could see of it; `show` prints what comes of a call."""


def show(action, *arguments):
    """Print what a call returns, or the traceback of what it raises."""
    try:
        print(action(*arguments))
    except BaseException as error:  # noqa: BLE001 - whatever comes is printed
        for line in traceback.format_exception(error):
            if "show" not in line:
                print(line, end="")


def printed(source, code):
    """What a program prints."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        exec(code, {"show": show, "__name__": "__main__"})  # noqa: S102 - its purpose
    return written.getvalue().replace(repr(source), "")


def marked(source, plain=None):
    plain = plain or compile(source, FILE, "exec")
    return Watch("/work", lambda *_, **__: None).mark(plain, source, FILE)


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_program_prints_what_it_prints_without_marks(text, monkeypatch):
    monkeypatch.setattr("traceback.linecache.getline", lambda *_: "")
    source = textwrap.dedent(text)
    plain, watched = compile(source, FILE, "exec"), marked(source)
    assert watched is not plain
    expected = printed(source, plain)
    seen = printed(source, watched)
    assert without_addresses(seen) == without_addresses(expected)
    assert expected


def without_addresses(text):
    return [line.partition(" at 0x")[0] for line in text.splitlines()]


def test_file_without_generators_stays_as_it_is():
    source = "print([number for number in range(3)])"
    plain = compile(source, FILE, "exec")
    assert marked(source, plain) is plain


def test_file_with_no_room_for_marks_stays_as_it_is():
    """Python allows twenty blocks within each other, and marks take one."""
    lines = ["def g():"]
    lines += ["    " * depth + "while True:" for depth in range(1, 20)]
    source = "\n".join([*lines, "    " * 20 + "with x:", "    " * 21 + "yield"])
    plain = compile(source, FILE, "exec")
    assert marked(source, plain) is plain


def test_lines_of_the_code_are_those_of_the_file():
    source = textwrap.dedent(PROGRAMS["states"])
    plain, watched = compile(source, FILE, "exec"), marked(source)
    assert lines_of(watched) == lines_of(plain)


def lines_of(code):
    """The lines of all functions in a file."""
    inner = [constant for constant in code.co_consts if inspect.iscode(constant)]
    lines = {line for *_, line in code.co_lines() if line}
    own = code.co_qualname, code.co_firstlineno, code.co_flags, lines
    return [own, *(one for constant in inner for one in lines_of(constant))]


def test_marks_warn_of_nothing():
    source = "def g():\n    yield '\\\\d'\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert marked(source).co_consts


def test_hooks_are_found_under_no_name():
    source = "def g():\n    yield 1\n"
    hooks = dict.fromkeys(("begin", "give", "take", "end", "catch", "fail"), lambda *_: None)
    code = marking.mark(compile(source, FILE, "exec"), source, FILE, hooks)
    (function,) = (constant for constant in code.co_consts if inspect.iscode(constant))
    assert function.co_names == ()
    assert hooks["begin"] in function.co_consts
