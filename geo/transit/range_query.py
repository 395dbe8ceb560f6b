"""Times by public transport from many origins to many targets, over a range of departures, door to door."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import BadInputError, CancelledError
from geo.routing.jit import frozen
from geo.routing.workers import run
from geo.schema import CodeArray, FloatArray
from geo.shards import in_shards, threads
from geo.transit.scan import NEVER, range_arrivals
from geo.transit.timetable import Timetable, Walks, backward

WORKERS = 2

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]
Take = Callable[[int, NDArray[np.int32]], None]

_NO_MOMENT = frozen(np.empty(0, dtype=np.int32))


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
class _Search:
    """What the searches of a query are made with: from every origin, or from every target against the time.

    ``ranks`` are those of the percentiles among the sorted times of the moments.
    """

    timetable: Timetable
    walks: DoorWalks
    moments: NDArray[np.int32]
    limit_s: int
    most_changes: int
    from_targets: bool
    ranks: tuple[int, ...] = ()

    @property
    def n_points(self) -> int:
        """How many points searches start from."""
        return self.walks.n_targets if self.from_targets else self.walks.n_origins

    @property
    def n_others(self) -> int:
        """How many points they reach."""
        return self.walks.n_origins if self.from_targets else self.walks.n_targets

    @cached_property
    def _walked(self) -> tuple[_Rows, _Rows]:
        """The walks from the points of the search to stops, and from stops to the others."""
        first, last = self.walks.access, self.walks.egress
        if self.from_targets:
            first, last = _turned(last), _turned(first)
        return _rows(first, self.n_points), _rows(last, self.timetable.n_stops)

    @cached_property
    def direct(self) -> _Rows:
        """The walks from the points of the search to the others."""
        return _rows(_turned(self.walks.direct) if self.from_targets else self.walks.direct, self.n_points)

    def fill(self, point: int, out: NDArray[np.int32]) -> None:
        """Write the arrivals of the search from a point: int32, shape (moments, others), ``NEVER`` without."""
        access, egress = self._walked
        stops, seconds = access.of(point)
        limits = np.int64(self.limit_s), np.int64(self.most_changes + 1)
        walked = (stops, seconds, egress.start, egress.other, egress.seconds)
        given: Any
        if self.from_targets:
            arrivals = _arrivals(self.timetable, stops, seconds)
            arrivals = arrivals[(arrivals >= self.moments[0]) & (arrivals <= self.moments[-1] + self.limit_s)]
            some = len(arrivals) > 0
            given = (*_arrays(backward(self.timetable)), *walked, frozen(-arrivals[::-1]), self.moments, *limits, out)
        else:
            some = len(stops) > 0
            given = (*_arrays(self.timetable), *walked, self.moments, _NO_MOMENT, *limits, out)
        if some:
            range_arrivals(*given)
        else:
            out.fill(NEVER)


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
    a mean of two. A direct walk is taken where it is shorter. The search
    starts from the side that has fewer points.

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
        Told of the points done, and their number; asked now and then whether to stop.

    Raises
    ------
    BadInputError
        ``transit-no-departure``, ``transit-bad-percentile``.
    CancelledError
        When ``cancel`` answers true.
    """
    if any(not 0 < percentile <= 100 for percentile in percentiles):
        raise BadInputError("transit-bad-percentile", value=", ".join(f"{one:g}" for one in percentiles))
    ranks = tuple(ceil(percentile / 100 * len(departures) - 1e-9) - 1 for percentile in percentiles)
    from_targets = walks.n_targets < walks.n_origins
    asked = _Search(timetable, walks, _moments(departures), limit_s, most_changes, from_targets, ranks)
    shards = [range(first, min(first + _POINTS, asked.n_points)) for first in range(0, asked.n_points, _POINTS)]
    found: list[tuple[CodeArray, FloatArray]] = []
    for part in in_shards(partial(_percentiles, workers=workers), asked, shards):
        found += part
        if progress is not None:
            progress(len(found), asked.n_points)
        if cancel is not None and cancel():
            raise CancelledError("cancelled")
    one = np.repeat(np.arange(asked.n_points, dtype=np.int32), [len(others) for others, _ in found])
    other = np.concatenate([np.empty(0, np.int32), *(others for others, _ in found)])
    seconds = np.concatenate([np.empty((0, len(ranks))), *(times for _, times in found)])
    if not from_targets:
        return FoundTimes(one, other, seconds)
    order = np.lexsort((one, other))
    return FoundTimes(other[order], one[order], seconds[order])


_POINTS = 64
"""Points that one shard searches from, several seconds of work."""


def _percentiles(asked: _Search, points: range, *, workers: int) -> list[tuple[CodeArray, FloatArray]]:
    """Return, for each of some points, the others that it reaches and the percentiles of the times, in seconds."""
    leave = asked.moments.astype(np.int64)[:, None]
    found: dict[int, tuple[CodeArray, FloatArray]] = {}

    def keep(one: int, arrivals: NDArray[np.int32]) -> None:
        times = np.where(arrivals == NEVER, np.inf, arrivals - leave).astype(np.float64)
        others, on_foot = asked.direct.of(one)
        times[:, others] = np.minimum(times[:, others], np.where(on_foot <= asked.limit_s, on_foot, np.inf))
        told = np.partition(times, sorted(set(asked.ranks)), axis=0)[list(asked.ranks)]
        reached = np.flatnonzero(np.isfinite(told).any(axis=0))
        found[one] = (reached.astype(np.int32), told[:, reached].T)

    _each(asked, keep, points, workers=threads(workers), progress=None, cancel=None)
    return [found[one] for one in points]


def percentile_times_before(
    timetable: Timetable,
    walks: DoorWalks,
    appointments: Sequence[int],
    **asked: Any,  # noqa: ANN401
) -> FoundTimes:
    """Return percentiles, over appointments, of the time from leaving the door as late as one can to the appointment.

    The wait before the appointment is counted, as :func:`percentile_times` counts the one after being ready: it is the
    same search, in a timetable whose time runs backwards.

    Parameters
    ----------
    appointments
        Seconds of the day.
    asked
        The other parameters of :func:`percentile_times`, which may raise what it does.
    """
    found = percentile_times(backward(timetable), turned_walks(walks), [-one for one in appointments], **asked)
    order = np.lexsort((found.origin, found.target))
    return FoundTimes(found.target[order], found.origin[order], found.seconds[order])


def turned_walks(walks: DoorWalks) -> DoorWalks:
    """Return the walks of the same trips the other way: one walks as fast back."""
    access, egress, direct = (_turned(part) for part in (walks.egress, walks.access, walks.direct))
    return DoorWalks(walks.n_targets, walks.n_origins, access, egress, direct)


def arrivals_from(
    timetable: Timetable,
    walks: DoorWalks,
    departures: Sequence[int],
    take: Take,
    *,
    limit_s: int,
    most_changes: int,
    workers: int = WORKERS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> None:
    """Give the arrivals from every origin, by public transport alone, to ``take``: several at a time, in any order.

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
    asked = _Search(timetable, walks, _moments(departures), limit_s, most_changes, from_targets=False)
    _each(asked, take, range(asked.n_points), workers=workers, progress=progress, cancel=cancel)


def arrivals_at(
    timetable: Timetable,
    walks: DoorWalks,
    departures: Sequence[int],
    take: Take,
    *,
    limit_s: int,
    most_changes: int,
    workers: int = WORKERS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> None:
    """Give the arrivals at every target, as :func:`arrivals_from` does from every origin.

    ``take`` is called with a target and an array of shape (departures, origins). The same arrivals to the second: every
    arrival that the timetable has within the limit is tried, from the first to the last.
    """
    asked = _Search(timetable, walks, _moments(departures), limit_s, most_changes, from_targets=True)
    _each(asked, take, range(asked.n_points), workers=workers, progress=progress, cancel=cancel)


def _each(
    asked: _Search, take: Take, points: range, *, workers: int, progress: Progress | None, cancel: Cancel | None
) -> None:
    """Search from some points, several at a time, each in an array that the next one uses again."""
    scratch: list[NDArray[np.int32]] = []
    shape = len(asked.moments), asked.n_others

    def go(one: int) -> None:
        out = scratch.pop() if scratch else np.empty(shape, dtype=np.int32)
        asked.fill(one, out)
        take(one, out)
        scratch.append(out)

    run((partial(go, one) for one in points), total=len(points), workers=workers, progress=progress, cancel=cancel)


def _moments(departures: Sequence[int]) -> NDArray[np.int32]:
    if not len(departures):
        raise BadInputError("transit-no-departure")
    return frozen(np.array(sorted(departures), dtype=np.int32))


def _arrivals(timetable: Timetable, stops: CodeArray, seconds: CodeArray) -> CodeArray:
    """Return every moment, rising, at which a trip and a walk of so many seconds from its stop end."""
    rows = [np.arange(timetable.at_start[stop], timetable.at_start[stop + 1]) for stop in stops]
    walk = np.repeat(seconds, [len(one) for one in rows])
    row = np.concatenate([np.empty(0, np.int64), *rows]).astype(np.int64)
    pattern, position = timetable.at_pattern[row], timetable.at_position[row].astype(np.int64)
    alights = timetable.alights[timetable.pattern_start[pattern] + position]
    trips = np.where(alights, timetable.pattern_trips[pattern], 0)
    base = timetable.time_start[pattern] + position * timetable.pattern_trips[pattern]
    within = np.arange(trips.sum()) - np.repeat(np.cumsum(trips) - trips, trips)
    found = np.unique(timetable.arrival[np.repeat(base, trips) + within] + np.repeat(walk, trips))
    return found.astype(np.int32)


def _arrays(timetable: Timetable) -> Any:  # noqa: ANN401 - a tuple of arrays, in the order of the kernel
    one = timetable
    patterns = (one.pattern_start, one.pattern_stop, one.boards, one.alights, one.pattern_trips, one.time_start)
    at_stops = (one.at_start, one.at_pattern, one.at_position, one.change_start, one.change_stop, one.change_s)
    # What came from elsewhere may be written to: frozen again, so that nothing is compiled for it.
    return tuple(frozen(array) for array in (*patterns, one.arrival, one.departure, *at_stops))


def _turned(walks: Walks) -> Walks:
    one, other, seconds = walks
    return other, one, seconds


def _rows(walks: Walks, size: int) -> _Rows:
    one, other, seconds = walks
    order = np.lexsort((other, one))
    start = np.searchsorted(one[order], np.arange(size + 1)).astype(np.int32)
    return _Rows(frozen(start), frozen(other[order].astype(np.int32)), frozen(seconds[order].astype(np.int32)))
