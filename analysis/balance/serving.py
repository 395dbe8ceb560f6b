"""Who each service can serve: by the family's travel, by the team's radius, or in the area that it declares."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.schema import split_codes

NODE = ["actor_id", "service", "mode", "capacity_low", "capacity_high", "capacity_basis"]


@dataclass(frozen=True)
class Serving:
    """``nodes`` has one row per service, numbered by its index (``NODE``, ``reach``, ``reach_supposed``).

    ``pairs`` has one row per place and node that can meet: ``place_id``, ``node``, ``minutes`` (travelled by the
    family or by the team; 0 where the team's place is not known). ``reach`` is ``travel`` (families come), ``radius``
    (the team goes as far as it says, or as far as the horizon: ``reach_supposed``), ``area`` (declared zones) or
    ``none`` (neither place nor area is known: nothing can be said of whom it serves).
    """

    nodes: pd.DataFrame
    pairs: pd.DataFrame


def serving_pairs(
    actors: pd.DataFrame,
    offer: pd.DataFrame,
    places: pd.DataFrame,
    ancestors: pd.DataFrame,
    travel: pd.DataFrame,
    *,
    horizon_min: float,
) -> Serving:
    """Return which services can serve which places.

    - On site: families travel, ``horizon_min`` at most, inclusive; a declared area does not stop them.
    - Home visits and mobile services: the declared area; within it, no farther than ``reach_min`` where both are
      known. Without area: ``reach_min`` around the actor's place; without either, the horizon, which is told.

    Parameters
    ----------
    actors
        ``schema.ACTOR``, for their positions.
    offer
        Services with ``capacity_low``, ``capacity_high`` and ``capacity_basis`` (:func:`analysis.offer.offer_in_unit`).
    travel
        ``schema.TRAVEL`` of one mode.
    """
    located = actors.set_index("actor_id")[["lon", "lat"]].notna().all(axis=1)
    order = offer.sort_values(["actor_id", "service"], ignore_index=True)
    nodes = order[NODE].copy()
    visits = order["mode"] != "on-site"
    area, known = order["covers"].notna(), order["actor_id"].map(located).fillna(value=False).astype("bool")
    nodes["reach"] = np.select(
        [visits & area, visits & known, ~visits & known], ["area", "radius", "travel"], default="none"
    )
    nodes["reach_supposed"] = (nodes["reach"] == "radius") & order["reach_min"].isna()
    limit = order["reach_min"].where(visits)
    limit = limit.where(limit.notna(), np.where(nodes["reach"] == "area", np.inf, horizon_min))
    numbered = pd.DataFrame({"actor_id": order["actor_id"], "node": order.index, "limit": limit})
    times = travel[["place_id", "actor_id", "minutes"]].merge(numbered, on="actor_id")
    by_travel = times[
        (times["minutes"] <= times["limit"]) & times["node"].map(nodes["reach"]).isin(["travel", "radius"])
    ]
    by_area = _in_areas(order[nodes["reach"] == "area"], places, ancestors)
    by_area = by_area.merge(times[["place_id", "node", "minutes"]], on=["place_id", "node"], how="left")
    unbounded = ~np.isfinite(limit.to_numpy()[by_area["node"]]) | ~known.to_numpy()[by_area["node"]]
    kept = by_area[unbounded | (by_area["minutes"] <= limit.to_numpy()[by_area["node"]])]
    columns = ["place_id", "node", "minutes"]
    pairs = pd.concat([by_travel[columns], kept[columns]], ignore_index=True)
    pairs["minutes"] = pairs["minutes"].fillna(0.0)
    return Serving(nodes, pairs.sort_values(["place_id", "minutes", "node"], ignore_index=True))


def _in_areas(order: pd.DataFrame, places: pd.DataFrame, ancestors: pd.DataFrame) -> pd.DataFrame:
    declared = pd.DataFrame({"node": order.index, "ancestor_id": order["covers"].map(split_codes)}).explode(
        "ancestor_id"
    )
    zones = declared.merge(ancestors[["zone_id", "ancestor_id"]], on="ancestor_id")[["node", "zone_id"]]
    found = zones.drop_duplicates().merge(places[["place_id", "zone_id"]], on="zone_id")
    return found[["place_id", "node"]].astype({"node": "int64"})
