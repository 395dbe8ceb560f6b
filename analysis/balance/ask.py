"""A balance of a territory: the need of one topic, the services that answer it, on the ground that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.balance.assignment import Solver, balance_by_assignment
from analysis.balance.declared import balance_by_declared_area
from analysis.balance.nearest import balance_by_nearest
from analysis.balance.result import Balance
from analysis.balance.serving import serving_pairs
from analysis.need.bases import territory_shares
from analysis.need.by_place import need_by_place
from analysis.need.by_zone import Need
from analysis.need.rules import rules_of
from analysis.need.strata import StrataShares
from analysis.need.topic import need_of_rules
from analysis.question import Question
from analysis.service_area.area import service_area, supply_of
from analysis.service_area.capacity import serving_areas
from analysis.service_area.offer import offer_in_unit
from analysis.service_area.programme import Programme
from analysis.service_area.supply import Supply
from analysis.service_area.units import Step
from geo.errors import BadInputError
from geo.travel.engines import EngineInfo
from geo.workspace.data import TerritoryData

GROUNDS = ("declared", "nearest", "assignment")
"""The three kinds of balance: never mixed, never added up."""


@dataclass(frozen=True)
class TerritoryBalance:
    """A balance with everything that it rests on.

    ``topic`` has ``kind``, ``function``, ``stratum``, ``stage``, ``unit``. ``reached`` pairs each service (``node``)
    with the smallest zones it can serve some of. ``unplaced`` is the need of zones without any place. ``engine`` and
    ``unlocated`` (open actors without a known place) are about travel, None and empty for ``declared``.
    """

    balance: Balance
    topic: pd.Series
    need: Need
    supply: Supply
    shares: StrataShares
    reached: pd.DataFrame
    unplaced: pd.Series
    engine: EngineInfo | None
    unlocated: tuple[str, ...]


def territory_balance(
    data: TerritoryData,
    rules: pd.DataFrame,
    topic: pd.Series,
    *,
    by: str,
    programme: Programme,
    steps: Sequence[Step],
    horizon_min: float,
    mode: str = "car",
    engine: str = "auto",
    solver: Solver = "auto",
) -> TerritoryBalance:
    """Return the balance of one topic on one ground.

    Parameters
    ----------
    topic
        What :func:`analysis.need.topic.choose_topic` returns.
    by
        One of ``GROUNDS``.
    horizon_min
        The longest trip, inclusive; not used for ``declared``.

    Raises
    ------
    BadInputError
        ``balance-ground``; ``balance-horizon`` unless it is above zero and within the territory's own horizon; as
        :func:`analysis.need.by_zone.need_by_zone`.
    """
    if by not in GROUNDS:
        raise BadInputError("balance-ground", by=by, known=", ".join(GROUNDS))
    if not 0 < horizon_min <= data.territory.horizon_min:
        raise BadInputError("balance-horizon", horizon=horizon_min, most=data.territory.horizon_min)
    named = {name: None if pd.isna(topic[name]) else str(topic[name]) for name in topic.index}
    shares = territory_shares(data)
    need = need_of_rules(data, rules_of(rules, topic), shares=shares)
    asked = Question(
        kind=named["kind"],
        function=named["function"],
        stratum=named["stratum"],
        stage=named["stage"],
        mode=mode,
        engine=engine,
        threshold_min=horizon_min,
    )
    supply = supply_of(data, asked, programme=programme)
    unit = str(named["unit"])
    offer = offer_in_unit(supply.actors, supply.services, unit=unit, steps=steps)
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    by_zone = need.zones.set_index("zone_id")["need"].reindex(pd.Index(smallest, name="zone_id")).astype("float64")
    if by == "declared":
        declared = balance_by_declared_area(by_zone, supply.actors, offer, data.ancestors, unit=unit)
        ids = declared.nodes[["actor_id", "service"]].assign(node=declared.nodes.index)
        areas = serving_areas(supply.actors, offer[offer["covers"].notna()], data.ancestors)
        reached = areas.merge(ids, on=["actor_id", "service"])[["node", "zone_id"]]
        return TerritoryBalance(declared, topic, need, supply, shares, reached, by_zone.iloc[:0], None, ())
    placed = need_by_place(by_zone, data.places)
    zones = pd.Series(data.places["zone_id"].to_numpy(), index=placed.need.index)
    area = service_area(data, asked, supply=supply)
    serving = serving_pairs(area, offer, horizon_min=horizon_min)
    if by == "nearest":
        balance = balance_by_nearest(placed.need, serving, zones, data.ancestors, unit=unit, horizon_min=horizon_min)
    else:
        balance = balance_by_assignment(
            placed.need, serving, zones, data.ancestors, unit=unit, horizon_min=horizon_min, solver=solver
        )
    met = serving.pairs.merge(data.places[["place_id", "zone_id"]], on="place_id")[["node", "zone_id"]]
    return TerritoryBalance(
        balance,
        topic,
        need,
        supply,
        shares,
        met.drop_duplicates(ignore_index=True),
        placed.unplaced,
        area.engine,
        area.travel.unlocated,
    )
