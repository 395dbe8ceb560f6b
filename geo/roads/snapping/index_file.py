"""An index of streets as plain arrays: kept in the file of its network, so that it opens with it."""

from collections.abc import Mapping

import numpy as np

from geo.roads.snapping.grid import Grid
from geo.roads.snapping.index import SnapIndex
from geo.routing.jit import frozen


def arrays_of(index: SnapIndex) -> dict[str, np.ndarray]:
    """Return what :func:`index_of` needs to make the index again: one-dimensional arrays, by name."""
    grid = index.grid
    return {
        "snap.crs": np.frombuffer(index.crs.encode(), np.uint8),
        "snap.start": grid.start.ravel(),
        "snap.span": grid.span.ravel(),
        "snap.pointer": grid.pointer,
        "snap.member": grid.member,
        "snap.corner_m": np.array([grid.west, grid.south, grid.cell_m]),
        "snap.size": np.array([grid.columns, grid.rows], np.int64),
        "snap.edge": index.edge,
        "snap.share_start": index.share_start,
        "snap.share_end": index.share_end,
    }


def index_of(arrays: Mapping[str, np.ndarray], *, metric_crs: str) -> SnapIndex | None:
    """Return the index that arrays hold; None when they hold none, or one in another metric system.

    Parameters
    ----------
    arrays
        Those of :func:`arrays_of`, beside others.
    metric_crs
        Projected system wanted, in metres.
    """
    if arrays.get("snap.crs", np.zeros(0, np.uint8)).tobytes() != metric_crs.encode():
        return None
    west, south, cell_m = arrays["snap.corner_m"].tolist()
    columns, rows = arrays["snap.size"].tolist()
    grid = Grid(
        start=frozen(arrays["snap.start"].reshape(-1, 2)),
        span=frozen(arrays["snap.span"].reshape(-1, 2)),
        pointer=frozen(arrays["snap.pointer"]),
        member=frozen(arrays["snap.member"]),
        west=west,
        south=south,
        cell_m=cell_m,
        columns=columns,
        rows=rows,
    )
    return SnapIndex(
        crs=metric_crs,
        grid=grid,
        edge=arrays["snap.edge"],
        share_start=arrays["snap.share_start"],
        share_end=arrays["snap.share_end"],
    )
