"""The part of a hierarchy above some targets, laid out from the top down.

Only nodes above a target (its ancestors in the elimination tree) can be on the last, descending part of a shortest
path to it. They are copied into rows, the top first, each followed by the rows below it: what a sweep reads is
contiguous. Some subtrees, of all sizes, are blocks: a sweep with a time limit leaves a block out when nothing enters
it in time.
"""

# ruff: noqa: PLR0917 (compiled functions know no keyword-only parameters)
from typing import NamedTuple

import numpy as np

from geo.routing.clock import UNREACHABLE
from geo.routing.ends import Ends
from geo.routing.hierarchy import UpwardArcs
from geo.routing.jit import frozen, kernel, subkernel

NONE = -1
AHEAD = 32  # arcs between asking for a row and using it
BLOCK_ROWS = 16


class Restriction(NamedTuple):
    """Rows above some targets.

    Attributes
    ----------
    row_of_rank
        int32, shape (nodes,): row of each rank; -1 when it is above no target.
    pointer, head, ticks
        int32: from each row to the rows above it, with the time of the way down from them. ``head`` and ``ticks``
        are followed by a few zeros.
    runs
        int32, shape (runs + 1,): the rows, cut into runs.
    after
        int32, shape (runs,): for a run whose first row begins a block, the run that follows the block; 0 for others.
        The first row of a block keeps the rows above from which there is no way, as there may be one to a row below.
    ends
        The targets' attachments; ``ends.rank`` holds rows.
    """

    row_of_rank: np.ndarray
    pointer: np.ndarray
    head: np.ndarray
    ticks: np.ndarray
    runs: np.ndarray
    after: np.ndarray
    ends: Ends


def restrict(arcs: UpwardArcs, targets: Ends) -> Restriction:
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
        The rows to sweep.
    """
    row_of_rank, rank_of_row, n_arcs = _rows_above(arcs, targets.rank)
    runs, after = _runs(arcs.parent, row_of_rank, rank_of_row)
    pointer, head, ticks = _arcs_of_rows(arcs, row_of_rank, rank_of_row, runs, after, n_arcs)
    return Restriction(
        row_of_rank=frozen(row_of_rank),
        pointer=frozen(pointer),
        head=frozen(head),
        ticks=frozen(ticks),
        runs=frozen(runs),
        after=frozen(after),
        ends=targets._replace(rank=frozen(row_of_rank[targets.rank])),
    )


@kernel
def _rows_above(arcs: UpwardArcs, ranks: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Give rows to the ancestors of some ranks, the highest rank first; count their arcs."""
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
    rank_of_row = np.empty(count, np.int32)
    row = 0
    for node in range(n_nodes - 1, -1, -1):
        if row_of_rank[node] != NONE:
            row_of_rank[node] = row
            rank_of_row[row] = node
            row += 1
    return row_of_rank, rank_of_row, n_arcs


@kernel
def _runs(parent: np.ndarray, row_of_rank: np.ndarray, rank_of_row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cut the rows before each block and after it; tell, for runs that begin a block, the run after the block."""
    n_rows = rank_of_row.size
    size = np.empty(n_rows, np.int64)  # of the subtree
    scale = np.empty(n_rows, np.int64)
    size[:] = 1
    for row in range(n_rows - 1, -1, -1):
        high = parent[rank_of_row[row]]
        if high != NONE:
            size[row_of_rank[high]] += size[row]
        scale[row] = _scale(size[row])
    ends_here = np.zeros(n_rows + 1, np.bool_)
    runs = np.empty(n_rows + 1, np.int32)
    run_at = np.empty(n_rows + 1, np.int32)
    count = 0
    for row in range(n_rows):
        high = parent[rank_of_row[row]]
        block = scale[row] > 0 and (high == NONE or scale[row_of_rank[high]] > scale[row])
        if block:
            ends_here[row + size[row]] = True
        else:
            size[row] = 0
        if block or ends_here[row] or row == 0:
            runs[count] = row
            run_at[row] = count
            count += 1
    runs[count] = n_rows
    run_at[n_rows] = count
    after = np.zeros(count, np.int32)
    for run in range(count):
        row = runs[run]
        if size[row]:
            after[run] = run_at[row + size[row]]
    return runs[: count + 1].copy(), after


@subkernel
def _scale(size: int) -> int:
    """Tell small subtrees from larger ones, by factors of four; the smallest are zero and never a block."""
    scale = 0
    while size >= BLOCK_ROWS:
        size >>= 2
        scale += 1
    return scale


@kernel
def _arcs_of_rows(
    arcs: UpwardArcs,
    row_of_rank: np.ndarray,
    rank_of_row: np.ndarray,
    runs: np.ndarray,
    after: np.ndarray,
    n_arcs: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    pointer = np.zeros(rank_of_row.size + 1, np.int32)
    head = np.empty(n_arcs + AHEAD, np.int32)
    ticks = np.empty(n_arcs + AHEAD, np.int32)
    filled = 0
    for run in range(after.size):
        for row in range(runs[run], runs[run + 1]):
            node = rank_of_row[row]
            keep_all = after[run] > 0 and row == runs[run]
            for arc in range(arcs.pointer[node], arcs.pointer[node + 1]):
                if keep_all or arcs.ticks[arc] < UNREACHABLE:
                    head[filled] = row_of_rank[arcs.head[arc]]
                    ticks[filled] = arcs.ticks[arc]
                    filled += 1
            pointer[row + 1] = filled
    for i in range(filled, filled + AHEAD):
        head[i] = 0
        ticks[i] = 0
    return pointer, head[: filled + AHEAD], ticks[: filled + AHEAD]
