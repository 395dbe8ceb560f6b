"""The lines of the ledger: need, offer, use, what is missing and what is unknown, for every zone and topic."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.need.bases import base_counts, territory_shares
from analysis.need.by_zone import need_by_zone
from analysis.need.rules import rules_of, topics
from analysis.need.strata import StrataShares
from analysis.need.unserved import areas_are_whole, least_known, least_missing
from analysis.question import Question
from analysis.service_area.area import supply_of
from analysis.service_area.completeness import known_offer, register_of
from analysis.service_area.offer import capacity_by_zone, offer_in_unit, serving_areas
from analysis.service_area.perhaps_same import groups
from analysis.service_area.programme import Programme, service_functions
from analysis.service_area.units import UnitConversion
from geo import schema
from geo.workspace.data import TerritoryData
from geo.workspace.zones import check_zone

TOPIC = ["kind", "function", "stratum", "stage", "unit"]


@dataclass(frozen=True)
class Ledger:
    """What is needed and what is offered, line by line.

    ``lines`` has one row per zone and topic (``kind`` or ``function``, ``stratum``, ``stage``, ``unit``): ``need``
    (per year, or in the unit's own time), ``need_status``, ``need_unknown`` (smallest zones whose need is not known),
    ``rules`` (ids); ``services`` (open, serving some part of the zone), ``services_low`` (the perhaps same taken as
    one), ``capacity_known`` (how many have a capacity
    in this unit), ``other_unit`` (how many state one in a unit that does not convert); ``offered_low`` and
    ``offered_high`` (infinite where some capacity is unknown), ``used`` (NaN unknown), ``used_known``;
    ``missing_low`` and ``missing_high`` (NaN where the need is unknown; `analysis.need.unserved.least_missing`),
    ``undeclared`` (need that lives in no declared area; NaN where services may serve anybody), ``surplus`` (offered
    for sure beyond the need). ``register_state`` says how much of what exists is known: unless it is ``complete``,
    ``offered_high`` is infinite; where it is ``not-listed``, ``services``, what is offered and what is missing are
    NaN. ``rules`` are all the rules, ``shares`` the strata shares they may rest on. A service counts in every line
    that it serves, with its whole capacity: lines of different functions do not add up.
    """

    lines: pd.DataFrame
    rules: pd.DataFrame
    shares: StrataShares


def ledger(
    data: TerritoryData,
    rules: pd.DataFrame,
    *,
    programme: Programme,
    steps: Sequence[UnitConversion],
    to_verify: bool = False,
) -> Ledger:
    """Return the ledger of a territory.

    Parameters
    ----------
    rules
        ``schema.NEED_RULE``, checked (:func:`analysis.need.rules.check_rules`).
    steps
        Stated conversions of units.
    to_verify
        Whether actors to verify count as open ones do.

    Raises
    ------
    BadInputError
        As :func:`analysis.need.by_zone.need_by_zone` and :func:`analysis.need.strata.strata_shares`.
    """
    shares = territory_shares(data)
    counts = base_counts(data, rules["base"].dropna(), shares=shares)
    carried = service_functions(data.services, data.actors, programme=programme)
    parts = [
        topic_lines(
            data,
            rules_of(rules, topic),
            topic,
            counts,
            programme=programme,
            steps=steps,
            carried=carried,
            to_verify=to_verify,
        )
        for _, topic in _ordered(topics(rules), programme).iterrows()
    ]
    columns = ["zone_id", *TOPIC, *_FIGURES]
    lines = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return Ledger(lines[columns], rules, shares)


def topic_lines(
    data: TerritoryData,
    rules: pd.DataFrame,
    topic: pd.Series,
    counts: dict[str, pd.DataFrame],
    *,
    programme: Programme,
    steps: Sequence[UnitConversion],
    carried: pd.DataFrame | None = None,
    to_verify: bool = False,
) -> pd.DataFrame:
    """Return the lines of one topic, for every zone that its rules reach, as in :class:`Ledger`.

    ``carried`` is what :func:`analysis.service_area.programme.service_functions` says of every service, where it is
    known already; ``to_verify`` tells whether actors to verify count.
    """
    known = {name: None if pd.isna(topic[name]) else str(topic[name]) for name in TOPIC}
    need = need_by_zone(rules, counts, data.ancestors, smallest_level=data.territory.smallest_level).zones
    asked = Question(
        kind=known["kind"],
        function=known["function"],
        stratum=known["stratum"],
        stage=known["stage"],
        to_verify=to_verify,
    )
    supply = supply_of(data, asked, programme=programme, carried=carried)
    register = register_of(data, asked.selection, supply.listed, programme=programme)
    offer = offer_in_unit(supply.actors, supply.services, unit=str(known["unit"]), steps=steps)
    areas = serving_areas(supply.actors, offer, data.ancestors)
    weights = need.set_index("zone_id")["need"] if need["need"].notna().any() else _births(data)
    least, most = _known(offer, "capacity_low"), _known(offer, "capacity_high")
    offered = capacity_by_zone(offer.assign(capacity=least), areas, weights, data.ancestors, group=groups(data.actors))
    low = known_offer(offered, register)
    high = low if least.equals(most) else capacity_by_zone(offer.assign(capacity=most), areas, weights, data.ancestors)
    table = need.merge(low, on="zone_id", how="left")
    table = table.merge(high[["zone_id", "capacity"]].rename(columns={"capacity": "offered_high"}), on="zone_id")
    counted = _counted(offer, areas, data.ancestors).reindex(table["zone_id"]).fillna(0).astype("int64")
    table["other_unit"], table["used_known"] = counted["other_unit"].to_numpy(), counted["used_known"].to_numpy()
    table["need"] = table["need"].astype("float64")
    table["need_unknown"] = _unknown_zones(need, data).reindex(table["zone_id"]).to_numpy()
    state = table["register_state"]
    table["offered_low"] = table["capacity_low"].fillna(0.0).mask(state == "not-listed")
    table["offered_high"] = table["offered_high"].where(table["capacity_complete"], np.inf).mask(state == "not-listed")
    whole = areas_are_whole(data.territory, known["kind"])
    bounds = least_missing(_smallest(weights, data), offer, areas, data.ancestors, whole=whole)
    bounds = bounds.reindex(table["zone_id"]).reset_index(drop=True)
    known_need = table["need"].notna()
    table["missing_low"] = least_known(bounds["missing_low"], state, whole=whole).where(known_need)
    table["undeclared"] = bounds["undeclared"].where(known_need)
    short = (table["need"] - table["offered_low"]).clip(lower=0.0)
    table["missing_high"] = short.where(~(short < table["missing_low"]), table["missing_low"])
    table["surplus"] = (table["offered_low"] - table["need"]).clip(lower=0.0)
    return table.assign(**known)[["zone_id", *TOPIC, *_FIGURES]]


def lines_of(book: Ledger, zone_id: str, data: TerritoryData) -> pd.DataFrame:
    """Return the lines of one zone.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    check_zone(data.zones, zone_id)
    return book.lines[book.lines["zone_id"] == zone_id].reset_index(drop=True)


_FIGURES = [
    *("need", "need_status", "need_unknown", "rules", "services", "services_low", "capacity_known", "other_unit"),
    *("offered_low", "offered_high", "used", "used_known", "missing_low", "missing_high", "undeclared", "surplus"),
    "register_state",
]


def _ordered(found: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Return topics as people look for them: kinds, then functions as in the programme; strata and stages in order."""
    order = {"function": programme.functions, "stratum": schema.STRATA, "stage": schema.STAGES}
    ranks = {name: found[name].map({code: place for place, code in enumerate(codes)}) for name, codes in order.items()}
    keys = pd.DataFrame({"function": ranks["function"], "kind": found["kind"], **ranks, "unit": found["unit"]})
    return found.loc[keys.sort_values([*map(str, keys)], na_position="first").index]


def _known(offer: pd.DataFrame, bound: str) -> pd.Series:
    """Return a bound of the capacity, NaN where nothing at all is known of it."""
    return offer[bound].where(~offer["capacity_basis"].isin(["unknown", "other-unit"]))


def _smallest(by_zone: pd.Series, data: TerritoryData) -> pd.Series:
    """Return the rows of the smallest zones."""
    level = data.territory.smallest_level
    return by_zone[by_zone.index.isin(data.zones.loc[data.zones["level"] == level, "zone_id"])]


def _births(data: TerritoryData) -> pd.Series:
    by_zone: pd.Series = data.places.groupby("zone_id")["births"].sum(min_count=1)
    return by_zone


def _unknown_zones(need: pd.DataFrame, data: TerritoryData) -> pd.Series:
    """Return, for every zone, how many of its smallest zones have no known need."""
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    known = set(need.loc[need["need"].notna(), "zone_id"])
    pairs = data.ancestors[data.ancestors["zone_id"].isin(smallest)]
    unknown = ~pairs["zone_id"].isin(known)
    counted: pd.Series = unknown.groupby(pairs["ancestor_id"]).sum().astype("int64")
    return counted


def _counted(offer: pd.DataFrame, areas: pd.DataFrame, ancestors: pd.DataFrame) -> pd.DataFrame:
    """Return, for every zone, how many services state another unit, and how many say what is in use."""
    told = areas.merge(offer[["actor_id", "service", "capacity_basis", "used"]], on=["actor_id", "service"])
    pairs = ancestors[["zone_id", "ancestor_id"]].merge(told, on="zone_id")
    each = pairs.drop_duplicates(["ancestor_id", "actor_id", "service"])
    return pd.DataFrame(
        {
            "other_unit": (each["capacity_basis"] == "other-unit").groupby(each["ancestor_id"]).sum(),
            "used_known": each["used"].notna().groupby(each["ancestor_id"]).sum(),
        }
    )
