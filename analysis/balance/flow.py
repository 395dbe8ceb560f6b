"""The compiled transport problem: many places, few sinks, exact, with the prices that prove it.

Successive shortest paths (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, chapter 9), written for many places and
few sinks: each place in turn pushes its need along the shortest path to a sink with room, through full sinks that
pass on a place they hold. The residual network is kept between sinks only: ``least[u, k]`` is the least time added
by moving some place from ``u`` to ``k``. The last sink stands for being turned away: it always has room.

Prices keep every reduced length (time + price there − price here) at zero or more. A search may start from guessed
prices: sinks that turn out to be priced above zero with room left are then filled, or brought down to zero.
"""

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
def transport(  # noqa: PLR0917 - compiled code takes positions
    start: IntArray, sink: CodeArray, minutes: FloatArray, need: FloatArray, room: FloatArray, guess: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the flow of every pair, and the price of every sink.

    Parameters
    ----------
    start, sink, minutes
        Pairs per place; every place has one with the last sink, whose minutes are the cost of being turned away.
    need
        What each place sends.
    room
        What each sink takes at most, above zero; the last is infinite.
    guess
        Prices to start from: zero or more, zero for the last sink and for those without limit.
    """
    n_sinks = room.size
    row = np.empty(sink.size, dtype=np.int64)
    for place in range(need.size):
        row[start[place] : start[place + 1]] = place
    pairs = Pairs(start, row, sink, minutes)
    held = Held(
        np.zeros(sink.size),
        np.full(n_sinks, NOTHING, dtype=np.int64),
        np.full(sink.size, NOTHING, dtype=np.int64),
        np.full(sink.size, NOTHING, dtype=np.int64),
    )
    shifts = Shifts(
        np.full((n_sinks, n_sinks), np.inf),
        np.full((n_sinks, n_sinks), NOTHING, dtype=np.int64),
        np.full((n_sinks, n_sinks), NOTHING, dtype=np.int64),
        np.empty((n_sinks, n_sinks), dtype=np.int64),
        np.zeros(n_sinks, dtype=np.int64),
    )
    search = Search(
        np.full(n_sinks, np.inf),
        np.full(n_sinks, NOTHING, dtype=np.int64),
        np.full(n_sinks, NOTHING, dtype=np.int64),
        np.zeros(n_sinks, dtype=np.bool_),
        np.empty(n_sinks, dtype=np.int64),
        np.empty(n_sinks, dtype=np.int64),
        np.zeros(2, dtype=np.int64),
    )
    load, price = np.zeros(n_sinks), guess.copy()
    dust = 1e-13 * max(1.0, need.sum())
    for place in range(need.size):
        _push(place, need[place], pairs, held, shifts, search, load, room, price, dust)
    _settle_prices(pairs, held, shifts, search, load, room, price, dust)
    return held.flow, price


@compiled
def _push(  # noqa: PLR0917
    place: int,
    amount: float,
    pairs: Pairs,
    held: Held,
    shifts: Shifts,
    search: Search,
    load: FloatArray,
    room: FloatArray,
    price: FloatArray,
    dust: float,
) -> None:
    """Send what a place needs, path by path."""
    while amount > dust:
        for pair in range(pairs.start[place], pairs.start[place + 1]):
            to = pairs.sink[pair]
            _reach(search, to, pairs.minutes[pair] + price[to], NOTHING, pair)
        end = _shortest(search, shifts, load, room, price, False)
        sent = _fitting(end, min(amount, room[end] - load[end]), held, shifts, search)
        for position in range(search.sizes[1]):
            settled = search.done[position]
            price[settled] += search.distance[end] - search.distance[settled]
        load[end] = room[end] if room[end] - load[end] - sent <= dust else load[end] + sent
        _move(end, sent, pairs, held, shifts, search, dust)
        _forget(search)
        amount -= sent


@compiled
def _settle_prices(  # noqa: PLR0917
    pairs: Pairs,
    held: Held,
    shifts: Shifts,
    search: Search,
    load: FloatArray,
    room: FloatArray,
    price: FloatArray,
    dust: float,
) -> None:
    """Fill the sinks whose price is above zero and that have room, or bring their price down to zero."""
    away = room.size - 1
    waiting = 0
    for sink in range(away):
        waiting += load[sink] < room[sink] and price[sink] > 0
    while waiting > 0:
        # From being turned away, or from any sink that lets its own price go.
        search.settled[away] = True
        search.distance[away] = 0.0
        search.through[away] = search.entry[away] = NOTHING
        for sink in range(away):
            _reach(search, sink, price[sink], NOTHING, NOTHING)
        _relax(search, shifts, price, away)
        end = _shortest(search, shifts, load, room, price, True)
        far = search.distance[end]
        sent = _fitting(end, room[end] - load[end], held, shifts, search)
        begin = end
        while search.through[begin] != NOTHING:
            begin = search.through[begin]
        if begin != end:
            load[end] = room[end] if room[end] - load[end] - sent <= dust else load[end] + sent
            if begin != away:
                load[begin] -= sent
            _move(end, sent, pairs, held, shifts, search, dust)
        for sink in range(away):
            price[sink] = max(0.0, price[sink] - min(far, search.distance[sink]))
        if begin == end:
            price[end] = 0.0
        elif begin != away:
            price[begin] = 0.0
        _forget(search)
        search.settled[away] = False
        search.distance[away] = np.inf
        waiting = 0
        for sink in range(away):
            waiting += load[sink] < room[sink] and price[sink] > 0


@compiled
def _reach(search: Search, to: int, distance: float, through: int, entry: int) -> None:  # noqa: PLR0917
    """Note a way to a sink, if it is the shortest so far."""
    if search.settled[to] or distance >= search.distance[to]:
        return
    if search.distance[to] == np.inf:
        search.queue[search.sizes[0]] = to
        search.sizes[0] += 1
    search.distance[to], search.through[to], search.entry[to] = distance, through, entry


@compiled
def _relax(search: Search, shifts: Shifts, price: FloatArray, here: int) -> None:
    """Look at every sink that something could be moved to from ``here``."""
    for position in range(shifts.degree[here]):
        to = shifts.neighbours[here, position]
        step = max(shifts.least[here, to] + price[to] - price[here], 0.0)
        distance = search.distance[here] + step
        # As `_reach`, written out: the innermost loop.
        if search.settled[to] or distance >= search.distance[to]:
            continue
        if search.distance[to] == np.inf:
            search.queue[search.sizes[0]] = to
            search.sizes[0] += 1
        search.distance[to], search.through[to], search.entry[to] = distance, here, NOTHING


@compiled
def _shortest(  # noqa: PLR0917
    search: Search, shifts: Shifts, load: FloatArray, room: FloatArray, price: FloatArray, priced: bool
) -> int:
    """Settle sinks by distance until one has room (and, where ``priced``, a price above zero); return it."""
    while True:
        best = 0
        for position in range(1, search.sizes[0]):
            if search.distance[search.queue[position]] < search.distance[search.queue[best]]:
                best = position
        here = search.queue[best]
        if load[here] < room[here] and (not priced or price[here] > 0):
            return here
        search.sizes[0] -= 1
        search.queue[best] = search.queue[search.sizes[0]]
        search.settled[here] = True
        search.done[search.sizes[1]] = here
        search.sizes[1] += 1
        _relax(search, shifts, price, here)


@compiled
def _fitting(end: int, amount: float, held: Held, shifts: Shifts, search: Search) -> float:  # noqa: PLR0917
    """Return how much can go along the path that ends at ``end``, ``amount`` at most."""
    at = end
    while search.through[at] != NOTHING:
        amount = min(amount, held.flow[shifts.leaves[search.through[at], at]])
        at = search.through[at]
    return amount


@compiled
def _move(  # noqa: PLR0917
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
    held.after[pair], held.before[pair] = held.first[sink], NOTHING
    if held.first[sink] != NOTHING:
        held.before[held.first[sink]] = pair
    held.first[sink] = pair


@compiled
def _unchain(held: Held, sink: int, pair: int) -> None:
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
def _look_again(sink: int, gone: int, pairs: Pairs, held: Held, shifts: Shifts) -> None:  # noqa: PLR0917
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
def _forget(search: Search) -> None:
    for position in range(search.sizes[0]):
        search.distance[search.queue[position]] = np.inf
    for position in range(search.sizes[1]):
        search.distance[search.done[position]] = np.inf
        search.settled[search.done[position]] = False
    search.sizes[:] = 0
