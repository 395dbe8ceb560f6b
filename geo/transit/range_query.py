"""Times by public transport from many origins to many targets, over a range of departures, door to door."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import BadInputError
from geo.routing.jit import frozen
from geo.routing.workers import run
from geo.schema import CodeArray, FloatArray
from geo.transit.scan import NEVER, range_arrivals
from geo.transit.timetable import Timetable, Walks

WORKERS = 2

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class DoorWalks:
    """The walks of a query: from origins to stops, from stops to targets, and from origins to targets directly."""

    n_origins: int
    n_targets: int
    access: Walks
    egress: Walks
    direct: Walks


@dataclass(frozen=True, eq=False)
class _Rows:
    """Pairs as rows of one after the other: ``start`` of each first point, then the other points and seconds."""

    start: CodeArray
    other: CodeArray
    seconds: CodeArray

    def of(self, row: int) -> tuple[CodeArray, CodeArray]:
        """Return the other points of a row, and the seconds."""
        part = slice(self.start[row], self.start[row + 1])
        return frozen(self.other[part]), frozen(self.seconds[part])


@dataclass(frozen=True, eq=False)
class FoundTimes:
    """Times that were found: ``origin`` and ``target`` of each pair, sorted; ``seconds``, shape (pairs, percentiles).

    ``seconds`` are infinite at a percentile that is not reached: too many departures do not arrive.
    """

    origin: CodeArray
    target: CodeArray
    seconds: FloatArray


def percentile_times(
    timetable: Timetable,
    walks: DoorWalks,
    departures: Sequence[int],
    *,
    limit_s: int,
    most_changes: int,
    percentiles: Sequence[float] = (50.0,),
    workers: int = WORKERS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> FoundTimes:
    """Return percentiles, over the departures, of the time from leaving the door to arriving.

    The percentile ``p`` is the shortest time that ``p`` per cent of the departures do not exceed: one of the times, not
    a mean of two. A direct walk is taken where it is shorter.

    Parameters
    ----------
    departures
        Seconds of the day.
    limit_s
        Longest time looked for, itself included.
    most_changes
        Changes of vehicle at most.
    percentiles
        Above 0, to 100.
    progress, cancel
        Told of the origins done, and their number; asked now and then whether to stop.

    Raises
    ------
    BadInputError
        ``transit-no-departure``, ``transit-bad-percentile``.
    CancelledError
        When ``cancel`` answers true.
    """
    if any(not 0 < percentile <= 100 for percentile in percentiles):
        raise BadInputError("transit-bad-percentile", value=", ".join(f"{one:g}" for one in percentiles))
    ranks = [ceil(percentile / 100 * len(departures) - 1e-9) - 1 for percentile in percentiles]
    found: list[tuple[CodeArray, FloatArray] | None] = [None] * walks.n_origins
    leave = np.asarray(sorted(departures), dtype=np.int64)[:, None]
    direct = _rows(walks.direct, walks.n_origins)

    def keep(origin: int, arrivals: NDArray[np.int32]) -> None:
        times = np.where(arrivals == NEVER, np.inf, arrivals - leave).astype(np.float64)
        targets, on_foot = direct.of(origin)
        times[:, targets] = np.minimum(times[:, targets], np.where(on_foot <= limit_s, on_foot, np.inf))
        told = np.partition(times, sorted(set(ranks)), axis=0)[ranks]
        reached = np.flatnonzero(np.isfinite(told).any(axis=0))
        found[origin] = (reached.astype(np.int32), told[:, reached].T)

    all_arrivals(
        timetable,
        walks,
        departures,
        keep,
        limit_s=limit_s,
        most_changes=most_changes,
        workers=workers,
        progress=progress,
        cancel=cancel,
    )
    rows = [one if one is not None else (np.empty(0, np.int32), np.empty((0, len(ranks)))) for one in found]
    counts = [len(targets) for targets, _ in rows]
    origin = np.repeat(np.arange(walks.n_origins, dtype=np.int32), counts)
    target = np.concatenate([targets for targets, _ in rows]) if rows else np.empty(0, np.int32)
    seconds = np.concatenate([one for _, one in rows]) if rows else np.empty((0, len(ranks)))
    return FoundTimes(origin, target, seconds)


def all_arrivals(
    timetable: Timetable,
    walks: DoorWalks,
    departures: Sequence[int],
    take: Callable[[int, NDArray[np.int32]], None],
    *,
    limit_s: int,
    most_changes: int,
    workers: int = WORKERS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> None:
    """Give the arrivals of every origin, by public transport alone, to ``take``: several at a time, in any order.

    Parameters
    ----------
    departures
        Seconds of the day; taken in rising order.
    take
        Called with an origin and int32 seconds of the day, shape (departures, targets), ``NEVER`` without; the array is
        used again afterwards.
    limit_s, most_changes, workers, progress, cancel
        As in :func:`percentile_times`.

    Raises
    ------
    BadInputError
        ``transit-no-departure``.
    CancelledError
        When ``cancel`` answers true.
    """
    if not len(departures):
        raise BadInputError("transit-no-departure")
    moments = frozen(np.array(sorted(departures), dtype=np.int32))
    access, egress = _rows(walks.access, walks.n_origins), _rows(walks.egress, timetable.n_stops)
    shape, limits = (len(moments), walks.n_targets), (np.int64(limit_s), np.int64(most_changes + 1))
    scratch: list[NDArray[np.int32]] = []

    def step(origin: int) -> Callable[[], None]:
        def go() -> None:
            out = scratch.pop() if scratch else np.empty(shape, dtype=np.int32)
            stops, seconds = access.of(origin)
            if len(stops):
                walked = (stops, seconds, egress.start, egress.other, egress.seconds)
                given: Any = (*_arrays(timetable), *walked, moments, *limits, out)
                range_arrivals(*given)
            else:
                out.fill(NEVER)
            take(origin, out)
            scratch.append(out)

        return go

    run(
        (step(origin) for origin in range(walks.n_origins)),
        total=walks.n_origins,
        workers=workers,
        progress=progress,
        cancel=cancel,
    )


def _arrays(timetable: Timetable) -> Any:  # noqa: ANN401 - a tuple of arrays, in the order of the kernel
    one = timetable
    patterns = (one.pattern_start, one.pattern_stop, one.boards, one.alights, one.pattern_trips, one.time_start)
    at_stops = (one.at_start, one.at_pattern, one.at_position, one.change_start, one.change_stop, one.change_s)
    return (*patterns, one.arrival, one.departure, *at_stops)


def _rows(walks: Walks, size: int) -> _Rows:
    one, other, seconds = walks
    order = np.lexsort((other, one))
    start = np.searchsorted(one[order], np.arange(size + 1)).astype(np.int32)
    return _Rows(frozen(start), frozen(other[order].astype(np.int32)), frozen(seconds[order].astype(np.int32)))
