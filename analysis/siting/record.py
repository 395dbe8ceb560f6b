"""Siting answers as plain values, for JSON: what reproduces them, how sure they are, who gains, what is left."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.doubt.sources import figure_sources, rule_sources, supply_sources, travel_source
from analysis.need.bases import territory_shares
from analysis.need.by_zone import rules_for
from analysis.need.weighing import NEEDS
from analysis.siting.ask import Siting
from analysis.siting.assigning import Assigned
from analysis.siting.effect import Effect, by_zone, reached_zones
from analysis.siting.question import PLAIN, TIES_ONLY, load_preference
from analysis.siting.scenario_changes import scenario_changes, strengthening
from analysis.siting.setting import Setting
from geo.json_values import Record, engine_record, plain_number
from geo.workspace.zones import smallest_in

_SLIGHT = 1e-6

SHOWN = 5
"""How many communes are named on each side."""


def siting_record(done: Siting) -> Record:
    """Return everything that the answers say.

    ``parameters`` reproduce the answers. ``answers`` are the best, in order; ``proven`` tells of each whether nothing
    better that differs from those before it exists. ``gap`` is the relative distance of the first to the bound.
    """
    setting, answers = done.setting, done.answers
    engine = setting.about.engine
    return {
        "territory": setting.data.territory.id,
        "parameters": parameters(setting),
        "zone": setting.question.zone or setting.data.territory.root,
        "zone_name": _names(setting)[setting.question.zone or setting.data.territory.root],
        "base": setting.base,
        "weight_status": setting.weight_status,
        "births_years": list(setting.data.births_years),
        "layer": setting.data.layer,
        "candidates": len(setting.candidates),
        "candidates_left_out": setting.left_out,
        "services": len(setting.about.supply.actors),
        "unlocated": list(setting.unlocated),
        "places_unknown": setting.problem.unknown,
        "solver": answers.solver,
        "seconds": round(answers.seconds, 3),
        "stopped": answers.stopped,
        "settled": answers.settled,
        "bound": plain_number(answers.bound) if np.isfinite(answers.bound) else None,
        "gap": plain_number(answers.gap) if np.isfinite(answers.gap) else None,
        "preference": _preference(setting),
        "travel_engine": engine_record(engine),
        "sources": _sources(setting),
        "answers": [
            {
                "rank": rank,
                "value": plain_number(found.value),
                "proven": rank <= answers.proven,
                **answer_record(setting, effect, judged=_judged(done)),
                **(_assigned(done, done.assigned[rank - 1]) if done.assigned else {}),
            }
            for rank, (found, effect) in enumerate(zip(answers.found, done.effects, strict=True), start=1)
        ],
        "curve": [
            {
                "share": share,
                "sites": [str(name) for name in setting.candidates["name"].iloc[list(found.sites)]],
                "covered": plain_number(found.value),
                "worst_share": plain_number(worst),
            }
            for share, found, worst in done.curve
        ],
    } | _capacities(done)


def _sources(setting: Setting) -> list[Record]:
    """Return what the answers rest on: who is counted and how places weigh, the open services, the travel times."""
    data, demand, supply = setting.data, setting.question.demand, setting.about.supply
    zones = smallest_in(data, setting.question.zone or data.territory.root)
    marked = [] if demand in PLAIN else territory_shares(data).behind
    rules = rules_for(data.need_rules, setting.question.selection)
    return [
        *figure_sources(data, ["births", "population", *marked], zones),
        *(rule_sources(rules) if demand in NEEDS else []),
        *supply_sources(supply.actors, supply.services),
        travel_source(setting.about.engine),
    ]


def _preference(setting: Setting) -> Record | None:
    """Return how much a preferred site counts, and where that comes from; None where none is preferred."""
    if not setting.question.preferred:
        return None
    known = load_preference()
    share = None if setting.question.model in TIES_ONLY else known.share
    return {"share": share, "status": known.status, "source": known.source, "date": known.date}


def parameters(setting: Setting) -> Record:
    """Return what reproduces the answers, with the state of the data that they were worked out on."""
    return {**setting.question.values(), "inputs_hash": setting.data.inputs_hash}


def _judged(done: Siting) -> str:
    """Return the level whose zones may be said to lose.

    Where the worst-served zone counts and capacities are shared for it, who is served inside a zone is not decided.
    """
    shared = done.service is not None and done.setting.question.objective != "most"
    return done.setting.level if shared else done.setting.data.territory.smallest_level


def answer_record(setting: Setting, effect: Effect, *, judged: str | None = None) -> Record:
    """Return what one answer changes; ``judged`` is the level of the zones that may lose, the smallest when None."""
    names = _names(setting)
    smallest, level = setting.data.territory.smallest_level, setting.data.territory.comparison_level
    communes = by_zone(effect, setting, level=smallest)
    changed = communes["counts_after"] - communes["counts_before"]
    zones = communes if judged in {None, smallest} else by_zone(effect, setting, level=str(judged))
    fewer = zones["counts_before"] - zones["counts_after"]
    left = communes["counts"] - communes["counts_after"]
    losers = zones[(fewer > _SLIGHT) | (zones["minutes_after"] - zones["minutes_before"] > _SLIGHT)]
    saved = effect.minutes_saved
    finite = np.isfinite(effect.places["before_min"]) & np.isfinite(effect.places["after_min"])
    nearer = finite & (effect.places["after_min"] < effect.places["before_min"])
    fresh = ~np.isfinite(effect.places["before_min"]) & np.isfinite(effect.places["after_min"])
    out: Record = {
        "sites": [_site(setting, row, names) for row in effect.sites.to_dict("records")],
        "changes": scenario_changes(
            effect.sites,
            setting.question.selection,
            capacity=setting.question.capacity,
            visits_min=setting.question.visits_min,
        ),
    }
    for amount in ("weight", "counts"):
        before = effect.total(amount, where=effect.places["covered_before"])
        after = effect.total(amount, where=effect.places["covered_after"])
        total = effect.total(amount)
        out |= {
            amount: plain_number(total),
            f"{amount}_before": plain_number(before),
            f"{amount}_after": plain_number(after),
            f"{amount}_gain": plain_number(after - before),
            f"{amount}_left": plain_number(total - after),
        }
    return {
        **out,
        "minutes_saved": plain_number(saved),
        "counts_nearer": plain_number(effect.total("counts", where=nearer)),
        "counts_newly_reached": plain_number(effect.total("counts", where=fresh)),
        "mean_min_before": plain_number(_mean(effect, "before_min")),
        "mean_min_after": plain_number(_mean(effect, "after_min")),
        "longest_min_after": plain_number(_longest(effect)),
        "gainers": _listed(communes, changed[changed > 1e-9], names),
        "uncovered": _listed(communes, left[left > 1e-9], names),
        "uncovered_communes": int((left > 1e-9).sum()),
        "losers": _listed(losers, fewer[losers.index], names),
        "worst": _worst(effect, setting, names),
        "parts": _parts(effect, setting, level, names),
    }


def _capacities(done: Siting) -> Record:
    if done.service is None:
        return {}
    existing = done.service.nodes[: done.service.n_existing]
    return {"unit": done.service.unit, "capacities_unknown": int((~existing["is_known"].astype("bool")).sum())}


def _assigned(done: Siting, one: Assigned) -> Record:
    """Return what each service serves, what must grow, and the changes that play it."""
    names = done.setting.data.actors.set_index("actor_id")["name"]
    question, unit = done.setting.question, None if done.service is None else done.service.unit
    zones = _names(done.setting)
    existing = one.loads[one.loads["actor_id"].notna()]
    grown = existing[existing["gain"] > _SLIGHT]
    # A team that goes to families declares where it can go: a scenario then knows whom its capacity is for.
    area = None if question.visits_min is None else reached_zones(done.setting, one.effect.sites["site_id"])
    opened = scenario_changes(
        one.effect.sites, question.selection, capacity_unit=unit, visits_min=question.visits_min, covers=area
    )
    need = one.effect.places["weight"].groupby(one.effect.places["zone_id"]).sum().to_dict()
    sizes = (grown["capacity"] + grown["gain"]).set_axis(grown["actor_id"])
    return {
        "minutes_mean_new": plain_number(one.minutes_mean),
        "loads": [
            {
                "actor_id": str(row["actor_id"]),
                "name": str(names[row["actor_id"]]),
                "capacity": plain_number(row["capacity"]),
                "load": plain_number(row["load"]),
                "gain": plain_number(row["gain"]),
            }
            for row in existing[(existing["load"] > _SLIGHT) | (existing["gain"] > _SLIGHT)].to_dict("records")
        ],
        "closed": [{"actor_id": code, "name": str(names[code])} for code in one.closed],
        "communes_of_new": [
            {
                "zone": str(code),
                "name": zones[str(code)],
                "amount": plain_number(value),
                "need": plain_number(need[code]),
            }
            for code, value in one.communes.sort_values(ascending=False, kind="stable").items()
            if value > _SLIGHT
        ],
        "changes": [*opened, *strengthening(sizes, list(one.closed))],
    }


def _site(setting: Setting, row: dict[Any, Any], names: dict[str, str]) -> Record:
    level = setting.data.territory.comparison_level
    above = setting.data.ancestors
    part = above.loc[(above["zone_id"] == row["zone_id"]) & (above["ancestor_level"] == level), "ancestor_id"]
    return {
        "site_id": str(row["site_id"]),
        "name": str(row["name"]),
        "zone": str(row["zone_id"]),
        "commune": names[str(row["zone_id"])],
        "part": names[str(part.iloc[0])] if len(part) else None,
        "lon": float(row["lon"]),
        "lat": float(row["lat"]),
        "preferred": bool(row["is_preferred"]),
        "cost": plain_number(row["cost"]),
        "weight_alone": plain_number(row["weight_alone"]),
        "counts_alone": plain_number(row["counts_alone"]),
        "size": plain_number(row.get("size", np.nan)),
    }


def _listed(communes: pd.DataFrame, amount: pd.Series, names: dict[str, str]) -> list[Record]:
    """Return the communes with the largest amounts, with their minutes before and after."""
    first = amount.rename("amount").reset_index().sort_values(["amount", "zone_id"], ascending=[False, True])
    table = first.head(SHOWN).merge(communes[["minutes_before", "minutes_after"]], left_on="zone_id", right_index=True)
    return [
        {
            "zone": str(row["zone_id"]),
            "name": names[str(row["zone_id"])],
            "counts": plain_number(row["amount"]),
            "minutes_before": plain_number(row["minutes_before"]),
            "minutes_after": plain_number(row["minutes_after"]),
        }
        for row in table.to_dict("records")
    ]


def _parts(effect: Effect, setting: Setting, level: str, names: dict[str, str]) -> list[Record]:
    table = by_zone(effect, setting, level=level)
    return [
        {"zone": str(code), "name": names[str(code)], **{name: plain_number(row[name]) for name in table.columns}}
        for code, row in table.iterrows()
    ]


def _worst(effect: Effect, setting: Setting, names: dict[str, str]) -> Record | None:
    """Return the zone whose weight is least covered after, with its share before and after."""
    table = by_zone(effect, setting, level=setting.level)
    table = table[table["weight"] > 0]
    if table.empty:
        return None
    shares = (table["weight_after"] / table["weight"]).sort_values(kind="stable")
    code = str(shares.index[0])
    line = table.loc[code]
    return {
        "zone": code,
        "name": names[code],
        "share_before": plain_number(line["weight_before"] / line["weight"]),
        "share_after": plain_number(shares.iloc[0]),
    }


def _mean(effect: Effect, column: str) -> float:
    known = np.isfinite(effect.places[column])
    counts = effect.places["counts"].fillna(0.0).where(known, 0.0)
    total = float(counts.sum())
    return float((counts * effect.places[column].where(known, 0.0)).sum() / total) if total > 0 else np.nan


def _longest(effect: Effect) -> float:
    weighs = effect.places["weight"] > 0
    longest = float(effect.places.loc[weighs, "after_min"].max()) if weighs.any() else np.nan
    return longest if np.isfinite(longest) else np.nan


def _names(setting: Setting) -> dict[str, str]:
    return {str(code): str(name) for code, name in setting.data.zones.set_index("zone_id")["name"].items()}
