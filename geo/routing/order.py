"""Elimination order of a road graph: peel the small degrees, then dissect the core.

The order depends on which roads exist and where they are, never on how fast they are: new speeds keep it.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from geo.routing.csr import merge_edges
from geo.routing.dissect import DIRECTIONS, MAX_LEVELS, dissect
from geo.routing.graph import RoadGraph
from geo.routing.jit import frozen, kernel
from geo.routing.leaf import WORD
from geo.routing.peel import MAX_DEGREE, peel
from geo.routing.workers import Cancel, Progress, run

LEAF_SIZE = WORD
BAND = 0.04
ROUNDS = 3  # of cuts before the threads go on by themselves
WORTH_SHARING = 1000  # nodes


class UndirectedGraph(NamedTuple):
    """A graph without directions: each edge stands once in both its rows.

    Attributes
    ----------
    pointer, head
        int32, in compressed rows; read-only.
    """

    pointer: np.ndarray
    head: np.ndarray


def undirected(graph: RoadGraph) -> UndirectedGraph:
    """Forget the directions and the times of a graph.

    Parameters
    ----------
    graph
        The roads.

    Returns
    -------
    UndirectedGraph
        Which nodes are neighbours.
    """
    tail = frozen(np.concatenate([graph.tail, graph.head]))
    head = frozen(np.concatenate([graph.head, graph.tail]))
    pointer, merged, _ = merge_edges(tail, head, graph.n_nodes)
    return UndirectedGraph(frozen(pointer), frozen(merged))


def elimination_order(
    graph: RoadGraph,
    skeleton: UndirectedGraph,
    *,
    leaf_size: int = LEAF_SIZE,
    band: float = BAND,
    workers: int = 2,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> np.ndarray:
    """Order in which nodes are eliminated so that few shortcuts arise.

    Parameters
    ----------
    graph
        The roads. Without positions, distances counted in edges from a few nodes stand in for them.
    skeleton
        The same without directions.
    leaf_size
        Parts of this size or less, at most 64, are not dissected further.
    band
        Share of a part, on each side of the best straight cut, through which its separator may run.
    workers
        Threads.
    progress, cancel
        See :func:`geo.routing.workers.run`.

    Returns
    -------
    numpy.ndarray
        int32, shape (nodes,): the node eliminated first, second, and so on.
    """
    peeled, tail, far = peel(skeleton.pointer, skeleton.head, MAX_DEGREE)
    in_core = np.ones(graph.n_nodes, np.bool_)
    in_core[peeled] = False
    core = np.flatnonzero(in_core).astype(np.int32)
    if core.size == 0:
        return peeled
    number = np.empty(graph.n_nodes, np.int32)
    number[core] = np.arange(core.size, dtype=np.int32)
    core_pointer, core_head, _ = merge_edges(frozen(number[tail]), frozen(number[far]), core.size)
    lines = _lines(*_positions(graph, core, core_pointer, core_head))
    part = np.zeros(core.size, np.int32)
    place = np.zeros(core.size, np.int32)
    cut = partial(dissect, core_pointer, core_head, lines, part, place)
    segments = _first_cuts(
        lambda low, high: cut(low, high, 1, leaf_size, band), core.size, workers=workers, cancel=cancel
    )
    steps = [partial(cut, low, high, MAX_LEVELS, leaf_size, band) for low, high in segments]
    run(steps, total=len(steps), workers=workers, progress=progress, cancel=cancel)
    return np.concatenate([peeled, core[lines[0]]])


def _lines(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    lines = np.empty((DIRECTIONS, x.size), np.int32)
    for line, projection in enumerate((x, y, x + y, x - y)):
        lines[line] = np.argsort(projection, kind="stable")
    return lines


def _first_cuts(
    cut: Callable[[int, int], tuple[int, int]], size: int, *, workers: int, cancel: Cancel | None
) -> list[tuple[int, int]]:
    """Cut all parts in two, and again, until there are enough for all threads; the largest first."""
    segments = [(0, size)]
    for _ in range(ROUNDS):
        halves: list[tuple[int, int]] = []

        def halve(low: int, high: int, halves: list[tuple[int, int]] = halves) -> None:
            left, right = cut(low, high) if high - low >= WORTH_SHARING else (0, 0)
            if left and right:
                halves.extend([(low, low + left), (low + left, low + left + right)])
            else:
                halves.append((low, high))

        run([partial(halve, low, high) for low, high in segments], total=len(segments), workers=workers, cancel=cancel)
        segments = sorted(halves, key=lambda segment: segment[0] - segment[1])
    return segments


def _positions(
    graph: RoadGraph, core: np.ndarray, pointer: np.ndarray, head: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    if graph.x is not None and graph.y is not None:
        return graph.x[core], graph.y[core]
    return _steps_from_ends(pointer, head)


def _steps_from_ends(pointer: np.ndarray, head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Two coordinates for nodes without position: differences of distances, in edges, to far ends of the graph."""
    origin = _steps(pointer, head, 0)
    west = int(origin.argmax())
    from_west = _steps(pointer, head, west)
    east = int(from_west.argmax())
    from_east = _steps(pointer, head, east)
    south = int(np.minimum(from_west, from_east).argmax())
    from_south = _steps(pointer, head, south)
    x = (from_west - from_east).astype(np.float32)
    y = (2 * from_south - from_west - from_east).astype(np.float32)
    return x, y


@kernel
def _steps(pointer: np.ndarray, head: np.ndarray, start: int) -> np.ndarray:
    """Distance in edges from one node; nodes of other islands follow, one island after the other."""
    n_nodes = pointer.size - 1
    steps = np.empty(n_nodes, np.int32)
    steps[:] = -1
    queue = np.empty(n_nodes, np.int32)
    begin, end, base, candidate = 0, 0, 0, 0
    while end < n_nodes:
        if end == 0:
            root = start
        else:
            while steps[candidate] >= 0:
                candidate += 1
            root = candidate
        steps[root] = base
        queue[end] = root
        end += 1
        while begin < end:
            node = queue[begin]
            begin += 1
            for slot in range(pointer[node], pointer[node + 1]):
                other = head[slot]
                if steps[other] < 0:
                    steps[other] = steps[node] + 1
                    queue[end] = other
                    end += 1
        base = steps[queue[end - 1]] + 1
    return steps
