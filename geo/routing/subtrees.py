"""Parts of the elimination tree that several threads can work on at once.

Nodes of different subtrees share no arc: a kernel may run on each subtree by itself. What is left, the top of the
tree, is done before them (downward) or after them (upward).
"""

from dataclasses import dataclass

import numpy as np

from geo.routing.jit import kernel


@dataclass(frozen=True, eq=False)
class Subtrees:
    """A partition of the ranks.

    Attributes
    ----------
    independent
        int64, shape (parts, 2): runs of ranks, begin and end, made of whole subtrees.
    top
        int64, shape (runs, 2): the runs of ranks between, each above some of the parts, in increasing order.
    """

    independent: np.ndarray
    top: np.ndarray


def split(parent: np.ndarray, work: np.ndarray, *, parts: int) -> Subtrees:
    """Part the tree into runs of subtrees of at most one ``parts``-th of the work, and the top above them.

    Parameters
    ----------
    parent
        int32, shape (nodes,): parent of each rank in postorder, -1 at a root.
    work
        float64, shape (nodes,): effort that each rank takes.
    parts
        The least number of parts wanted.

    Returns
    -------
    Subtrees
        The runs.
    """
    runs, is_top = _runs(parent, work, work.sum() / parts)
    return Subtrees(independent=runs[~is_top], top=runs[is_top])


@kernel
def _runs(parent: np.ndarray, work: np.ndarray, most: float) -> tuple[np.ndarray, np.ndarray]:
    """Cut the ranks into runs, each of top nodes only or of whole subtrees only."""
    size = parent.size
    total = work.copy()
    for node in range(size):
        if parent[node] >= 0:
            total[parent[node]] += total[node]
    bounds = np.empty((size, 2), np.int64)
    is_top = np.empty(size, np.bool_)
    count, begin, filled = 0, 0, 0.0
    for node in range(size):
        top = total[node] > most
        last = node + 1 == size
        if top:
            ends = last or total[node + 1] <= most
        elif parent[node] >= 0 and total[parent[node]] <= most:
            ends = False  # inside a subtree
        else:
            filled += total[node]
            ends = last or filled >= most or total[node + 1] > most
        if ends:
            bounds[count, 0] = begin
            bounds[count, 1] = node + 1
            is_top[count] = top
            count, begin, filled = count + 1, node + 1, 0.0
    return bounds[:count].copy(), is_top[:count].copy()
