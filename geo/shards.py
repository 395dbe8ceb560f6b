"""Work cut in shards: done here, one after the other, unless workers were given to do it.

What is cut never knows who does the work: a shard is done by a function of a module, from what all shards share, and
its result depends on nothing else. Results come in the order of the shards, so that they are put together alike.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

Shared = TypeVar("Shared")
Shard = TypeVar("Shard")
Done = TypeVar("Done")
Given = TypeVar("Given")

Tell = Callable[[int, int], None]
"""Told how many shards are done, and how many there are."""


class Workers(Protocol):
    """Those who can do shards elsewhere."""

    def do(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
        shards: Sequence[Any],
        *,
        kept: bool = False,
    ) -> Iterator[Any]:
        """Give the result of every shard, in order; parameters as :func:`in_shards`."""
        ...

    def hold(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
        shards: Sequence[Any],
    ) -> "Held":
        """Do every shard, and keep the results where they were made; parameters as :func:`in_shards`."""
        ...


class Held(Protocol):
    """The results of shards, too large to be brought together: work goes to them."""

    def each(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
    ) -> Iterator[Any]:
        """Give what a function of a module makes of what all share and of each result, in their order."""
        ...


@dataclass(frozen=True, eq=False)
class HeldHere:
    """Results that are held here."""

    results: tuple[Any, ...]

    def each(
        self,
        work: Callable[[Any, Any], Any],
        shared: Any,  # noqa: ANN401 - whatever can be sent
    ) -> Iterator[Any]:
        """Give what a function of a module makes of what all share and of each result, in their order."""
        return _done_here(work, shared, self.results, n_threads=threads(_THREADS))


_THREADS = 2

_workers: ContextVar[Workers | None] = ContextVar("workers", default=None)
_told: ContextVar[Tell | None] = ContextVar("told", default=None)
_alone: ContextVar[bool] = ContextVar("alone", default=True)


def in_shards(
    work: Callable[[Shared, Shard], Done],
    shared: Shared,
    shards: Sequence[Shard],
    *,
    kept: bool = False,
    threaded: bool = False,
) -> Iterator[Done]:
    """Give the result of every shard, in order, made as it is asked for.

    Parameters
    ----------
    work
        A function of a module, which workers have too.
    shared, shards
        What it is given: values that can be sent. One shard alone stays here.
    kept
        Whether what is done stays, where workers do it, until all is: where they are lost, work goes on from there.
    threaded
        Whether several shards may be done at once here, in threads: where arrays are worked on, none of them small.
    """
    workers, tell = _workers.get(), _told.get()
    if workers is None or len(shards) < 2:
        done = _done_here(work, shared, shards, n_threads=threads(_THREADS) if threaded else 1)
    else:
        done = workers.do(work, shared, shards, kept=kept)
    for rank, result in enumerate(done, start=1):
        if tell is not None and len(shards) > 1:
            tell(rank, len(shards))
        yield result


def held_in_shards(
    work: Callable[[Shared, Shard], Any], shared: Shared, shards: Sequence[Shard], *, threaded: bool = False
) -> Held:
    """Do every shard, and keep the results where they were made; parameters as :func:`in_shards`."""
    workers = _workers.get()
    if workers is None or len(shards) < 2:
        return HeldHere(tuple(in_shards(work, shared, shards, threaded=threaded)))
    held = workers.hold(work, shared, shards)
    tell = _told.get()
    for rank, _ in enumerate(held.each(_is_there, None), start=1):
        if tell is not None:
            tell(rank, len(shards))
    return held


def are_shared() -> bool:
    """Tell whether workers were given: what is too large for this machine may fit theirs."""
    return _workers.get() is not None


def _is_there(shared: None, result: object) -> bool:
    del shared, result
    return True


def threads(usual: int) -> int:
    """Return how many threads a piece of work may take: as usual, or one where other workers have the other cores."""
    return usual if _alone.get() else 1


@contextmanager
def among_workers() -> Iterator[None]:
    """Do what is inside as one worker among others of a machine."""
    with _set(_alone, False):  # noqa: FBT003 - the value of a variable
        yield


def _done_here(
    work: Callable[[Shared, Shard], Done], shared: Shared, shards: Sequence[Shard], *, n_threads: int = 1
) -> Iterator[Done]:
    if n_threads > 1 and len(shards) > 1:
        pool = ThreadPoolExecutor(n_threads)
        try:
            yield from pool.map(partial(work, shared), shards)
        finally:
            pool.shutdown(cancel_futures=True)
        return
    for shard in shards:
        with told(None):  # what a shard is cut in again is of no interest
            result = work(shared, shard)
        yield result


@contextmanager
def given(workers: Workers | None) -> Iterator[None]:
    """Let workers do the shards of what is inside; nobody else where there are none."""
    with _set(_workers, workers):
        yield


@contextmanager
def told(tell: Tell | None) -> Iterator[None]:
    """Tell of the shards of what is inside as they are done."""
    with _set(_told, tell):
        yield


@contextmanager
def _set(variable: ContextVar[Given], value: Given) -> Iterator[None]:
    before = variable.set(value)
    try:
        yield
    finally:
        variable.reset(before)
