"""Nested dissection: cut the core in two by a small separator, again and again.

The separators are eliminated last, the widest cut at the very end. Each cut is found in two steps: the straight line,
among four directions, that crosses the graph at its narrowest; then the least set of nodes that parts both ends of
the graph in that direction, by maximum flow (:mod:`geo.routing.separator`).
"""

# ruff: noqa: PLR0917, PLR1730 (compiled: no keyword-only parameters, and no min or max, see jit)
import numpy as np

from geo.routing.jit import kernel, subkernel
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
        if high - low <= leaf_size or deep == 0:
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
    best_score, direction, position = np.inf, 0, 0
    for line in range(DIRECTIONS):
        score, cut = _narrowest(pointer, head, lines[line, begin:end], part, place, begin)
        if score < best_score:
            best_score, direction, position = score, line, cut
    margin = int(band * size) + 1
    side = _sides(
        pointer,
        head,
        lines[direction, begin:end],
        part,
        place,
        begin,
        position - margin if position > margin else 1,
        position + margin if position + margin < size else size - 1,
    )
    # ``place`` now tells where each node stands in the direction kept, hence its side
    left, right = 0, 0
    for node_side in side:
        left += node_side == LEFT
        right += node_side == RIGHT
    if left == 0 or right == 0:
        return 0, 0
    for line in range(DIRECTIONS):
        _partition(lines[line, begin:end], side, place, left, right)
    for node in lines[0, begin + left : begin + left + right]:
        part[node] = begin + left
    for node in lines[0, begin + left + right : end]:
        part[node] = PLACED
    return left, right


@subkernel
def _narrowest(
    pointer: np.ndarray, head: np.ndarray, nodes: np.ndarray, part: np.ndarray, place: np.ndarray, name: int
) -> tuple[float, int]:
    """Score and position of the best straight cut: few nodes with a neighbour across, near the middle."""
    size = nodes.size
    for i in range(size):
        place[nodes[i]] = i
    crossing_left = np.zeros(size + 2, np.int32)  # differences: nodes before the cut with a neighbour after it
    crossing_right = np.zeros(size + 2, np.int32)
    for i in range(size):
        node = nodes[i]
        lowest, highest = i, i
        for slot in range(pointer[node], pointer[node + 1]):
            other = head[slot]
            if part[other] == name:
                if place[other] < lowest:
                    lowest = place[other]
                if place[other] > highest:
                    highest = place[other]
        crossing_left[i + 1] += 1
        crossing_left[highest + 1] -= 1
        crossing_right[lowest + 1] += 1
        crossing_right[i + 1] -= 1
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
def _sides(
    pointer: np.ndarray,
    head: np.ndarray,
    nodes: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    name: int,
    first: int,
    last: int,
) -> np.ndarray:
    """Side of each node, in the order of ``nodes``: those before ``first`` are left, those from ``last`` right.

    Only the nodes between, and those beyond that touch them, can be cut: they make the small graph of the flow.
    """
    size = nodes.size
    side = np.empty(size, np.int8)
    local = np.empty(size, np.int32)
    for i in range(size):
        place[nodes[i]] = i
        side[i] = LEFT if i < first else (RIGHT if i >= last else CUT)
    count = _cuttable(pointer, head, nodes, part, place, name, side, local)
    local_pointer, local_head = _flow_graph(pointer, head, nodes, part, place, name, side, local, count)
    is_source = np.zeros(count, np.bool_)
    is_sink = np.zeros(count, np.bool_)
    for i in range(size):
        if local[i] >= 0:
            is_source[local[i]] = side[i] == LEFT
            is_sink[local[i]] = side[i] == RIGHT
    separator, left_side = smallest_separator(local_pointer, local_head, is_source, is_sink)
    for i in range(size):
        if local[i] >= 0:
            side[i] = CUT if separator[local[i]] else (LEFT if left_side[local[i]] else RIGHT)
    return side


@subkernel
def _cuttable(
    pointer: np.ndarray,
    head: np.ndarray,
    nodes: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    name: int,
    side: np.ndarray,
    local: np.ndarray,
) -> int:
    """Give numbers to the nodes that can be cut: those in the band, and those next to another side."""
    count = 0
    for i in range(nodes.size):
        node = nodes[i]
        inside = side[i] == CUT
        for slot in range(pointer[node], pointer[node + 1]):
            other = head[slot]
            if part[other] == name and side[place[other]] != side[i]:
                inside = True
        local[i] = -1
        if inside:
            local[i] = count
            count += 1
    return count


@subkernel
def _flow_graph(
    pointer: np.ndarray,
    head: np.ndarray,
    nodes: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    name: int,
    side: np.ndarray,
    local: np.ndarray,
    count: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Graph of the nodes that can be cut, without the edges inside either end."""
    slots = 0
    for i in range(nodes.size):
        if local[i] >= 0:
            slots += pointer[nodes[i] + 1] - pointer[nodes[i]]
    local_pointer = np.zeros(count + 1, np.int32)
    local_head = np.empty(slots, np.int32)
    filled = 0
    for i in range(nodes.size):
        if local[i] < 0:
            continue
        node = nodes[i]
        for slot in range(pointer[node], pointer[node + 1]):
            other = head[slot]
            if part[other] != name or local[place[other]] < 0:
                continue
            if side[i] == CUT or side[place[other]] != side[i]:
                local_head[filled] = local[place[other]]
                filled += 1
        local_pointer[local[i] + 1] = filled
    return local_pointer, local_head


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
