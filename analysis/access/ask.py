"""An access measure on a territory: from a service area to one figure per place and per zone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from analysis.access.cumulative import cumulative
from analysis.access.decay import Decay
from analysis.access.fca import balanced, modified_huff, potential_access, three_step, two_step
from analysis.access.options import MEASURES, load_defaults, parse_decay
from analysis.access.result import AccessResult
from analysis.doubt.parameters import ConfidenceParameters
from analysis.records.bounds import State
from analysis.service_area.area import ServiceArea
from analysis.service_area.offer import offer_in_unit
from analysis.service_area.pairs import pairs_of
from analysis.service_area.units import load_conversions
from analysis.service_area.zones import mean_by_zone
from geo.errors import BadInputError

PER = 1000.0
"""Catchment figures are given for this many births (or people)."""

SUPPLIES = ("capacity", "one")
"""What an actor counts for: its yearly capacity, or 1."""

_CATCHMENTS: dict[str, Callable[..., AccessResult]] = {
    "2sfca": two_step,
    "e2sfca": two_step,
    "3sfca": three_step,
    "mh3sfca": modified_huff,
    "bfca": balanced,
    "apl": potential_access,
}


@dataclass(frozen=True)
class AccessQuestion:
    """A measure and what it is asked with; ``decay_source`` is what the decay rests on.

    ``unit`` is the unit that capacities are counted in, those that do not convert to it being unknown.
    """

    measure: str
    decay: Decay | None
    decay_text: str
    decay_source: str
    supply: str = "capacity"
    unit: str | None = None


@dataclass(frozen=True, eq=False)
class AccessRun:
    """The answer to an access question.

    ``state`` is ``ok``, or why there is no figure: ``no-actor`` (nobody offers it), ``covered-only`` (only services
    that come to their declared area, their place unknown), ``unlocated`` (no place known), ``no-demand`` (nobody to
    count); ``unreachable`` when no place reaches anyone: the catchment figures are then true zeros.

    ``places`` is indexed by ``place_id``: ``value`` (minutes to the nearest; supply within reach; or supply per 1,000
    of ``base``; NaN where there is none), ``demand``, ``served`` (whether some actor of known supply counts for it).
    ``zones`` is indexed by ``zone_id``, every level: ``demand``, ``demand_unknown`` (places), ``served`` and
    ``unserved`` (demand), ``mean`` (weighted by demand; NaN without demand, except minutes, that people weigh, then
    places, where nobody is counted; NaN without anyone reached for minutes).
    ``actors`` is indexed by ``actor_id``: ``supply`` (NaN: unknown). ``unplaced`` counts the open
    actors that no trip leads to, their place being unknown or their area alone declared. The supply is then a minimum
    (``is_minimum``), as it is when the capacity of some actor is not known; minutes are a maximum.
    """

    question: AccessQuestion
    state: str
    value_unit: str
    base: str
    places: pd.DataFrame
    zones: pd.DataFrame
    actors: pd.DataFrame
    supply_known_share: float
    unplaced: int
    register_state: State

    @property
    def is_minimum(self) -> bool:
        """Whether something was left out: unknown capacities, actors whose place is not known, or not known at all."""
        lacks = self.supply_known_share < 1 or self.unplaced or self.register_state != "complete"
        return self.state in {"ok", "unreachable"} and bool(lacks)

    @property
    def moves(self) -> Literal["up", "down"] | None:
        """How one more service could only move the figures: None where it could do either.

        Where families choose among services by weights that sum to one, another service draws some of them away from
        those that served them better.
        """
        return {"nearest": "down", "3sfca": None, "mh3sfca": None, "bfca": None}.get(self.question.measure, "up")


def access_question(
    measure: str, *, decay: str | None = None, supply: str = "capacity", unit: str | None = None
) -> AccessQuestion:
    """Return a question, its decay read from a text (`analysis.access.options.parse_decay`) or that of the defaults.

    Raises
    ------
    BadInputError
        ``access-unknown-measure``, ``access-unknown-supply-mode``, ``access-measure-decay`` (a decay for ``nearest``,
        or one that is not ``binary`` for ``2sfca``), and the errors of `analysis.access.options.parse_decay`.
    """
    if measure not in MEASURES:
        raise BadInputError("access-unknown-measure", measure=measure, known=", ".join(MEASURES))
    if supply not in SUPPLIES:
        raise BadInputError("access-unknown-supply-mode", supply=supply, known=", ".join(SUPPLIES))
    if measure == "nearest":
        if decay is not None:
            raise BadInputError("access-measure-decay", measure=measure, decay=decay)
        return AccessQuestion(measure, None, "", "", "one", None)
    text = decay or load_defaults().decay[measure]
    chosen, source = parse_decay(text)
    if measure == "2sfca" and chosen.name != "binary":
        raise BadInputError("access-measure-decay", measure=measure, decay=text)
    return AccessQuestion(measure, chosen, text, source, supply, unit)


def actor_supply(area: ServiceArea, *, supply: str = "capacity", unit: str | None = None) -> pd.Series:
    """Return the supply of each located actor: its capacity in one unit, or 1.

    Where the unit is named, capacities stated in another count if a stated conversion leads to it, and so do opening
    hours that say exactly how many sessions there are (`analysis.service_area.offer.offer_in_unit`).

    Returns
    -------
    pandas.Series
        Indexed by ``actor_id``; NaN where any service of the actor in this selection has no known capacity in the
        unit: a partial sum would pass for the whole.

    Raises
    ------
    BadInputError
        ``access-mixed-units`` when capacities are in several units and none is chosen.
    """
    located = area.located.rename("actor_id")
    if supply == "one":
        return pd.Series(1.0, index=located, name="supply")
    services = area.supply.services
    if len(located) < len(area.supply.actors):
        services = services[services["actor_id"].isin(located)]
    if unit is not None:
        services = offer_in_unit(area.supply.actors, services, unit=unit, steps=load_conversions())
    known = services["capacity"].notna()
    units = sorted(set(services.loc[known, "capacity_unit"].dropna()))
    if unit is None and len(units) > 1:
        raise BadInputError("access-mixed-units", units=", ".join(units))
    grouped = services["capacity"].astype("float64").groupby(services["actor_id"])
    whole = grouped.count() == grouped.size()
    return grouped.sum().where(whole).reindex(located).rename("supply")


def run_access(
    area: ServiceArea,
    question: AccessQuestion,
    *,
    supply: pd.Series | None = None,
    parameters: ConfidenceParameters | None = None,
) -> AccessRun:
    """Return an access measure for every place and zone.

    Parameters
    ----------
    supply
        What each actor offers, by ``actor_id``, NaN unknown; those that it lacks take part in nothing. As
        :func:`actor_supply` returns it when None.
    parameters
        Given, trips are made at once as far as the sensitivity of the answer will look; else as the question does.

    Raises
    ------
    BadInputError
        ``access-no-capacity`` when the measure counts capacities and none is known; ``access-mixed-units``; and those
        of the measures.
    """
    state = _state(area)
    known_share = 1.0
    if supply is None:
        supply = actor_supply(area, supply=question.supply, unit=question.unit)
    if state not in {"no-actor", "covered-only", "unlocated"} and len(supply):
        if supply.isna().all():
            raise BadInputError("access-no-capacity", count=len(supply), measure=question.measure)
        known_share = float(supply.notna().mean())
    values: pd.Series | float = np.nan
    served: pd.Series | bool = False
    if state in {"ok", "unreachable"}:
        values, served = _measured(area, question, supply, parameters)
    places = pd.DataFrame({"value": values, "demand": area.demand, "served": served}, index=area.demand.index)
    return AccessRun(
        question=question,
        state=state,
        value_unit=_value_unit(area, question),
        base=area.base,
        places=places,
        zones=_by_zone(area, question, places, state),
        actors=supply.to_frame(),
        supply_known_share=known_share if state in {"ok", "unreachable"} else float("nan"),
        unplaced=len(area.covered_only) + len(area.unlocated),
        register_state=area.reach_state,
    )


def slower(question: AccessQuestion, factor: float) -> AccessQuestion:
    """Return the question as it would be if every trip took ``factor`` times as long."""
    decay = question.decay
    if decay is None:
        return question
    stretched = Decay(
        decay.name, decay.parameters, lambda minutes: decay.function(minutes * factor), decay.reach_min / factor
    )
    return replace(question, decay=stretched)


def _state(area: ServiceArea) -> str:
    if area.supply.actors.empty:
        return "no-actor"
    if len(area.located) == 0:
        return "covered-only" if area.covered_only else "unlocated"
    if not float(area.demand.sum()) > 0:
        return "no-demand"
    return "ok" if area.nearest_min.notna().any() else "unreachable"


def asked_again(
    area: ServiceArea, question: AccessQuestion, parameters: ConfidenceParameters
) -> dict[str, AccessQuestion]:
    """Return the questions of the sensitivity: trips ``shorter``, ``longer``, each threshold of a binary decay."""
    error = parameters.travel_range(area.engine)
    asked = {
        name: slower(question, factor) for name, factor in (("shorter", error.shortest), ("longer", error.longest))
    }
    if question.decay is not None and question.decay.name == "binary":
        for minutes in parameters.thresholds_min:
            decay = access_question(question.measure, decay=f"binary:{minutes:g}").decay
            asked[f"{minutes:g}"] = replace(question, decay=decay)
    return asked


def _measured(
    area: ServiceArea, question: AccessQuestion, supply: pd.Series, parameters: ConfidenceParameters | None
) -> tuple[pd.Series, pd.Series]:
    places = area.demand.index
    if question.decay is None:
        return area.nearest_min, area.nearest_min.notna() | area.is_covered
    again = {} if parameters is None else asked_again(area, question, parameters)
    reaches = [one.decay.reach_min for one in (question, *again.values()) if one.decay is not None]
    pairs = pairs_of(area, within_min=max(reaches))
    if question.measure == "cumulative":
        table = cumulative(pairs, supply, decay=question.decay, places=places, unknown="exclude")
        return table["reachable"], table["actors_reached"] > 0
    result = _CATCHMENTS[question.measure](pairs, area.demand, supply, decay=question.decay, unknown="exclude")
    return result.places["access"] * PER, result.places["actors_reached"] > 0


def _value_unit(area: ServiceArea, question: AccessQuestion) -> str:
    """Return ``minutes``, or the unit of the supply: ``actors``, a unit of capacity, or ``unknown``."""
    if question.measure == "nearest":
        return "minutes"
    if question.supply == "one":
        return "actors"
    units = set(area.supply.services.loc[area.supply.services["capacity"].notna(), "capacity_unit"].dropna())
    return question.unit or (str(next(iter(units))) if len(units) == 1 else "unknown")


def _by_zone(area: ServiceArea, question: AccessQuestion, places: pd.DataFrame, state: str) -> pd.DataFrame:
    members, zones = area.membership, area.zone_demand
    demand = area.known_demand
    value = places["value"].to_numpy(dtype=np.float64)
    served = members.total(demand * places["served"].to_numpy(dtype=np.float64))
    if state in {"covered-only", "unlocated"} or not area.reach_known:
        # Where services stand, or whether there are any, is not known: who is within reach is not known either.
        served = np.full(len(served), np.nan)
    served = np.where(np.isnan(zones["demand"]), np.nan, served)
    return pd.DataFrame(
        {
            **zones,
            "served": served,
            "unserved": zones["demand"] - served,
            "mean": mean_by_zone(members, value, demand) if question.decay is not None else area.mean_minutes(value),
        },
        index=members.zone_ids,
    )
