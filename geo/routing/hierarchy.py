"""Contraction hierarchy without weights: which shortcuts eliminating the nodes in order makes.

Eliminating a node joins all its later neighbours. The result is an undirected graph in which the higher neighbours
of every node form a clique, so that a shortest path between any two nodes can be taken as one climb and one descent.
It depends on the roads alone; travel times come with :mod:`geo.routing.customise`.

Nodes are renumbered by ``rank``: the order of elimination, rearranged in postorder of the elimination tree (which
changes no shortcut), so that the nodes below any node are the ones that directly precede it.
"""

# ruff: noqa: PLR1730 (compiled: no min or max, see jit)
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from geo.routing.csr import transpose
from geo.routing.graph import RoadGraph
from geo.routing.jit import frozen, kernel, subkernel
from geo.routing.order import UndirectedGraph
from geo.routing.subtrees import Subtrees, split

NONE = -1
PARTS = 16


class UpwardArcs(NamedTuple):
    """Arcs from each rank up to higher ranks, with the times of one direction.

    Attributes
    ----------
    pointer, head, parent
        As in :class:`Hierarchy`.
    ticks
        int32, shape (arcs,): time along each arc, upward or downward; ``UNREACHABLE`` when there is no way.
    """

    pointer: np.ndarray
    head: np.ndarray
    parent: np.ndarray
    ticks: np.ndarray


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """The shortcuts of an elimination order; every array is int32 and read-only.

    Attributes
    ----------
    rank
        shape (nodes,): rank of each node of the graph.
    pointer
        shape (nodes + 1,): row of each rank in ``head``.
    head
        shape (arcs,): higher ends of the arcs from each rank upward, increasing within a row.
    parent
        shape (nodes,): the first higher neighbour of each rank; -1 at the root of a tree.
    arc_of_slot
        shape (slots of the graph,): the arc that carries each edge; ``arc`` upward, ``-1 - arc`` downward.
    """

    rank: np.ndarray
    pointer: np.ndarray
    head: np.ndarray
    parent: np.ndarray
    arc_of_slot: np.ndarray

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return int(self.rank.size)

    @property
    def n_arcs(self) -> int:
        """Number of arcs: pairs of nodes joined by a road or a shortcut."""
        return int(self.head.size)

    def from_below(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the arcs that reach each rank from below, as compressed rows: made when they are needed, not kept."""
        pointer, arcs = transpose(self.pointer, self.head)
        return frozen(pointer), frozen(arcs)

    @cached_property
    def subtrees(self) -> Subtrees:
        """Parts that threads can work on, of about equal numbers of triangles."""
        degree = np.diff(self.pointer).astype(np.float64)
        return split(self.parent, 1.0 + degree * degree, parts=PARTS)

    def with_ticks(self, ticks: np.ndarray) -> UpwardArcs:
        """Give the arcs a time.

        Parameters
        ----------
        ticks
            int32, shape (arcs,), read-only.

        Returns
        -------
        Arcs
            For the compiled functions.
        """
        return UpwardArcs(self.pointer, self.head, self.parent, ticks)


def eliminate(graph: RoadGraph, skeleton: UndirectedGraph, order: np.ndarray) -> Hierarchy:
    """Eliminate the nodes of a graph in the given order and record the arcs that arise.

    Parameters
    ----------
    graph
        The roads.
    skeleton
        The same without directions.
    order
        int32, shape (nodes,): the node eliminated first, second, and so on.

    Returns
    -------
    Hierarchy
        The arcs, by rank.
    """
    pointer, head = skeleton
    rank = _inverse(_postorder(_elimination_tree(pointer, head, order), order))
    up_pointer, unsorted = _higher_neighbours(pointer, head, rank)
    low_pointer, low_arc = transpose(frozen(up_pointer), frozen(unsorted))
    del unsorted
    up_head = _sorted_rows(up_pointer, low_pointer, low_arc)
    del low_pointer, low_arc
    up_pointer, up_head = frozen(up_pointer), frozen(up_head)
    return Hierarchy(
        rank=frozen(rank),
        pointer=up_pointer,
        head=up_head,
        parent=frozen(_parents(up_pointer, up_head)),
        arc_of_slot=frozen(_arc_of_slot(graph.pointer, graph.head, frozen(rank), up_pointer, up_head)),
    )


@kernel
def _inverse(order: np.ndarray) -> np.ndarray:
    rank = np.empty(order.size, np.int32)
    for i in range(order.size):
        rank[order[i]] = i
    return rank


@kernel
def _elimination_tree(pointer: np.ndarray, head: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Parent of each rank: the next of its neighbours to be eliminated (Liu's algorithm, with path compression)."""
    rank = _inverse(order)
    parent = np.empty(order.size, np.int32)
    ancestor = np.empty(order.size, np.int32)
    parent[:] = NONE
    ancestor[:] = NONE
    for high in range(order.size):
        node = order[high]
        for slot in range(pointer[node], pointer[node + 1]):
            low = rank[head[slot]]
            while low < high and ancestor[low] != high:
                above = ancestor[low]
                ancestor[low] = high
                if above == NONE:
                    parent[low] = high
                    break
                low = above
    return parent


@kernel
def _postorder(parent: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Rearrange the order so that every subtree is a run that ends with its root."""
    size = order.size
    first = np.empty(size, np.int32)
    following = np.empty(size, np.int32)
    first[:] = NONE
    following[:] = NONE
    for low in range(size - 1, -1, -1):
        if parent[low] != NONE:
            following[low] = first[parent[low]]
            first[parent[low]] = low
    result = np.empty(size, np.int32)
    count = 0
    for root in range(size):
        if parent[root] != NONE:
            continue
        node = root
        while True:
            while first[node] != NONE:  # down to a leaf, forgetting each child as it is entered
                child = first[node]
                first[node] = following[child]
                node = child
            result[count] = order[node]
            count += 1
            if node == root:
                break
            node = parent[node]
    return result


@kernel
def _higher_neighbours(pointer: np.ndarray, head: np.ndarray, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Higher neighbours of each rank: those by road, and those that its children in the tree hand over."""
    size = rank.size
    order = _inverse(rank)
    up_pointer = np.zeros(size + 1, np.int32)
    up_head = np.empty(2 * head.size + 16, np.int32)
    first = np.empty(size, np.int32)
    following = np.empty(size, np.int32)
    seen = np.empty(size, np.int32)
    first[:] = NONE
    seen[:] = NONE
    count = 0
    for low in range(size):
        if count + size - low > up_head.size:
            up_head = _grown(up_head, count, size - low)
        node = order[low]
        for slot in range(pointer[node], pointer[node + 1]):
            count = _add(rank[head[slot]], low, up_head, seen, count)
        child = first[low]
        while child != NONE:
            for arc in range(up_pointer[child], up_pointer[child + 1]):
                count = _add(up_head[arc], low, up_head, seen, count)
            child = following[child]
        up_pointer[low + 1] = count
        parent = size
        for arc in range(up_pointer[low], count):
            if up_head[arc] < parent:
                parent = up_head[arc]
        if parent < size:
            following[low] = first[parent]
            first[parent] = low
    return up_pointer, up_head[:count].copy()


@subkernel
def _add(high: int, low: int, up_head: np.ndarray, seen: np.ndarray, count: int) -> int:
    """Put a higher node into the row of ``low`` unless it is there; return where the row ends."""
    if high <= low or seen[high] == low:
        return count
    seen[high] = low
    up_head[count] = high
    return count + 1


@subkernel
def _grown(array: np.ndarray, used: int, wanted: int) -> np.ndarray:
    grown = np.empty(used + used // 2 + wanted, np.int32)
    for i in range(used):
        grown[i] = array[i]
    return grown


@kernel
def _sorted_rows(up_pointer: np.ndarray, low_pointer: np.ndarray, low_arc: np.ndarray) -> np.ndarray:
    """Sort the rows upward by walking the rows downward, which are sorted already."""
    row = np.empty(low_arc.size, np.int32)
    for low in range(up_pointer.size - 1):
        for arc in range(up_pointer[low], up_pointer[low + 1]):
            row[arc] = low
    fill = up_pointer.copy()
    head = np.empty(low_arc.size, np.int32)
    for high in range(low_pointer.size - 1):
        for i in range(low_pointer[high], low_pointer[high + 1]):
            low = row[low_arc[i]]
            head[fill[low]] = high
            fill[low] += 1
    return head


@kernel
def _parents(pointer: np.ndarray, head: np.ndarray) -> np.ndarray:
    parent = np.empty(pointer.size - 1, np.int32)
    for low in range(parent.size):
        parent[low] = head[pointer[low]] if pointer[low] < pointer[low + 1] else NONE
    return parent


@subkernel
def find_arc(pointer: np.ndarray, head: np.ndarray, low: int, high: int) -> int:
    """Position of the arc from ``low`` up to ``high``, which must exist: binary search in a sorted row."""
    begin, end = pointer[low], pointer[low + 1]
    while end - begin > 1:
        middle = (begin + end) >> 1
        if head[middle] <= high:
            begin = middle
        else:
            end = middle
    return int(begin)


@kernel
def _arc_of_slot(
    graph_pointer: np.ndarray, graph_head: np.ndarray, rank: np.ndarray, pointer: np.ndarray, head: np.ndarray
) -> np.ndarray:
    arc_of_slot = np.empty(graph_head.size, np.int32)
    for node in range(rank.size):
        for slot in range(graph_pointer[node], graph_pointer[node + 1]):
            here, there = rank[node], rank[graph_head[slot]]
            if here < there:
                arc_of_slot[slot] = find_arc(pointer, head, here, there)
            else:
                arc_of_slot[slot] = -1 - find_arc(pointer, head, there, here)
    return arc_of_slot
