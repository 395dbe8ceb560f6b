"""How many times a day one can go somewhere and come back, while it is open, by public transport."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.routing.workers import run
from geo.schema import BoolArray, FloatArray, IntArray
from geo.transit.range_query import WORKERS, Cancel, DoorWalks, Progress, arrivals_at, arrivals_from, turned_walks
from geo.transit.scan import NEVER
from geo.transit.timetable import Timetable

Opening = tuple[int, int]
"""When it opens and closes, in seconds of the day."""

NIGHT_S = 27 * 3600
"""Until when a way back is of the same day, in seconds of the day: three in the morning."""

_MINUTE = 60
_AT_ONCE = 4096


@dataclass(frozen=True, eq=False)
class RoundTrips:
    """What one can do in a day, by origin and target: arrays of shape (origins, targets).

    Attributes
    ----------
    times
        How many different arrivals leave time to stay before it closes and to come back the same day; those before it
        opens count once, for the last of them.
    first_back, last_back
        When the first and the last way back that serve leave the target, in seconds of the day; NaN without any.
    on_foot
        Whether one may as well walk all the way, within the limit.
    share
        Of the minutes at which a visit may begin (those of the opening hours that leave time to stay), the share at
        which one can be there and come back, each way lasting the limit at most, waits at the target counted; NaN
        where a visit may never begin.
    """

    times: IntArray
    first_back: FloatArray
    last_back: FloatArray
    on_foot: BoolArray
    share: FloatArray


def round_trips(
    timetable: Timetable,
    walks: DoorWalks,
    openings: Sequence[Sequence[Opening]],
    *,
    stay_s: int,
    limit_s: int,
    most_changes: int,
    workers: int = WORKERS,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> RoundTrips:
    """Return how many times one can go and come back, and when the first and last ways back leave.

    Each way lasts the limit at most; one may wait at the target for the way back, which counts in its length for the
    ``share`` alone. One leaves at a minute.

    Parameters
    ----------
    openings
        For each target, when it is open that day, in order: nothing where it is closed.
    stay_s
        Seconds spent at the target, while it is open.
    limit_s, most_changes, workers, progress, cancel
        As in :func:`geo.transit.range_query.percentile_times`.

    Raises
    ------
    CancelledError
        When ``cancel`` answers true.
    """
    shape = walks.n_origins, walks.n_targets
    times, on_foot = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.bool_)
    first_back, last_back, share = (np.full(shape, np.nan) for _ in range(3))
    one, other, seconds = walks.direct
    near = seconds <= limit_s
    on_foot[one[near], other[near]] = True
    moments = range(0, NIGHT_S, _MINUTE)
    asked = [target for target in range(walks.n_targets) if openings[target]]

    def go(target: int) -> None:
        own = _only(walks, target)
        found: dict[str, NDArray[np.int32]] = {}

        def keep(way: str, _one: int, arrivals: NDArray[np.int32]) -> None:
            found[way] = arrivals.copy()

        limits: Any = {"limit_s": limit_s, "most_changes": most_changes, "workers": 1}
        arrivals_at(timetable, own, moments, partial(keep, "out"), **limits)
        arrivals_from(timetable, turned_walks(own), moments, partial(keep, "back"), **limits)
        counted = _count(found["out"], found["back"], openings[target], stay_s)
        times[:, target], first_back[:, target], last_back[:, target] = counted
        for part in range(0, walks.n_origins, _AT_ONCE):
            some = slice(part, part + _AT_ONCE)
            out, back = found["out"][:, some], found["back"][:, some]
            share[some, target] = _share(out, back, openings[target], stay_s, limit_s)

    run((partial(go, one) for one in asked), total=len(asked), workers=workers, progress=progress, cancel=cancel)
    return RoundTrips(times, first_back, last_back, on_foot, share)


def _only(walks: DoorWalks, target: int) -> DoorWalks:
    """Return the walks of trips to one of the targets."""
    one, other, seconds = walks.egress
    to = other == target
    egress = one[to], np.zeros(int(to.sum()), dtype=np.int64), seconds[to]
    nothing = np.empty(0, dtype=np.int64)
    return DoorWalks(walks.n_origins, 1, walks.access, egress, (nothing, nothing, nothing))


def _count(
    out: NDArray[np.int32], back: NDArray[np.int32], opening: Sequence[Opening], stay_s: int
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return, for every origin, the round trips to one target, and the first and last ways back (see `RoundTrips`).

    Parameters
    ----------
    out, back
        Arrivals for every minute of departure, shape (minutes, origins): there, and home.
    """
    n_minutes, n_origins = out.shape
    minute = np.arange(n_minutes)[:, None]
    comes = back != NEVER
    last_back = np.where(comes.any(axis=0), n_minutes - 1 - comes[::-1].argmax(axis=0), -1) * _MINUTE
    # Of the minutes that lead to one arrival, the last: who leaves earlier waits at home.
    fresh = out != NEVER
    fresh[:-1] &= out[:-1] != out[1:]
    times = np.zeros(n_origins, dtype=np.int64)
    ready = np.full(n_origins, np.inf)
    counted_to = np.full(n_origins, -1, dtype=np.int64)
    for opens, closes in opening:
        begins = np.maximum(out.astype(np.int64), opens)
        good = fresh & (begins + stay_s <= closes) & (begins + stay_s <= last_back) & (out > counted_to)
        early = good & (out <= opens)
        times += early.any(axis=0) + (good & ~early).sum(axis=0)
        leaves = np.where(good, begins + stay_s, NEVER).min(axis=0)
        ready = np.minimum(ready, np.where(good.any(axis=0), leaves, np.inf))
        counted_to = np.maximum(counted_to, np.where(good, out, -1).max(axis=0))
    able = np.isfinite(ready)
    at = np.where(able, np.ceil(np.where(able, ready, 0) / _MINUTE), 0).astype(np.int64)
    # The first way back is left at the last minute that leads to the same arrival home.
    after = np.where((minute >= at) & comes, back, NEVER)
    soonest = after.min(axis=0)
    leaves_at = n_minutes - 1 - (after == soonest)[::-1].argmax(axis=0)
    first = np.where(able, leaves_at * float(_MINUTE), np.nan)
    return times, first, np.where(able, last_back.astype(np.float64), np.nan)


def _share(
    out: NDArray[np.int32], back: NDArray[np.int32], opening: Sequence[Opening], stay_s: int, limit_s: int
) -> FloatArray:
    """Return, for every origin, the share of the minutes of a visit's beginning that ways there and back serve.

    Parameters
    ----------
    out, back
        As in `_count`.
    """
    begins = np.unique(
        np.concatenate([np.arange(-(-opens // _MINUTE), (closes - stay_s) // _MINUTE + 1) for opens, closes in opening])
    )
    n_minutes, n_origins = out.shape
    begins = begins[begins < n_minutes]
    if not len(begins):
        return np.full(n_origins, np.nan)
    # When one must leave at the latest to be there at every minute: the last minute that leads to an arrival before it.
    leaves = np.full((n_minutes, n_origins), -1, dtype=np.int32)
    fresh = out != NEVER
    fresh[:-1] &= out[:-1] != out[1:]
    minute, origin = np.nonzero(fresh)
    arrives = -(-out[minute, origin] // _MINUTE)
    inside = arrives < n_minutes
    # Of two that arrive within a minute, the one that leaves last stands.
    leaves[arrives[inside], origin[inside]] = minute[inside]
    np.maximum.accumulate(leaves, axis=0, out=leaves)
    leaves = leaves[begins]
    there = (leaves >= 0) & ((begins[:, None] - leaves) * _MINUTE <= limit_s)
    ends = begins + -(-stay_s // _MINUTE)
    late = ends >= n_minutes
    home = back[np.where(late, 0, ends)] != NEVER
    home[late] = False
    shares: FloatArray = (there & home).mean(axis=0)
    return shares
