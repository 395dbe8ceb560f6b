"""Who each service can serve: by the family's travel, by the team's radius, or in the area that it declares."""

from dataclasses import dataclass

import pandas as pd

from analysis.service_area.area import ServiceArea
from analysis.service_area.coverage import meetings

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
    met = meetings(area.data, area.supply.actors, order, area.travel, horizon_min=horizon_min)
    nodes = order[NODE].assign(reach=met.reach, reach_supposed=met.supposed)
    pairs = pd.DataFrame({"place": met.place, "node": met.service, "minutes": met.minutes})
    # By the names of the places, as those who read them will look for them.
    rank = pd.Index(area.data.places["place_id"]).argsort().argsort()
    pairs = pairs.assign(rank=rank[pairs["place"]]).sort_values(["rank", "minutes", "node"], ignore_index=True)
    place_ids = area.membership.place_ids.take(pairs["place"].to_numpy())
    return Serving(nodes, pairs[["node", "minutes"]].assign(place_id=place_ids.array)[["place_id", "node", "minutes"]])
