"""From places to zones: means that weigh each place by its need, and keep those that have no figure in sight."""

import pandas as pd

from geo.errors import BadInputError


def by_zone(values: pd.Series, demand: pd.Series, zones: pd.Series) -> pd.DataFrame:
    """Return the need-weighted mean and median of a measure, per zone.

    Parameters
    ----------
    values
        A measure indexed by ``place_id``; NaN where it has no value (a time to the nearest when none is reachable).
    demand
        Need of the same places, the weight; NaN is unknown.
    zones
        ``zone_id`` of the same places.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``zone_id``, sorted: ``demand`` (known need), ``demand_without_value`` (known need of places
        without a value, in neither mean nor median), ``mean``, ``median`` (of the need with a value; NaN when there
        is none), ``places``, ``places_unknown`` (need not known, in no other column).

    Raises
    ------
    BadInputError
        ``access-misaligned`` unless all three have the same places; ``access-missing-id`` for a place without zone.
    """
    for other in (demand, zones):
        if not values.index.equals(other.index):
            raise BadInputError("access-misaligned", left=len(values), right=len(other))
    if zones.isna().any():
        raise BadInputError("access-missing-id", column="zone_id")
    frame = pd.DataFrame({"zone_id": zones, "value": values.astype("float64"), "demand": demand.astype("float64")})
    frame["unknown"] = frame["demand"].isna()
    frame["weight"] = frame["demand"].where(frame["value"].notna(), 0.0).fillna(0.0)
    frame["product"] = (frame["weight"] * frame["value"]).fillna(0.0)
    grouped = frame.groupby("zone_id", sort=True)
    sums = grouped[["demand", "weight", "product"]].sum()
    return pd.DataFrame(
        {
            "demand": sums["demand"],
            "demand_without_value": sums["demand"] - sums["weight"],
            "mean": (sums["product"] / sums["weight"]).where(sums["weight"] > 0),
            "median": _medians(frame, sums.index),
            "places": grouped.size(),
            "places_unknown": grouped["unknown"].sum().astype("int64"),
        }
    )


def _medians(frame: pd.DataFrame, zones: pd.Index) -> pd.Series:
    # The value at which half of the zone's need is reached.
    ordered = frame[frame["weight"] > 0].sort_values(["zone_id", "value"], kind="stable")
    grouped = ordered.groupby("zone_id")["weight"]
    past_half = grouped.cumsum() >= grouped.transform("sum") / 2
    return ordered[past_half].groupby("zone_id")["value"].first().reindex(zones)
