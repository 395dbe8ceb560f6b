"""Proportionate universalism: everyone is covered, and what each needs weighs more as it is harder.

Weights are data (``data/norms/universalism.toml``, or given): one per stratum. A zone weighs the mean of the weights
of its births. The weighted need is scaled so that the territory's total stays what it was: it stands beside the
unweighted figure, in the same unit, and shows where the same total should go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path

import numpy as np
import pandas as pd
from msgspec import field

from geo.errors import BadInputError
from geo.files.toml import Names, Sourced, read_toml
from geo.paths import data_folder
from geo.schema import STRATA


@dataclass(frozen=True)
class Weights:
    """How much a family of each stratum weighs, with the source and the status of the choice."""

    by_stratum: Mapping[str, float]
    status: str
    source: str
    date: str
    notes: Mapping[str, str]


def load_weights(path: Path | None = None) -> Weights:
    """Return the weights of a file, the embedded one by default.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``text-encoding``; ``weights-file`` when it is not a TOML file with a table of weights;
        ``universalism-weights`` for an unknown stratum, a weight that is negative or not a number,
        or a file without status, source or date.
    """
    return _embedded(data_folder() / "norms" / "universalism.toml") if path is None else _load(path)


@cache
def _embedded(path: Path) -> Weights:
    return _load(path)


class _File(Sourced, kw_only=True, frozen=True):
    weights: dict[str, int | float] = field(default_factory=dict)
    note: Names = field(default_factory=dict)


def _load(path: Path) -> Weights:
    file = read_toml(path, _File, "weights-file")
    return Weights(check_weights(file.weights), file.status, file.source, file.date, file.note)


def check_weights(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return weights that can be used.

    Raises
    ------
    BadInputError
        ``universalism-weights``.
    """
    if not weights:
        raise BadInputError("universalism-weights", stratum="?", weight="")
    for stratum, weight in weights.items():
        if stratum not in STRATA or not isinstance(weight, (int, float)) or not isfinite(weight) or weight < 0:
            raise BadInputError("universalism-weights", stratum=stratum, weight=str(weight))
    return dict(weights)


def vulnerability_weights(shares: pd.DataFrame, *, weights: Mapping[str, float]) -> pd.Series:
    """Return the mean weight of the births of each zone: Σ share × weight.

    Parameters
    ----------
    shares
        Indexed by ``zone_id``, one column per stratum (0–1); a stratum whose share is unknown everywhere is counted
        within the others, and takes no part.

    Returns
    -------
    pandas.Series
        ``weight``, indexed by ``zone_id``; NaN where some other share is unknown.

    Raises
    ------
    BadInputError
        ``universalism-weights``; ``universalism-missing`` when a stratum that has a share has no weight.
    """
    checked = check_weights(weights)
    known = [stratum for stratum in shares.columns if shares[stratum].notna().any()]
    for stratum in known:
        if stratum not in checked:
            raise BadInputError("universalism-missing", stratum=stratum)
    if not known:
        return pd.Series(np.nan, index=shares.index, name="weight")
    vector = pd.Series({stratum: float(checked[stratum]) for stratum in known})
    return (shares[known] * vector).sum(axis=1, skipna=False).rename("weight")


def weighted_need(need: pd.Series, weight: pd.Series, capacity: pd.Series | None = None) -> pd.DataFrame:
    """Return the need of each zone beside the need weighted by vulnerability.

    Parameters
    ----------
    need
        Need of zones that do not overlap, indexed by ``zone_id``; NaN is unknown.
    weight
        Weight of the same zones, zero or more; NaN is unknown.
    capacity
        What each zone is offered, same zones; None leaves out what follows from it.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``: ``need``, ``weight``, ``need_weighted`` (need × weight, scaled to the same total over
        the zones where both are known; NaN elsewhere), ``need_share`` and ``weighted_share`` (of those totals). With
        a capacity: ``capacity``, ``coverage_rate`` and ``weighted_coverage_rate`` (capacity ÷ need, ÷ weighted need;
        NaN where that is 0).

    Raises
    ------
    BadInputError
        ``universalism-zones`` unless all have the same zones.
    """
    for other in (weight, *(() if capacity is None else (capacity,))):
        if not need.index.equals(other.index):
            raise BadInputError("universalism-zones", left=len(need), right=len(other))
    both = need.notna() & weight.notna()
    known = need.where(both)
    raw = known * weight
    total, weighted_total = float(known.sum()), float(raw.sum())
    scaled = raw * (total / weighted_total) if weighted_total > 0 else raw * np.nan
    table = pd.DataFrame(
        {
            "need": need,
            "weight": weight,
            "need_weighted": scaled,
            "need_share": known / total if total > 0 else known * np.nan,
            "weighted_share": raw / weighted_total if weighted_total > 0 else raw * np.nan,
        },
        index=need.index.rename("zone_id"),
    )
    if capacity is None:
        return table
    return table.assign(
        capacity=capacity,
        coverage_rate=capacity / need.where(need > 0),
        weighted_coverage_rate=capacity / scaled.where(scaled > 0),
    )
