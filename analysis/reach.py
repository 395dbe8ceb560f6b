"""Who is how far: the nearest actor of every place, and how many births and people are within a time."""

from collections.abc import Sequence

import numpy as np
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

    Where births are unknown, population weighs instead. Places that no actor reaches leave the mean, and are counted
    in ``unreached``.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``mean_min``, ``max_min``, ``unreached`` (places).
    """
    weight = places["births"].where(places["births"].notna(), places["population"])
    known = nearest.merge(places[["place_id"]].assign(weight=weight), on="place_id")
    joined = ancestors[["zone_id", "ancestor_id"]].merge(known, on="zone_id")
    reached = joined["minutes"].notna()
    weighed = joined["weight"].where(reached, 0.0)
    sums = pd.DataFrame(
        {
            "total": weighed,
            "time": weighed * joined["minutes"].fillna(0.0),
            "unreached": ~reached,
            "max": joined["minutes"],
        }
    )
    grouped = sums.groupby(joined["ancestor_id"]).agg(
        total=("total", "sum"), time=("time", "sum"), unreached=("unreached", "sum"), max_min=("max", "max")
    )
    grouped["mean_min"] = np.where(
        grouped["total"] > 0, grouped["time"] / grouped["total"].where(grouped["total"] > 0), np.nan
    )
    return grouped.rename_axis("zone_id").reset_index()[["zone_id", "mean_min", "max_min", "unreached"]]
