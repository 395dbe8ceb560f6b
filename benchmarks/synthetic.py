"""Synthetic road networks: no real place, always the same for the same seed.

A square grid of crossings, 200 m apart on average and moved at random; a random tree joins them all and local streets
are added until a crossing has 2.5 ways out on average. Every 10th line of the grid is a secondary road, every 50th a
primary road, every 250th a motorway. All roads go both ways. A grid is harder than a real network: it has no valleys,
no rivers and no dead-end estates to cut along.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import minimum_spanning_tree

SPACING_M = 200.0
JITTER = 0.35
WAYS_OUT = 2.5
SPEED_KPH = np.array([30.0, 60.0, 80.0, 110.0])  # local, secondary, primary, motorway
LINE_EVERY = {1: 10, 2: 50, 3: 250}


@dataclass(frozen=True)
class Roads:
    """Edges of a network, as :meth:`geo.routing.RoadGraph.from_edges` takes them.

    Attributes
    ----------
    name
        For the tables.
    tail, head
        int64, shape (edges,).
    seconds
        float64, shape (edges,): whole milliseconds, so that engines that count in whole numbers agree.
    x, y
        float64, shape (nodes,): metres.
    """

    name: str
    tail: np.ndarray
    head: np.ndarray
    seconds: np.ndarray
    x: np.ndarray
    y: np.ndarray

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return int(self.x.size)


def grid(side: int, *, seed: int = 1) -> Roads:
    """Make a network of ``side`` times ``side`` crossings.

    Parameters
    ----------
    side
        Crossings along one side.
    seed
        Of the random numbers.

    Returns
    -------
    Roads
        The network.
    """
    rng = np.random.default_rng(seed)
    count = side * side
    line, column = np.divmod(np.arange(count), side)
    x = (column + rng.uniform(-JITTER, JITTER, count)) * SPACING_M
    y = (line + rng.uniform(-JITTER, JITTER, count)) * SPACING_M
    number = np.arange(count).reshape(side, side)
    here = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    there = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    level = np.concatenate([_level(line[number[:, :-1].ravel()]), _level(column[number[:-1].ravel()])])
    kept = _joined(here, there, level, count, rng)
    here, there, level = here[kept], there[kept], level[kept]
    length_m = np.hypot(x[here] - x[there], y[here] - y[there])
    seconds = np.maximum(np.round(length_m / (SPEED_KPH[level] / 3.6), 3), 0.001)
    return Roads(
        name=f"synthetic {side}²",
        tail=np.concatenate([here, there]),
        head=np.concatenate([there, here]),
        seconds=np.concatenate([seconds, seconds]),
        x=x,
        y=y,
    )


def _level(line: np.ndarray) -> np.ndarray:
    level = np.zeros(line.size, np.int64)
    for rank, every in LINE_EVERY.items():
        level[line % every == every // 2] = rank
    return level


def _joined(here: np.ndarray, there: np.ndarray, level: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Keep a random tree, all the larger roads, and local streets up to the number of ways wanted."""
    weight = 1.0 + rng.random(here.size) - 0.5 * (level > 0)
    tree = minimum_spanning_tree(coo_matrix((weight, (here, there)), shape=(count, count)).tocsr()).tocoo()
    kept = np.isin(here * count + there, tree.row.astype(np.int64) * count + tree.col) | (level > 0)
    missing = int(WAYS_OUT * count / 2) - int(kept.sum())
    if missing > 0:
        kept[rng.choice(np.flatnonzero(~kept), missing, replace=False)] = True
    return kept
