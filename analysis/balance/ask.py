"""A balance of a territory: the need of one topic, the services that answer it, on the ground that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.balance.assignment import Solver, balance_by_assignment
from analysis.balance.declared import balance_by_declared_area
from analysis.balance.nearest import balance_by_nearest
from analysis.balance.result import Balance
from analysis.balance.serving import nearest_serving, serving_pairs
from analysis.need.asked_need import choose_topic, need_of_rules
from analysis.need.bases import territory_shares
from analysis.need.by_zone import Need
from analysis.need.rules import rules_of
from analysis.need.strata import StrataShares
from analysis.need.weighing import need_by_place, smallest_need
from analysis.question import Question, default_threshold
from analysis.records.bounds import State
from analysis.service_area.area import service_area, supply_of
from analysis.service_area.completeness import Register, register_of
from analysis.service_area.offer import Supply, offer_in_unit, serving_areas
from analysis.service_area.perhaps_same import groups, offer_at_least
from analysis.service_area.programme import Programme
from analysis.service_area.units import UnitConversion
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
    ``unlocated`` (open actors without a known place) are about travel, None and empty for ``declared``. ``register``
    says how much of what exists is known.
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
    register: Register

    @property
    def register_state(self) -> State:
        """How the services known stand to those that exist, in the whole territory: families cross zones.

        Somebody is known where those to verify count.
        """
        state = self.register.reach_state
        return "partial" if state == "not-listed" and len(self.supply.actors) else state


def territory_balance(
    data: TerritoryData,
    question: Question,
    rules: pd.DataFrame,
    *,
    by: str,
    programme: Programme,
    steps: Sequence[UnitConversion],
    unit: str | None = None,
    solver: Solver = "auto",
) -> TerritoryBalance:
    """Return the balance of one topic on one ground, for the whole territory.

    Parameters
    ----------
    question
        The services, and the stage where rules know several; how one travels, and the longest trip, inclusive
        (``threshold_min``; that of the territory when None; not used for ``declared``).
    rules, unit
        The need rules, and the unit of the need where they know several.
    by
        One of ``GROUNDS``.

    Raises
    ------
    BadInputError
        ``balance-ground``; ``balance-horizon`` unless it is above zero and within the territory's own horizon; as
        :func:`analysis.need.asked_need.choose_topic` and :func:`analysis.need.by_zone.need_by_zone`.
    """
    data = question.about_its_day(data)
    if by not in GROUNDS:
        raise BadInputError("balance-ground", by=by, known=", ".join(GROUNDS))
    horizon_min = default_threshold(data.territory) if question.threshold_min is None else question.threshold_min
    if not 0 < horizon_min <= data.territory.horizon_min:
        raise BadInputError("balance-horizon", horizon=horizon_min, most=data.territory.horizon_min)
    topic = choose_topic(rules, question.selection, stage=question.stage, unit=unit)
    stage = None if pd.isna(topic["stage"]) else str(topic["stage"])
    shares = territory_shares(data)
    need = need_of_rules(data, rules_of(rules, topic), shares=shares)
    asked = replace(question, stage=stage, threshold_min=horizon_min, demand="births", zone=None)
    supply = supply_of(data, asked, programme=programme)
    register = register_of(data, asked.selection, supply.listed, programme=programme)
    unit = str(topic["unit"])
    offer = offer_in_unit(supply.actors, supply.services, unit=unit, steps=steps)
    offer = offer_at_least(offer, groups(data.actors))
    by_zone = smallest_need(data, need)
    if by == "declared":
        declared = balance_by_declared_area(by_zone, supply.actors, offer, data.ancestors, unit=unit)
        ids = declared.nodes[["actor_id", "service"]].assign(node=declared.nodes.index)
        areas = serving_areas(supply.actors, offer[offer["covers"].notna()], data.ancestors)
        reached = areas.merge(ids, on=["actor_id", "service"])[["node", "zone_id"]]
        return TerritoryBalance(declared, topic, need, supply, shares, reached, by_zone.iloc[:0], None, (), register)
    placed = need_by_place(by_zone, data.places)
    zones = pd.Series(data.places["zone_id"].to_numpy(), index=placed.need.index)
    area = service_area(data, asked, supply=supply, register=register)
    many = nearest_serving(area, offer, horizon_min=horizon_min) if by == "nearest" else None
    serving = serving_pairs(area, offer, horizon_min=horizon_min) if many is None else many[0]
    if by == "nearest":
        balance = balance_by_nearest(placed.need, serving, zones, data.ancestors, unit=unit, horizon_min=horizon_min)
    else:
        balance = balance_by_assignment(
            placed.need, serving, zones, data.ancestors, unit=unit, horizon_min=horizon_min, solver=solver
        )
    if many is None:
        met = serving.pairs.merge(data.places[["place_id", "zone_id"]], on="place_id")[["node", "zone_id"]]
    else:
        met = many[1]
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
        register,
    )
