"""Small counts of families in delicate situations are hidden, and so is what would give them away."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.doubt.parameters import ConfidenceParameters
from analysis.question import Selection
from geo.json_values import encode

Line = TypeVar("Line")


def is_sensitive(selection: Selection, parameters: ConfidenceParameters) -> bool:
    """Return whether the counts of a selection are about families in delicate situations."""
    return bool(
        selection.stratum in parameters.sensitive_strata
        or selection.function in parameters.sensitive_functions
        or selection.kind in parameters.sensitive_kinds
    )


def small_counts(counts: pd.Series, *, below: int, parts_of_a_total: bool = False) -> npt.NDArray[np.bool_]:
    """Return which counts must be hidden.

    Parameters
    ----------
    counts
        Counts; NaN is unknown, zero is shown.
    below
        Counts above zero and under this are hidden.
    parts_of_a_total
        Whether their total is shown as well: when a single count is hidden, the smallest of the others is hidden
        too, or a subtraction would give it back.
    """
    values = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    hidden = np.asarray((values > 0) & (values < below))
    if parts_of_a_total and hidden.sum() == 1:
        others = np.where(hidden | np.isnan(values) | (values == 0), np.inf, values)
        if np.isfinite(others).any():
            hidden[int(others.argmin())] = True
    return hidden


def masked(
    frame: pd.DataFrame, counts: Sequence[str], *, derived: Sequence[str] = (), below: int, parts_of_a_total: bool
) -> pd.DataFrame:
    """Return a table without its small counts.

    Parameters
    ----------
    counts
        Columns of counts: each cell under ``below`` is hidden on its own.
    derived
        Columns that would give a hidden count back (rates, gaps): hidden on the lines where any count is.

    Returns
    -------
    pandas.DataFrame
        The same table; hidden cells are NaN, and ``masked`` says which lines have some.
    """
    out = frame.copy()
    any_hidden = np.zeros(len(frame), dtype=np.bool_)
    for column in counts:
        hidden = small_counts(frame[column], below=below, parts_of_a_total=parts_of_a_total)
        out[column] = frame[column].astype("float64").mask(hidden)
        any_hidden |= hidden
    for column in derived:
        out[column] = frame[column].astype("float64").mask(any_hidden)
    return out.assign(masked=any_hidden)


def hide_records(
    kind: type[Line],
    total: Mapping[str, object],
    parts: Sequence[Mapping[str, object]],
    *,
    count: str,
    derived: Sequence[str] = (),
    below: int,
) -> tuple[Line, list[Line]]:
    """Return the record of a zone and those of its parts without the small counts.

    Parameters
    ----------
    kind
        What they are; it has ``masked``.
    total
        The zone itself; its count is shown beside those of its parts, which are hidden so that no subtraction gives
        one back.
    count
        Key of the count; None is unknown.
    derived
        Keys that would give the count back, hidden with it; where one holds a mapping, each of its values is.

    Returns
    -------
    tuple
        The same records, None where hidden, each with ``masked``.
    """
    lines = [cast("Mapping[str, Any]", encode(kind, line, masked=False)) for line in (total, *parts)]
    counts = pd.Series([line[count] for line in lines], dtype="float64")
    own = small_counts(counts[:1], below=below)
    inside = small_counts(counts[1:], below=below, parts_of_a_total=True)
    first, *rest = (
        encode(kind, _hidden(line, (count, *derived)) if hide else line)
        for line, hide in zip(lines, (*own, *inside), strict=True)
    )
    return first, rest


def _hidden(line: Mapping[str, Any], keys: Sequence[str]) -> dict[str, object]:
    gone = {key: dict.fromkeys(line[key]) if isinstance(line[key], Mapping) else None for key in keys}
    return {**line, **gone, "masked": True}
