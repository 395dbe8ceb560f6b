"""The share of births within each time of the nearest actor, minute by minute."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def reach_curves(
    places: pd.DataFrame,
    nearest: pd.DataFrame,
    ancestors: pd.DataFrame,
    *,
    zone_ids: Sequence[str],
    measure: str = "births",
    to_min: int = 90,
    step_min: int = 1,
) -> pd.DataFrame:
    """Return, for each zone, the share of a measure within every time of the nearest actor.

    Parameters
    ----------
    places
        ``place_id`` and the measure; NaN is unknown and left out.
    nearest
        That of a service area: ``place_id``, ``zone_id``, ``minutes`` (NaN: unreachable) and ``comes``: where a service
        comes, it is within any time.
    measure
        ``births`` or ``population``.
    to_min, step_min
        Last time and step of the curve, in minutes; times are inclusive.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``minutes``, ``within`` (the count), ``share`` (0-1). A zone where the measure is unknown or
        zero has no rows.
    """
    reach = nearest.assign(minutes=nearest["minutes"].mask(nearest["comes"], 0.0))
    known = reach[["place_id", "zone_id", "minutes"]].merge(places[["place_id", measure]], on="place_id")
    known = known[known[measure].notna()]
    lines = ancestors[ancestors["ancestor_id"].isin(zone_ids)]
    joined = lines[["zone_id", "ancestor_id"]].merge(known, on="zone_id")
    times = np.arange(0, to_min + 1, step_min)
    parts = []
    for zone_id in zone_ids:
        own = joined[joined["ancestor_id"] == zone_id]
        total = own[measure].sum()
        if not total > 0:
            continue
        # A place at 30.0 minutes is within 30: its class is the first time that is not below it.
        first = np.searchsorted(times, own["minutes"].to_numpy(dtype=np.float64), side="left")
        reached = own["minutes"].notna().to_numpy() & (first < len(times))
        within = np.cumsum(np.bincount(first[reached], weights=own[measure].to_numpy()[reached], minlength=len(times)))
        parts.append(pd.DataFrame({"zone_id": zone_id, "minutes": times, "within": within, "share": within / total}))
    if not parts:
        return pd.DataFrame({"zone_id": [], "minutes": [], "within": [], "share": []}).astype({"zone_id": "str"})
    return pd.concat(parts, ignore_index=True)
