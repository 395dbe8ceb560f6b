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
    joined = ancestors.merge(own, on="zone_id")
    summed = joined.assign(missing=joined["value"].isna()).groupby("ancestor_id")
    out = summed["value"].sum(min_count=1).to_frame()
    out["missing"], out["rank"] = summed["missing"].sum(), summed["rank"].max()
    out["status"] = out["rank"].map(dict(enumerate(FIGURE_STATUSES)))
    return out.rename_axis("zone_id").reset_index()[["zone_id", "value", "missing", "status"]]
