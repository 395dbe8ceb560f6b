"""The compiled transport problem: many places, few sinks, exact, with the prices that prove it.

Successive shortest paths (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, chapter 9), written for many places and
few sinks: each place in turn pushes its need along the shortest path to a sink with room, through full sinks that
pass on a place they hold. The residual network is kept between sinks only: from each sink to each other, the least
time added by moving some place that the one holds to the other. The last sink stands for being turned away: it always
has room.

Prices keep every reduced length (time + price there − price here) at zero or more. A search may start from guessed
prices: sinks that turn out to be priced above zero with room left are then filled, or brought down to zero.
"""

import numpy as np

from analysis.balance.residual import (
    NOTHING,
    CodeArray,
    FloatArray,
    Held,
    IntArray,
    Pairs,
    Search,
    Shifts,
    compiled,
    enter,
    fitting,
    forget,
    move,
    reprice,
    shortest,
)


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
        np.zeros(n_sinks, dtype=np.int64),
        np.empty((n_sinks, n_sinks), dtype=np.int32),
        np.empty((n_sinks, n_sinks)),
        np.empty((n_sinks, n_sinks), dtype=np.int32),
        np.empty((n_sinks, n_sinks), dtype=np.int32),
        np.full((n_sinks, n_sinks), NOTHING, dtype=np.int32),
    )
    search = Search(
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
    first, last = pairs.start[place], pairs.start[place + 1]
    while amount > dust:
        enter(search, pairs.sink[first:last], pairs.minutes[first:last], price, first)
        end = shortest(search, shifts, (load, room, price), NOTHING, -1.0)
        sent = fitting(end, min(amount, room[end] - load[end]), held, shifts, search)
        reprice(search, price, end)
        load[end] = room[end] if room[end] - load[end] - sent <= dust else load[end] + sent
        move(end, sent, pairs, held, shifts, search, dust)
        forget(search)
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
    others, nothing = np.arange(away).astype(np.int32), np.zeros(away)
    while _waiting(load, room, price):
        # From being turned away, or from any sink that lets its own price go.
        search.settled[away] = True
        search.distance[away] = 0.0
        search.through[away] = search.entry[away] = NOTHING
        enter(search, others, nothing, price, NOTHING)
        end = shortest(search, shifts, (load, room, price), away, 0.0)
        far = search.distance[end]
        sent = fitting(end, room[end] - load[end], held, shifts, search)
        begin = end
        while search.through[begin] != NOTHING:
            begin = search.through[begin]
        if begin != end:
            load[end] = room[end] if room[end] - load[end] - sent <= dust else load[end] + sent
            if begin != away:
                load[begin] -= sent
            move(end, sent, pairs, held, shifts, search, dust)
        for sink in range(away):
            price[sink] = max(0.0, price[sink] - min(far, search.distance[sink]))
        if begin == end:
            price[end] = 0.0
        elif begin != away:
            price[begin] = 0.0
        forget(search)
        search.settled[away] = False
        search.distance[away] = np.inf


@compiled
def _waiting(load: FloatArray, room: FloatArray, price: FloatArray) -> bool:
    """Tell whether some sink has room left and a price above zero."""
    return bool(np.any((load < room) & (price > 0)))
