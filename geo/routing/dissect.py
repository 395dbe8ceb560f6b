"""Nested dissection: cut the core in two by a small separator, again and again.

The separators are eliminated last, the widest cut at the very end. Each cut is found in two steps: the straight line,
among four directions, that crosses the graph at its narrowest; then the least set of nodes that parts both ends of
the graph in that direction, by maximum flow (:mod:`geo.routing.separator`).
"""

# ruff: noqa: PLR0917, PLR1730 (compiled: no keyword-only parameters, and no min or max, see jit)
import numpy as np

from geo.routing.jit import kernel, subkernel
from geo.routing.leaf import order_leaf
from geo.routing.separator import smallest_separator

DIRECTIONS = 4
LEFT, RIGHT, CUT = 0, 1, 2
PLACED = -1
MAX_LEVELS = 64
LEAST_BALANCE = 0.3


@kernel
def dissect(
    pointer: np.ndarray,
    head: np.ndarray,
    lines: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    begin: int,
    end: int,
    levels: int,
    leaf_size: int,
    band: float,
) -> tuple[int, int]:
    """Turn one segment of the node lists into an elimination order, in place.

    Parameters
    ----------
    pointer, head
        The core, undirected, in compressed rows.
    lines
        int32, shape (4, nodes): the nodes sorted along each direction; within the segment, the same nodes in every
        row. On return ``lines[0, begin:end]`` is the order of elimination: left part, right part, separator.
    part
        int32, shape (nodes,): ``begin`` for the nodes of the segment, another value for all others. On return, the
        same for the two parts of the first cut.
    place
        int32, shape (nodes,): scratch.
    begin, end
        The segment. Segments that do not overlap may be dissected side by side.
    levels
        How many times parts are cut again: one leaves the two parts of the first cut for later.
    leaf_size
        Segments of this size or less are left as they are.
    band
        Share of the segment, on each side of the straight cut, through which the separator may run.

    Returns
    -------
    tuple of int
        Number of nodes left and right of the first cut; zeros when no cut was worth making.
    """
    waiting = np.empty((2 * MAX_LEVELS, 3), np.int64)
    waiting[0, 0] = begin
    waiting[0, 1] = end
    waiting[0, 2] = levels
    count, first_left, first_right = 1, 0, 0
    while count:
        count -= 1
        low, high, deep = waiting[count, 0], waiting[count, 1], waiting[count, 2]
        if high - low <= leaf_size:
            order_leaf(pointer, head, lines[0, low:high], part, place, low)
            continue
        if deep == 0:
            continue
        left, right = _bisect(pointer, head, lines, part, place, low, high, band)
        if high - low == end - begin:
            first_left, first_right = left, right
        if left == 0 or right == 0:
            continue
        middle, top = low + left, low + left + right
        for step in range(2):  # the smaller part is taken next, so that few are ever waiting
            is_left = (left > right) == (step == 0)
            waiting[count, 0] = low if is_left else middle
            waiting[count, 1] = middle if is_left else top
            waiting[count, 2] = deep - 1
            count += 1
    return first_left, first_right


@subkernel
def _bisect(
    pointer: np.ndarray,
    head: np.ndarray,
    lines: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    begin: int,
    end: int,
    band: float,
) -> tuple[int, int]:
    """Cut one segment in two; return the sizes of both sides, zeros when it is left as it was."""
    size = end - begin
    near_pointer, near = _inner_graph(pointer, head, lines[0, begin:end], part, place, begin)
    along = np.empty((DIRECTIONS, size), np.int32)
    best_score, direction, position = np.inf, 0, 0
    for line in range(DIRECTIONS):
        for i in range(size):
            along[line, place[lines[line, begin + i]]] = i
        score, cut = _narrowest(near_pointer, near, along[line])
        if score < best_score:
            best_score, direction, position = score, line, cut
    margin = int(band * size) + 1
    first = position - margin if position > margin else 1
    last = position + margin if position + margin < size else size - 1
    side = _sides(near_pointer, near, along[direction], first, last)
    left, right = 0, 0
    for node_side in side:
        left += node_side == LEFT
        right += node_side == RIGHT
    if left == 0 or right == 0:
        return 0, 0
    for line in range(DIRECTIONS):
        _partition(lines[line, begin:end], side, place, left, right)
    for i in range(begin + left, begin + left + right):
        part[lines[0, i]] = begin + left
    for i in range(begin + left + right, end):
        part[lines[0, i]] = PLACED
    return left, right


@subkernel
def _inner_graph(
    pointer: np.ndarray, head: np.ndarray, nodes: np.ndarray, part: np.ndarray, place: np.ndarray, name: int
) -> tuple[np.ndarray, np.ndarray]:
    """Graph of one segment, its nodes numbered as in ``nodes``; ``place`` tells the numbers."""
    slots = 0
    for i in range(nodes.size):
        place[nodes[i]] = i
        slots += pointer[nodes[i] + 1] - pointer[nodes[i]]
    near_pointer = np.zeros(nodes.size + 1, np.int32)
    near = np.empty(slots, np.int32)
    filled = 0
    for i in range(nodes.size):
        for slot in range(pointer[nodes[i]], pointer[nodes[i] + 1]):
            if part[head[slot]] == name:
                near[filled] = place[head[slot]]
                filled += 1
        near_pointer[i + 1] = filled
    return near_pointer, near


@subkernel
def _narrowest(pointer: np.ndarray, head: np.ndarray, along: np.ndarray) -> tuple[float, int]:
    """Score and position of the best straight cut: few nodes with a neighbour across, near the middle.

    ``along`` tells where each node stands in the direction of the cut.
    """
    size = along.size
    crossing_left = np.zeros(size + 2, np.int32)  # differences: nodes before the cut with a neighbour after it
    crossing_right = np.zeros(size + 2, np.int32)
    for node in range(size):
        here = along[node]
        lowest, highest = here, here
        for slot in range(pointer[node], pointer[node + 1]):
            there = along[head[slot]]
            if there < lowest:
                lowest = there
            if there > highest:
                highest = there
        crossing_left[here + 1] += 1
        crossing_left[highest + 1] -= 1
        crossing_right[lowest + 1] += 1
        crossing_right[here + 1] -= 1
    best_score, best = np.inf, 0
    left, right = 0, 0
    for cut in range(size):
        left += crossing_left[cut]
        right += crossing_right[cut]
        balance = (cut if 2 * cut < size else size - cut) / size
        if cut > 0 and balance >= LEAST_BALANCE:
            score = (left if left < right else right) * (1.15 - 0.3 * balance)
            if score < best_score:
                best_score, best = score, cut
    return best_score, best


@subkernel
def _sides(pointer: np.ndarray, head: np.ndarray, along: np.ndarray, first: int, last: int) -> np.ndarray:
    """Side of each node: left when it stands before ``first``, right from ``last`` on, between where the flow says.

    Only the nodes between, and those beyond that touch them, can be cut: they make the small graph of the flow.
    """
    side = np.empty(along.size, np.int8)
    for node in range(along.size):
        side[node] = LEFT if along[node] < first else (RIGHT if along[node] >= last else CUT)
    local, count, slots = _cuttable(pointer, head, side)
    local_pointer = np.zeros(count + 1, np.int32)
    local_head = np.empty(slots, np.int32)
    is_source = np.empty(count, np.bool_)
    is_sink = np.empty(count, np.bool_)
    filled = 0
    for node in range(along.size):
        if local[node] < 0:
            continue
        for slot in range(pointer[node], pointer[node + 1]):
            other = head[slot]
            if local[other] >= 0 and (side[node] == CUT or side[other] != side[node]):  # no edge inside either end
                local_head[filled] = local[other]
                filled += 1
        local_pointer[local[node] + 1] = filled
        is_source[local[node]] = side[node] == LEFT
        is_sink[local[node]] = side[node] == RIGHT
    separator, left_side = smallest_separator(local_pointer, local_head, is_source, is_sink)
    for node in range(along.size):
        if local[node] >= 0:
            side[node] = CUT if separator[local[node]] else (LEFT if left_side[local[node]] else RIGHT)
    return side


@subkernel
def _cuttable(pointer: np.ndarray, head: np.ndarray, side: np.ndarray) -> tuple[np.ndarray, int, int]:
    """Give numbers to the nodes in the band and those next to another side; count them and their edges."""
    local = np.empty(side.size, np.int32)
    count, slots = 0, 0
    for node in range(side.size):
        inside = side[node] == CUT
        for slot in range(pointer[node], pointer[node + 1]):
            if side[head[slot]] != side[node]:
                inside = True
        local[node] = -1
        if inside:
            local[node] = count
            count += 1
            slots += pointer[node + 1] - pointer[node]
    return local, count, slots


@subkernel
def _partition(nodes: np.ndarray, side: np.ndarray, place: np.ndarray, left: int, right: int) -> None:
    """Sort one list by side, keeping the order within each side."""
    old = nodes.copy()
    at_left, at_right, at_cut = 0, left, left + right
    for node in old:
        where = side[place[node]]
        if where == LEFT:
            nodes[at_left] = node
            at_left += 1
        elif where == RIGHT:
            nodes[at_right] = node
            at_right += 1
        else:
            nodes[at_cut] = node
            at_cut += 1
