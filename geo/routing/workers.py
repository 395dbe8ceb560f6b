"""Threads, progress and cancelling for long work cut into steps."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from geo.errors import CancelledError

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


def run(
    steps: Iterable[Callable[[], object]],
    *,
    total: int,
    workers: int,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> None:
    """Run steps on several threads; report progress and look for a cancel between them, on the calling thread.

    Parameters
    ----------
    steps
        Functions without argument. They are taken one by one, a few ahead of the threads.
    total
        Number of steps, for the progress.
    workers
        Threads, at least one. One thread runs the steps in the caller's own.
    progress
        Called with the number of steps done and ``total`` after each.
    cancel
        Asked before each step; when it answers true no further step starts.

    Raises
    ------
    CancelledError
        ``cancelled``, once the steps that were running have ended.
    """
    for done, _ in enumerate(_completed(iter(steps), workers=workers, cancel=cancel), start=1):
        if progress is not None:
            progress(done, total)


def part_of(progress: Progress | None, begin: int, end: int) -> Progress | None:
    """Make the progress of one stage a part of a progress in percents.

    Parameters
    ----------
    progress
        The whole's, or None.
    begin, end
        Percents at which the stage begins and ends.

    Returns
    -------
    Progress or None
        The stage's.
    """
    if progress is None:
        return None
    whole = progress
    return lambda done, total: whole(begin + (end - begin) * done // max(1, total), 100)


def _completed(steps: Iterator[Callable[[], object]], *, workers: int, cancel: Cancel | None) -> Iterator[None]:
    if workers <= 1:
        for step in steps:
            _check(cancel)
            step()
            yield
        return
    with ThreadPoolExecutor(workers, thread_name_prefix="routing") as pool:
        running: set[Future[object]] = set()
        try:
            while True:
                _check(cancel)
                running |= {pool.submit(step) for step in islice(steps, 2 * workers - len(running))}
                if not running:
                    return
                ended, running = wait(running, return_when=FIRST_COMPLETED)
                for future in ended:
                    future.result()
                    yield
        finally:
            for future in running:
                future.cancel()


def _check(cancel: Cancel | None) -> None:
    if cancel is not None and cancel():
        raise CancelledError("cancelled")
