"""The services that exist and the candidates as nodes with a capacity, and who each can serve."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.balance.assignment import MOST_SINKS, Assignment, assign
from analysis.balance.serving import serving_pairs
from analysis.need.weighing import NEEDS
from analysis.service_area.buildings import buildings
from analysis.service_area.offer import offer_in_unit
from analysis.service_area.perhaps_same import groups, offer_at_least
from analysis.service_area.units import load_conversions
from analysis.siting.capacities import Capacities
from analysis.siting.question import check_amount
from analysis.siting.setting import Setting
from geo.errors import BadInputError
from geo.schema import IntArray


@dataclass(frozen=True, eq=False)
class Service:
    """Need, nodes and pairs of a capacitated question.

    ``need`` is indexed by ``place_id``. ``pairs`` (``place_id``, ``node``, ``minutes``) say who can serve whom.
    ``nodes`` has one row per node: ``actor_id`` (existing) or ``site_id`` (candidate), ``capacity`` (of today; 0 where
    it is unknown, ``is_known`` False), ``room`` (at most, upgrades included), ``doubled`` (what of its capacity counts
    twice if services that are perhaps the same are one), ``concerns`` (False for a service that serves nobody of the
    zone asked about, which is not for that question to close). ``unit`` is that of the need.
    """

    need: pd.Series
    pairs: pd.DataFrame
    nodes: pd.DataFrame
    n_existing: int
    unit: str
    problem: Capacities

    def assigned(self, sites: tuple[int, ...], closed: tuple[int, ...]) -> Assignment:
        """Return who serves whom with these candidates open and these services closed.

        Nobody served today is given up for another, as long as nothing closes; as much need as possible is served,
        then existing services grow as little as that allows, then trips are the shortest.
        """
        is_open = self.problem.opened(np.array(sites, dtype=np.int64), np.array(closed, dtype=np.int64))
        room = self.nodes["room"].where(is_open, 0.0)
        keep = None if closed else self.today.served
        own = room.clip(upper=self.nodes["capacity"])
        if not (room > own)[: self.n_existing].any():
            return assign(self.pairs, self.need, room, keep=keep)
        return self._strengthened(own, room - own, keep)

    @cached_property
    def today(self) -> Assignment:
        """Return who serves whom today."""
        here = np.arange(len(self.nodes)) < self.n_existing
        return assign(self.pairs, self.need, self.nodes["capacity"].where(here, 0.0))

    def as_one(self) -> "Service":
        """Return the same where services that are perhaps the same are one; itself where none is."""
        doubled = self.nodes["doubled"]
        if not (doubled > 0).any():
            return self
        less = {name: self.nodes[name] - doubled for name in ("capacity", "room")}
        problem = replace(self.problem, room=less["room"].to_numpy(dtype=np.float64))
        return replace(self, nodes=self.nodes.assign(**less, doubled=0.0), problem=problem)

    def _strengthened(self, own: pd.Series, more: pd.Series, keep: pd.Series | None) -> Assignment:
        """Return who serves whom when services have room of their own, and ``more`` where they grow.

        What a service may gain is a node of its own, so far away that no chain of moves saves as many minutes: it
        serves only what nothing else can.
        """
        n_nodes = len(own)
        minutes = self.pairs["minutes"].to_numpy(dtype=np.float64)
        away = (2 * n_nodes + 2) * (float(minutes.max(initial=0.0)) + 1.0)
        grown = self.pairs[self.pairs["node"].isin(more.index[more > 0])]
        farther = grown.assign(node=grown["node"] + n_nodes, minutes=grown["minutes"] + away)
        pairs = pd.concat([self.pairs, farther], ignore_index=True)
        both = pd.concat([own, more.set_axis(own.index + n_nodes)])
        found = assign(pairs, self.need, both, keep=keep, solver="flow" if len(both) <= MOST_SINKS else "auto")
        flows = found.flows.assign(
            minutes=found.flows["minutes"].where(found.flows["node"] < n_nodes, found.flows["minutes"] - away),
            node=found.flows["node"] % n_nodes,
        )
        together = flows.groupby(["place_id", "node"], as_index=False).agg({"amount": "sum", "minutes": "first"})
        load = found.load.to_numpy()
        return Assignment(
            together,
            found.served,
            pd.Series(load[:n_nodes] + load[n_nodes:], index=own.index, name="load"),
            found.gap,
            found.solver,
        )


def service_of(setting: Setting) -> Service:
    """Return need, nodes and pairs of a setting.

    Raises
    ------
    BadInputError
        ``siting-no-demand``; ``siting-all-served`` when what exists serves all the need that has any within reach.
    """
    question, supply = setting.question, setting.about.supply
    weight = np.asarray(setting.problem.weight, dtype=np.float64)
    need = pd.Series(weight, index=setting.problem.place_ids)
    if not need.sum() > 0:
        raise BadInputError("siting-no-demand")
    unit = "births"
    if question.demand in NEEDS:
        unit = str(setting.about.demand_unit)
    offer = offer_in_unit(supply.actors, supply.services, unit=unit, steps=load_conversions())
    serving = serving_pairs(setting.about, offer, horizon_min=question.horizon_min)
    least = offer_at_least(offer, groups(setting.data.actors))
    as_one = serving_pairs(setting.about, least, horizon_min=question.horizon_min).nodes["capacity_low"]
    first = len(serving.nodes)
    inside = serving.pairs[serving.pairs["place_id"].isin(need.index)]
    near = setting.problem.minutes <= setting.reach_min
    new = pd.DataFrame(
        {
            "place_id": setting.problem.place_ids[setting.problem.place[near]],
            "node": first + setting.problem.site[near].astype(np.int64),
            "minutes": setting.problem.minutes[near],
        }
    )
    pairs = pd.concat([inside[["place_id", "node", "minutes"]], new], ignore_index=True)
    sizes = setting.candidates["capacity"].fillna(question.capacity or 0.0).to_numpy(dtype=np.float64)
    check_amount("capacity", float(sizes.max(initial=0.0)))
    concerns = np.ones(first, dtype=np.bool_)
    if question.asked.zone is not None:
        concerns = np.isin(np.arange(first), inside["node"])
    known = np.isfinite(serving.nodes["capacity_high"].to_numpy(dtype=np.float64))
    today = serving.nodes["capacity_low"].to_numpy(dtype=np.float64)
    nodes = pd.DataFrame(
        {
            "actor_id": [*serving.nodes["actor_id"], *[None] * len(sizes)],
            "site_id": [*[None] * first, *setting.candidates["site_id"]],
            "is_known": [*known, *[True] * len(sizes)],
            "concerns": [*concerns, *[True] * len(sizes)],
            "capacity": np.concatenate([today, sizes]),
            "room": np.concatenate([np.where(known, today + question.upgrade, today), sizes]),
            "doubled": np.concatenate([today - as_one.to_numpy(dtype=np.float64), np.zeros(len(sizes))]),
        }
    )
    problem = Capacities(
        need=weight,
        row=need.index.get_indexer(pd.Index(pairs["place_id"])).astype(np.int64),
        node=pairs["node"].to_numpy(dtype=np.int64),
        room=nodes["room"].to_numpy(dtype=np.float64),
        least=np.where(np.arange(len(nodes)) < first, 0.0, np.minimum(question.smallest, nodes["room"])),
        n_existing=first,
        cost=np.concatenate([np.full(first, np.nan), setting.candidates["cost"].to_numpy(dtype=np.float64)]),
        building=_shared(nodes["actor_id"][:first], setting.data.actors),
        stays=~concerns,
    )
    service = Service(need, pairs, nodes, first, unit, problem)
    served = float(service.today.served.sum())
    if question.model == "capacitated" and served >= float(need.sum()) - 1e-6:
        raise BadInputError("siting-all-served", need=round(float(need.sum()), 1))
    return service


def _shared(actor_ids: pd.Series, actors: pd.DataFrame) -> IntArray:
    """Return, for every node that exists, the first node of its building."""
    home = actor_ids.map(buildings(actors))
    return np.asarray(pd.Series(np.arange(len(home))).groupby(home.to_numpy()).transform("min"), dtype=np.int64)
