"""Zones side by side on the same definitions: how far, how unequal, and how sure their rank is."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.inequality.gini import gini


def compare_reach(
    places: pd.DataFrame,
    nearest: pd.DataFrame,
    ancestors: pd.DataFrame,
    *,
    zone_ids: Sequence[str],
    threshold_min: float,
    error_share: float,
    measure: str = "births",
) -> pd.DataFrame:
    """Return how far the births of each zone are, with what the error of the times does to the figure and the rank.

    ``share_low`` is the share within the threshold if every time of the zone were longer by ``error_share``,
    ``share_high`` if every one were shorter. Ranks compare these intervals: see `rank_bounds`.

    Parameters
    ----------
    places
        ``place_id`` and the measure; NaN is unknown and left out.
    nearest
        ``place_id``, ``zone_id``, ``minutes``; NaN where nothing is within the horizon.
    error_share
        Error of the times as a share; NaN (not known) gives no interval: low and high are missing.

    Returns
    -------
    pandas.DataFrame
        One row per zone, in the order given: ``zone_id``, the measure (total), ``share``, ``share_low``,
        ``share_high`` (0-1), ``p10_min``, ``p50_min``, ``p90_min`` (minutes that 10, 50 and 90 % of the births do not
        exceed; infinite beyond the horizon), ``gini_min`` (inequality of minutes among the births that are within
        the horizon), ``best_rank``, ``worst_rank``.
    """
    known = nearest[["place_id", "zone_id", "minutes"]].merge(places[["place_id", measure]], on="place_id")
    known = known[known[measure] > 0]
    joined = ancestors.loc[ancestors["ancestor_id"].isin(zone_ids), ["zone_id", "ancestor_id"]].merge(
        known, on="zone_id"
    )
    rows = [
        _line(joined[joined["ancestor_id"] == zone], zone, measure, threshold_min, error_share) for zone in zone_ids
    ]
    table = pd.DataFrame(rows)
    low = table["share_low"].where(table["share_low"].notna(), table["share"])
    high = table["share_high"].where(table["share_high"].notna(), table["share"])
    bounds = rank_bounds(low, high)
    return table.assign(best_rank=bounds["best_rank"], worst_rank=bounds["worst_rank"])


def rank_bounds(low: pd.Series, high: pd.Series) -> pd.DataFrame:
    """Return the best and the worst rank that intervals allow, 1 being the highest value.

    A value is surely above another when its low end is above the other's high end. Unknown values (NaN) have no rank
    and take none from the others.

    Returns
    -------
    pandas.DataFrame
        ``best_rank``, ``worst_rank`` on the index of ``low``; NaN where the value is unknown.
    """
    bottom, top = low.to_numpy(dtype=np.float64), high.to_numpy(dtype=np.float64)
    surely_above = bottom[None, :] > top[:, None]
    maybe_above = top[None, :] > bottom[:, None]
    np.fill_diagonal(maybe_above, val=False)
    known = ~(np.isnan(bottom) | np.isnan(top))
    best = np.where(known, 1 + surely_above.sum(axis=1), np.nan)
    worst = np.where(known, 1 + maybe_above.sum(axis=1), np.nan)
    return pd.DataFrame({"best_rank": best, "worst_rank": worst}, index=low.index)


def _line(
    own: pd.DataFrame, zone_id: str, measure: str, threshold_min: float, error_share: float
) -> dict[str, float | str]:
    weight = own[measure].to_numpy(dtype=np.float64)
    minutes = own["minutes"].fillna(np.inf).to_numpy(dtype=np.float64)
    total = weight.sum()

    def share(factor: float) -> float:
        return float(weight[minutes * factor <= threshold_min].sum() / total) if total > 0 else np.nan

    sure = not np.isnan(error_share)
    near = own[own["minutes"].notna()].reset_index(drop=True)
    line: dict[str, float | str] = {
        "zone_id": zone_id,
        measure: float(total) if total > 0 else np.nan,
        "share": share(1.0),
        "share_low": share(1.0 + error_share) if sure else np.nan,
        "share_high": share(max(0.0, 1.0 - error_share)) if sure else np.nan,
        "gini_min": gini(near["minutes"], near[measure]).value if len(near) else np.nan,
    }
    for name, probability in (("p10_min", 0.1), ("p50_min", 0.5), ("p90_min", 0.9)):
        line[name] = _quantile(minutes, weight, probability)
    return line


def _quantile(minutes: np.ndarray, weight: np.ndarray, probability: float) -> float:
    if not weight.sum() > 0:
        return float("nan")
    order = np.argsort(minutes, kind="stable")
    reached = np.cumsum(weight[order])
    return float(minutes[order][min(np.searchsorted(reached, probability * reached[-1]), len(order) - 1)])
