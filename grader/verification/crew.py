"""The crew: worker processes that do errands side by side.

They are processes, since two pytest sessions can't share one, and spawned ones, since what has
threads must not be forked.
"""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from grader.errors import GraderError
from grader.verification.plan import Errand, Found

Done = tuple[Errand, Found, float]
"""An errand, what it brought, and the real seconds it took."""


def work(errands: Sequence[Errand], workers: int, tell: Callable[[Errand], None]) -> list[Done]:
    """Do all errands, `workers` at a time, and return them in their order.

    `tell` is called as each is done. The first GraderError ends it all and is raised.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = {pool.submit(do, errand): errand for errand in errands}
        try:
            for future in as_completed(futures):
                future.result()
                tell(futures[future])
        except BrokenProcessPool as error:
            raise GraderError("a process that grades died: try again with -j 1") from error
        finally:
            pool.shutdown(cancel_futures=True)
        return [future.result() for future in futures]


def do(errand: Errand) -> Done:
    """Do one errand here."""
    begin = time.monotonic()
    found = errand.run()
    return errand, found, time.monotonic() - begin
