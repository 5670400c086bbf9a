"""A job: what one run has to do, written down for the prepared interpreter."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from grader.inside import plain

DEFAULT_START_METHOD = "fork"
"""What a run takes where nobody chooses: Python's own choice is another one since 3.14, and a grade
must not depend on which Python gave it."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A function of the hidden tests that runs beside the submission."""

    source: str
    """Text of a whole file that defines it."""
    function: str
    arguments: tuple[Any, ...]
    """Plain data."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a submission: the program itself, or a probe beside it."""

    main: str
    """File name of the program."""
    seed: int
    start_method: str | None = None
    """`fork`, `spawn` or `forkserver`; None for `DEFAULT_START_METHOD`."""
    schedule: int | None = None
    """Seed of a schedule; it takes a virtual clock."""
    virtual: bool = True
    probe: Probe | None = None
    steps: bool = False
    """Whether the steps of generators are to be told."""

    @contextmanager
    def descriptor(self) -> Iterator[int]:
        """Yield a descriptor from which the prepared interpreter reads the job."""
        descriptor = os.memfd_create("job")
        try:
            os.write(descriptor, json.dumps(self._written()).encode("ascii"))
            os.lseek(descriptor, 0, os.SEEK_SET)
            yield descriptor
        finally:
            os.close(descriptor)

    def _written(self) -> dict[str, Any]:
        fields = asdict(self)
        virtual, probe = fields.pop("virtual"), fields.pop("probe")
        fields["start_method"] = self.start_method or DEFAULT_START_METHOD
        fields["epoch"] = time.time_ns() if virtual else 0
        fields["probe"] = probe["source"] if probe else ""
        fields["function"] = probe["function"] if probe else ""
        arguments = list(self.probe.arguments) if self.probe else []
        fields["arguments"] = plain.dumps(arguments).decode("ascii")
        return fields
