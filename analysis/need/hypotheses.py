"""What if the need or a capacity were other than recorded: new tables, nothing kept."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.need.by_zone import rules_for
from analysis.question import Selection
from geo.errors import BadInputError
from geo.schema import NEED_RULE, conform
from geo.workspace.data import TerritoryData

SUPPOSED_RULE = "supposed"
"""Id of the need rule that a hypothesis brings in."""


def with_rate(
    data: TerritoryData, selection: Selection, *, zone_id: str, rate: float, base: str, unit: str
) -> TerritoryData:
    """Return the tables with one rate of need for a zone and all that it holds, in place of the rules inside it.

    Outside the zone, rules that took their rate from one of those lose it: ask about the zone only.

    Parameters
    ----------
    rate
        Need per unit of ``base`` (per birth, for example), zero or more.
    base
        Indicator that the rate applies to, such as ``births``.
    unit
        Unit of the need per year; it must be that of the rules that remain for the same selection.

    Raises
    ------
    BadInputError
        ``supposed-number`` for a negative rate.
    """
    told = supposed_rate(SUPPOSED_RULE, selection, zone_id=zone_id, rate=rate, base=base, unit=unit, source="—")
    rules = data.need_rules
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"])
    same = rules["rule_id"].isin(rules_for(rules, selection)["rule_id"])
    kept = rules[~(same & rules["zone_id"].isin(inside))]
    # A rule that takes its rate from one that is gone says nothing any more.
    kept = kept[kept["like"].isna() | kept["like"].isin(kept["rule_id"])]
    return replace(data, need_rules=conform(pd.concat([kept, told], ignore_index=True), NEED_RULE))


def supposed_rate(
    rule_id: str, selection: Selection, *, zone_id: str, rate: float, base: str, unit: str, source: str
) -> pd.DataFrame:
    """Return the rule, one row, that supposes a rate of need: a hypothesis, its date being its source.

    Raises
    ------
    BadInputError
        ``supposed-number`` for a negative rate.
    """
    if not rate >= 0:
        raise BadInputError("supposed-number", value=rate)
    about = {"kind": selection.kind, "function": selection.function, "stratum": selection.stratum}
    told = {"rule_id": rule_id, "zone_id": zone_id, **about, "unit": unit, "base": base, "rate": rate}
    return pd.DataFrame([{**told, "status": "hypothesis", "source": source, "date": source}])


def with_capacities(data: TerritoryData, capacities: Mapping[tuple[str, str], float], *, unit: str) -> TerritoryData:
    """Return the tables with other capacities per year, by actor and service; the others stay as recorded.

    Raises
    ------
    BadInputError
        ``supposed-number`` for a negative capacity.
    """
    for value in capacities.values():
        if not value >= 0:
            raise BadInputError("supposed-number", value=value)
    pairs = list(zip(data.services["actor_id"], data.services["service"], strict=True))
    changed = pd.Series([pair in capacities for pair in pairs], index=data.services.index)
    supposed = pd.Series([capacities.get(pair, float("nan")) for pair in pairs], index=data.services.index)
    services = data.services.assign(
        capacity=data.services["capacity"].mask(changed, supposed),
        capacity_unit=data.services["capacity_unit"].mask(changed, unit),
    )
    return replace(data, services=services)
