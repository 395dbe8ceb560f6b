"""The residual network of the transport problem, kept between sinks: searched, moved along, kept up to date."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
CodeArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]

NOTHING = -1

compiled = njit(cache=True, nogil=True)


class Pairs(NamedTuple):
    """Who can go where: the pairs of row ``i`` are ``start[i]:start[i + 1]``; ``row`` gives the row of a pair."""

    start: IntArray
    row: IntArray
    sink: CodeArray
    minutes: FloatArray


class Held(NamedTuple):
    """What each sink holds: the flow of every pair, and a chain of the pairs in use per sink."""

    flow: FloatArray
    first: IntArray
    after: IntArray
    before: IntArray


class Shifts(NamedTuple):
    """The best way to move something from one sink to another: minutes added, pair it leaves, pair it takes."""

    least: FloatArray
    leaves: IntArray
    takes: IntArray
    neighbours: IntArray
    degree: IntArray


class Search(NamedTuple):
    """Working arrays of a shortest path: ``queue[:sizes[0]]`` waits, ``done[:sizes[1]]`` is settled."""

    distance: FloatArray
    through: IntArray
    entry: IntArray
    settled: BoolArray
    queue: IntArray
    done: IntArray
    sizes: IntArray


@compiled
def reach(search: Search, to: int, distance: float, through: int, entry: int) -> None:
    """Note a way to a sink, if it is the shortest so far."""
    if search.settled[to] or distance >= search.distance[to]:
        return
    if search.distance[to] == np.inf:
        search.queue[search.sizes[0]] = to
        search.sizes[0] += 1
    search.distance[to], search.through[to], search.entry[to] = distance, through, entry


@compiled
def relax(search: Search, shifts: Shifts, price: FloatArray, here: int) -> None:
    """Look at every sink that something could be moved to from ``here``."""
    for position in range(shifts.degree[here]):
        to = shifts.neighbours[here, position]
        step = max(shifts.least[here, to] + price[to] - price[here], 0.0)
        distance = search.distance[here] + step
        # As `reach`, written out: the innermost loop.
        if search.settled[to] or distance >= search.distance[to]:
            continue
        if search.distance[to] == np.inf:
            search.queue[search.sizes[0]] = to
            search.sizes[0] += 1
        search.distance[to], search.through[to], search.entry[to] = distance, here, NOTHING


@compiled
def shortest(  # noqa: PLR0917
    search: Search, shifts: Shifts, load: FloatArray, room: FloatArray, price: FloatArray, above: float
) -> int:
    """Settle sinks by distance until one has room and a price above ``above``; return it."""
    while True:
        best = 0
        for position in range(1, search.sizes[0]):
            if search.distance[search.queue[position]] < search.distance[search.queue[best]]:
                best = position
        here = int(search.queue[best])
        if load[here] < room[here] and price[here] > above:
            return here
        search.sizes[0] -= 1
        search.queue[best] = search.queue[search.sizes[0]]
        search.settled[here] = True
        search.done[search.sizes[1]] = here
        search.sizes[1] += 1
        relax(search, shifts, price, here)


@compiled
def fitting(end: int, amount: float, held: Held, shifts: Shifts, search: Search) -> float:
    """Return how much can go along the path that ends at ``end``, ``amount`` at most."""
    at = end
    while search.through[at] != NOTHING:
        amount = min(amount, held.flow[shifts.leaves[search.through[at], at]])
        at = search.through[at]
    return amount


@compiled
def move(  # noqa: PLR0917
    end: int, amount: float, pairs: Pairs, held: Held, shifts: Shifts, search: Search, dust: float
) -> None:
    """Move an amount along the path, from its end back to where it begins."""
    at = end
    while True:
        came = search.through[at]
        gains = search.entry[at] if came == NOTHING else shifts.takes[came, at]
        leaves = NOTHING if came == NOTHING else shifts.leaves[came, at]
        if gains != NOTHING:
            fresh = held.flow[gains] == 0.0
            held.flow[gains] += amount
            if fresh:
                _chain(held, at, gains)
                _offer(gains, pairs, shifts)
        if came == NOTHING:
            return
        if held.flow[leaves] - amount > dust:
            held.flow[leaves] -= amount
        else:
            held.flow[leaves] = 0.0
            _unchain(held, came, leaves)
            _look_again(came, leaves, pairs, held, shifts)
        at = came


@compiled
def _chain(held: Held, sink: int, pair: int) -> None:
    """Add a pair to those that a sink holds."""
    held.after[pair], held.before[pair] = held.first[sink], NOTHING
    if held.first[sink] != NOTHING:
        held.before[held.first[sink]] = pair
    held.first[sink] = pair


@compiled
def _unchain(held: Held, sink: int, pair: int) -> None:
    """Take a pair from those that a sink holds."""
    if held.before[pair] == NOTHING:
        held.first[sink] = held.after[pair]
    else:
        held.after[held.before[pair]] = held.after[pair]
    if held.after[pair] != NOTHING:
        held.before[held.after[pair]] = held.before[pair]


@compiled
def _offer(pair: int, pairs: Pairs, shifts: Shifts) -> None:
    """Note where what is held through ``pair`` could be moved to, and at what cost."""
    here, place = pairs.sink[pair], pairs.row[pair]
    for other in range(pairs.start[place], pairs.start[place + 1]):
        to = pairs.sink[other]
        added = pairs.minutes[other] - pairs.minutes[pair]
        if to == here or added >= shifts.least[here, to]:
            continue
        if shifts.least[here, to] == np.inf:
            shifts.neighbours[here, shifts.degree[here]] = to
            shifts.degree[here] += 1
        shifts.least[here, to], shifts.leaves[here, to], shifts.takes[here, to] = added, pair, other


@compiled
def _look_again(sink: int, gone: int, pairs: Pairs, held: Held, shifts: Shifts) -> None:
    """Find the best shifts of a sink again, where ``gone`` was one of them."""
    known = shifts.degree[sink]
    stale = False
    for position in range(known):
        stale |= shifts.leaves[sink, shifts.neighbours[sink, position]] == gone
    if not stale:
        return
    for position in range(known):
        shifts.least[sink, shifts.neighbours[sink, position]] = np.inf
    shifts.degree[sink] = 0
    pair = held.first[sink]
    while pair != NOTHING:
        _offer(pair, pairs, shifts)
        pair = held.after[pair]


@compiled
def forget(search: Search) -> None:
    """Make the working arrays ready for another search."""
    for position in range(search.sizes[0]):
        search.distance[search.queue[position]] = np.inf
    for position in range(search.sizes[1]):
        search.distance[search.done[position]] = np.inf
        search.settled[search.done[position]] = False
    search.sizes[:] = 0
