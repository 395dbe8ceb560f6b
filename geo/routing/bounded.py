"""Dijkstra's search within a time limit: what can be reached from one point, and nothing beyond.

For isochrones: the effort follows what is reached, not the size of the graph.
"""

import numpy as np

from geo.routing.graph import Rows
from geo.routing.jit import kernel, subkernel


@kernel
def search(
    rows: Rows,
    starts: np.ndarray,
    access_s: np.ndarray,
    limit_s: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Find the nodes within a time of some starts.

    Parameters
    ----------
    rows
        The graph.
    starts
        int32, shape (starts,): nodes where the search begins.
    access_s
        float64, shape (starts,): time already spent at each; ``inf`` leaves a start out.
    limit_s
        Seconds, themselves allowed.

    Returns
    -------
    tuple of numpy.ndarray
        Nodes reached, int32, the nearest first, and their times, float64 seconds.
    """
    pointer, head, seconds = rows
    n_nodes = pointer.size - 1
    best = np.empty(n_nodes, np.float64)
    best[:] = np.inf
    keys = np.empty(starts.size + head.size, np.float64)  # each start and each edge is pushed once at most
    nodes = np.empty(starts.size + head.size, np.int32)
    reached = np.empty(n_nodes, np.int32)
    times = np.empty(n_nodes, np.float64)
    size, count = 0, 0
    for i in range(starts.size):
        if access_s[i] <= limit_s and access_s[i] < best[starts[i]]:
            best[starts[i]] = access_s[i]
            size = _push(keys, nodes, size, access_s[i], starts[i])
    while size:
        key, node = keys[0], nodes[0]
        size = _pop(keys, nodes, size)
        if key > best[node]:
            continue
        reached[count], times[count] = node, key
        count += 1
        for slot in range(pointer[node], pointer[node + 1]):
            other, time = head[slot], key + seconds[slot]
            if time < best[other] and time <= limit_s:
                best[other] = time
                size = _push(keys, nodes, size, time, other)
    return reached[:count].copy(), times[:count].copy()


@subkernel
def _push(keys: np.ndarray, nodes: np.ndarray, size: int, key: float, node: int) -> int:
    """Put an item into the binary heap; return its new size."""
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if keys[above] <= key:
            break
        keys[place], nodes[place] = keys[above], nodes[above]
        place = above
    keys[place], nodes[place] = key, node
    return size + 1


@subkernel
def _pop(keys: np.ndarray, nodes: np.ndarray, size: int) -> int:
    """Take the first item out of the binary heap; return its new size."""
    size -= 1
    key, node = keys[size], nodes[size]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[place], nodes[place] = keys[below], nodes[below]
        place = below
    keys[place], nodes[place] = key, node
    return size
