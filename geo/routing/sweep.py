"""Many-to-many travel times: climb from a batch of sources, then sweep down to all targets at once.

Only nodes above a target matter (its ancestors in the elimination tree). They are copied into a small graph, from the
top down, so that one pass in memory order settles every one of them: each takes the best of its higher neighbours,
thirty-two sources side by side (a restricted PHAST). Batches share nothing: each thread takes one.
"""

# ruff: noqa: PLR0917, PLR1730 (compiled: no keyword-only parameters, and no min or max, see jit)
from collections.abc import Iterator
from functools import partial
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np

from geo.routing.clock import UNREACHABLE
from geo.routing.ends import Ends
from geo.routing.hierarchy import Arcs
from geo.routing.jit import frozen, kernel, subkernel
from geo.routing.rows import LANES, empty_rows, full_row, load_row, min_plus, prefetch_row, store_row, write_block
from geo.routing.workers import Cancel, Progress, run

NONE = -1
COUNTED = -2
AHEAD = 32  # arcs between asking for a row and using it
PICKED = 1024  # targets whose labels are read before they are written
SQUARE = 16


class Restriction(NamedTuple):
    """The part of a hierarchy above some targets, from the top down.

    Attributes
    ----------
    row_of_rank
        int32, shape (nodes,): row of each rank; -1 when it is above no target.
    pointer, head, ticks
        int32: from each row to the rows above it, with the time of the way down from them. ``head`` and ``ticks``
        are followed by a few zeros.
    ends
        The targets' attachments; ``ends.rank`` holds rows.
    """

    row_of_rank: np.ndarray
    pointer: np.ndarray
    head: np.ndarray
    ticks: np.ndarray
    ends: Ends


class Scratch(NamedTuple):
    """Working memory of one thread: labels of the rows, labels and marks of a climb."""

    rows: np.ndarray
    position: np.ndarray
    seed: np.ndarray


def restrict(arcs: Arcs, targets: Ends) -> Restriction:
    """Keep what is above the targets.

    Parameters
    ----------
    arcs
        The hierarchy, with the times of the way down.
    targets
        Where the targets touch it.

    Returns
    -------
    Restriction
        The graph to sweep.
    """
    row_of_rank, pointer, head, ticks = _restrict(arcs, targets.rank)
    return Restriction(
        row_of_rank=frozen(row_of_rank),
        pointer=frozen(pointer),
        head=frozen(head),
        ticks=frozen(ticks),
        ends=targets._replace(rank=frozen(row_of_rank[targets.rank])),
    )


@kernel
def _restrict(arcs: Arcs, ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    n_nodes = arcs.parent.size
    row_of_rank = np.empty(n_nodes, np.int32)
    row_of_rank[:] = NONE
    count, n_arcs = 0, 0
    for rank in ranks:
        node = rank
        while node != NONE and row_of_rank[node] == NONE:
            row_of_rank[node] = 0
            count += 1
            n_arcs += arcs.pointer[node + 1] - arcs.pointer[node]
            node = arcs.parent[node]
    pointer = np.zeros(count + 1, np.int32)
    head = np.empty(n_arcs + AHEAD, np.int32)
    ticks = np.empty(n_arcs + AHEAD, np.int32)
    row, filled = 0, 0
    for node in range(n_nodes - 1, -1, -1):
        if row_of_rank[node] == NONE:
            continue
        row_of_rank[node] = row
        for arc in range(arcs.pointer[node], arcs.pointer[node + 1]):
            if arcs.ticks[arc] < UNREACHABLE:
                head[filled] = row_of_rank[arcs.head[arc]]
                ticks[filled] = arcs.ticks[arc]
                filled += 1
        row += 1
        pointer[row] = filled
    for i in range(filled, filled + AHEAD):
        head[i] = 0
        ticks[i] = 0
    return row_of_rank, pointer, head[: filled + AHEAD], ticks[: filled + AHEAD]


def sweep(
    arcs: Arcs,
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
def _ancestors(arcs: Arcs, sources: Ends, batch: np.ndarray, position: np.ndarray) -> np.ndarray:
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
    arcs: Arcs,
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
    _descend(restriction, labels, scratch.seed, scratch.rows)
    for rank in ancestors:
        scratch.position[rank] = NONE
        if restriction.row_of_rank[rank] != NONE:
            scratch.seed[restriction.row_of_rank[rank]] = NONE
    _write(restriction.ends, scratch.rows, batch, out, tick_s, limit)


@subkernel
def _climb(arcs: Arcs, sources: Ends, batch: np.ndarray, ancestors: np.ndarray, position: np.ndarray) -> np.ndarray:
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
def _descend(restriction: Restriction, labels: np.ndarray, seed: np.ndarray, rows: np.ndarray) -> None:
    """Settle every row from the rows above it, all lanes at once."""
    pointer, head, ticks = restriction.pointer, restriction.head, restriction.ticks
    one, ahead = np.uint64(1), np.uint64(AHEAD)  # unsigned: an index is never counted from the end
    arc = np.uint64(0)
    for row in range(np.uint64(pointer.size - 1)):
        best = full_row(np.int32(UNREACHABLE))
        if seed[row] != NONE:
            best = load_row(labels, seed[row])
        end = np.uint64(pointer[row + one])
        while arc < end:
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
