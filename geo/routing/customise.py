"""Customisation: put travel times on the arcs of a hierarchy.

An arc first takes the time of the road between its ends, if there is one. Then, from the lowest rank to the highest,
every arc from ``middle`` up to ``high`` is compared with the ways through each lower node that both ends touch (the
lower triangles). Each arc ends with the time of the fastest way through lower nodes, in each direction.
"""

# ruff: noqa: PLR0917, PLR1730 (compiled: no keyword-only parameters, and no min or max, see jit)
from dataclasses import dataclass
from functools import partial

import numpy as np

from geo.routing.clock import UNREACHABLE, Clock
from geo.routing.extent import longest_route_s
from geo.routing.graph import RoadGraph
from geo.routing.hierarchy import Hierarchy
from geo.routing.jit import frozen, kernel, subkernel
from geo.routing.memory import give_back
from geo.routing.subtrees import Subtrees
from geo.routing.workers import Cancel, Progress, run


@dataclass(frozen=True, eq=False)
class Metric:
    """Travel times of the arcs of a hierarchy, read-only.

    Attributes
    ----------
    up, down
        int32, shape (arcs,): ticks from the lower end to the higher, and from the higher to the lower.
    clock
        What a tick lasts.
    """

    up: np.ndarray
    down: np.ndarray
    clock: Clock


def customise(
    hierarchy: Hierarchy,
    graph: RoadGraph,
    *,
    workers: int = 2,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Metric:
    """Compute the travel times of all arcs.

    Parameters
    ----------
    hierarchy
        The arcs.
    graph
        The roads, with their travel times.
    workers
        Threads.
    progress, cancel
        See :func:`geo.routing.workers.run`.

    Returns
    -------
    Metric
        Times summed in float64, then rounded once to ticks.

    Raises
    ------
    BadInputError
        ``routes-too-long``.
    CancelledError
        When ``cancel`` answers true.
    """
    subtrees = hierarchy.subtrees
    low_pointer, low_arc = hierarchy.from_below()
    give_back()  # what finding the parts took, before the arrays that are larger than all others
    up, down = _road_times(hierarchy.n_arcs, hierarchy.arc_of_slot, graph.seconds)
    _relax(hierarchy, (low_pointer, low_arc), subtrees, up, down, workers=workers, progress=progress, cancel=cancel)
    del low_pointer, low_arc
    give_back()
    clock = Clock.for_graph(_longest_s(hierarchy, graph, up, down), graph.seconds)
    give_back()
    up_ticks = frozen(_to_ticks(up, clock.ticks_per_s))
    del up  # nobody else holds it: room for what follows
    return Metric(up=up_ticks, down=frozen(_to_ticks(down, clock.ticks_per_s)), clock=clock)


def _relax(
    hierarchy: Hierarchy,
    from_below: tuple[np.ndarray, np.ndarray],
    subtrees: Subtrees,
    up: np.ndarray,
    down: np.ndarray,
    *,
    workers: int,
    progress: Progress | None,
    cancel: Cancel | None,
) -> None:
    """Finish all arcs, from the bottom to the top."""
    after = frozen(_arcs_after(hierarchy.pointer, hierarchy.head.size))
    relax = partial(_relax_triangles, hierarchy.pointer, hierarchy.head, *from_below, after, up, down)
    steps = [partial(relax, begin, end) for begin, end in subtrees.independent]
    total = len(steps) + 1
    run(steps, total=total, workers=workers, progress=progress, cancel=cancel)
    for begin, end in subtrees.top:
        relax(begin, end)
    if progress is not None:
        progress(total, total)


def _longest_s(hierarchy: Hierarchy, graph: RoadGraph, up: np.ndarray, down: np.ndarray) -> float:
    """Bound on all travel times: by way of the top of the hierarchy, when everything is joined to it both ways."""
    longest = float(_round_trip(hierarchy.pointer, hierarchy.head, up, down))
    return longest if np.isfinite(longest) else longest_route_s(graph)


@kernel
def _round_trip(pointer: np.ndarray, head: np.ndarray, up: np.ndarray, down: np.ndarray) -> float:
    """Longest time to the highest rank plus longest time from it, infinite when there is no way for some node."""
    n_nodes = pointer.size - 1
    going = np.empty(n_nodes, np.float64)
    coming = np.empty(n_nodes, np.float64)
    longest_going, longest_coming = 0.0, 0.0
    for node in range(n_nodes - 1, -1, -1):
        to_top = 0.0 if node == n_nodes - 1 else np.inf
        from_top = to_top
        for arc in range(pointer[node], pointer[node + 1]):
            if up[arc] + going[head[arc]] < to_top:
                to_top = up[arc] + going[head[arc]]
            if coming[head[arc]] + down[arc] < from_top:
                from_top = coming[head[arc]] + down[arc]
        going[node] = to_top
        coming[node] = from_top
        if to_top > longest_going:
            longest_going = to_top
        if from_top > longest_coming:
            longest_coming = from_top
    return longest_going + longest_coming


@kernel
def _road_times(n_arcs: int, arc_of_slot: np.ndarray, seconds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    up = np.empty(n_arcs, np.float64)
    down = np.empty(n_arcs, np.float64)
    up[:] = np.inf
    down[:] = np.inf
    for slot in range(arc_of_slot.size):
        arc = arc_of_slot[slot]
        if arc >= 0:
            up[arc] = seconds[slot]
        else:
            down[-1 - arc] = seconds[slot]
    return up, down


@kernel
def _arcs_after(pointer: np.ndarray, n_arcs: int) -> np.ndarray:
    """Arcs that follow each one in its row; a row of 65,536 would take a hierarchy of billions of arcs."""
    after = np.empty(n_arcs, np.uint16)
    for node in range(pointer.size - 1):
        for arc in range(pointer[node], pointer[node + 1]):
            after[arc] = pointer[node + 1] - 1 - arc
    return after


@kernel
def _relax_triangles(
    pointer: np.ndarray,
    head: np.ndarray,
    low_pointer: np.ndarray,
    low_arc: np.ndarray,
    after: np.ndarray,
    up: np.ndarray,
    down: np.ndarray,
    begin: int,
    end: int,
) -> None:
    """Finish the arcs of the ranks from ``begin`` to ``end``; those below them must be finished."""
    one = np.uint64(1)  # unsigned: an index is never counted from the end
    arc_to = np.empty(pointer.size - 1, np.uint32)
    for middle in range(np.uint64(begin), np.uint64(end)):
        row = np.uint64(pointer[middle])
        row_end = np.uint64(pointer[middle + one])
        for arc in range(row, row_end):
            arc_to[head[arc]] = arc
        for i in range(np.uint64(low_pointer[middle]), np.uint64(low_pointer[middle + one])):
            side = np.uint64(low_arc[i])  # from a lower node up to ``middle``
            first = side + one  # and from there on, up to higher nodes
            last = first + np.uint64(after[side])
            if last - first == row_end - row:  # the same higher nodes: no need to look each one up
                _relax_row(up, down, up[side], down[side], first, last, row)
            else:
                _relax_some(up, down, up[side], down[side], first, last, head, arc_to)


@subkernel
def _relax_row(
    up: np.ndarray,
    down: np.ndarray,
    up_side: float,
    down_side: float,
    first: np.uint64,
    last: np.uint64,
    row: np.uint64,
) -> None:
    shift = row - first  # wraps around below zero, and back
    for arc in range(first, last):
        if down_side + up[arc] < up[arc + shift]:
            up[arc + shift] = down_side + up[arc]
        if down[arc] + up_side < down[arc + shift]:
            down[arc + shift] = down[arc] + up_side


@subkernel
def _relax_some(
    up: np.ndarray,
    down: np.ndarray,
    up_side: float,
    down_side: float,
    first: np.uint64,
    last: np.uint64,
    head: np.ndarray,
    arc_to: np.ndarray,
) -> None:
    for arc in range(first, last):
        there = arc_to[head[arc]]
        if down_side + up[arc] < up[there]:
            up[there] = down_side + up[arc]
        if down[arc] + up_side < down[there]:
            down[there] = down[arc] + up_side


@kernel
def _to_ticks(seconds: np.ndarray, ticks_per_s: int) -> np.ndarray:
    ticks = np.empty(seconds.size, np.int32)
    for arc in range(seconds.size):
        exact = np.rint(seconds[arc] * ticks_per_s)
        ticks[arc] = exact if exact < UNREACHABLE else UNREACHABLE
    return ticks
