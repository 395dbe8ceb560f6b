"""Nested dissection: cut the core in two by a small separator, again and again.

The separators are eliminated last, the widest cut at the very end. Each cut is found in two steps: the straight line,
among four directions, that crosses the graph at its narrowest; then the least set of nodes that parts both ends of
the graph in that direction, by maximum flow (:mod:`geo.routing.separator`).
"""

# ruff: noqa: PLR0917 (compiled functions know no keyword-only parameters)
import numpy as np

from geo.routing.jit import kernel
from geo.routing.separator import smallest_separator

DIRECTIONS = 4
LEFT, RIGHT, CUT = 0, 1, 2
PLACED = -1


@kernel
def dissect(
    pointer: np.ndarray,
    head: np.ndarray,
    lines: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    begin: int,
    end: int,
    leaf_size: int,
    band: float,
) -> None:
    """Turn one segment of the node lists into an elimination order, in place.

    Parameters
    ----------
    pointer, head
        The core, undirected, in compressed rows.
    lines
        int32, shape (4, nodes): the nodes sorted along each direction; within the segment, the same nodes in every
        row. On return ``lines[0, begin:end]`` is the order of elimination.
    part
        int32, shape (nodes,): ``begin`` for the nodes of the segment, another value for all others.
    place
        int32, shape (nodes,): scratch.
    begin, end
        The segment. Segments that do not overlap may be dissected side by side.
    leaf_size
        Segments of this size or less are left as they are.
    band
        Share of the segment, on each side of the straight cut, through which the separator may run.
    """
    stack = [(begin, end)]
    while stack:
        low, high = stack.pop()
        if high - low <= leaf_size:
            continue
        left, right = bisect(pointer, head, lines, part, place, low, high, band)
        if left == 0 or right == 0:
            continue
        stack.append((low, low + left))
        stack.append((low + left, low + left + right))


@kernel
def bisect(
    pointer: np.ndarray,
    head: np.ndarray,
    lines: np.ndarray,
    part: np.ndarray,
    place: np.ndarray,
    begin: int,
    end: int,
    band: float,
) -> tuple[int, int]:
    """Cut one segment in two; its lists then hold the left side, the right side, the separator.

    Parameters are those of :func:`dissect`.

    Returns
    -------
    tuple of int
        Number of nodes on the left and on the right; ``part`` says which is which. A zero means that no cut was
        found worth making, and the segment is as it was.
    """
    size = end - begin
    best_score, direction, position = np.inf, 0, 0
    for line in range(DIRECTIONS):
        score, cut = _narrowest(pointer, head, lines[line, begin:end], part, place, begin)
        if score < best_score:
            best_score, direction, position = score, line, cut
    margin = max(1, int(band * size))
    side = _sides(
        pointer,
        head,
        lines[direction, begin:end].copy(),
        part,
        place,
        begin,
        max(position - margin, 1),
        min(position + margin, size - 1),
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


@kernel
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
                lowest = min(lowest, place[other])
                highest = max(highest, place[other])
        crossing_left[i + 1] += 1
        crossing_left[highest + 1] -= 1
        crossing_right[lowest + 1] += 1
        crossing_right[i + 1] -= 1
    best_score, best = np.inf, 0
    left, right = 0, 0
    for cut in range(size):
        left += crossing_left[cut]
        right += crossing_right[cut]
        balance = min(cut, size - cut) / size
        if cut > 0 and balance >= 0.3:
            score = min(left, right) * (1.15 - 0.3 * balance)
            if score < best_score:
                best_score, best = score, cut
    return best_score, best


@kernel
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
    zone = np.ones(size, np.int8)
    zone[:first] = 0
    zone[last:] = 2
    for i in range(size):
        place[nodes[i]] = i
    local = np.full(size, -1, np.int32)
    count, slots = 0, 0
    for i in range(size):
        node = nodes[i]
        inside = zone[i] == 1
        for slot in range(pointer[node], pointer[node + 1]):
            other = head[slot]
            inside = inside or (part[other] == name and zone[place[other]] != zone[i])
        if inside:
            local[i] = count
            count += 1
            slots += pointer[node + 1] - pointer[node]
    local_pointer = np.zeros(count + 1, np.int32)
    local_head = np.empty(slots, np.int32)
    filled = 0
    for i in range(size):
        if local[i] < 0:
            continue
        node = nodes[i]
        for slot in range(pointer[node], pointer[node + 1]):
            other = head[slot]
            if part[other] == name and local[place[other]] >= 0 and (zone[i] == 1 or zone[place[other]] != zone[i]):
                local_head[filled] = local[place[other]]
                filled += 1
        local_pointer[local[i] + 1] = filled
    cuttable = local >= 0
    separator, left_side = smallest_separator(
        local_pointer, local_head[:filled], zone[cuttable] == 0, zone[cuttable] == 2
    )
    side = np.where(zone == 0, LEFT, RIGHT).astype(np.int8)
    side[cuttable] = np.where(separator, CUT, np.where(left_side, LEFT, RIGHT))
    return side


@kernel
def _partition(nodes: np.ndarray, side: np.ndarray, place: np.ndarray, left: int, right: int) -> None:
    """Sort one list by side, keeping the order within each side."""
    old = nodes.copy()
    at = np.array([0, left, left + right])
    for node in old:
        where = side[place[node]]
        nodes[at[where]] = node
        at[where] += 1
