"""Earliest arrival by public transport for every departure of a range, from one origin (rRAPTOR), compiled.

The same search on a timetable whose time runs backwards gives the latest departures for every arrival at one target:
from these, the same earliest arrivals, so that the search starts from whichever side has fewer points.

Departures are taken from the last to the first: what was found for a later one holds for an earlier one, who may wait.
``ride[k, s]`` is the earliest arrival at a stop in a vehicle, with at most ``k`` vehicles; ``ready[k, s]`` the earliest
moment at which one may board there with ``k`` vehicles behind. Both only ever improve, and only what improved at one
departure is looked at again.
"""

import numpy as np

from geo.routing.jit import kernel, subkernel

NEVER = 2**31 - 1
"""An arrival that does not happen, in seconds."""


@subkernel
def _first_after(departure: np.ndarray, begin: int, end: int, moment: int) -> int:
    """Return the first of the sorted times from ``begin`` to ``end`` that is not before a moment; ``end`` if none."""
    low, high = begin, end
    while low < high:
        middle = (low + high) // 2
        if departure[middle] < moment:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def range_arrivals(  # noqa: C901, PLR0912, PLR0915, PLR0917 - one loop, compiled
    pattern_start: np.ndarray,
    pattern_stop: np.ndarray,
    boards: np.ndarray,
    alights: np.ndarray,
    pattern_trips: np.ndarray,
    time_start: np.ndarray,
    arrival: np.ndarray,
    departure: np.ndarray,
    at_start: np.ndarray,
    at_pattern: np.ndarray,
    at_position: np.ndarray,
    change_start: np.ndarray,
    change_stop: np.ndarray,
    change_s: np.ndarray,
    access_stop: np.ndarray,
    access_s: np.ndarray,
    egress_start: np.ndarray,
    egress_target: np.ndarray,
    egress_s: np.ndarray,
    departures: np.ndarray,
    moments: np.ndarray,
    limit_s: int,
    most_rides: int,
    out: np.ndarray,
) -> None:
    """Write the earliest arrival at every target, in seconds of the day, for every departure.

    With ``moments``, the timetable is one that runs backwards: ``departures`` are arrivals at the one target, and what
    is written is the earliest of them for every moment at which one leaves an origin.

    Parameters
    ----------
    pattern_start … change_s
        The arrays of :class:`geo.transit.timetable.Timetable`.
    access_stop, access_s
        int32: stops within a walk of the origin, and the seconds to them.
    egress_start, egress_target, egress_s
        int32: the targets within a walk of each stop, as rows of one after the other, and the seconds from it.
    departures
        int32, rising: seconds of the day; negative where time runs backwards.
    moments
        int32, rising: the departures that are asked about where time runs backwards; empty otherwise.
    limit_s
        Nothing that arrives later than this after its departure is looked for.
    most_rides
        Vehicles taken at most.
    out
        int32, shape (departures, or moments; targets): written; ``NEVER`` where nothing arrives.
    """
    never = NEVER
    n_stops, n_patterns, n_targets = change_start.size - 1, pattern_trips.size, out.shape[1]
    ride = np.full((most_rides + 1, n_stops), never, np.int32)
    ready = np.full((most_rides + 1, n_stops), never, np.int32)
    target = np.full(n_targets, never, np.int32)
    backwards = moments.size > 0
    changed, is_changed = np.empty(n_targets, np.int32), np.zeros(n_targets, np.bool_)
    asked = np.zeros(n_targets, np.int32)
    if backwards:
        out[:] = never
    from_position = np.full(n_patterns, -1, np.int32)
    queue = np.empty(n_patterns, np.int32)
    reached, is_reached = np.empty(n_stops, np.int32), np.zeros(n_stops, np.bool_)
    fresh, is_fresh = np.empty(n_stops, np.int32), np.zeros(n_stops, np.bool_)
    # The next trip that may still become of use at each place where a pattern passes within a walk of the origin.
    size = 0
    for a in range(access_stop.size):
        size += at_start[access_stop[a] + 1] - at_start[access_stop[a]]
    caught = np.empty(size, np.int32)
    size = 0
    for a in range(access_stop.size):
        for row in range(at_start[access_stop[a]], at_start[access_stop[a] + 1]):
            caught[size] = pattern_trips[at_pattern[row]]
            size += 1
    for d in range(departures.size - 1, -1, -1):
        leave = departures[d]
        # What is later than its limit, or left before the first moment asked about, is of no use.
        bound = leave + limit_s
        if backwards and bound > -moments[0]:
            bound = np.int64(-moments[0])
        n_queue = 0
        n_changed = 0
        place = 0
        for a in range(access_stop.size):
            stop = access_stop[a]
            moment = leave + access_s[a]
            ready[0, stop] = min(ready[0, stop], moment)
            for row in range(at_start[stop], at_start[stop + 1]):
                pattern, position = at_pattern[row], at_position[row]
                trip, trips = caught[place], pattern_trips[pattern]
                base = time_start[pattern] + np.int64(position) * trips
                if trip > 0 and departure[base + trip - 1] >= moment:
                    caught[place] = _first_after(departure, base, base + trip, moment) - base
                    if from_position[pattern] < 0:
                        queue[n_queue] = pattern
                        n_queue += 1
                        from_position[pattern] = position
                    elif position < from_position[pattern]:
                        from_position[pattern] = position
                place += 1
        for k in range(1, most_rides + 1):
            n_reached = 0
            for q in range(n_queue):
                pattern = queue[q]
                trips, first = pattern_trips[pattern], pattern_start[pattern]
                trip = trips
                base = time_start[pattern] + np.int64(from_position[pattern]) * trips
                for row in range(first + from_position[pattern], pattern_start[pattern + 1]):
                    stop = pattern_stop[row]
                    if trip < trips and alights[row]:
                        moment = arrival[base + trip]
                        if moment <= bound and moment < ride[k, stop]:
                            for j in range(k, most_rides + 1):
                                if moment >= ride[j, stop]:
                                    break
                                ride[j, stop] = moment
                            if not is_reached[stop]:
                                is_reached[stop] = True
                                reached[n_reached] = stop
                                n_reached += 1
                    if boards[row]:
                        moment = ready[k - 1, stop]
                        if moment <= bound and (trip == trips or moment <= departure[base + trip]):
                            trip = _first_after(departure, base, base + trip, moment) - base
                    base += trips
                from_position[pattern] = -1
            n_queue = 0
            n_fresh = 0
            for r in range(n_reached):
                stop = reached[r]
                is_reached[stop] = False
                moment = ride[k, stop]
                for row in range(egress_start[stop], egress_start[stop + 1]):
                    there = moment + egress_s[row]
                    t = egress_target[row]
                    if there < target[t]:
                        target[t] = there
                        if not is_changed[t]:
                            is_changed[t] = True
                            changed[n_changed] = t
                            n_changed += 1
                if k == most_rides:
                    continue
                for row in range(change_start[stop], change_start[stop + 1]):
                    other = change_stop[row]
                    there = moment + change_s[row]
                    if there <= bound and there < ready[k, other]:
                        for j in range(k, most_rides):
                            if there >= ready[j, other]:
                                break
                            ready[j, other] = there
                        if not is_fresh[other]:
                            is_fresh[other] = True
                            fresh[n_fresh] = other
                            n_fresh += 1
            for f in range(n_fresh):
                stop = fresh[f]
                is_fresh[stop] = False
                moment = ready[k, stop]
                for row in range(at_start[stop], at_start[stop + 1]):
                    pattern, position = at_pattern[row], at_position[row]
                    if from_position[pattern] >= 0 and from_position[pattern] <= position:
                        continue
                    trips = pattern_trips[pattern]
                    # The last trip gone, nothing can be caught.
                    if departure[time_start[pattern] + np.int64(position) * trips + trips - 1] < moment:
                        continue
                    if from_position[pattern] < 0:
                        queue[n_queue] = pattern
                        n_queue += 1
                    from_position[pattern] = position
        for c in range(n_changed):
            t = changed[c]
            is_changed[t] = False
            # Time runs backwards: every moment up to the latest departure arrives now, and those before it did already.
            while backwards and asked[t] < moments.size and moments[asked[t]] <= -target[t]:
                if -leave - moments[asked[t]] <= limit_s:
                    out[asked[t], t] = -leave
                asked[t] += 1
        if not backwards:
            for t in range(n_targets):
                out[d, t] = target[t] if target[t] <= bound else never
