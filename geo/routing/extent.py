"""How long a shortest path can be: a bound that no pair of nodes exceeds.

The engine counts time in whole ticks of 32 bits, so the tick may be finer when paths are short. Within a strongly
connected part, any node reaches any other through one chosen root; between parts, a path passes each part once, in
an order without return. Breadth-first trees give the distances to and from the roots: a bound needs no shortest path.
"""

# ruff: noqa: PLR0917, PLR1730 (compiled: no keyword-only parameters, and no min or max, see jit)
import numpy as np

from geo.routing.csr import transpose
from geo.routing.graph import RoadGraph
from geo.routing.jit import frozen, kernel, subkernel

NONE = -1


def longest_route_s(graph: RoadGraph) -> float:
    """Bound on the finite travel times of a graph.

    Parameters
    ----------
    graph
        The roads.

    Returns
    -------
    float
        Seconds that no fastest route exceeds; 0 for a graph without open edge.
    """
    component, order = strong_components(graph.pointer, graph.head, graph.seconds)
    reverse_pointer, reverse_slot = transpose(graph.pointer, graph.head)
    in_place = np.arange(graph.n_edges, dtype=np.int32)
    out = _tree_depth(graph.pointer, frozen(in_place), graph.head, graph.seconds, component)
    into = _tree_depth(frozen(reverse_pointer), frozen(reverse_slot), frozen(graph.tail), graph.seconds, component)
    return float(_longest_chain(graph.pointer, graph.head, graph.seconds, component, order, out + into))


@kernel
def strong_components(pointer: np.ndarray, head: np.ndarray, seconds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Parts of a graph within which every node reaches every other (Tarjan), by open edges.

    Parameters
    ----------
    pointer, head, seconds
        The graph; edges of infinite time are closed.

    Returns
    -------
    tuple of numpy.ndarray
        Part of each node, int32, numbered so that an edge between parts leads to a lower number; and the nodes, part
        by part in increasing number, int32.
    """
    n_nodes = pointer.size - 1
    component = np.empty(n_nodes, np.int32)
    order = np.empty(n_nodes, np.int32)
    found = np.empty(n_nodes, np.int32)  # when each node was first met
    lowest = np.empty(n_nodes, np.int32)
    cursor = pointer.copy()
    component[:] = NONE
    found[:] = NONE
    waiting = np.empty(n_nodes, np.int32)  # met, part not known yet
    trail = np.empty(n_nodes, np.int32)
    n_found, n_waiting, n_placed, n_components = 0, 0, 0, 0
    for root in range(n_nodes):
        if found[root] != NONE:
            continue
        trail[0] = root
        depth = 1
        while depth:
            node = trail[depth - 1]
            if found[node] == NONE:
                found[node] = n_found
                lowest[node] = n_found
                n_found += 1
                waiting[n_waiting] = node
                n_waiting += 1
            child = _next_child(node, cursor, pointer, head, seconds, found, lowest, component)
            if child != NONE:
                trail[depth] = child
                depth += 1
                continue
            depth -= 1
            if depth and lowest[node] < lowest[trail[depth - 1]]:
                lowest[trail[depth - 1]] = lowest[node]
            if lowest[node] == found[node]:
                while True:
                    n_waiting -= 1
                    member = waiting[n_waiting]
                    component[member] = n_components
                    order[n_placed] = member
                    n_placed += 1
                    if member == node:
                        break
                n_components += 1
    return component, order


@subkernel
def _next_child(
    node: int,
    cursor: np.ndarray,
    pointer: np.ndarray,
    head: np.ndarray,
    seconds: np.ndarray,
    found: np.ndarray,
    lowest: np.ndarray,
    component: np.ndarray,
) -> int:
    """Go on through a node's edges until one leads to a node never met; NONE when there is none left."""
    while cursor[node] < pointer[node + 1]:
        slot = cursor[node]
        cursor[node] += 1
        if seconds[slot] == np.inf:
            continue
        other = head[slot]
        if found[other] == NONE:
            return int(other)
        if component[other] == NONE and found[other] < lowest[node]:
            lowest[node] = found[other]
    return NONE


@kernel
def _tree_depth(
    pointer: np.ndarray, slots: np.ndarray, head: np.ndarray, seconds: np.ndarray, component: np.ndarray
) -> np.ndarray:
    """Longest branch of a breadth-first tree of each part, from its first node, in seconds."""
    n_nodes = pointer.size - 1
    depth = np.zeros(n_nodes, np.float64)  # one place per part, and there are no more parts than nodes
    started = np.zeros(n_nodes, np.bool_)
    reached = np.empty(n_nodes, np.float64)
    reached[:] = np.inf
    queue = np.empty(n_nodes, np.int32)
    for root in range(n_nodes):
        if started[component[root]]:
            continue
        started[component[root]] = True
        reached[root] = 0.0
        queue[0] = root
        begin, end = 0, 1
        while begin < end:
            node = queue[begin]
            begin += 1
            if reached[node] > depth[component[root]]:
                depth[component[root]] = reached[node]
            for i in range(pointer[node], pointer[node + 1]):
                other = head[slots[i]]
                length = seconds[slots[i]]
                if length < np.inf and component[other] == component[root] and reached[other] == np.inf:
                    reached[other] = reached[node] + length
                    queue[end] = other
                    end += 1
    return depth


@kernel
def _longest_chain(
    pointer: np.ndarray,
    head: np.ndarray,
    seconds: np.ndarray,
    component: np.ndarray,
    order: np.ndarray,
    within: np.ndarray,
) -> float:
    """Longest way through the parts: edges lead to lower parts, whose longest way is known already."""
    longest = within.copy()
    best = 0.0
    for node in order:
        here = component[node]
        for slot in range(pointer[node], pointer[node + 1]):
            there = component[head[slot]]
            if there != here and seconds[slot] < np.inf:
                length = within[here] + seconds[slot] + longest[there]
                if length > longest[here]:
                    longest[here] = length
    for value in longest:
        if value > best:
            best = value
    return best
