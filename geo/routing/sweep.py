"""Many-to-many travel times: climb from a batch of sources, then sweep down to all targets at once.

One pass over the rows of a :class:`geo.routing.restriction.Restriction` settles them all: each takes the best of the
rows above it, thirty-two sources side by side (a restricted PHAST). Batches share nothing: each thread takes one.
"""

# ruff: noqa: PLR0917, PLR1730 (compiled: no keyword-only parameters, and no min or max, see jit)
from collections.abc import Iterator
from functools import partial
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np

from geo.routing.clock import UNREACHABLE
from geo.routing.ends import Ends
from geo.routing.hierarchy import UpwardArcs
from geo.routing.jit import frozen, kernel, subkernel
from geo.routing.restriction import AHEAD, Restriction
from geo.routing.rows import (
    LANES,
    empty_rows,
    full_row,
    least,
    load_row,
    min_plus,
    prefetch_row,
    store_row,
    write_block,
)
from geo.routing.workers import Cancel, Progress, run

NONE = -1
COUNTED = -2
PICKED = 1024  # targets whose labels are read before they are written
SQUARE = 16


class Scratch(NamedTuple):
    """Working memory of one thread: labels of the rows, labels and marks of a climb."""

    rows: np.ndarray
    position: np.ndarray
    seed: np.ndarray


def sweep(
    arcs: UpwardArcs,
    sources: Ends,
    restriction: Restriction,
    out: np.ndarray,
    *,
    tick_s: float,
    limit: int,
    workers: int = 2,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> None:
    """Write the travel time from every source to every target.

    Parameters
    ----------
    arcs
        The hierarchy, with the times of the way up.
    sources
        Where the sources touch it.
    restriction
        The targets.
    out
        float32, shape (sources, targets), C order: written, in seconds; ``inf`` when unreachable or beyond the limit.
    tick_s
        What a tick lasts.
    limit
        The last tick allowed.
    workers
        Threads.
    progress, cancel
        See :func:`geo.routing.workers.run`; a step is thirty-two sources.

    Raises
    ------
    CancelledError
        When ``cancel`` answers true; ``out`` is then partly written.
    """
    n_sources = out.shape[0]
    n_batches = -(-n_sources // LANES)
    pool: SimpleQueue[Scratch] = SimpleQueue()
    for _ in range(max(1, min(workers, n_batches))):
        pool.put(_scratch(arcs.parent.size, restriction.pointer.size - 1))
    neighbours = _side_by_side(sources)

    def batch(first: int) -> None:
        scratch = pool.get()
        try:
            lanes = neighbours[first : first + LANES]
            ancestors = np.sort(_ancestors(arcs, sources, lanes, scratch.position))
            _sweep_batch(arcs, sources, lanes, ancestors, restriction, scratch, out, tick_s, limit)
        finally:
            pool.put(scratch)

    def steps() -> Iterator[partial[None]]:
        return (partial(batch, first) for first in range(0, n_sources, LANES))

    run(steps(), total=n_batches, workers=min(workers, n_batches), progress=progress, cancel=cancel)


def _scratch(n_nodes: int, n_rows: int) -> Scratch:
    return Scratch(
        rows=empty_rows(n_rows), position=np.full(n_nodes, NONE, np.int32), seed=np.full(n_rows, NONE, np.int32)
    )


def _side_by_side(sources: Ends) -> np.ndarray:
    """Order the sources so that those of a batch stand close in the tree, and climb together.

    The last batch is filled by repeating the last source: every lane has work, and the same result is written twice.
    """
    attached = np.diff(sources.pointer) > 0
    place = np.full(attached.size, NONE, np.int32)
    place[attached] = sources.rank[sources.pointer[:-1][attached]]
    order = np.argsort(place, kind="stable").astype(np.int32)
    return frozen(np.pad(order, (0, -order.size % LANES), mode="edge") if order.size else order)


@kernel
def _ancestors(arcs: UpwardArcs, sources: Ends, batch: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Ranks above the sources of a batch, themselves included, in no order: counted, then listed."""
    count = 0
    for source in batch:
        for i in range(sources.pointer[source], sources.pointer[source + 1]):
            rank = sources.rank[i]
            while rank != NONE and position[rank] == NONE:
                position[rank] = COUNTED
                count += 1
                rank = arcs.parent[rank]
    found = np.empty(count, np.int32)
    count = 0
    for source in batch:
        for i in range(sources.pointer[source], sources.pointer[source + 1]):
            rank = sources.rank[i]
            while rank != NONE and position[rank] == COUNTED:
                position[rank] = NONE
                found[count] = rank
                count += 1
                rank = arcs.parent[rank]
    return found


@kernel
def _sweep_batch(
    arcs: UpwardArcs,
    sources: Ends,
    batch: np.ndarray,
    ancestors: np.ndarray,
    restriction: Restriction,
    scratch: Scratch,
    out: np.ndarray,
    tick_s: float,
    limit: int,
) -> None:
    for i in range(ancestors.size):
        scratch.position[ancestors[i]] = i
    labels = _climb(arcs, sources, batch, ancestors, scratch.position)
    for i in range(ancestors.size):
        row = restriction.row_of_rank[ancestors[i]]
        if row != NONE:
            scratch.seed[row] = i
    _descend(restriction, labels, scratch.seed, scratch.rows, limit)
    for rank in ancestors:
        scratch.position[rank] = NONE
        if restriction.row_of_rank[rank] != NONE:
            scratch.seed[restriction.row_of_rank[rank]] = NONE
    _write(restriction.ends, scratch.rows, batch, out, tick_s, limit)


@subkernel
def _climb(
    arcs: UpwardArcs, sources: Ends, batch: np.ndarray, ancestors: np.ndarray, position: np.ndarray
) -> np.ndarray:
    """Time from each source of the batch to each ancestor, by arcs upward only."""
    labels = np.empty((ancestors.size, LANES), np.int32)
    for i in range(ancestors.size):
        store_row(labels, i, full_row(np.int32(UNREACHABLE)))
    for lane in range(batch.size):
        source = batch[lane]
        for i in range(sources.pointer[source], sources.pointer[source + 1]):
            row = position[sources.rank[i]]
            if sources.ticks[i] < labels[row, lane]:
                labels[row, lane] = sources.ticks[i]
    for i in range(ancestors.size):
        here = load_row(labels, i)
        for arc in range(arcs.pointer[ancestors[i]], arcs.pointer[ancestors[i] + 1]):
            above = position[arcs.head[arc]]
            store_row(labels, above, min_plus(load_row(labels, above), here, arcs.ticks[arc]))
    return labels


@subkernel
def _descend(below: Restriction, labels: np.ndarray, seed: np.ndarray, rows: np.ndarray, limit: int) -> None:
    """Settle every row from the rows above it, all lanes at once; blocks that nothing within the limit enters stay out.

    Whatever enters a block comes from the rows that its first row touches, or starts inside, and then its first row is
    above a source too.
    """
    limited = limit < UNREACHABLE - 1
    stretch = 0
    while stretch < below.after.size:
        begin, after = below.runs[stretch], below.after[stretch]
        if limited and after and seed[begin] == NONE and _nearest_lane(below, rows, begin) > limit:
            stretch = after
            for row in range(begin, below.runs[after]):
                store_row(rows, row, full_row(np.int32(UNREACHABLE)))
        else:
            stretch += 1
            _settle(below, labels, seed, rows, begin, below.runs[stretch])


@subkernel
def _nearest_lane(below: Restriction, rows: np.ndarray, row: int) -> int:
    nearest = full_row(np.int32(UNREACHABLE))
    for arc in range(below.pointer[row], below.pointer[row + 1]):
        nearest = min_plus(nearest, load_row(rows, below.head[arc]), np.int32(0))
    return int(least(nearest))


@subkernel
def _settle(below: Restriction, labels: np.ndarray, seed: np.ndarray, rows: np.ndarray, begin: int, end: int) -> None:
    pointer, head, ticks = below.pointer, below.head, below.ticks
    one, ahead = np.uint64(1), np.uint64(AHEAD)  # unsigned: an index is never counted from the end
    arc = np.uint64(pointer[begin])
    for row in range(np.uint64(begin), np.uint64(end)):
        best = full_row(np.int32(UNREACHABLE))
        if seed[row] != NONE:
            best = load_row(labels, seed[row])
        stop = np.uint64(pointer[row + one])
        while arc < stop:
            prefetch_row(rows, head[arc + ahead])
            best = min_plus(best, load_row(rows, head[arc]), ticks[arc])
            arc += one
        store_row(rows, row, best)


@subkernel
def _write(ends: Ends, rows: np.ndarray, batch: np.ndarray, out: np.ndarray, tick_s: float, limit: int) -> None:
    """Turn the labels of the targets' rows into seconds: picked by row, some targets at a time, written by lane."""
    picked = np.empty((PICKED, LANES), np.int32)
    last, tick = np.int32(limit), np.float32(tick_s)
    width, flat = out.shape[1], out.reshape(out.size)
    lines = np.empty(LANES, np.int64)
    for lane in range(LANES):
        lines[lane] = batch[lane] * width
    for begin in range(0, width, PICKED):
        count = _pick(ends, rows, begin, begin + PICKED if begin + PICKED < width else width, picked)
        squares = count - count % SQUARE
        for i in range(0, squares, SQUARE):
            for lane in range(0, LANES, SQUARE):
                write_block(picked, i, lane, flat, lines, begin + i, tick, last)
        for i in range(squares, count):
            for lane in range(LANES):
                ticks = picked[i, lane]
                flat[lines[lane] + begin + i] = np.float32(ticks) * tick if ticks <= last else np.float32(np.inf)


@subkernel
def _pick(ends: Ends, rows: np.ndarray, begin: int, end: int, picked: np.ndarray) -> int:
    """Copy the labels of some targets, each the best of its attachments."""
    one = np.uint64(1)
    for target in range(np.uint64(begin), np.uint64(end)):
        best = full_row(np.int32(UNREACHABLE))
        for i in range(np.uint64(ends.pointer[target]), np.uint64(ends.pointer[target + one])):
            best = min_plus(best, load_row(rows, ends.rank[i]), ends.ticks[i])
        store_row(picked, target - np.uint64(begin), best)
    return end - begin
