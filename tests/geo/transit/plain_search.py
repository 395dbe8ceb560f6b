"""The oracle: a passage at a stop is a node, a ride or a change an arc; all that can be reached is walked through.

Nothing is shared with the engine: no pattern, no round, no order of departures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from geo.transit.timetable import Timetable

Passage = tuple[int, int, int, bool, bool]
"""Stop, arrival, departure, whether one may board, whether one may alight."""


@dataclass(frozen=True)
class Network:
    """Trips as lists of passages, and the seconds to change from stop to stop."""

    trips: Sequence[Sequence[Passage]]
    changes: Mapping[int, Mapping[int, int]]


def network_of(timetable: Timetable) -> Network:
    """Read a timetable back, trip by trip."""
    trips = []
    for pattern, n_trips in enumerate(timetable.pattern_trips.tolist()):
        rows = range(timetable.pattern_start[pattern], timetable.pattern_start[pattern + 1])
        for trip in range(n_trips):
            base = int(timetable.time_start[pattern]) + trip
            at = [base + place * n_trips for place in range(len(rows))]
            trips.append(
                [
                    (
                        int(timetable.pattern_stop[row]),
                        int(timetable.arrival[time]),
                        int(timetable.departure[time]),
                        bool(timetable.boards[row]),
                        bool(timetable.alights[row]),
                    )
                    for row, time in zip(rows, at, strict=True)
                ]
            )
    changes = {
        stop: {
            int(timetable.change_stop[row]): int(timetable.change_s[row])
            for row in range(timetable.change_start[stop], timetable.change_start[stop + 1])
        }
        for stop in range(timetable.n_stops)
    }
    return Network(trips, changes)


def earliest(
    network: Network, access: Mapping[int, int], egress: Mapping[int, int], leave: int, *, most_rides: int, limit_s: int
) -> float:
    """Return the earliest arrival at a target, infinite without; seconds of the day."""
    at_stop: dict[int, list[tuple[int, int]]] = {}
    for number, trip in enumerate(network.trips):
        for place, (stop, *_) in enumerate(trip):
            at_stop.setdefault(stop, []).append((number, place))
    best = inf
    waiting = [(stop, leave + walk, 0) for stop, walk in access.items()]
    seen: set[tuple[int, int, int]] = set()
    asked: set[tuple[int, int, int]] = set()
    while waiting:
        stop, moment, rides = waiting.pop()
        if rides == most_rides or (stop, moment, rides) in asked:
            continue
        asked.add((stop, moment, rides))
        for number, start in at_stop.get(stop, []):
            _, _, departure, boards, _ = network.trips[number][start]
            if not boards or departure < moment or (number, start, rides) in seen:
                continue
            seen.add((number, start, rides))
            for other, arrival, _, _, alights in network.trips[number][start + 1 :]:
                if not alights or arrival > leave + limit_s:
                    continue
                if other in egress:
                    best = min(best, arrival + egress[other])
                waiting += [(to, arrival + took, rides + 1) for to, took in network.changes.get(other, {}).items()]
    return best if best <= leave + limit_s else inf


def percentile(times: Sequence[float], share: float) -> float:
    """Return the shortest time that a share of the times, in per cent, do not exceed."""
    ordered = sorted(times)
    return next(time for count, time in enumerate(ordered, 1) if 100 * count >= share * len(ordered) - 1e-9)


def rows_of(walks: tuple[np.ndarray, np.ndarray, np.ndarray], row: int) -> dict[int, int]:
    """Return the walks of one first point: seconds by other point."""
    one, other, seconds = walks
    return {int(to): int(took) for to, took in zip(other[one == row], seconds[one == row], strict=True)}
