"""The steps of a program's generators: how each was resumed, and where it then waits.

A step goes from one resumption of a generator to where it gives control back. It is the outermost
generator's: those that it delegates to are resumed through it, and the innermost one is where it
waits. Generators of other files than the program's are followed where one of the program's
delegates to them, and not told of.
"""

import os
import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from . import delegation, marking, session, thrown
from .channels import summarise
from .clock import Place

STEPS = 300
"""Steps that a process tells of; by one more the judge knows that there were others."""
PLACES = 8
"""Generators, each delegating to the next, whose lines are told: the innermost ones."""
UNKNOWN = "…"
"""What came in, where that is not known."""


class _Life:
    """What is known of a generator that has begun."""

    __slots__ = ("action", "delegates", "is_loose", "number", "value", "waits")

    def __init__(self, number: int) -> None:
        self.number = number
        """Counted in its process; 0 for one of another file than the program's."""
        self.waits = False
        """Whether it has yielded, and was not seen to be resumed."""
        self.delegates = False
        """Whether it delegates to something that tells how it is resumed."""
        self.is_loose = False
        """Whether it delegates to something that tells no more than that it is."""
        self.action = ""
        """How it was resumed; empty where that is not known."""
        self.value = ""


_Chain = list[tuple[FrameType, _Life]]
"""A generator and those that delegate to it, the outermost one last."""


class Watch:
    """Follows the marked generators of one process, and tells of their steps."""

    def __init__(self, work: str, tell: Callable[..., None]) -> None:
        self._work = work + os.sep
        self._tell = tell
        # A frame is known by its identity: if it were held, its generator would live longer.
        self._lives: dict[int, _Life] = {}
        self._begun = 0
        self._told = 0
        self._hooks = {
            "begin": self._hook(self._begin),
            "give": self._hook(self._give),
            "take": self._hook(self._take),
            "follow": self._hook(self._follow),
            "ask": self._hook(self._ask),
            "tick": self._hook(self._tick),
            "join": self._hook(self._join),
            "end": self._hook(self._end),
            "catch": self._hook(self._catch),
            "fail": self._hook(self._fail),
        }

    def mark(self, plain: CodeType, source: Any, path: str) -> CodeType:
        """Return the code of a file, its generators to be watched; `plain` is what it is without."""
        return marking.mark(plain, source, path, self._hooks)

    def mark_own(self, plain: CodeType, source: Any, path: Any) -> CodeType:
        """Return what `mark` does for a file of the program's, `plain` for any other."""
        return self.mark(plain, source, path) if str(path).startswith(self._work) else plain

    def _hook(self, note: Callable[[FrameType, Any], Any]) -> Callable[..., Any]:
        """Make a function that notes what happens in the generator that calls it."""

        def hook(*values: Any) -> Any:
            value = values[-1] if values else None
            if self._told > STEPS:
                return value
            try:
                return note(sys._getframe(1), value)
            except Exception:  # noqa: BLE001 - what is amiss here is none of the program's
                return value

        return hook

    def _begin(self, frame: FrameType, _: Any) -> None:
        own = self._is_own(frame)
        self._begun += own
        self._lives[id(frame)] = _Life(self._begun if own else 0)
        if len(self._chain(frame)) == 1:
            self._resume(frame, "next")

    def _give(self, frame: FrameType, value: Any) -> Any:
        chain = self._wake(frame, "throw", UNKNOWN)
        for _, life in chain:
            life.waits = True
        self._tell_step(chain, "yielded", lambda: summarise(value))
        return value

    def _take(self, frame: FrameType, value: Any) -> Any:
        if value is None:
            self._resume(frame, "next")
        else:
            self._resume(frame, "send", summarise(value))
        return value

    def _follow(self, frame: FrameType, source: Any) -> Any:
        """Return what is to be delegated to: `source`, or the spy that stands for it."""
        chain = self._chain(frame)
        _, life = chain[0]
        code = delegation.code_of(source)
        life.delegates = code is not None and self._has(code, "begin")
        life.is_loose = code is not None and self._has(code, "tick")
        if life.delegates or life.is_loose:
            return source
        spy = delegation.spy(source, self._hooks["ask"], self._hooks["tick"])
        life.delegates = spy is not None
        if spy is None:
            # How it is resumed from now on is not seen.
            chain[-1][1].action = "resume"
        return spy or source

    def _ask(self, frame: FrameType, _: Any) -> None:
        """Note that an iterator that is delegated to is asked for a value."""
        self._wake(frame, "next")

    def _tick(self, frame: FrameType, value: Any) -> Any:
        """Note the value of an iterator, or of a generator expression, that is delegated to."""
        if id(frame) in self._lives:
            return self._give(frame, value)
        if frame.f_back is not None and self._lives[id(frame.f_back)].is_loose:
            self._wake(frame.f_back, "resume")
            self._give(frame.f_back, value)
        return value

    def _join(self, frame: FrameType, value: Any) -> Any:
        """Note that what was delegated to has returned."""
        self._wake(frame, "resume")
        life = self._lives[id(frame)]
        life.delegates = life.is_loose = False
        return value

    def _end(self, frame: FrameType, value: Any) -> Any:
        self._wake(frame, "throw", UNKNOWN)
        self._finish(frame, "returned", lambda: summarise(value))
        return value

    def _catch(self, frame: FrameType, _: Any) -> None:
        """Note an exception that the program handles: it was thrown in, if nothing else came."""
        life, error = self._lives[id(frame)], sys.exception()
        if error is not None:
            self._wake(frame, *self._thrown(frame, error))
        life.delegates = life.is_loose = False

    def _thrown(self, frame: FrameType, error: BaseException) -> tuple[str, str]:
        """Return how a generator was resumed that an exception has come out of, or into."""
        action = thrown.closing(self._chain(frame)[-1][0].f_back)
        if type(error) is GeneratorExit and action != "throw":
            return action, ""
        if self._lives[id(frame)].is_loose:
            return "resume", ""
        if delegation.is_refused_send(error):
            return "send", UNKNOWN
        return "throw", thrown.written(error)

    def _fail(self, frame: FrameType, _: Any) -> None:
        """Note an exception that ends the generator."""
        error, undisturbed = sys.exception(), self._lives[id(frame)].waits
        self._catch(frame, None)
        action = self._lives[id(frame)].action
        if error is None or (undisturbed and action == "drop"):
            del self._lives[id(frame)]  # nothing of the program's has run
        elif type(error) is GeneratorExit and action in ("close", "drop"):
            self._finish(frame, "closed", str, thrown.line(error))
        else:
            self._finish(
                frame, "raised", lambda: thrown.written(thrown.leaving(error)), thrown.line(error)
            )

    def _resume(self, frame: FrameType, action: str, value: str = "") -> None:
        """Note how a generator is resumed, and those with it that delegate to it."""
        chain = self._chain(frame)
        for _, life in chain:
            life.waits = False
        _, outermost = chain[-1]
        outermost.action, outermost.value = action, value

    def _wake(self, frame: FrameType, action: str, value: str = "") -> _Chain:
        """Note how a generator was resumed, if nothing was seen of it since it yielded."""
        if self._lives[id(frame)].waits:
            self._resume(frame, action, value)
        return self._chain(frame)

    def _finish(
        self, frame: FrameType, outcome: str, describe: Callable[[], str], line: int | None = None
    ) -> None:
        chain = self._chain(frame)
        if len(chain) == 1:
            self._tell_step(chain, outcome, describe, line)
        del self._lives[id(frame)]

    def _chain(self, frame: FrameType) -> _Chain:
        """List a generator's frame and those that delegate to it."""
        chain = [(frame, self._lives[id(frame)])]
        around = frame.f_back
        while around is not None and (life := self._lives.get(id(around))) and life.delegates:
            chain.append((around, life))
            around = around.f_back
        return chain

    def _has(self, code: CodeType, hook: str) -> bool:
        return any(constant is self._hooks[hook] for constant in code.co_consts)

    def _is_own(self, frame: FrameType) -> bool:
        return frame.f_code.co_filename.startswith(self._work)

    def _tell_step(
        self, chain: _Chain, outcome: str, describe: Callable[[], str], line: int | None = None
    ) -> None:
        """Tell of a step, if it is one of the program's, and it is known how it began."""
        around, outermost = chain[-1]
        action, outermost.action = outermost.action, ""
        own = [(frame, life) for frame, life in chain if life.number]
        if not action or not own:
            return
        self._told += 1
        frame, life = own[-1]
        self._tell(
            "step",
            generator=life.number,
            function=frame.f_code.co_name[: session.NAME],
            action=action,
            value=outermost.value,
            outcome=outcome,
            result=describe(),
            places=[self._place(one, line) for one, _ in own[:PLACES]][::-1],
            beyond=chain[0][1].number == 0,
            place=self._place(around.f_back),
        )

    def _place(self, frame: FrameType | None, line: int | None = None) -> Place:
        """Return where a frame of the program's stands, unless it is known better."""
        if frame is None or not self._is_own(frame):
            return None
        file = frame.f_code.co_filename[len(self._work) :]
        return (
            file[: session.NAME],
            line or frame.f_lineno or 0,
            frame.f_code.co_name[: session.NAME],
        )
