"""What places weigh: births, people, a need spread over them; those of one stratum, or more where it is harder."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.doubt.small_counts import observed_needs
from analysis.need.asked_need import need_of_rules
from analysis.need.bases import STRATUM_MARK, territory_shares
from analysis.need.by_zone import Need, rules_for
from analysis.need.universalism import load_weights, vulnerability_weights
from analysis.question import Question
from analysis.service_area.area import ServiceArea, Travel, service_area
from analysis.service_area.offer import Supply
from analysis.service_area.programme import Programme
from analysis.service_area.zones import count_base
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData

DEMANDS = ("births", "population", "need")
"""What the places of a service area may weigh."""

WEIGHTED = ("weighted", "weighted-need")
"""Births or need, more where situations are harder."""

NEEDS = ("need", "weighted-need")
"""Those that are need, in the unit of its rule."""


def weighed_area(
    data: TerritoryData,
    question: Question,
    *,
    programme: Programme | None = None,
    rules: pd.DataFrame | None = None,
    supply: Supply | None = None,
    travel: Travel | None = None,
) -> ServiceArea:
    """Return the service area of a question, its places weighing what the question says.

    A need is that of each commune, spread over its places by births, else people.

    Parameters
    ----------
    rules
        Need rules of the one topic that ``need`` is about; those of the territory for the selection when None.
    supply, travel
        As in `analysis.service_area.area.service_area`.

    Raises
    ------
    BadInputError
        ``access-unknown-measure-demand`` for another demand, ``access-no-need`` when no rule speaks of the selection.
    NotFoundError
        ``no-travel-assumption``.
    """
    if question.demand not in DEMANDS:
        raise BadInputError("access-unknown-measure-demand", demand=question.demand, known=", ".join(DEMANDS))
    data = question.about_its_day(data)
    area = service_area(data, question, programme=programme, supply=supply, travel=travel)
    if question.demand != "need":
        return area
    need = need_of_rules(data, rules_for(data.need_rules, question.selection) if rules is None else rules)
    weights, base = place_weights(data, question, need=need)
    root = need.zones.loc[need.zones["zone_id"] == data.territory.root, "need_status"]
    return replace(
        area,
        base=base,
        demand=weights.set_axis(area.demand.index),
        demand_status=str(root.iloc[0]) if len(root) else None,
        demand_unit=need.unit,
        demand_observed=frozenset(need.zones.loc[observed_needs(need.zones, need.rules), "zone_id"]),
    )


def place_weights(data: TerritoryData, question: Question, *, need: Need) -> tuple[pd.Series, str]:
    """Return what every place weighs, NaN where unknown, and what that is.

    Where births are not known at all, people stand for them. Parameters, errors and the stratum or situation of
    families as in :func:`by_situation`.

    Parameters
    ----------
    need
        The need of the zones; used where the question weighs need.

    Returns
    -------
    tuple
        The weights, indexed by ``place_id``; ``births``, ``population``, ``need`` or ``births:<stratum>``.

    Raises
    ------
    BadInputError
        ``access-no-need`` when no rule speaks of the selection, ``no-strata``.
    """
    index = pd.Index(data.places["place_id"], name="place_id")
    if question.demand in NEEDS:
        if need.zones.empty:
            raise BadInputError("access-no-need", selection=str(question.kind or question.function))
        by_zone = smallest_need(data, need)
        return by_situation(data, need_by_place(by_zone, data.places).need.set_axis(index), "need", question.demand)
    base = "population" if question.demand == "population" else count_base(data)
    counts = pd.Series(data.places[base].to_numpy(dtype=np.float64), index=index)
    return by_situation(data, counts, base, question.demand)


def by_situation(data: TerritoryData, counts: pd.Series, base: str, demand: str) -> tuple[pd.Series, str]:
    """Return counts of places weighed by the stratum or the situation of their families, where the demand says so.

    The births of a stratum are those of the place times the share of its commune, a hypothesis of the territory.
    Births and need weighted by situation are scaled so that their total stays what it was, where both are known.

    Parameters
    ----------
    counts, base
        Births, people or need, indexed by ``place_id``, and which of them.
    demand
        ``births:<stratum>``, ``weighted``, ``weighted-need``; any other leaves the counts as they are.

    Raises
    ------
    BadInputError
        ``no-strata`` when the territory knows no share for the stratum, or no births to share.
    """
    if demand not in WEIGHTED and not demand.startswith(STRATUM_MARK):
        return counts, base
    shares = territory_shares(data).shares
    commune = pd.Series(data.places["zone_id"].to_numpy(), index=counts.index)
    if demand.startswith(STRATUM_MARK):
        share = shares[demand.removeprefix(STRATUM_MARK)]
        if base != "births" or share.isna().all():
            raise BadInputError("no-strata", territory=data.territory.id)
        return counts * commune.map(share).astype("float64"), demand
    if shares.isna().all().all():
        raise BadInputError("no-strata", territory=data.territory.id)
    heavy = counts * commune.map(vulnerability_weights(shares, weights=load_weights().by_stratum)).astype("float64")
    total = float(heavy.sum())
    return heavy * (float(counts[heavy.notna()].sum()) / total if total > 0 else np.nan), base


def smallest_need(data: TerritoryData, need: Need) -> pd.Series:
    """Return the need of the smallest zones, indexed by ``zone_id``; NaN where it is not known."""
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    return need.zones.set_index("zone_id")["need"].reindex(pd.Index(smallest, name="zone_id")).astype("float64")


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
