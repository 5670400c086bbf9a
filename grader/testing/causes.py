"""What is behind the exceptions that beginners meet, in a student's words.

Python's message names the symptom. Each entry here knows the messages of one mistake, as CPython
3.11 and later word them, and says what the mistake is.
"""

import re
from collections.abc import Callable

from grader.language import translate as _

_CAUSES: tuple[tuple[str, Callable[[], str]], ...] = (
    (
        r"[Cc]an(no|')t pickle|Can't get (local )?(attribute|object)",
        lambda: _(
            "What goes to another process travels as bytes (pickled). Plain data can, and a "
            "function at the top level of your file; a lambda, a function inside a function, a "
            "generator, an open file or a thing of the module threading or queue can't."
        ),
    ),
    (
        r"should only be shared between processes through inheritance",
        lambda: _(
            "A Queue, Value, Array, Lock or Event of multiprocessing goes to a process in one way: "
            "in the args of Process (to a Pool, in its initargs). It can't be sent to a process "
            "that runs already, as the arguments of a pool's tasks are."
        ),
    ),
    (
        r"created in a \w+ context is being shared with a process in a",
        lambda: _(
            "A Lock, Queue or Event of one start method was given to a process of another. "
            "Leave the start method to whoever runs your program: use multiprocessing.Process or "
            "Pool itself, not get_context() or set_start_method()."
        ),
    ),
    (
        r"before the current process has finished its bootstrapping phase",
        lambda: _(
            "A new process imported your file anew, and came to a line that starts processes (a "
            "Manager and a Pool do so, too). Such lines stand in a function, and the call of it "
            'under if __name__ == "__main__":'
        ),
    ),
    (
        r"AttributeError: 'NoneType' object has no attribute",
        lambda: _(
            "None is what start(), join(), append() and others return that only do something: "
            "keep the object first, in a line of its own, and call the method then."
        ),
    ),
    (
        r"has no attribute '_(closed|popen|config|parent_pid|parent_name|identity)'",
        lambda: _(
            "multiprocessing.Process was never prepared: __init__ must call super().__init__() "
            "before all else."
        ),
    ),
    (
        r"\brun\(\) (missing|takes)",
        lambda: _(
            "A process calls `run` without arguments: what it needs is kept in self by __init__."
        ),
    ),
    (
        r"process has already started",
        lambda: _("Whether a process is a daemon must be said before start()."),
    ),
    (
        r"cannot start a process twice",
        lambda: _("A process runs once: build another one for another run."),
    ),
    (
        r"can only join a started process",
        lambda: _("join() waits for a process that start() has started; this one was not."),
    ),
    (
        r"process object is closed",
        lambda: _(
            "Process.close() gives up all that is known of the process: ask for its exitcode "
            "before, or leave close() out."
        ),
    ),
    (
        r"daemonic processes are not allowed to have children",
        lambda: _("A daemon can't start processes; the workers of a Pool are daemons, too."),
    ),
    (
        r"has no attribute '(setDaemon|isDaemon|getName|setName|isAlive)'",
        lambda: _(
            "That is a method of threads. A process has attributes for it, daemon and name, and "
            "the method is_alive()."
        ),
    ),
    (
        r"has no attribute 'get_lock'",
        lambda: _(
            "Only a Value or an Array of multiprocessing has a lock of its own, and only if it was "
            "not made with lock=False."
        ),
    ),
    (
        r"Pool is still running",
        lambda: _(
            "join() waits for the workers to end, and they end once they know that no more work "
            "will come: call close() first."
        ),
    ),
    (
        r"Pool not running",
        lambda: _("The pool was closed before; the end of `with Pool(...)` terminates it."),
    ),
    (
        r"can't send non-None value to a just-started generator",
        lambda: _("It has not come to a yield yet, which could receive: call next() once before."),
    ),
    (
        r"generator raised StopIteration",
        lambda: _(
            "next() and send() raise StopIteration where a generator has ended, and inside another "
            "generator that is an error. Use for or yield from, which know of it, or catch it."
        ),
    ),
    (
        r"^StopIteration",
        lambda: _(
            "The generator that was sent something, or asked for its next value, had come to its "
            "end: it returned, or its loop was over."
        ),
    ),
    (
        r"can't be used in 'await' expression|can't be awaited|'coroutine' object|'async_generator' object",
        lambda: _(
            "async and await belong to asyncio; next(), send() and for can't drive what they make. "
            "Write def, yield and yield from."
        ),
    ),
    (
        r"TypeError: '\w+' object is not iterable",
        lambda: _(
            "If this line builds a process: args is a tuple, and a tuple of one needs its comma, "
            "args=(x,)."
        ),
    ),
    (
        r"handle is closed",
        lambda: _(
            "This process has closed its end of the pipe before: close it when the conversation "
            "is over."
        ),
    ),
    (
        r"connection is (write|read)-only",
        lambda: _(
            "Of the two ends of Pipe(duplex=False), the first only receives and the second only "
            "sends."
        ),
    ),
    (
        r"^EOFError: EOF when reading a line",
        lambda: _(
            "input() finds nothing to read here: nobody sits at the keyboard. Write the values "
            "into the program, or take them as arguments."
        ),
    ),
    (
        r"^EOFError",
        lambda: _(
            "So recv() says that the other end was closed, in every process, and nothing more will "
            "come."
        ),
    ),
    (
        r"^FileNotFoundError: \[Errno 2\] No such file or directory$|^ConnectionRefusedError",
        lambda: _(
            "If this line uses an object of a manager: the manager was shut down before, at the "
            "end of its with block or with the process that made it, and its objects with it."
        ),
    ),
    (
        r"UnpicklingError|invalid load key",
        lambda: _(
            "recv() takes out what send() has put in, any object; what send_bytes() sends is no "
            "object, and only recv_bytes() takes it."
        ),
    ),
    (
        r"Queue .*is closed",
        lambda: _("close() means that this process is done with the queue, get() included."),
    ),
    (
        r"task_done\(\) called too many times",
        lambda: _("task_done() belongs to each item that get() gave, once."),
    ),
    (
        r"(^|\.)Empty\b",
        lambda: _("Empty means that nothing is there *yet*, not that nothing will come."),
    ),
)


def cause_of(said: str) -> str:
    """Return what is probably behind an exception, `TypeError: ...`, after a space.

    Empty where nothing is known beyond what Python says.
    """
    return next((f" {cause()}" for pattern, cause in _CAUSES if re.search(pattern, said)), "")
