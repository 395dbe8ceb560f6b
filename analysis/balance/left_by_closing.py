"""What each closure would leave unserved: the flow of a closed service is sent elsewhere, as much as fits.

From a flow that serves as much need as possible, taking a service away frees what it served. Each freed place sends
its need to a service with room, straight or by moving others on (augmenting paths, Ford and Fulkerson, 1956): when no
path is left, what remains could be served by nobody. One service at a time, from the same flow.
"""

import numpy as np

from analysis.balance.residual import NOTHING, CodeArray, FloatArray, IntArray, compiled


@compiled
def left_by_closing(  # noqa: C901, PLR0917 - compiled code takes positions, and one loop is one closure
    start: IntArray,
    sink: CodeArray,
    order: IntArray,
    first: IntArray,
    flow: FloatArray,
    room: FloatArray,
    closing: IntArray,
    dust: float,
) -> FloatArray:
    """Return, for each closing sink, the amount that no other sink could take.

    Parameters
    ----------
    start, sink
        Pairs per place.
    order, first
        Pairs per sink: those of sink ``u`` are ``order[first[u]:first[u + 1]]``.
    flow
        Flow of every pair, serving as much as can be.
    room
        What each sink takes at most; infinite without limit.
    closing
        Sinks to close, each on its own.
    """
    n_sinks = room.size
    row = np.empty(sink.size, dtype=np.int64)
    for place in range(start.size - 1):
        row[start[place] : start[place + 1]] = place
    load = np.zeros(n_sinks)
    for pair in range(sink.size):
        load[sink[pair]] += flow[pair]
    left = np.zeros(closing.size)
    taken = np.empty(n_sinks, dtype=np.int64)
    left_by = np.empty(n_sinks, dtype=np.int64)
    queue = np.empty(n_sinks, dtype=np.int64)
    for number in range(closing.size):
        closed = closing[number]
        held, used = flow.copy(), load.copy()
        freed = order[first[closed] : first[closed + 1]]
        freed = freed[held[freed] > dust]
        while True:
            taken[:] = NOTHING
            taken[closed] = 0
            waiting = 0
            for pair in freed:
                if held[pair] <= dust:
                    continue
                place = row[pair]
                for other in range(start[place], start[place + 1]):
                    to = sink[other]
                    if taken[to] == NOTHING:
                        taken[to], left_by[to] = other, pair
                        queue[waiting] = to
                        waiting += 1
            end = _with_room(start, sink, order, first, row, held, used, room, taken, left_by, queue, waiting, dust)
            if end == NOTHING:
                break
            sent, at = room[end] - used[end], end
            while at != closed:
                sent = min(sent, held[left_by[at]])
                at = sink[left_by[at]]
            used[end] += sent
            at = end
            while at != closed:
                before = left_by[at]
                held[taken[at]] += sent
                held[before] = 0.0 if held[before] - sent <= dust else held[before] - sent
                at = sink[before]
        left[number] = held[freed].sum()
    return left


@compiled
def _with_room(  # noqa: PLR0917
    start: IntArray,
    sink: CodeArray,
    order: IntArray,
    first: IntArray,
    row: IntArray,
    held: FloatArray,
    used: FloatArray,
    room: FloatArray,
    taken: IntArray,
    left_by: IntArray,
    queue: IntArray,
    waiting: int,
    dust: float,
) -> int:
    """Return the first sink with room that a search from ``queue[:waiting]`` meets, or nothing.

    ``taken`` is the pair by which each sink met is entered, ``left_by`` the pair that is given up for it.
    """
    here = 0
    while here < waiting:
        at = queue[here]
        here += 1
        if room[at] - used[at] > dust:
            return int(at)
        for position in range(first[at], first[at + 1]):
            pair = order[position]
            if held[pair] <= dust:
                continue
            place = row[pair]
            for other in range(start[place], start[place + 1]):
                to = sink[other]
                if taken[to] == NOTHING:
                    taken[to], left_by[to] = other, pair
                    queue[waiting] = to
                    waiting += 1
    return NOTHING
