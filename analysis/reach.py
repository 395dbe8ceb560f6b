"""Who is how far: the nearest actor of every place, and how many births and people are within a time."""

from collections.abc import Sequence

import pandas as pd


def nearest_actor(places: pd.DataFrame, travel: pd.DataFrame) -> pd.DataFrame:
    """Return the nearest actor of every place.

    Returns
    -------
    pandas.DataFrame
        ``place_id``, ``zone_id``, ``actor_id``, ``minutes``, one row per place in the order of ``places``; actor
        and minutes are missing where no actor is within the horizon of the travel table. Between equals, the first
        actor in alphabetical order.
    """
    first = travel.sort_values(["minutes", "actor_id"], kind="stable").drop_duplicates("place_id")
    return places[["place_id", "zone_id"]].merge(first[["place_id", "actor_id", "minutes"]], on="place_id", how="left")


def within_by_zone(
    places: pd.DataFrame,
    nearest: pd.DataFrame,
    ancestors: pd.DataFrame,
    *,
    thresholds_min: Sequence[float],
    measures: Sequence[str] = ("births", "population"),
) -> pd.DataFrame:
    """Return, for every zone, how many births and people are within each time of the nearest actor.

    Thresholds are inclusive: a place at exactly 30 minutes is within 30 minutes. A place that no actor reaches
    stays in the totals.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``threshold_min``, and for each measure its count within and ``<measure>_total`` (NaN when the
        measure is not known for any place of the zone).
    """
    known = places[["place_id", *measures]].merge(nearest[["place_id", "zone_id", "minutes"]], on="place_id")
    joined = ancestors[["zone_id", "ancestor_id"]].merge(known, on="zone_id")
    totals = joined.groupby("ancestor_id")[list(measures)].sum(min_count=1)
    parts = []
    for threshold in thresholds_min:
        inside = joined["minutes"] <= threshold
        counts = joined[list(measures)].where(inside, joined[list(measures)] * 0.0)
        within = counts.groupby(joined["ancestor_id"]).sum(min_count=1)
        parts.append(within.join(totals.add_suffix("_total")).assign(threshold_min=threshold))
    table = pd.concat(parts).rename_axis("zone_id").reset_index()
    columns = ["zone_id", "threshold_min", *(c for m in measures for c in (m, f"{m}_total"))]
    return table[columns].sort_values(["zone_id", "threshold_min"], ignore_index=True)


def zone_minutes(places: pd.DataFrame, nearest: pd.DataFrame, ancestors: pd.DataFrame) -> pd.DataFrame:
    """Return the births-weighted mean and the longest time to the nearest actor, per zone.

    Where births are unknown, or where none happened at the places reached, population weighs instead; where nobody
    is counted either, every place weighs the same. Places that no actor reaches leave the mean, and are counted in
    ``unreached``: the mean is missing only where no place of the zone is reached.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``mean_min``, ``max_min``, ``unreached`` (places).
    """
    births = places["births"].where(places["births"].notna(), places["population"])
    weights = pd.DataFrame({"births": births, "population": places["population"], "places": 1.0}).fillna(0.0)
    known = nearest.merge(weights.assign(place_id=places["place_id"]), on="place_id")
    joined = ancestors[["zone_id", "ancestor_id"]].merge(known, on="zone_id")
    group = joined["ancestor_id"]
    reached = joined["minutes"].notna()
    weighed = joined[list(weights)].where(reached, 0.0)
    totals = weighed.groupby(group).sum()
    means = weighed.mul(joined["minutes"].fillna(0.0), axis=0).groupby(group).sum() / totals.where(totals > 0)
    out = pd.DataFrame(
        {
            "mean_min": means.bfill(axis=1).iloc[:, 0],
            "max_min": joined["minutes"].groupby(group).max(),
            "unreached": (~reached).groupby(group).sum(),
        }
    )
    return out.rename_axis("zone_id").reset_index()
