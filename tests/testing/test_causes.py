"""What is behind an exception: asked of what Python itself raises, so that a new wording is noticed."""

import io
import multiprocessing
import multiprocessing.spawn
import pickle
import sys
import threading
from queue import Queue

import pytest

from grader.testing.causes import cause_of

FORK = multiprocessing.get_context("fork")


def nothing(*arguments):
    pass


def countdown(start):
    while start:
        yield start
        start -= 1


def said(action):
    """The exception that an action raises, as a traceback ends with it."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - its text is what is asked for
        action()
    text = f"{caught.type.__name__}: {caught.value}"
    return text.removesuffix(": ")


class Unprepared(FORK.Process):
    def __init__(self):
        pass


class Demanding(FORK.Process):
    def run(self, count):
        pass


def next_in_a_generator():
    def outer():
        yield next(iter(()))

    next(outer())


def await_a_generator():
    async def outer():
        await countdown(3)

    outer().send(None)


def go_through_a_coroutine():
    async def outer():
        pass

    made = outer()
    try:
        iter(made)
    finally:
        made.close()


def receive_what_is_no_object():
    receiver, sender = FORK.Pipe(duplex=False)
    sender.send_bytes(b"Hello")
    receiver.recv()


def use_a_closed_end():
    end, _other = FORK.Pipe()
    end.close()
    end.recv()


def send_at_the_receiving_end():
    receiver, _sender = FORK.Pipe(duplex=False)
    receiver.send(1)


def receive_at_the_sending_end():
    _receiver, sender = FORK.Pipe(duplex=False)
    sender.recv()


def receive_from_nobody():
    receiver, sender = FORK.Pipe(duplex=False)
    sender.close()
    receiver.recv()


def use_an_object_of_a_manager_that_was_shut_down():
    with FORK.Manager() as manager:
        numbers = manager.list()
    numbers.append(5)


def get_from_a_closed_queue():
    queue = FORK.Queue()
    queue.close()
    queue.get()


def ask_a_closed_process():
    process = FORK.Process()
    process.close()
    return process.exitcode


def join_an_open_pool():
    with FORK.Pool(1) as pool:
        pool.join()


def use_a_pool_after_its_block():
    with FORK.Pool(1) as pool:
        pass
    pool.map(nothing, [1])


@pytest.mark.parametrize(
    ("action", "part"),
    [
        (lambda: pickle.dumps(lambda: 0), "travels as bytes"),
        (lambda: pickle.dumps(threading.Lock()), "travels as bytes"),
        (lambda: pickle.dumps(Queue()), "travels as bytes"),
        (lambda: pickle.dumps(countdown(3)), "travels as bytes"),
        (lambda: pickle.dumps(FORK.Queue()), "in its initargs"),
        (lambda: pickle.dumps(FORK.Value("i", 5)), "in its initargs"),
        (lambda: FORK.Process().start().join(), "None is what start()"),
        (lambda: Unprepared().start(), "super().__init__()"),
        (lambda: Demanding().run(), "without arguments"),
        (lambda: FORK.Process(target=nothing, args=5), "needs its comma"),
        (lambda: FORK.Process(target=nothing, args=FORK.Event()), "needs its comma"),
        (lambda: FORK.Process().join(), "start() has started"),
        (ask_a_closed_process, "ask for its exitcode before"),
        (lambda: FORK.Process().setDaemon(True), "method of threads"),
        (lambda: FORK.Value("i", 5, lock=False).get_lock(), "lock=False"),
        (join_an_open_pool, "call close() first"),
        (use_a_pool_after_its_block, "terminates it"),
        (lambda: countdown(3).send("early"), "call next() once before"),
        (next_in_a_generator, "Use for or yield from"),
        (lambda: next(countdown(0)), "had come to its end"),
        (await_a_generator, "belong to asyncio"),
        (go_through_a_coroutine, "belong to asyncio"),
        (use_a_closed_end, "closed its end"),
        (send_at_the_receiving_end, "the first only receives"),
        (receive_at_the_sending_end, "the second only sends"),
        (receive_what_is_no_object, "send_bytes()"),
        (receive_from_nobody, "nothing more will come"),
        (use_an_object_of_a_manager_that_was_shut_down, "shut down before"),
        (get_from_a_closed_queue, "get() included"),
        (lambda: FORK.JoinableQueue().task_done(), "belongs to each item"),
        (lambda: FORK.Queue().get_nowait(), "not that nothing will come"),
    ],
)
def test_exception_is_traced_to_the_mistake_behind_it(action, part):
    assert part in cause_of(said(action))


def test_lock_of_another_start_method_is_traced_to_the_choice_of_one():
    """Newer versions say so as the process is started; older ones gave it a lock of nobody's."""
    said = (
        "RuntimeError: A SemLock created in a fork context is being shared with a process in a "
        "spawn context. This is not supported. Please use the same context to create "
        "multiprocessing objects and Process."
    )
    assert "Leave the start method to whoever" in cause_of(said)


def test_process_that_is_started_again_or_made_a_daemon_too_late():
    process = FORK.Process(target=nothing)
    process.start()
    assert "build another one" in cause_of(said(process.start))
    assert "before start()" in cause_of(said(lambda: setattr(process, "daemon", True)))
    process.join()


def test_daemon_that_starts_processes(monkeypatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    assert "can't start processes" in cause_of(said(FORK.Process().start))


def test_input_where_nobody_types(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert "nobody sits at the keyboard" in cause_of(said(input))


def test_file_that_starts_processes_when_it_is_imported(monkeypatch):
    monkeypatch.setattr(multiprocessing.current_process(), "_inheriting", True, raising=False)
    text = " ".join(said(multiprocessing.spawn._check_not_importing_main).split())
    assert "imported your file anew" in cause_of(text)


@pytest.mark.parametrize(
    "text", ["ValueError: no", "KeyError: 'is closed'", "", "RuntimeError: Empty"]
)
def test_nothing_is_made_up_for_other_exceptions(text):
    assert cause_of(text) == ""
