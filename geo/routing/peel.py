"""Peeling: eliminate the nodes of small degree first.

Dead ends, bends and plain junctions make up most of a road network. Eliminating a node of degree three or less and
joining its neighbours never adds an edge to the graph, so it is done at once, greedily, and leaves a core several
times smaller for :mod:`geo.routing.dissect`.
"""

# ruff: noqa: PLR0917 (compiled functions know no keyword-only parameters)
import numpy as np

from geo.routing.jit import kernel, subkernel

MAX_DEGREE = 3
NONE = -1


@kernel
def peel(pointer: np.ndarray, head: np.ndarray, max_degree: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Eliminate nodes of degree ``max_degree`` or less until none is left.

    Parameters
    ----------
    pointer, head
        An undirected graph in compressed rows, without loops: each edge stands in both its rows.
    max_degree
        Greatest degree of an eliminated node, at most 3 (beyond, elimination could add edges).

    Returns
    -------
    tuple of numpy.ndarray
        The eliminated nodes in order, int32; then the edges of the core, as the node at each end, int32: the
        edges left and those that elimination added.
    """
    n_nodes = pointer.size - 1
    first, following, neighbour = _linked_lists(pointer, head)
    degree = np.empty(n_nodes, np.int32)
    for node in range(n_nodes):
        degree[node] = pointer[node + 1] - pointer[node]
    order = np.empty(n_nodes, np.int32)
    eliminated = np.zeros(n_nodes, np.bool_)
    queue = np.empty(n_nodes + 1, np.int32)  # a ring: a node stands in it once at most
    queued = np.zeros(n_nodes, np.bool_)
    begin, end, count = 0, 0, 0
    for wanted in range(max_degree + 1):
        for node in range(n_nodes):
            if degree[node] == wanted:
                queue[end] = node
                queued[node] = True
                end += 1
    around = np.empty(max_degree, np.int32)
    free = np.empty(2 * max_degree, np.int32)
    while begin != end:
        node = queue[begin]
        begin = begin + 1 if begin < n_nodes else 0
        queued[node] = False
        if degree[node] > max_degree:
            continue
        n_around = _neighbours(node, first, following, neighbour, around)
        eliminated[node] = True
        order[count] = node
        count += 1
        _eliminate(node, around[:n_around], free, first, following, neighbour, degree)
        for other in around[:n_around]:
            if degree[other] <= max_degree and not queued[other]:
                queue[end] = other
                queued[other] = True
                end = end + 1 if end < n_nodes else 0
    tail, far = _edges_left(eliminated, first, following, neighbour)
    return order[:count].copy(), tail, far


@subkernel
def _linked_lists(pointer: np.ndarray, head: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n_nodes = pointer.size - 1
    first = np.empty(n_nodes, np.int32)
    following = np.empty(head.size, np.int32)
    first[:] = NONE
    following[:] = NONE
    for node in range(n_nodes):
        if pointer[node] < pointer[node + 1]:
            first[node] = pointer[node]
        for entry in range(pointer[node], pointer[node + 1] - 1):
            following[entry] = entry + 1
    return first, following, head.copy()


@subkernel
def _neighbours(node: int, first: np.ndarray, following: np.ndarray, neighbour: np.ndarray, around: np.ndarray) -> int:
    count = 0
    entry = first[node]
    while entry != NONE:
        around[count] = neighbour[entry]
        count += 1
        entry = following[entry]
    return count


@subkernel
def _eliminate(
    node: int,
    around: np.ndarray,
    free: np.ndarray,
    first: np.ndarray,
    following: np.ndarray,
    neighbour: np.ndarray,
    degree: np.ndarray,
) -> None:
    """Take a node out and join its neighbours, reusing the list entries that it leaves."""
    n_free = 0
    entry = first[node]
    while entry != NONE:
        free[n_free] = entry
        n_free += 1
        entry = following[entry]
    for other in around:
        free[n_free] = _unlink(other, node, first, following, neighbour)
        n_free += 1
        degree[other] -= 1
    for i in range(around.size):
        for j in range(i + 1, around.size):
            if _adjacent(around[i], around[j], first, following, neighbour):
                continue
            for turn in range(2):
                here, there = (around[i], around[j]) if turn else (around[j], around[i])
                n_free -= 1
                entry = free[n_free]
                neighbour[entry] = there
                following[entry] = first[here]
                first[here] = entry
                degree[here] += 1


@subkernel
def _unlink(node: int, gone: int, first: np.ndarray, following: np.ndarray, neighbour: np.ndarray) -> int:
    before = NONE
    entry = first[node]
    while neighbour[entry] != gone:
        before = entry
        entry = following[entry]
    if before == NONE:
        first[node] = following[entry]
    else:
        following[before] = following[entry]
    return int(entry)


@subkernel
def _adjacent(node: int, other: int, first: np.ndarray, following: np.ndarray, neighbour: np.ndarray) -> bool:
    entry = first[node]
    while entry != NONE:
        if neighbour[entry] == other:
            return True
        entry = following[entry]
    return False


@subkernel
def _edges_left(
    eliminated: np.ndarray, first: np.ndarray, following: np.ndarray, neighbour: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    tail = np.empty(neighbour.size, np.int32)
    head = np.empty(neighbour.size, np.int32)
    count = 0
    for node in range(first.size):
        if eliminated[node]:
            continue
        entry = first[node]
        while entry != NONE:
            tail[count] = node
            head[count] = neighbour[entry]
            count += 1
            entry = following[entry]
    return tail[:count].copy(), head[:count].copy()
