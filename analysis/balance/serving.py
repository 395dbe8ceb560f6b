"""Who each service can serve: by the family's travel, by the team's radius, or in the area that it declares."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.service_area.area import ServiceArea
from analysis.service_area.coverage import COMING, meetings
from analysis.service_area.pairs import TravelInTiles, pairs_of
from geo.travel.memory import check_trips

BYTES_PER_MEETING = 260
"""Bytes that a pair of a place and a service takes while a balance is worked out from all of them."""

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


def serving_pairs(area: ServiceArea, offer: pd.DataFrame, *, horizon_min: float) -> Serving:
    """Return which services can serve which places (`analysis.service_area.coverage.meetings`).

    Parameters
    ----------
    area
        Whom the services of a question can serve.
    offer
        Services with ``capacity_low``, ``capacity_high`` and ``capacity_basis``
        (:func:`analysis.service_area.offer.offer_in_unit`).
    horizon_min
        The longest trip of a family, inclusive.
    """
    order = offer.sort_values(["actor_id", "service"], ignore_index=True)
    if not area.travel.has_trips:
        _check_size(area, order, horizon_min)
    met = meetings(area.data, area.supply.actors, order, area.travel, horizon_min=horizon_min)
    nodes = order[NODE].assign(reach=met.reach, reach_supposed=met.supposed)
    pairs = pd.DataFrame({"place": met.place, "node": met.service, "minutes": met.minutes})
    # By the names of the places, as those who read them will look for them.
    rank = pd.Index(area.data.places["place_id"]).argsort().argsort()
    pairs = pairs.assign(rank=rank[pairs["place"]]).sort_values(["rank", "minutes", "node"], ignore_index=True)
    place_ids = area.membership.place_ids.take(pairs["place"].to_numpy())
    return Serving(nodes, pairs[["node", "minutes"]].assign(place_id=place_ids.array)[["place_id", "node", "minutes"]])


def nearest_serving(
    area: ServiceArea, offer: pd.DataFrame, *, horizon_min: float
) -> tuple[Serving, pd.DataFrame] | None:
    """Return, where pairs are many, the nearest service of every place alone, and the zones that each can serve.

    The second has one row per ``node`` and ``zone_id``. None where pairs are few, or where a service comes to families
    or serves its area alone: :func:`serving_pairs` says then whom each serves.
    """
    if offer["mode"].isin(COMING).any():
        return None
    pairs = pairs_of(area, within_min=horizon_min)
    if not isinstance(pairs, TravelInTiles):
        return None
    order = offer.sort_values(["actor_id", "service"], ignore_index=True)
    located = order["actor_id"].isin(area.located)
    nodes = order[NODE].assign(reach=np.where(located, "travel", "none"), reach_supposed=False)
    first = pd.Series(order.index, index=order["actor_id"])
    first = first[~first.index.duplicated()]
    near = area.nearest[area.nearest["minutes"] <= horizon_min]
    table = pd.DataFrame(
        {"place_id": near["place_id"], "node": near["actor_id"].map(first).astype("int64"), "minutes": near["minutes"]}
    )
    zone, names = pd.factorize(area.data.places["zone_id"])
    actor, of_zone = np.nonzero(pairs.groups_met(zone, len(names)))
    met = pd.DataFrame({"actor_id": pairs.actor_ids.take(actor), "zone_id": names.take(of_zone)})
    own = pd.DataFrame({"actor_id": order["actor_id"], "node": order.index})
    return Serving(nodes, table.reset_index(drop=True)), met.merge(own, on="actor_id")[["node", "zone_id"]]


def _check_size(area: ServiceArea, offer: pd.DataFrame, horizon_min: float) -> None:
    """Refuse pairs that memory would not hold, with what is made of them.

    Raises
    ------
    TooLargeError
        ``too-many-trips``.
    """
    places, actors = len(area.data.places), len(area.located)
    told = area.travel.of_actors(area.located).expected_trips(np.full(places, horizon_min))
    if told is not None:
        pairs = told[0] * len(offer) / max(1, actors)
        check_trips(pairs, places=places, actors=actors, bytes_each=BYTES_PER_MEETING)
