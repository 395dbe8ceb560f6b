"""Needs and people of a scenario: another rate in a zone, or more births there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.need.bases import base_counts
from analysis.need.by_zone import rules_for
from analysis.need.hypotheses import supposed_rate
from analysis.question import Selection
from analysis.scenario.changes import GROWING
from geo.errors import BadInputError
from geo.schema import FIGURE, NEED_RULE, conform
from geo.workspace.data import TerritoryData

_COUNTS = {"births": ("births",), "population": ("population",)}
_PLACE_COUNTS = ("births", "population", "children_0_2", "women_15_49")


def with_need_rate(
    data: TerritoryData, selection: Selection, *, zone_id: str, rate: float, base: str | None, unit: str, source: str
) -> TerritoryData:
    """Return the tables with one rate of need for a zone and all that it holds.

    Zones outside keep the rate that they have today: a rule that took its rate from one that is replaced takes the
    figure itself. The new rule is a hypothesis, its source the name of the scenario.

    Parameters
    ----------
    rate
        Need per unit of ``base`` (births when None), zero or more.

    Raises
    ------
    BadInputError
        ``supposed-number`` for a negative rate.
    """
    rules = data.need_rules
    same = rules_for(rules, selection)
    unit = str(same["unit"].iloc[0]) if len(same) else unit
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"])
    gone = set(same.loc[same["zone_id"].isin(inside), "rule_id"])
    frozen = _frozen(data, rules, gone)
    kept = frozen[~frozen["rule_id"].isin(gone)]
    rule_id = f"scenario-{zone_id}"
    told = supposed_rate(
        rule_id, selection, zone_id=zone_id, rate=rate, base=base or "births", unit=unit, source=source
    )
    kept = kept[kept["rule_id"] != rule_id]
    return replace(data, need_rules=conform(pd.concat([kept, told], ignore_index=True), NEED_RULE))


class Grown(NamedTuple):
    """More people in a zone, or fewer: ``percent`` 100 doubles them, -100 empties it; ``base`` is one of `GROWING`."""

    zone_id: str
    percent: float
    base: str = "all"


def with_growth(data: TerritoryData, growths: Sequence[Grown]) -> TerritoryData:
    """Return the tables with more (or fewer) people in zones: figures, places, and the needs stated for them.

    Every commune of a zone grows by the same share, one growth upon another. A need stated as a figure grows with the
    births (or the people) that it was stated for, so that its rate stays what it was. What has grown is a hypothesis.

    Raises
    ------
    BadInputError
        ``scenario-growth`` for another base, or below -100.
    """
    for one in growths:
        if one.base not in GROWING or not one.percent >= -100:
            raise BadInputError("scenario-growth", base=one.base, percent=one.percent)
    shares = {name for name, told in data.territory.indicators.items() if told.kind != "count"}
    counts = set(data.figures["indicator"]) - shares
    figures, value, places = data.figures, data.figures["value"], data.places
    touched = pd.Series(data=False, index=figures.index)
    for base in dict.fromkeys(one.base for one in growths):
        factor = _factors(data, [one for one in growths if one.base == base])
        counted = set(_COUNTS.get(base, counts))
        rows = figures["zone_id"].isin(factor.index) & figures["indicator"].isin(counted)
        value = value.mask(rows, value * figures["zone_id"].map(factor).astype("float64"))
        touched |= rows
        here, times = places["zone_id"].isin(factor.index), places["zone_id"].map(factor).astype("float64")
        names = [name for name in _PLACE_COUNTS if base == "all" or name in counted]
        places = places.assign(**{name: places[name].mask(here, places[name] * times) for name in names})
    status = figures["status"].mask(touched & figures["value"].notna(), "hypothesis")
    grown = replace(data, figures=conform(figures.assign(value=value, status=status), FIGURE), places=places)
    return replace(grown, need_rules=_with_values_grown(data, grown))


def _factors(data: TerritoryData, growths: Sequence[Grown]) -> pd.Series:
    """Return by how much the people of each zone that grows are multiplied, by its id."""
    chosen = data.ancestors[data.ancestors["ancestor_id"].isin({one.zone_id for one in growths})]
    inside = {str(zone): own.to_numpy() for zone, own in chosen.groupby("ancestor_id")["zone_id"]}
    factors = pd.Series(1.0, index=pd.Index(chosen["zone_id"].unique(), name="zone_id"))
    at = {zone: factors.index.get_indexer(pd.Index(own)) for zone, own in inside.items()}
    out = factors.to_numpy(copy=True)
    for one in growths:
        out[at.get(one.zone_id, [])] *= 1.0 + one.percent / 100.0
    return pd.Series(out, index=factors.index)


def _with_values_grown(data: TerritoryData, grown: TerritoryData) -> pd.DataFrame:
    rules = data.need_rules
    stated = rules["value"].notna() & rules["base"].notna()
    if not stated.any():
        return rules
    before, after = (_totals(one, rules.loc[stated, "base"]) for one in (data, grown))
    keys = list(zip(rules["base"], rules["zone_id"], strict=True))
    old = np.array([before.get(key, np.nan) for key in keys])
    new = np.array([after.get(key, np.nan) for key in keys])
    sound = stated.to_numpy() & (old > 0) & ~np.isnan(new)
    ratio = pd.Series(np.divide(new, old, out=np.ones(len(rules)), where=sound), index=rules.index)
    moved = ratio != 1.0
    return rules.assign(value=rules["value"] * ratio, status=rules["status"].mask(moved, "hypothesis"))


def _frozen(data: TerritoryData, rules: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Return rules in which those that follow a rule that goes have its rate written out."""
    followers = rules["like"].isin(gone) & ~rules["rule_id"].isin(gone)
    if not followers.any():
        return rules
    models = rules[rules["rule_id"].isin(gone)]
    totals = _totals(data, models.loc[models["value"].notna(), "base"].dropna())
    total = [totals.get(key, np.nan) for key in zip(models["base"], models["zone_id"], strict=True)]
    own = models["rate"].where(models["rate"].notna(), models["value"] / np.array(total, dtype=np.float64))
    rates = dict(zip(models["rule_id"], own, strict=True))
    return rules.assign(
        rate=rules["rate"].mask(followers, rules["like"].map(rates).astype("float64")),
        like=rules["like"].mask(followers),
    )


def _totals(data: TerritoryData, bases: pd.Series) -> dict[tuple[str, str], float]:
    if bases.empty:
        return {}
    counts = base_counts(data, bases)
    return {
        (name, str(zone)): float(value)
        for name, frame in counts.items()
        for zone, value in zip(frame["zone_id"], frame["value"], strict=True)
    }
