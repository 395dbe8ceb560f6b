"""Times by public transport from many origins to many targets, over a range of departures, door to door."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import BadInputError
from geo.routing.jit import frozen
from geo.routing.workers import run
from geo.schema import CodeArray, FloatArray
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
    ranks = [ceil(percentile / 100 * len(departures) - 1e-9) - 1 for percentile in percentiles]
    leave = np.asarray(sorted(departures), dtype=np.int64)[:, None]
    from_targets = walks.n_targets < walks.n_origins
    ones = walks.n_targets if from_targets else walks.n_origins
    direct = _rows(_turned(walks.direct) if from_targets else walks.direct, ones)
    found: list[tuple[CodeArray, FloatArray]] = [(np.empty(0, np.int32), np.empty((0, len(ranks))))] * ones

    def keep(one: int, arrivals: NDArray[np.int32]) -> None:
        times = np.where(arrivals == NEVER, np.inf, arrivals - leave).astype(np.float64)
        others, on_foot = direct.of(one)
        times[:, others] = np.minimum(times[:, others], np.where(on_foot <= limit_s, on_foot, np.inf))
        told = np.partition(times, sorted(set(ranks)), axis=0)[ranks]
        reached = np.flatnonzero(np.isfinite(told).any(axis=0))
        found[one] = (reached.astype(np.int32), told[:, reached].T)

    (arrivals_at if from_targets else arrivals_from)(
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
    one = np.repeat(np.arange(ones, dtype=np.int32), [len(others) for others, _ in found])
    other = np.concatenate([np.empty(0, np.int32), *(others for others, _ in found)])
    seconds = np.concatenate([np.empty((0, len(ranks))), *(times for _, times in found)])
    if not from_targets:
        return FoundTimes(one, other, seconds)
    order = np.lexsort((one, other))
    return FoundTimes(other[order], one[order], seconds[order])


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
    moments = _moments(departures)
    access, egress = _rows(walks.access, walks.n_origins), _rows(walks.egress, timetable.n_stops)
    limits = np.int64(limit_s), np.int64(most_changes + 1)

    def search(origin: int, out: NDArray[np.int32]) -> None:
        stops, seconds = access.of(origin)
        walked = (stops, seconds, egress.start, egress.other, egress.seconds)
        given: Any = (*_arrays(timetable), *walked, moments, _NO_MOMENT, *limits, out)
        if len(stops):
            range_arrivals(*given)
        else:
            out.fill(NEVER)

    shape = len(moments), walks.n_targets
    _each(search, take, walks.n_origins, shape, workers=workers, progress=progress, cancel=cancel)


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
    moments = _moments(departures)
    turned = backward(timetable)
    access, egress = _rows(_turned(walks.egress), walks.n_targets), _rows(_turned(walks.access), timetable.n_stops)
    limits = np.int64(limit_s), np.int64(most_changes + 1)

    def search(target: int, out: NDArray[np.int32]) -> None:
        stops, seconds = access.of(target)
        arrivals = _arrivals(timetable, stops, seconds)
        arrivals = arrivals[(arrivals >= moments[0]) & (arrivals <= moments[-1] + limit_s)]
        walked = (stops, seconds, egress.start, egress.other, egress.seconds)
        given: Any = (*_arrays(turned), *walked, frozen(-arrivals[::-1]), moments, *limits, out)
        if len(arrivals):
            range_arrivals(*given)
        else:
            out.fill(NEVER)

    shape = len(moments), walks.n_origins
    _each(search, take, walks.n_targets, shape, workers=workers, progress=progress, cancel=cancel)


def _each(
    search: Callable[[int, NDArray[np.int32]], None],
    take: Take,
    total: int,
    shape: tuple[int, int],
    *,
    workers: int,
    progress: Progress | None,
    cancel: Cancel | None,
) -> None:
    """Search for every point, several at a time, each in an array that the next one uses again."""
    scratch: list[NDArray[np.int32]] = []

    def go(one: int) -> None:
        out = scratch.pop() if scratch else np.empty(shape, dtype=np.int32)
        search(one, out)
        take(one, out)
        scratch.append(out)

    run((partial(go, one) for one in range(total)), total=total, workers=workers, progress=progress, cancel=cancel)


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
    return (*patterns, one.arrival, one.departure, *at_stops)


def _turned(walks: Walks) -> Walks:
    one, other, seconds = walks
    return other, one, seconds


def _rows(walks: Walks, size: int) -> _Rows:
    one, other, seconds = walks
    order = np.lexsort((other, one))
    start = np.searchsorted(one[order], np.arange(size + 1)).astype(np.int32)
    return _Rows(frozen(start), frozen(other[order].astype(np.int32)), frozen(seconds[order].astype(np.int32)))
