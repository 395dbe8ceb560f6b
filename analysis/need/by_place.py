"""Need carried from zones to the places where people live, keeping every zone's total."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class PlaceNeed:
    """The need of every place.

    ``need`` is indexed by ``place_id`` (NaN: not known). ``unplaced`` is the need of zones that have no place, indexed
    by ``zone_id``: it belongs to their totals and can reach nothing.
    """

    need: pd.Series
    unplaced: pd.Series


def need_by_place(need: pd.Series, places: pd.DataFrame) -> PlaceNeed:
    """Return the need of every place.

    The need of a zone is shared among its places by births, else by population, else equally.

    Parameters
    ----------
    need
        Need of the smallest zones, indexed by ``zone_id``; NaN is unknown.
    places
        ``schema.PLACE``.
    """
    zone = places["zone_id"]
    share = pd.Series(float("nan"), index=places.index)
    for measure in ("births", "population"):
        weight = places[measure].fillna(0.0)
        total = weight.groupby(zone).transform("sum")
        share = share.where(share.notna(), weight / total.where(total > 0))
    share = share.where(share.notna(), 1.0 / zone.groupby(zone).transform("size"))
    spread = zone.map(need).astype("float64") * share
    spread.index = pd.Index(places["place_id"])
    lost = need[need.notna() & (need > 0) & ~need.index.isin(zone)]
    return PlaceNeed(spread.rename_axis("place_id").rename("need"), lost.rename_axis("zone_id"))
