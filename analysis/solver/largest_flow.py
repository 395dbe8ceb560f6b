"""The most need that open services can serve: the largest flow from places to services, compiled.

Paths go from a place that still needs, through services that are full, by moving what they serve elsewhere, to one
that has room. Services from which no room can be reached any more are closed to the search: they and the places that
they serve are the bottleneck, whose size proves the answer.
"""

from typing import NamedTuple

import numpy as np

from analysis.solver.transport import NOTHING
from geo.routing.jit import kernel
from geo.schema import BoolArray, FloatArray, IntArray


class Net(NamedTuple):
    """Pairs of row ``i`` are ``start[i]:start[i + 1]``; those of node ``j`` are ``by_node[first[j]:first[j + 1]]``."""

    start: IntArray
    node: IntArray
    row: IntArray
    first: IntArray
    by_node: IntArray


def net(row: IntArray, node: IntArray, *, n_rows: int, n_nodes: int) -> Net:
    """Return a net from pairs, in any order."""
    order = np.lexsort((node, row))
    row, node = row[order].astype(np.int64), node[order].astype(np.int64)
    start = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=n_rows)))).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(np.bincount(node, minlength=n_nodes)))).astype(np.int64)
    return Net(start, node, row, first, np.argsort(node, kind="stable").astype(np.int64))


@kernel
def fill(  # noqa: C901 - two passes and the paths
    pairs: Net, need: FloatArray, room: FloatArray, flow: FloatArray
) -> tuple[float, BoolArray]:
    """Raise a flow until nothing more can be served; return how much is, and which rows are in the bottleneck.

    ``flow`` is what is served already, pair by pair: what a service serves is moved, never given up.
    """
    start, node, row, first, _ = pairs
    n_rows, n_nodes = start.size - 1, first.size - 1
    left, load = need.copy(), np.zeros(n_nodes)
    for pair in range(node.size):
        left[row[pair]] -= flow[pair]
        load[node[pair]] += flow[pair]
    dust = 1e-12 * max(1.0, need.sum())
    for here in range(n_rows):
        for pair in range(start[here], start[here + 1]):
            if left[here] <= dust:
                break
            more = min(left[here], room[node[pair]] - load[node[pair]])
            if more > 0:
                flow[pair] += more
                left[here] -= more
                load[node[pair]] += more
    dead = np.zeros(n_nodes, dtype=np.bool_)
    came, queue = np.empty(n_nodes, dtype=np.int64), np.empty(n_nodes, dtype=np.int64)
    lost = np.empty(n_nodes, dtype=np.int64)
    seen, met = np.zeros(n_nodes, dtype=np.bool_), np.zeros(n_rows, dtype=np.bool_)
    for here in range(n_rows):
        while left[here] > dust:
            end = _search(pairs, flow, load, room, (here, dust), (dead, seen, met, came, lost, queue))
            if end == NOTHING:
                break
            _move(pairs, flow, left, load, room, (here, end), (came, lost), dust)
    tight = left > dust
    for pair in range(node.size):
        if flow[pair] > dust and dead[node[pair]]:
            tight[row[pair]] = True
    return need.sum() - left.sum(), tight


@kernel
def left_by_closing(pairs: Net, need: FloatArray, room: FloatArray, flow: FloatArray, closing: IntArray) -> FloatArray:
    """Return, for each closing node, each on its own, how much of what is served no other node could take.

    ``flow`` serves as much as can be (it is not changed): without a node, what it served goes on along paths to room
    elsewhere (Ford and Fulkerson, 1956).
    """
    served, dust = flow.sum(), 1e-9 * max(1.0, need.sum())
    left = np.zeros(closing.size)
    for number in range(closing.size):
        held, others = flow.copy(), room.copy()
        others[closing[number]] = 0.0
        for spot in range(pairs.first[closing[number]], pairs.first[closing[number] + 1]):
            held[pairs.by_node[spot]] = 0.0
        lost = served - fill(pairs, need, others, held)[0]
        left[number] = lost if lost > dust else 0.0
    return left


@kernel
def _search(  # noqa: PLR0917, C901 - compiled code takes positions
    pairs: Net,
    flow: FloatArray,
    load: FloatArray,
    room: FloatArray,
    begin: tuple[int, float],
    marks: tuple[BoolArray, BoolArray, BoolArray, IntArray, IntArray, IntArray],
) -> int:
    """Return a node with room that the row can reach, NOTHING without any: those met are then dead.

    ``came`` is the pair by which a node is entered, ``lost`` the pair that gives way there (NOTHING at the start).
    """
    start, node, row, first, by_node = pairs
    here, dust = begin
    dead, seen, met, came, lost, queue = marks
    size, found = 0, NOTHING
    met[here] = True
    for pair in range(start[here], start[here + 1]):
        to = node[pair]
        if not dead[to] and not seen[to] and room[to] > 0:
            seen[to], came[to], lost[to] = True, pair, NOTHING
            queue[size] = to
            size += 1
    at = 0
    while at < size and found == NOTHING:
        full = queue[at]
        at += 1
        if room[full] - load[full] > dust:
            found = full
            break
        for spot in range(first[full], first[full + 1]):
            held = by_node[spot]
            if flow[held] <= dust or met[row[held]]:
                continue
            met[row[held]] = True
            for pair in range(start[row[held]], start[row[held] + 1]):
                to = node[pair]
                if not dead[to] and not seen[to] and room[to] > 0:
                    seen[to], came[to], lost[to] = True, pair, held
                    queue[size] = to
                    size += 1
    for spot in range(size):
        seen[queue[spot]] = False
        if found == NOTHING:
            dead[queue[spot]] = True
    met[:] = False
    return found


@kernel
def _move(  # noqa: PLR0917 - compiled code takes positions
    pairs: Net,
    flow: FloatArray,
    left: FloatArray,
    load: FloatArray,
    room: FloatArray,
    ends: tuple[int, int],
    path: tuple[IntArray, IntArray],
    dust: float,
) -> None:
    """Send as much as the path takes."""
    here, end = ends
    came, lost = path
    amount = min(left[here], room[end] - load[end])
    at = end
    while lost[at] != NOTHING:
        amount = min(amount, flow[lost[at]])
        at = pairs.node[lost[at]]
    at = end
    while True:
        flow[came[at]] += amount
        if lost[at] == NOTHING:
            break
        gave = lost[at]
        flow[gave] -= amount
        if flow[gave] < dust:
            flow[gave] = 0.0
        at = pairs.node[gave]
    left[here] -= amount
    load[end] += amount
