"""One journey told leg by leg: the walks and rides of an earliest arrival, traced back for one pair of points.

The search is that of :mod:`geo.transit.scan`, for one departure and in plain Python. It is run twice: forwards for the
earliest arrival, then backwards from that arrival for the last departure that still makes it, whose legs are told.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.schema import CodeArray, IntArray
from geo.transit.range_query import DoorWalks, arrivals_from, percentile_times, turned_walks
from geo.transit.scan import NEVER
from geo.transit.timetable import Timetable, Walks, backward


@dataclass(frozen=True)
class Leg:
    """A walk (``line`` is None) or a ride, in seconds of the day; a stop is None where the leg ends at a door.

    A walk between two stops counts the time to change.
    """

    line: str | None
    from_stop: int | None
    to_stop: int | None
    leaves_s: int
    arrives_s: int


@dataclass(frozen=True)
class Journey:
    """The legs from door to door, in order; none where both doors are one."""

    leaves_s: int
    arrives_s: int
    legs: tuple[Leg, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are taken, in order."""
        return tuple(leg.line for leg in self.legs if leg.line is not None)

    @property
    def changes(self) -> int:
        """How many times one changes vehicle."""
        return max(len(self.lines) - 1, 0)


def journey_leaving(
    timetable: Timetable, walks: DoorWalks, leave: int, *, limit_s: int, most_changes: int
) -> Journey | None:
    """Return the journey that arrives first of those that leave at a moment or later, None without any.

    Of those that arrive as early, the one that leaves last, then the one with fewest changes. A direct walk is taken
    where nothing arrives before it.

    Parameters
    ----------
    walks
        Of one origin and one target.
    leave
        Seconds of the day.
    limit_s
        The arrival is at most so long after ``leave``.
    most_changes
        Changes of vehicle at most.
    """
    query = _Query(timetable, walks, limit_s, most_changes + 1)
    found = query.earliest(leave)
    on_foot = query.on_foot
    if on_foot is not None and (found is None or leave + on_foot <= found):
        return _walked(leave, on_foot)
    return None if found is None else query.latest(found, limit_s=found - leave)


def journey_arriving(
    timetable: Timetable, walks: DoorWalks, arrive: int, *, limit_s: int, most_changes: int
) -> Journey | None:
    """Return the journey that leaves last of those that arrive at a moment or before, None without any.

    It is told as :func:`journey_leaving` tells that of its departure: it arrives as early as one can.
    """
    query = _Query(timetable, walks, limit_s, most_changes + 1)
    found = query.latest(arrive, limit_s=limit_s)
    on_foot = query.on_foot
    if on_foot is not None and (found is None or arrive - on_foot >= found.leaves_s):
        return _walked(arrive - on_foot, on_foot)
    if found is None:
        return None
    return journey_leaving(timetable, walks, found.leaves_s, limit_s=limit_s, most_changes=most_changes)


def usual_departure(
    timetable: Timetable,
    walks: DoorWalks,
    departures: Sequence[int],
    *,
    percentile: float,
    limit_s: int,
    most_changes: int,
) -> int | None:
    """Return the first departure whose time is the percentile of those of all, None where that one does not arrive.

    Parameters
    ----------
    walks
        Of one origin and one target.
    departures
        Seconds of the day.
    percentile, limit_s, most_changes
        As in :func:`geo.transit.range_query.percentile_times`.
    """
    limits: Any = {"limit_s": limit_s, "most_changes": most_changes}
    told = percentile_times(timetable, walks, departures, percentiles=(percentile,), **limits).seconds
    if not len(told):
        return None
    found: list[NDArray[np.int32]] = []
    arrivals_from(timetable, walks, departures, lambda _origin, out: found.append(out[:, 0].copy()), **limits)
    leave = np.array(sorted(departures), dtype=np.int64)
    times = np.where(found[0] == NEVER, np.inf, found[0] - leave)
    on_foot = min((float(seconds) for seconds in walks.direct[2] if seconds <= limit_s), default=np.inf)
    return int(leave[(np.minimum(times, on_foot) == told[0, 0]).argmax()])


def usual_appointment(
    timetable: Timetable,
    walks: DoorWalks,
    appointments: Sequence[int],
    **asked: Any,  # noqa: ANN401
) -> int | None:
    """Return the last appointment whose time is the percentile, as :func:`usual_departure` does the first departure."""
    turned = [-one for one in appointments]
    found = usual_departure(backward(timetable), turned_walks(walks), turned, **asked)
    return None if found is None else -found


class _Ride(NamedTuple):
    """A ride on a trip of a pattern, from a position along it to another."""

    arrival: int
    pattern: int
    trip: int
    boards_at: int
    alights_at: int


class _Ready(NamedTuple):
    """When one may board at a stop, and the stop where the vehicle before was left: -1 at the door."""

    moment: int
    from_stop: int


class _Found(NamedTuple):
    """An arrival and its rides, in the order in which they were taken."""

    moment: int
    rides: tuple[_Ride, ...]


@dataclass(frozen=True)
class _Query:
    timetable: Timetable
    walks: DoorWalks
    limit_s: int
    most_rides: int

    @property
    def on_foot(self) -> int | None:
        """The seconds of the direct walk, None beyond the limit."""
        near = [int(seconds) for seconds in self.walks.direct[2] if seconds <= self.limit_s]
        return min(near, default=None)

    def earliest(self, leave: int) -> int | None:
        """Return the earliest arrival by public transport, in seconds of the day."""
        access, egress = _by_stop(self.walks.access, 1), _by_stop(self.walks.egress, 0)
        found = _search(self.timetable, access, egress, leave, limit_s=self.limit_s, most_rides=self.most_rides)
        return None if found is None else found.moment

    def latest(self, arrive: int, *, limit_s: int) -> Journey | None:
        """Return the journey by public transport that leaves last of those that arrive at a moment, or before."""
        access, egress = _by_stop(self.walks.access, 1), _by_stop(self.walks.egress, 0)
        turned = backward(self.timetable)
        found = _search(turned, egress, access, -arrive, limit_s=limit_s, most_rides=self.most_rides)
        return None if found is None else _told(turned, found, access, egress)


def _by_stop(walks: Walks, column: int) -> dict[int, int]:
    return {int(stop): int(seconds) for stop, seconds in zip(walks[column], walks[2], strict=True)}


def _search(
    timetable: Timetable,
    access: Mapping[int, int],
    egress: Mapping[int, int],
    leave: int,
    *,
    limit_s: int,
    most_rides: int,
) -> _Found | None:
    """Return the earliest arrival and its rides, fewest of those as early; None without any within the limit."""
    change_start, change_stop, change_s = _views(timetable.change_start, timetable.change_stop, timetable.change_s)
    ready = {stop: _Ready(leave + seconds, -1) for stop, seconds in access.items()}
    ridden: dict[int, int] = {}
    boarded = {stop: one.moment for stop, one in ready.items()}
    rounds: list[tuple[dict[int, _Ready], dict[int, _Ride]]] = []
    best, best_stop, best_round = leave + limit_s + 1, -1, -1
    for number in range(most_rides):
        rides = _ride(timetable, ready, ridden, best)
        rounds.append((ready, rides))
        for stop, ride in rides.items():
            ridden[stop] = ride.arrival
            if stop in egress and ride.arrival + egress[stop] < best:
                best, best_stop, best_round = ride.arrival + egress[stop], stop, number
        ready = {}
        for stop, ride in rides.items():
            for row in range(change_start[stop], change_start[stop + 1]):
                other, moment = change_stop[row], ride.arrival + change_s[row]
                if moment < best and moment < boarded.get(other, best):
                    boarded[other] = moment
                    ready[other] = _Ready(moment, stop)
        if not ready:
            break
    if best_round < 0:
        return None
    taken, stop = [], best_stop
    for made_ready, rides in reversed(rounds[: best_round + 1]):
        ride = rides[stop]
        taken.append(ride)
        stop = made_ready[int(timetable.pattern_stop[timetable.pattern_start[ride.pattern] + ride.boards_at])].from_stop
    return _Found(best, tuple(reversed(taken)))


def _ride(
    timetable: Timetable, ready: Mapping[int, _Ready], ridden: Mapping[int, int], before: int
) -> dict[int, _Ride]:
    """Return the rides that arrive at a stop earlier than any did, and before a moment, by stop."""
    at_start, at_pattern, at_position = _views(timetable.at_start, timetable.at_pattern, timetable.at_position)
    pattern_start, pattern_stop = _views(timetable.pattern_start, timetable.pattern_stop)
    pattern_trips, time_start = _views(timetable.pattern_trips, timetable.time_start)
    arrival, departure = _views(timetable.arrival, timetable.departure)
    first: dict[int, int] = {}
    for stop in ready:
        for row in range(at_start[stop], at_start[stop + 1]):
            pattern = at_pattern[row]
            first[pattern] = min(first.get(pattern, at_position[row]), at_position[row])
    rides: dict[int, _Ride] = {}
    for pattern in sorted(first):
        trips = trip = pattern_trips[pattern]
        boards_at = -1
        for position in range(first[pattern], pattern_start[pattern + 1] - pattern_start[pattern]):
            row, base = pattern_start[pattern] + position, time_start[pattern] + position * trips
            stop = pattern_stop[row]
            if trip < trips and timetable.alights[row]:
                moment = arrival[base + trip]
                earlier = rides[stop].arrival if stop in rides else ridden.get(stop, before)
                if moment < min(before, earlier):
                    rides[stop] = _Ride(moment, pattern, trip, boards_at, position)
            if stop in ready and timetable.boards[row]:
                moment = ready[stop].moment
                if trip == trips or moment <= departure[base + trip]:
                    caught = bisect_left(departure, moment, base, base + trips) - base
                    if caught < trip:
                        trip, boards_at = caught, position
    return rides


def _views(*arrays: IntArray | CodeArray) -> list["memoryview[int]"]:
    """Return arrays of which one reads plain whole numbers, one at a time, faster than from an array."""
    return [memoryview(array) for array in arrays]  # type: ignore[arg-type]


def _told(turned: Timetable, found: _Found, access: Mapping[int, int], egress: Mapping[int, int]) -> Journey:
    """Return the journey that was found where time runs backwards, the right way round."""
    legs: list[Leg] = []
    for ride in reversed(found.rides):
        begin, trips = int(turned.pattern_start[ride.pattern]), int(turned.pattern_trips[ride.pattern])
        base = int(turned.time_start[ride.pattern]) + ride.trip
        # Where time runs backwards, one alights where the ride begins.
        from_stop, to_stop = (int(turned.pattern_stop[begin + at]) for at in (ride.alights_at, ride.boards_at))
        leaves = -int(turned.arrival[base + ride.alights_at * trips])
        arrives = -int(turned.departure[base + ride.boards_at * trips])
        if not legs:
            legs += _walk(None, from_stop, leaves - access[from_stop], leaves)
        elif legs[-1].to_stop != from_stop:
            left_at, since = legs[-1].to_stop, legs[-1].arrives_s
            legs += _walk(left_at, from_stop, since, since + _change(turned, from_stop, left_at))
        legs.append(Leg(turned.lines[int(turned.line[ride.pattern])], from_stop, to_stop, leaves, arrives))
    last = legs[-1]
    assert last.to_stop is not None  # noqa: S101 - a ride
    arrives = last.arrives_s + egress[last.to_stop]
    legs += _walk(last.to_stop, None, last.arrives_s, arrives)
    return Journey(-found.moment, arrives, tuple(legs))


def _change(turned: Timetable, from_stop: int, to_stop: int | None) -> int:
    """Return the seconds of a change in a timetable, from one stop to another."""
    rows = range(turned.change_start[from_stop], turned.change_start[from_stop + 1])
    return next(int(turned.change_s[row]) for row in rows if turned.change_stop[row] == to_stop)


def _walk(from_stop: int | None, to_stop: int | None, leaves_s: int, arrives_s: int) -> list[Leg]:
    """Return a walk as a leg, none where it takes no time."""
    return [Leg(None, from_stop, to_stop, leaves_s, arrives_s)] if arrives_s > leaves_s else []


def _walked(leave: int, seconds: int) -> Journey:
    return Journey(leave, leave + seconds, tuple(_walk(None, None, leave, leave + seconds)))
