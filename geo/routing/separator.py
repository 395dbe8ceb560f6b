"""Smallest set of nodes that parts a graph in two: a maximum flow of node-disjoint paths (Dinic).

Every node may carry one path. By Menger's theorem the most paths that can run side by side from the sources to the
sinks is the least number of nodes whose removal parts them, and those nodes are found where the paths block.

A node ``v`` is two states: ``2 v``, where paths come in, and ``2 v + 1``, where they go out.
"""

# ruff: noqa: PLR0917 (compiled functions know no keyword-only parameters)
import numpy as np

from geo.routing.jit import kernel, subkernel

NONE = -1
TERMINAL = -2  # the source before a path's first node, the sink after its last


@kernel
def smallest_separator(
    pointer: np.ndarray, head: np.ndarray, is_source: np.ndarray, is_sink: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Part the sources from the sinks by as few nodes as possible.

    Parameters
    ----------
    pointer, head
        An undirected graph in compressed rows. A source next to a sink is allowed: one of them gets cut.
    is_source, is_sink
        bool, shape (nodes,).

    Returns
    -------
    tuple of numpy.ndarray
        bool, shape (nodes,) each: the nodes of the separator, and the nodes left on the sources' side.
    """
    n_nodes = pointer.size - 1
    before = np.empty(n_nodes, np.int32)  # node whence the path through this node comes
    before[:] = NONE
    level = np.empty(2 * n_nodes, np.int32)
    choice = np.empty(2 * n_nodes, np.int32)
    path = np.empty(2 * n_nodes, np.int32)
    while _set_levels(pointer, head, is_source, is_sink, before, level, path):
        choice[:] = 0
        for node in range(n_nodes):
            if is_source[node] and before[node] != TERMINAL:
                length = _find_path(pointer, head, is_sink, before, level, choice, path, node)
                if length > 0:
                    _apply_path(path[:length], before)
    separator = np.empty(n_nodes, np.bool_)
    source_side = np.empty(n_nodes, np.bool_)
    for node in range(n_nodes):
        source_side[node] = level[2 * node + 1] >= 0
        separator[node] = level[2 * node] >= 0 and not source_side[node]
    return separator, source_side


@subkernel
def _next_state(
    state: int, choice: int, pointer: np.ndarray, head: np.ndarray, is_sink: np.ndarray, before: np.ndarray
) -> int:
    """Return the state reached by one choice; NONE after the last choice, TERMINAL for the sink."""
    node = state >> 1
    carries = before[node] != NONE
    if state & 1:  # going out: to the sink, to any neighbour, or back into the node against its path
        if is_sink[node]:
            return TERMINAL if choice == 0 else NONE
        if choice < pointer[node + 1] - pointer[node]:
            return int(2 * head[pointer[node] + choice])
        return 2 * node if carries and choice == pointer[node + 1] - pointer[node] else NONE
    if choice > 0:
        return NONE
    if not carries:
        return 2 * node + 1
    return int(2 * before[node] + 1) if before[node] >= 0 else NONE  # the path here gives way, back to its last node


@subkernel
def _set_levels(
    pointer: np.ndarray,
    head: np.ndarray,
    is_source: np.ndarray,
    is_sink: np.ndarray,
    before: np.ndarray,
    level: np.ndarray,
    queue: np.ndarray,
) -> bool:
    """Set each state's distance from the sources; tell whether a sink can be reached."""
    level[:] = NONE
    end = 0
    for node in range(is_source.size):
        if is_source[node]:
            level[2 * node] = 0
            queue[end] = 2 * node
            end += 1
    begin = 0
    found = False
    while begin < end:  # beyond the nearest sink too: paths longer than the shortest then need no round of their own
        state = queue[begin]
        begin += 1
        choice = 0
        while True:
            to = _next_state(state, choice, pointer, head, is_sink, before)
            choice += 1
            if to == NONE:
                break
            if to == TERMINAL:
                found = True
            elif level[to] == NONE:
                level[to] = level[state] + 1
                queue[end] = to
                end += 1
    return found


@subkernel
def _find_path(
    pointer: np.ndarray,
    head: np.ndarray,
    is_sink: np.ndarray,
    before: np.ndarray,
    level: np.ndarray,
    choice: np.ndarray,
    path: np.ndarray,
    source: int,
) -> int:
    """Walk down the levels from a source to a sink; return how many states the path has, 0 when there is none."""
    path[0] = 2 * source
    length = 1
    while length > 0:
        state = path[length - 1]
        to = _next_state(state, choice[state], pointer, head, is_sink, before)
        if to == TERMINAL:
            return length
        if to == NONE:  # a dead end: never come back
            level[state] = TERMINAL
            length -= 1
            if length > 0:
                choice[path[length - 1]] += 1
        elif level[to] == level[state] + 1:
            path[length] = to
            length += 1
        else:
            choice[state] += 1
    return 0


@subkernel
def _apply_path(path: np.ndarray, before: np.ndarray) -> None:
    """Run one more path through the nodes; where it meets an older path against its course, they swap ends."""
    came_from = TERMINAL
    for i in range(path.size):
        node = path[i] >> 1
        if path[i] & 1:
            came_from = node
        elif i > 0 and path[i - 1] == path[i] + 1:  # out of the node, then into it: its path is taken away
            came_from = before[node]
            before[node] = NONE
        else:
            before[node] = came_from
