"""Needs and people of a scenario: another rate in a zone, or more births there."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.need.bases import base_counts, territory_shares
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
    data: TerritoryData,
    selection: Selection,
    *,
    zone_id: str,
    rate: float,
    base: str | None,
    unit: str,
    source: str,
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


def with_growth(data: TerritoryData, *, zone_id: str, percent: float, base: str = "all") -> TerritoryData:
    """Return the tables with more (or fewer) people in a zone: figures, places, and the needs stated for it.

    Every commune of the zone grows by the same share. A need stated as a figure grows with the births (or the people)
    that it was stated for, so that its rate stays what it was. What has grown is a hypothesis.

    Parameters
    ----------
    percent
        100 doubles, -100 empties.
    base
        ``all``, ``births`` or ``population``: what grows.

    Raises
    ------
    BadInputError
        ``scenario-growth`` for another base, or below -100.
    """
    if base not in GROWING or not percent >= -100:
        raise BadInputError("scenario-growth", base=base, percent=percent)
    factor = 1.0 + percent / 100.0
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone_id, "zone_id"])
    shares = {name for name, told in data.territory.indicators.items() if told.kind != "count"}
    counted = set(_COUNTS.get(base, set(data.figures["indicator"]) - shares))
    rows = data.figures["zone_id"].isin(inside) & data.figures["indicator"].isin(counted)
    known = rows & data.figures["value"].notna()
    figures = data.figures.assign(
        value=data.figures["value"].mask(rows, data.figures["value"] * factor),
        status=data.figures["status"].mask(known, "hypothesis"),
    )
    here = data.places["zone_id"].isin(inside)
    names = [name for name in _PLACE_COUNTS if base == "all" or name in counted]
    places = data.places.assign(**{name: data.places[name].mask(here, data.places[name] * factor) for name in names})
    grown = replace(data, figures=conform(figures, FIGURE), places=places)
    return replace(grown, need_rules=_with_values_grown(data, grown))


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
    counts = base_counts(data, bases, shares=territory_shares(data))
    return {
        (name, str(zone)): float(value)
        for name, frame in counts.items()
        for zone, value in zip(frame["zone_id"], frame["value"], strict=True)
    }
