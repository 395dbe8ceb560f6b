"""The compiled transport problem: many places, few sinks, exact, with the prices that prove it.

Successive shortest paths (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, chapter 9), written for many places and
few sinks: each place in turn pushes its need along the shortest path to a sink with room, through full sinks that
pass on a place they hold. The residual network is kept between sinks only, searched, moved along and kept up to date:
from each sink to each other, the least time added by moving some place that the one holds to the other. The last sink
stands for being turned away: it always has room.

Prices keep every reduced length (time + price there − price here) at zero or more. A search may start from guessed
prices: sinks that turn out to be priced above zero with room left are then filled, or brought down to zero.
"""

from typing import NamedTuple

import numpy as np

from geo.routing.jit import kernel
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray

NOTHING = -1


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
    """The best way to move something from one sink to another.

    For the sink ``u``, in ``[u, :degree[u]]``: the ``neighbour`` it could go to, the minutes ``added``, the pair it
    ``leaves`` and the pair it ``takes``. ``spot[u, k]`` is where ``k`` is among the neighbours of ``u``.
    """

    degree: IntArray
    neighbour: CodeArray
    added: FloatArray
    leaves: CodeArray
    takes: CodeArray
    spot: CodeArray


class PathSearch(NamedTuple):
    """Working arrays of a shortest path: ``queue[:sizes[0]]`` waits, ``done[:sizes[1]]`` is settled.

    ``key`` holds the distances of the queue, side by side; ``place`` is where a sink stands in it.
    """

    distance: FloatArray
    through: IntArray
    entry: IntArray
    settled: BoolArray
    queue: IntArray
    done: IntArray
    sizes: IntArray
    key: FloatArray
    place: IntArray


@kernel
def _enter(search: PathSearch, sinks: CodeArray, minutes: FloatArray, price: FloatArray, entry: int) -> None:
    """Note the sinks that a search enters by, each once; their entries follow ``entry``, unless it is nothing."""
    distance, through, entries, queue, place, key = (
        search.distance,
        search.through,
        search.entry,
        search.queue,
        search.place,
        search.key,
    )
    for position in range(sinks.size):
        to = sinks[position]
        queue[position], place[to] = to, position
        key[position] = distance[to] = minutes[position] + price[to]
        through[to], entries[to] = NOTHING, NOTHING if entry == NOTHING else entry + position
    search.sizes[0] = sinks.size


@kernel
def _shortest(
    search: PathSearch, shifts: Shifts, limits: tuple[FloatArray, FloatArray, FloatArray], begin: int, above: float
) -> int:
    """Settle sinks by distance until one has room and a price above ``above``; return it.

    ``limits`` are load, room and price. Where ``begin`` is a sink, the search goes on from it first.
    """
    # Arrays are named once: reaching into a named tuple inside a loop counts references each time.
    load, room, price = limits
    distance, through, entry, settled, queue, done, sizes, key, place = search
    degree, neighbour, added = shifts.degree, shifts.neighbour, shifts.added
    waiting, finished = sizes[0], sizes[1]
    here = begin
    while True:
        if here != NOTHING:
            for spot in range(degree[here]):
                to = neighbour[here, spot]
                far = distance[here] + max(added[here, spot] + price[to] - price[here], 0.0)
                if far >= distance[to] or settled[to]:
                    continue
                if distance[to] == np.inf:
                    queue[waiting], place[to] = to, waiting
                    waiting += 1
                key[place[to]] = far
                distance[to], through[to], entry[to] = far, here, spot
        best, least = 0, key[0]
        for position in range(1, waiting):
            if key[position] < least:
                best, least = position, key[position]
        here = int(queue[best])
        if load[here] < room[here] and price[here] > above:
            sizes[0], sizes[1] = waiting, finished
            return here
        waiting -= 1
        queue[best], key[best] = queue[waiting], key[waiting]
        place[queue[best]] = best
        settled[here] = True
        done[finished] = here
        finished += 1


@kernel
def _fitting(end: int, amount: float, held: Held, shifts: Shifts, search: PathSearch) -> float:
    """Return how much can go along the path that ends at ``end``, ``amount`` at most.

    ``entry`` of a sink on the path is the pair it is entered by, or, where it is reached through another sink, the
    spot of the shift.
    """
    through, entry, flow, leaves = search.through, search.entry, held.flow, shifts.leaves
    at = end
    while through[at] != NOTHING:
        amount = min(amount, flow[leaves[through[at], entry[at]]])
        at = through[at]
    return amount


@kernel
def _reprice(search: PathSearch, price: FloatArray, end: int) -> None:
    """Raise the price of every settled sink by how much nearer than ``end`` it is."""
    done, distance = search.done, search.distance
    for position in range(search.sizes[1]):
        price[done[position]] += distance[end] - distance[done[position]]


@kernel
def _move(  # noqa: PLR0917
    end: int, amount: float, pairs: Pairs, held: Held, shifts: Shifts, search: PathSearch, dust: float
) -> None:
    """Move an amount along the path, from its end back to where it begins."""
    at = end
    while True:
        came, entry = search.through[at], search.entry[at]
        # What is read of the shifts is read before they change.
        gains = entry if came == NOTHING else int(shifts.takes[came, entry])
        leaves = NOTHING if came == NOTHING else int(shifts.leaves[came, entry])
        if gains != NOTHING:
            fresh = held.flow[gains] == 0.0
            held.flow[gains] += amount
            if fresh:
                _chain(held, at, gains)
                _offer(gains, pairs, held, shifts, False)  # noqa: FBT003
        if came == NOTHING:
            return
        if held.flow[leaves] - amount > dust:
            held.flow[leaves] -= amount
        else:
            held.flow[leaves] = 0.0
            _unchain(held, came, leaves)
            _look_again(came, leaves, pairs, held, shifts)
        at = came


@kernel
def _chain(held: Held, sink: int, pair: int) -> None:
    """Add a pair to those that a sink holds."""
    held.after[pair], held.before[pair] = held.first[sink], NOTHING
    if held.first[sink] != NOTHING:
        held.before[held.first[sink]] = pair
    held.first[sink] = pair


@kernel
def _unchain(held: Held, sink: int, pair: int) -> None:
    """Take a pair from those that a sink holds."""
    if held.before[pair] == NOTHING:
        held.first[sink] = held.after[pair]
    else:
        held.after[held.before[pair]] = held.after[pair]
    if held.after[pair] != NOTHING:
        held.before[held.after[pair]] = held.before[pair]


@kernel
def _offer(first: int, pairs: Pairs, held: Held, shifts: Shifts, following: bool) -> None:  # noqa: FBT001
    """Note where what is held through a pair (and, if ``following``, those chained after it) could be moved to."""
    start, row, sink, minutes = pairs
    degree, neighbour, added, leaves, takes, spots = shifts
    after = held.after
    here = sink[first]
    pair = first
    while pair != NOTHING:
        place = row[pair]
        for other in range(start[place], start[place + 1]):
            to = sink[other]
            more = minutes[other] - minutes[pair]
            spot = spots[here, to]
            if spot == NOTHING:
                if to == here:
                    continue
                spot = degree[here]
                spots[here, to], neighbour[here, spot] = spot, to
                degree[here] += 1
            elif more >= added[here, spot]:
                continue
            added[here, spot], leaves[here, spot], takes[here, spot] = more, pair, other
        pair = after[pair] if following else NOTHING


@kernel
def _look_again(sink: int, gone: int, pairs: Pairs, held: Held, shifts: Shifts) -> None:
    """Find the best shifts of a sink again, where ``gone`` was one of them."""
    degree, neighbour, spots, leaves = shifts.degree, shifts.neighbour, shifts.spot, shifts.leaves
    stale = False
    for spot in range(degree[sink]):
        stale |= leaves[sink, spot] == gone
    if not stale:
        return
    for spot in range(degree[sink]):
        spots[sink, neighbour[sink, spot]] = NOTHING
    degree[sink] = 0
    if held.first[sink] != NOTHING:
        _offer(held.first[sink], pairs, held, shifts, True)  # noqa: FBT003


@kernel
def _forget(search: PathSearch) -> None:
    """Make the working arrays ready for another search."""
    distance, settled, queue, done, sizes = search.distance, search.settled, search.queue, search.done, search.sizes
    for position in range(sizes[0]):
        distance[queue[position]] = np.inf
    for position in range(sizes[1]):
        distance[done[position]] = np.inf
        settled[done[position]] = False
    sizes[:] = 0


@kernel
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
        np.zeros(n_sinks, dtype=np.int64),
        np.empty((n_sinks, n_sinks), dtype=np.int32),
        np.empty((n_sinks, n_sinks)),
        np.empty((n_sinks, n_sinks), dtype=np.int32),
        np.empty((n_sinks, n_sinks), dtype=np.int32),
        np.full((n_sinks, n_sinks), NOTHING, dtype=np.int32),
    )
    search = PathSearch(
        np.full(n_sinks, np.inf),
        np.full(n_sinks, NOTHING, dtype=np.int64),
        np.full(n_sinks, NOTHING, dtype=np.int64),
        np.zeros(n_sinks, dtype=np.bool_),
        np.empty(n_sinks, dtype=np.int64),
        np.empty(n_sinks, dtype=np.int64),
        np.zeros(2, dtype=np.int64),
        np.empty(n_sinks),
        np.empty(n_sinks, dtype=np.int64),
    )
    load, price = np.zeros(n_sinks), guess.copy()
    dust = 1e-13 * max(1.0, need.sum())
    for place in range(need.size):
        _push(place, need[place], pairs, held, shifts, search, load, room, price, dust)
    _settle_prices(pairs, held, shifts, search, load, room, price, dust)
    return held.flow, price


@kernel
def _push(  # noqa: PLR0917
    place: int,
    amount: float,
    pairs: Pairs,
    held: Held,
    shifts: Shifts,
    search: PathSearch,
    load: FloatArray,
    room: FloatArray,
    price: FloatArray,
    dust: float,
) -> None:
    """Send what a place needs, path by path."""
    first, last = pairs.start[place], pairs.start[place + 1]
    while amount > dust:
        _enter(search, pairs.sink[first:last], pairs.minutes[first:last], price, first)
        end = _shortest(search, shifts, (load, room, price), NOTHING, -1.0)
        sent = _fitting(end, min(amount, room[end] - load[end]), held, shifts, search)
        _reprice(search, price, end)
        load[end] = room[end] if room[end] - load[end] - sent <= dust else load[end] + sent
        _move(end, sent, pairs, held, shifts, search, dust)
        _forget(search)
        amount -= sent


@kernel
def _settle_prices(  # noqa: PLR0917
    pairs: Pairs,
    held: Held,
    shifts: Shifts,
    search: PathSearch,
    load: FloatArray,
    room: FloatArray,
    price: FloatArray,
    dust: float,
) -> None:
    """Fill the sinks whose price is above zero and that have room, or bring their price down to zero."""
    away = room.size - 1
    others, nothing = np.arange(away).astype(np.int32), np.zeros(away)
    while _waiting(load, room, price):
        # From being turned away, or from any sink that lets its own price go.
        search.settled[away] = True
        search.distance[away] = 0.0
        search.through[away] = search.entry[away] = NOTHING
        _enter(search, others, nothing, price, NOTHING)
        end = _shortest(search, shifts, (load, room, price), away, 0.0)
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


@kernel
def _waiting(load: FloatArray, room: FloatArray, price: FloatArray) -> bool:
    """Tell whether some sink has room left and a price above zero."""
    return bool(np.any((load < room) & (price > 0)))
