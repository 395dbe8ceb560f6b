"""Rows of a programme, as HiGHS takes them: ``low ≤ Σ value × column ≤ high``."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.schema import FloatArray

_SmallArray = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Some rows: the cells of row ``i`` are ``start[i]:start[i + 1]``, the last row's to the end."""

    start: _SmallArray
    column: _SmallArray
    value: FloatArray
    low: FloatArray
    high: FloatArray


def row_block(
    line: npt.ArrayLike,
    column: npt.ArrayLike,
    value: npt.ArrayLike,
    *,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    n_rows: int,
) -> RowBlock:
    """Return rows from cells in any order.

    Parameters
    ----------
    line, column
        Row (from 0) and column of every cell; a row has each column once at most.
    value
        One per cell, or one for all.
    low, high
        One per row, or one for all; infinite without limit.
    """
    lines, columns = np.asarray(line, dtype=np.int64), np.asarray(column, dtype=np.int64)
    values = np.broadcast_to(np.asarray(value, dtype=np.float64), lines.shape)
    order = np.lexsort((columns, lines))
    size = np.bincount(lines, minlength=n_rows)
    return RowBlock(
        start=(np.cumsum(size) - size).astype(np.int32),
        column=columns[order].astype(np.int32),
        value=np.ascontiguousarray(values[order]),
        low=np.array(np.broadcast_to(np.asarray(low, dtype=np.float64), n_rows)),
        high=np.array(np.broadcast_to(np.asarray(high, dtype=np.float64), n_rows)),
    )
