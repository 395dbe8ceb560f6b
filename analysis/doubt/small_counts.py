"""Small counts of families in delicate situations are hidden, and so is what would give them away.

Only counts that somebody observed: what a rate times births gives, or a total shared out among zones, is an estimate
that speaks of no family in particular.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.doubt.parameters import ConfidenceParameters
from analysis.question import Selection
from geo.json_values import encode
from geo.schema import split_codes

Line = TypeVar("Line")


def is_sensitive(selection: Selection, parameters: ConfidenceParameters) -> bool:
    """Return whether the counts of a selection are about families in delicate situations."""
    return bool(
        selection.stratum in parameters.sensitive_strata
        or selection.function in parameters.sensitive_functions
        or selection.kind in parameters.sensitive_kinds
    )


def observed_needs(lines: pd.DataFrame, rules: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which needs were observed: stated as such for their zone, or sums of those that were.

    Parameters
    ----------
    lines
        ``need_status`` and ``rules`` (ids of the rules that a need rests on), as
        `analysis.need.by_zone.need_by_zone` returns them: a stated value shared out among zones is a hypothesis.
    rules
        ``schema.NEED_RULE``.
    """
    stated = set(rules.loc[rules["value"].notna(), "rule_id"])
    from_values = [set(split_codes(ids)) <= stated and isinstance(ids, str) for ids in lines["rules"]]
    return np.asarray(from_values, dtype=np.bool_) & ~lines["need_status"].isin(["hypothesis", "missing"]).to_numpy()


def small_counts(
    counts: pd.Series, *, below: int, parts_of_a_total: bool = False, observed: npt.NDArray[np.bool_] | None = None
) -> npt.NDArray[np.bool_]:
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
    observed
        Which counts somebody observed; all of them when None. An estimate is hidden only to protect another.
    """
    values = counts.to_numpy(dtype=np.float64, na_value=np.nan)
    hidden = np.asarray((values > 0) & (values < below))
    if observed is not None:
        hidden &= observed
    if parts_of_a_total and hidden.sum() == 1:
        others = np.where(hidden | np.isnan(values) | (values == 0), np.inf, values)
        if np.isfinite(others).any():
            hidden[int(others.argmin())] = True
    return hidden


def masked(
    frame: pd.DataFrame,
    counts: Sequence[str],
    *,
    derived: Sequence[str] = (),
    below: int,
    parts_of_a_total: bool,
    observed: npt.NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Return a table without its small counts.

    Parameters
    ----------
    counts
        Columns of counts: each cell under ``below`` is hidden on its own.
    derived
        Columns that would give a hidden count back (rates, gaps): hidden on the lines where any count is.
    observed
        Which lines hold counts that somebody observed; all of them when None.

    Returns
    -------
    pandas.DataFrame
        The same table; hidden cells are NaN, and ``masked`` says which lines have some.
    """
    out = frame.copy()
    any_hidden = np.zeros(len(frame), dtype=np.bool_)
    for column in counts:
        hidden = small_counts(frame[column], below=below, parts_of_a_total=parts_of_a_total, observed=observed)
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
    observed: npt.NDArray[np.bool_] | None = None,
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
    observed
        Which counts somebody observed, that of the zone first, then those of its parts; all of them when None.

    Returns
    -------
    tuple
        The same records, None where hidden, each with ``masked``.
    """
    lines = [cast("Mapping[str, Any]", encode(kind, line, masked=False)) for line in (total, *parts)]
    counts = pd.Series([line[count] for line in lines], dtype="float64")
    seen = np.ones(len(counts), dtype=np.bool_) if observed is None else observed
    own = small_counts(counts[:1], below=below, observed=seen[:1])
    inside = small_counts(counts[1:], below=below, parts_of_a_total=True, observed=seen[1:])
    first, *rest = (
        encode(kind, _hidden(line, (count, *derived)) if hide else line)
        for line, hide in zip(lines, (*own, *inside), strict=True)
    )
    return first, rest


def _hidden(line: Mapping[str, Any], keys: Sequence[str]) -> dict[str, object]:
    gone = {key: dict.fromkeys(line[key]) if isinstance(line[key], Mapping) else None for key in keys}
    return {**line, **gone, "masked": True}
