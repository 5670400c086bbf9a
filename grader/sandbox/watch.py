"""A watch over a process tree, which tells when all of it sleeps."""

from grader.sandbox.procfs import KeptFiles
from grader.sandbox.tree import Name, Threads, asleep, look_at, walk


class Watch:
    """A tree that is looked at again and again."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._files = KeptFiles()
        self._awake: Name | None = None
        """The thread that was awake when last looked at: mostly it still is."""

    def close(self) -> None:
        """Let go of what is kept open."""
        self._files.close()

    def at_rest(self) -> Threads | None:
        """Return the threads of the tree if there was an instant at which all slept, else None.

        The proof: every thread is read twice, and the list of threads with it. Each was off its
        processor after its turns were read first, and was given none until they were read again, so
        it slept from its first reading to its second. All first readings were over before the
        second ones began: at that instant every thread slept. A thread can only be made by one that
        runs, so the list was whole.

        The state alone would not do: a thread says that it sleeps a few instructions before it
        does, and may be taken off its processor just there while it has all it needs to go on. The
        kernel's account of what it waits in is given only once it is off the run queue
        (`wait_task_inactive`). A process that ends is a zombie before it has woken its parent, but
        listing its children waits for the lock under which both happen (`exit_notify`).

        An ordinary user is not told what the root waits in, since it can't be looked at: of the
        root alone the state is believed, which says `S` while `wait4` reaps. So whether something
        is due that the root does when its own child ends is not told here.
        """
        if self._awake and self._is_awake(self._awake):
            return None
        first: Threads = {}
        for name, thread in walk(self._root, self._files.read):
            if not asleep(thread):
                self._awake = name
                return None
            first[name] = thread
        return first if dict(walk(self._root, self._files.read)) == first else None

    def _is_awake(self, name: Name) -> bool:
        thread = look_at(name, self._files.read)
        return thread is not None and not asleep(thread)
