"""Counts per zone (births, population): known for the smallest zones, summed for those above."""

import pandas as pd

from geo.schema import FIGURE_STATUSES


def counts_by_zone(
    figures: pd.DataFrame, ancestors: pd.DataFrame, *, indicator: str, years: tuple[int, ...]
) -> pd.DataFrame:
    """Return a count for every zone of every level.

    Parameters
    ----------
    figures
        ``schema.FIGURE``; the indicator must add up (a count, not a share).
    ancestors
        Pairs of a zone with itself and each zone above it.
    years
        Years to average, per zone, over those that are known.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``value`` (NaN where nothing is known), ``missing`` (smallest zones without a figure, so that
        the value is a minimum), ``status`` (the weakest among the figures summed).
    """
    chosen = figures[(figures["indicator"] == indicator) & figures["year"].isin(years)]
    chosen = chosen.assign(rank=chosen["status"].map({name: i for i, name in enumerate(FIGURE_STATUSES)}))
    own = chosen.groupby("zone_id", as_index=False).agg(value=("value", "mean"), rank=("rank", "max"))
    summed = ancestors.merge(own, on="zone_id").groupby("ancestor_id", as_index=False)
    out = summed.agg(
        value=("value", lambda values: values.sum(min_count=1)),
        missing=("value", lambda values: int(values.isna().sum())),
        rank=("rank", "max"),
    )
    out["status"] = out["rank"].map(dict(enumerate(FIGURE_STATUSES)))
    return out.rename(columns={"ancestor_id": "zone_id"})[["zone_id", "value", "missing", "status"]]
