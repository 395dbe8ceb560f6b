"""Plain values: numbers as JSON can hold them, None for what is unknown."""

from typing import Any

import numpy as np
import pandas as pd

_DIGITS = 6

Record = dict[str, Any]
"""Keys and plain values; None stands for unknown."""


def plain_number(value: Any) -> float | int | None:  # noqa: ANN401 - a cell of a frame
    """Return a number for JSON: whole where it is whole, six decimals otherwise, None for unknown."""
    if pd.isna(value):
        return None
    rounded = round(float(value), _DIGITS)
    return int(rounded) if rounded.is_integer() else rounded


def bounded(value: Any) -> float | int | None:  # noqa: ANN401 - a cell of a frame
    """Return a number for JSON; None where it is unknown or has no limit."""
    return None if pd.isna(value) or np.isinf(value) else plain_number(value)
