"""Work cut in shards: done here, one after the other, unless workers were given to do it.

What is cut never knows who does the work: a shard is done by a function of a module, from what all shards share, and
its result depends on nothing else. Results come in the order of the shards, so that they are put together alike.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
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
    ) -> Iterator[Any]:
        """Give the result of every shard, in order; parameters as :func:`in_shards`."""
        ...


_workers: ContextVar[Workers | None] = ContextVar("workers", default=None)
_told: ContextVar[Tell | None] = ContextVar("told", default=None)


def in_shards(work: Callable[[Shared, Shard], Done], shared: Shared, shards: Sequence[Shard]) -> Iterator[Done]:
    """Give the result of every shard, in order, made as it is asked for.

    Parameters
    ----------
    work
        A function of a module, which workers have too.
    shared, shards
        What it is given: values that can be sent. One shard alone stays here.
    """
    workers, tell = _workers.get(), _told.get()
    done = _done_here(work, shared, shards) if workers is None or len(shards) < 2 else workers.do(work, shared, shards)
    for rank, result in enumerate(done, start=1):
        if tell is not None and len(shards) > 1:
            tell(rank, len(shards))
        yield result


def _done_here(work: Callable[[Shared, Shard], Done], shared: Shared, shards: Sequence[Shard]) -> Iterator[Done]:
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
