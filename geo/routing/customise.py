"""Customisation: put travel times on the arcs of a hierarchy.

An arc first takes the time of the road between its ends, if there is one. Then, from the lowest rank to the highest,
every arc from ``middle`` up to ``high`` is compared with the ways through each lower node that both ends touch (the
lower triangles). Each arc ends with the time of the fastest way through lower nodes, in each direction.
"""

# ruff: noqa: PLR0917 (compiled functions know no keyword-only parameters)
from dataclasses import dataclass
from functools import partial

import numpy as np

from geo.routing.clock import UNREACHABLE, Clock
from geo.routing.csr import rows_of
from geo.routing.hierarchy import Hierarchy
from geo.routing.jit import frozen, kernel
from geo.routing.subtrees import split
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
    seconds: np.ndarray,
    clock: Clock,
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
    seconds
        float32, shape (slots of the graph,): travel time of each edge of the graph.
    clock
        The clock of the graph.
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
    CancelledError
        When ``cancel`` answers true.
    """
    up, down = _road_times(hierarchy.n_arcs, hierarchy.arc_of_slot, seconds)
    degree = np.diff(hierarchy.pointer).astype(np.float64)
    subtrees = split(hierarchy.parent, 1.0 + degree * degree, parts=8 * workers)
    tail = frozen(rows_of(hierarchy.pointer))
    relax = partial(
        _relax_triangles, hierarchy.pointer, hierarchy.head, hierarchy.low_pointer, hierarchy.low_arc, tail, up, down
    )
    steps = [partial(relax, begin, end) for begin, end in subtrees.independent]
    total = len(steps) + 1
    run(steps, total=total, workers=workers, progress=progress, cancel=cancel)
    for begin, end in subtrees.top:
        relax(begin, end)
    if progress is not None:
        progress(total, total)
    return Metric(
        up=frozen(_to_ticks(up, clock.ticks_per_s)), down=frozen(_to_ticks(down, clock.ticks_per_s)), clock=clock
    )


@kernel
def _road_times(n_arcs: int, arc_of_slot: np.ndarray, seconds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    up = np.full(n_arcs, np.inf, np.float64)
    down = np.full(n_arcs, np.inf, np.float64)
    for slot in range(arc_of_slot.size):
        arc = arc_of_slot[slot]
        if arc >= 0:
            up[arc] = seconds[slot]
        else:
            down[-1 - arc] = seconds[slot]
    return up, down


@kernel
def _relax_triangles(
    pointer: np.ndarray,
    head: np.ndarray,
    low_pointer: np.ndarray,
    low_arc: np.ndarray,
    tail: np.ndarray,
    up: np.ndarray,
    down: np.ndarray,
    begin: int,
    end: int,
) -> None:
    """Finish the arcs of the ranks from ``begin`` to ``end``; those below them must be finished."""
    arc_to = np.empty(pointer.size - 1, np.int32)
    for middle in range(begin, end):
        row = pointer[middle]
        row_size = pointer[middle + 1] - row
        for arc in range(row, row + row_size):
            arc_to[head[arc]] = arc
        for i in range(low_pointer[middle], low_pointer[middle + 1]):
            side = low_arc[i]  # from a lower node up to ``middle``
            first = side + 1  # and from there on, up to higher nodes
            size = pointer[tail[side] + 1] - first
            if size == row_size:  # the same higher nodes: no need to look each one up
                for k in range(size):
                    up[row + k] = min(up[row + k], down[side] + up[first + k])
                    down[row + k] = min(down[row + k], down[first + k] + up[side])
            else:
                for k in range(size):
                    arc = arc_to[head[first + k]]
                    up[arc] = min(up[arc], down[side] + up[first + k])
                    down[arc] = min(down[arc], down[first + k] + up[side])


@kernel
def _to_ticks(seconds: np.ndarray, ticks_per_s: int) -> np.ndarray:
    ticks = np.empty(seconds.size, np.int32)
    for arc in range(seconds.size):
        ticks[arc] = min(np.rint(seconds[arc] * ticks_per_s), UNREACHABLE)
    return ticks
