"""Who lives within a time of each actor, zone by zone."""

from collections.abc import Sequence

import pandas as pd

MEASURES = ("population", "births", "children_0_2", "women_15_49")


def catchment_population(
    places: pd.DataFrame,
    travel: pd.DataFrame,
    *,
    thresholds_min: Sequence[float],
    measures: Sequence[str] = MEASURES,
) -> pd.DataFrame:
    """Return how many people live within each time of each actor, per zone.

    Counted from the places and their travel times, not from the drawing of the area.

    Parameters
    ----------
    places
        ``schema.PLACE``.
    travel
        ``schema.TRAVEL`` of one mode; a pair that is absent is out of reach.
    thresholds_min
        Minutes, themselves included.
    measures
        Columns of places to add up.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``zone_id``, ``threshold_min``, ``places``, then each measure: NaN when it is known for none of
        these places. Zones where an actor reaches no place have no row.
    """
    near = travel[["place_id", "actor_id", "minutes"]].merge(
        places[["place_id", "zone_id", *measures]], on="place_id", how="inner"
    )
    keys = ["actor_id", "zone_id"]
    parts = []
    for threshold in thresholds_min:
        within = near[near["minutes"] <= threshold].groupby(keys)
        counts = within[list(measures)].sum(min_count=1)
        parts.append(counts.assign(threshold_min=float(threshold), places=within.size()))
    columns = [*keys, "threshold_min", "places", *measures]
    table = pd.concat(parts).reset_index() if parts else pd.DataFrame(columns=columns)
    return table[columns].sort_values([*keys, "threshold_min"], ignore_index=True)
