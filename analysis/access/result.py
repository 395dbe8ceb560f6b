"""What a measure of access returns: one line per place, one per actor, and what was not known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.access.inputs import AlignedSupply, Demand
from analysis.service_area.pairs import AnyReach
from geo.schema import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class AccessResult:
    """Access of every place, and the ratio of every actor.

    ``places`` is indexed by ``place_id``, in the caller's order: ``access`` (capacity per unit of need; 0 where no
    actor is within reach), ``actors_reached``, ``actors_not_known`` (actors within reach whose capacity is not
    known: where there are some, ``access`` leaves them out). ``actors`` is indexed by ``actor_id``: ``supply``
    (NaN: not known), ``demand_reached`` (weighted need within reach), ``ratio`` (supply per unit of weighted need; NaN
    where the supply is not known or nobody is within reach). ``unknown_supply`` and ``unknown_demand`` list the ids
    that were left out, ``idle`` the actors whose capacity goes to nobody for want of any need within reach.
    """

    measure: str
    places: pd.DataFrame
    actors: pd.DataFrame
    unknown_supply: tuple[str, ...]
    unknown_demand: tuple[str, ...]
    idle: tuple[str, ...]

    @property
    def supply_known_share(self) -> float:
        """Share of the actors whose capacity is known (0–1)."""
        return 1.0 - len(self.unknown_supply) / len(self.actors) if len(self.actors) else 1.0


def access_result(
    measure: str,
    reach: AnyReach,
    demand: Demand,
    supply: AlignedSupply,
    *,
    access: FloatArray,
    demand_reached: FloatArray,
    ratio: FloatArray,
) -> AccessResult:
    """Put the arrays of a measure, by code, back on the caller's places and actors."""
    places = pd.DataFrame(
        {"access": demand.spread(access), **reach_counts(reach, demand, supply)}, index=demand.index.rename("place_id")
    )
    actors = pd.DataFrame(
        {"supply": supply.stated, "demand_reached": supply.spread(demand_reached), "ratio": supply.spread(ratio)},
        index=supply.index.rename("actor_id"),
    )
    actors["ratio"] = actors["ratio"].where(actors["supply"].notna() & (actors["demand_reached"] > 0))
    idle = actors.index[(actors["supply"] > 0) & ~(actors["demand_reached"] > 0)]
    return AccessResult(measure, places, actors, supply.unknown, demand.unknown, tuple(map(str, idle)))


def reach_counts(reach: AnyReach, demand: Demand, supply: AlignedSupply) -> dict[str, IntArray]:
    """Return how many actors of ``supply`` each place reaches, by whether their capacity is known."""

    def count(chosen: BoolArray) -> IntArray:
        by_code = reach.counts(chosen) if chosen.any() else np.zeros(len(demand.value), dtype=np.int64)
        return demand.spread(by_code).astype(np.int64)

    return {"actors_reached": count(supply.offered), "actors_not_known": count(supply.not_known)}
