"""How much is needed per zone, from rules that are data: stated values, rates, or another zone's rate."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.question import Selection
from geo.errors import BadInputError
from geo.schema import FIGURE_STATUSES

_RANK = {status: rank for rank, status in enumerate(FIGURE_STATUSES)}


@dataclass(frozen=True)
class Need:
    """Need per zone.

    ``zones`` has one row per zone that a rule reaches: ``zone_id``, ``need`` (per year, in ``unit``),
    ``need_status`` (the weakest rule used; a stated value shared out among smaller zones is a hypothesis),
    ``need_complete`` (False when some smaller zone has no rule or no base: the need is then a minimum) and ``rules``
    (ids, joined by ``;``). ``rules`` are the need rules used.
    """

    zones: pd.DataFrame
    rules: pd.DataFrame
    unit: str | None


def rules_for(rules: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Return the rules that speak of exactly what the selection asks.

    Those of no stage in particular come first. Without any, those of the one stage and unit that there is; where there
    are several, none: which one is meant must be said (:func:`analysis.need.asked_need.choose_topic`).
    """
    keep = pd.Series(data=True, index=rules.index)
    for column, wanted in (("kind", selection.kind), ("function", selection.function), ("stratum", selection.stratum)):
        keep &= rules[column].isna() if wanted is None else rules[column] == wanted
    found = rules[keep]
    general = found[found["stage"].isna()]
    if general.empty and len(found[["stage", "unit"]].drop_duplicates()) == 1:
        general = found
    return general.reset_index(drop=True)


def need_by_zone(
    rules: pd.DataFrame, counts: dict[str, pd.DataFrame], ancestors: pd.DataFrame, *, smallest_level: str
) -> Need:
    """Return the need of every zone, computed for the smallest zones and summed.

    Each smallest zone follows the rule whose own zone is the nearest above it. A stated value is shared among the
    smallest zones of its scope in proportion to the rule's base, so that the scope's own total is the value itself;
    a zone whose base is not known that year takes its part by its other years, and the rate is that of the whole
    scope.

    Parameters
    ----------
    rules
        ``schema.NEED_RULE``, already restricted to one selection.
    counts
        For each base indicator, the frame of ``counts_by_zone``.
    ancestors
        Pairs of a zone with itself and each zone above it, with ``ancestor_level``.

    Raises
    ------
    BadInputError
        ``need-rule-base`` for a stated value whose base has no figures, ``need-rule-like`` for a rule that refers to
        none, ``need-rule-empty`` for a rule with neither value, rate nor reference, ``need-rule-twice`` for two rules
        of one zone, ``need-units`` for mixed units.
    """
    empty = pd.DataFrame(columns=["zone_id", "need", "need_status", "need_complete", "rules"])
    if rules.empty:
        return Need(zones=empty, rules=rules, unit=None)
    units = sorted(set(rules["unit"]))
    if len(units) > 1:
        raise BadInputError("need-units", units=", ".join(units))
    twice = rules[rules["zone_id"].duplicated()]
    if len(twice):
        raise BadInputError("need-rule-twice", rule=twice["rule_id"].iloc[0], zone=twice["zone_id"].iloc[0])
    rates = pd.Series({rule.rule_id: _rate(rule, rules, counts) for rule in rules.itertuples()}, name="rule_rate")
    smallest = ancestors.loc[
        (ancestors["ancestor_level"] == smallest_level) & (ancestors["zone_id"] == ancestors["ancestor_id"]), "zone_id"
    ]
    applied = _nearest_rule(rules, ancestors[ancestors["zone_id"].isin(smallest)], ancestors)
    own = pd.DataFrame({"zone_id": smallest}).merge(applied, on="zone_id", how="left")
    base = pd.concat(
        [
            pd.DataFrame({"zone_id": [], "base": [], "value": [], "whole": []}).astype(
                {"zone_id": "str", "base": "str"}
            ),
            *(frame.assign(base=name)[["zone_id", "base", "value", "whole"]] for name, frame in counts.items()),
        ]
    )
    own = own.merge(base.rename(columns={"value": "base_value"}), on=["zone_id", "base"], how="left")
    shared_out = own["value"].notna()
    own["need"] = own["base_value"].mask(shared_out, own["whole"]) * own["rule_id"].map(rates)
    scope_size = ancestors[ancestors["zone_id"].isin(smallest)].groupby("ancestor_id").size()
    return Need(zones=_summed(own, ancestors, scope_size), rules=rules, unit=units[0])


def _rate(rule: "pd._NamedTuple", rules: pd.DataFrame, counts: dict[str, pd.DataFrame]) -> float:  # type: ignore[name-defined]
    if pd.notna(rule.like):
        models = rules[rules["rule_id"] == rule.like]
        if models.empty or pd.notna(models.iloc[0]["like"]):
            raise BadInputError("need-rule-like", rule=rule.rule_id, like=rule.like)
        return _rate(next(models.itertuples()), rules, counts)
    if pd.notna(rule.rate):
        return float(rule.rate)
    if pd.isna(rule.value):
        raise BadInputError("need-rule-empty", rule=rule.rule_id)
    if rule.base not in counts:
        raise BadInputError("need-rule-base", rule=rule.rule_id, base=rule.base)
    known = counts[rule.base].set_index("zone_id")["whole"]
    total = known.get(rule.zone_id, np.nan)
    return float(rule.value / total) if total > 0 else np.nan


def _nearest_rule(rules: pd.DataFrame, lines: pd.DataFrame, ancestors: pd.DataFrame) -> pd.DataFrame:
    depth = ancestors.groupby("zone_id").size()
    reached = lines[["zone_id", "ancestor_id"]].merge(
        rules.rename(columns={"zone_id": "scope_id"}), left_on="ancestor_id", right_on="scope_id"
    )
    reached["depth"] = reached["scope_id"].map(depth)
    nearest = reached.sort_values(["zone_id", "depth"]).groupby("zone_id", as_index=False).tail(1)
    return nearest[["zone_id", "scope_id", "rule_id", "base", "value", "status"]]


def _summed(own: pd.DataFrame, ancestors: pd.DataFrame, scope_size: pd.Series) -> pd.DataFrame:
    joined = ancestors.merge(own, on="zone_id")
    shared = joined.groupby(["ancestor_id", "rule_id"], as_index=False).agg(
        reached=("zone_id", "size"),
        scope_id=("scope_id", "first"),
        value=("value", "first"),
        status=("status", "first"),
    )
    split = shared["value"].notna() & (shared["reached"] < shared["scope_id"].map(scope_size))
    shared["rank"] = shared["status"].map(_RANK).where(~split, _RANK["hypothesis"])
    ids = shared.sort_values("rule_id").set_index("ancestor_id")["rule_id"]
    if not ids.index.is_unique:
        ids = ids.groupby(level="ancestor_id").agg(";".join)
    told = pd.DataFrame({"rank": shared.groupby("ancestor_id")["rank"].max(), "rules": ids})
    grouped = joined.groupby("ancestor_id")["need"]
    sums = pd.DataFrame({"need": grouped.sum(min_count=1), "known": grouped.count(), "zones": grouped.size()})
    out = sums.join(told, how="inner").rename_axis("zone_id").reset_index()
    out["need_status"] = out["rank"].map(dict(enumerate(FIGURE_STATUSES)))
    out["need_complete"] = out["known"] == out["zones"]
    return out[["zone_id", "need", "need_status", "need_complete", "rules"]]
