"""Siting answers as a record, for JSON and the screens: how sure they are, who gains, what is left."""

import numpy as np
import pandas as pd

from analysis.doubt.parameters import load_parameters
from analysis.doubt.sources import figure_sources, rule_sources, supply_sources, travel_source
from analysis.need.bases import territory_shares
from analysis.need.by_zone import rules_for
from analysis.need.weighing import NEEDS
from analysis.records.bounds import STATES, Sense, State, senses
from analysis.records.shared import SourceRecord
from analysis.records.siting import (
    Answer,
    CommuneLine,
    EffectOfSites,
    EqualSet,
    EqualSite,
    GatheringRecord,
    PreferenceRecord,
    ServedCommune,
    Site,
    SitingParameters,
    SitingPart,
    SitingRecord,
    WorstShare,
)
from analysis.service_area.buildings import buildings
from analysis.service_area.completeness import completeness_record
from analysis.service_area.perhaps_same import fewest, groups
from analysis.siting.answer_effect import AnswerEffect, by_zone, effect_of, effect_under_bias, reached_zones
from analysis.siting.ask import Siting
from analysis.siting.assigning import Assigned
from analysis.siting.families import family_lines
from analysis.siting.question import PLAIN, TIES_ONLY, load_preference
from analysis.siting.scenario_changes import scenario_changes, strengthening
from analysis.siting.setting import Setting
from geo.json_values import encode
from geo.workspace.zones import smallest_in

_SLIGHT = 1e-6

_BOUNDS: dict[State, dict[str, Sense]] = {
    state: senses(
        # With new sites somebody is known, even where nobody was listed: what is covered is then a least.
        "partial" if state == "not-listed" else state,
        up=["weight_after", "counts_after"],
        down=["weight_gain", "weight_left", "counts_gain", "counts_left", "minutes_saved", "mean_min_after"],
    )
    | senses(state, up=["weight_before", "counts_before"], down=["mean_min_before"])
    for state in STATES
}
"""What is known of the figures of an answer, by the state of the register that it starts from."""

SHOWN = 5
"""How many communes are named on each side."""


MOST_EQUALS = 30
"""How many sets that are worth as much as an answer are named, at most."""


def siting_record(done: Siting) -> SitingRecord:
    """Return everything that the answers say.

    ``parameters`` reproduce the answers. ``answers`` are the best, in order; ``proven`` tells of each whether nothing
    better that differs from those before it exists. ``gap`` is the relative distance of the first to the bound.
    """
    setting, answers, data = done.setting, done.answers, done.setting.data
    return encode(
        SitingRecord,
        search_values(setting, answers.seconds),
        _capacities(done),
        {} if setting.gathering is None else {"gathered": encode(GatheringRecord, setting.gathering)},
        setting,
        answers,
        data,
        candidates_left_out=setting.left_out,
        services=None if setting.about.reach_state == "not-listed" else len(setting.about.supply.actors),
        services_low=None if setting.about.reach_state == "not-listed" else _fewest(setting),
        register_state=setting.about.reach_state,
        bounds=_BOUNDS[setting.about.reach_state],
        places_unknown=setting.problem.unknown,
        preference=_preference(setting),
        answers=[_answer(done, rank) for rank in range(1, len(answers.found) + 1)],
        curve=[
            {
                "share": share,
                "sites": setting.candidates["name"].iloc[list(found.sites)],
                "covered": found.value,
                "worst_share": worst,
            }
            for share, found, worst in done.curve
        ],
    )


def search_values(setting: Setting, seconds: float) -> dict[str, object]:
    """Return what the record of every search of sites says of it."""
    data = setting.data
    zone = setting.question.zone or data.territory.root
    return {
        "territory": data.territory.id,
        "parameters": parameters(setting),
        "register": completeness_record(setting.about.completeness(zone)),
        "zone": zone,
        "zone_name": _names(setting)[zone],
        "candidates": len(setting.candidates),
        "seconds": round(seconds, 3),
        "sources": setting_sources(setting),
        "travel_engine": setting.about.engine,
    }


def after_values(effect: AnswerEffect) -> dict[str, float]:
    """Return what the record of some sites says of those counted once they are open."""
    return {
        "counts_after": effect.total("counts", where=effect.places["covered_after"]),
        "mean_min_after": mean_min(effect, "after_min"),
        "longest_min_after": longest_min(effect),
    }


def _answer(done: Siting, rank: int) -> Answer:
    told = answer_record(done.setting, done.effects[rank - 1], judged=_judged(done))
    assigned = _assigned(done, done.assigned[rank - 1]) | _as_one(done, rank) if done.assigned else {}
    found, proven = done.answers.found[rank - 1], rank <= done.answers.proven
    equals = [_equal(done.setting, found.sites, other) for other in found.equals[:MOST_EQUALS]]
    return encode(
        Answer,
        assigned,
        told,
        rank=rank,
        value=found.value,
        proven=proven,
        equals=equals,
        equals_count=len(found.equals),
    )


def _equal(setting: Setting, sites: tuple[int, ...], other: tuple[int, ...]) -> EqualSet:
    """Return how a set that is worth the same differs from an answer, and the mean of its trips."""
    candidates = setting.candidates.assign(zone=setting.candidates["zone_id"].astype("str"))
    return encode(
        EqualSet,
        sites=encode(list[EqualSite], candidates.iloc[[site for site in other if site not in sites]]),
        instead=[str(candidates["name"].iloc[site]) for site in sites if site not in other],
        mean_min_after=mean_min(effect_of(setting, other), "after_min"),
    )


def _fewest(setting: Setting) -> int:
    return fewest(setting.about.supply.actors["actor_id"], groups(setting.data.actors))


def _as_one(done: Siting, rank: int) -> dict[str, float]:
    """Return what an answer serves if services that are perhaps the same are one; nothing where none is.

    The places stay as they were chosen, and what exists serves again as much as it can.
    """
    service = done.service
    poorer = service if service is None else service.as_one()
    if service is None or poorer is None or poorer is service:
        return {}
    one = done.assigned[rank - 1]
    sites = done.setting.problem.site_ids.get_indexer(pd.Index(one.effect.sites["site_id"]))
    closed = np.flatnonzero(service.nodes["actor_id"].isin(one.closed))
    before = float(poorer.today.served.sum())
    after = float(poorer.assigned(tuple(sites.tolist()), tuple(closed.tolist())).served.sum())
    told = {"before": before, "after": after, "gain": after - before, "left": float(service.need.sum()) - after}
    return {f"weight_{name}_as_one": value for name, value in told.items()}


def setting_sources(setting: Setting) -> list[SourceRecord]:
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


def _preference(setting: Setting) -> PreferenceRecord | None:
    """Return how much a preferred site counts, and where that comes from; None where none is preferred."""
    if not setting.question.preferred:
        return None
    known = load_preference()
    share = None if setting.question.model in TIES_ONLY else known.share
    return encode(PreferenceRecord, known, share=share)


def parameters(setting: Setting) -> SitingParameters:
    """Return what reproduces the answers, with the state of the data that they were worked out on."""
    return encode(SitingParameters, setting.question, setting.question.asked, setting.data)


def _judged(done: Siting) -> str:
    """Return the level whose zones may be said to lose.

    Where the worst-served zone counts and capacities are shared for it, who is served inside a zone is not decided.
    """
    shared = done.service is not None and done.setting.question.objective != "most"
    return done.setting.level if shared else done.setting.data.territory.smallest_level


def answer_record(setting: Setting, effect: AnswerEffect, *, judged: str | None = None) -> EffectOfSites:
    """Return what one answer changes; ``judged`` is the level of the zones that may lose, the smallest when None."""
    names = _names(setting)
    smallest, level = setting.data.territory.smallest_level, setting.data.territory.comparison_level
    communes = by_zone(effect, setting, level=smallest)
    changed = communes["counts_after"] - communes["counts_before"]
    zones = communes if judged in {None, smallest} else by_zone(effect, setting, level=str(judged))
    fewer = zones["counts_before"] - zones["counts_after"]
    left = communes["counts"] - communes["counts_after"]
    losers = zones[(fewer > _SLIGHT) | (zones["minutes_after"] - zones["minutes_before"] > _SLIGHT)]
    if judged in {None, smallest}:
        # Whoever is farther loses, though others of the commune come nearer.
        farther = effect.places["counts"].fillna(0.0).where(effect.places["is_farther"], 0.0)
        away = farther.groupby(effect.places["zone_id"]).sum().reindex(zones.index).fillna(0.0)
        fewer = fewer.where(fewer > away, away)
        losers = zones[zones.index.isin(losers.index) | (away > _SLIGHT)]
    finite = np.isfinite(effect.places["before_min"]) & np.isfinite(effect.places["after_min"])
    nearer = finite & (effect.places["after_min"] < effect.places["before_min"])
    fresh = ~np.isfinite(effect.places["before_min"]) & np.isfinite(effect.places["after_min"])
    totals: dict[str, float] = {}
    for amount in ("weight", "counts"):
        total = effect.total(amount)
        before = effect.total(amount, where=effect.places["covered_before"])
        after = effect.total(amount, where=effect.places["covered_after"])
        totals |= {amount: total, f"{amount}_before": before, f"{amount}_after": after}
        totals |= {f"{amount}_gain": after - before, f"{amount}_left": total - after}
        if setting.about.reach_state == "not-listed":
            totals[f"{amount}_before"] = np.nan
    asked = setting.question
    return encode(
        EffectOfSites,
        totals,
        _under_bias(setting, effect, totals),
        sites=_sites(setting, effect.sites, names),
        changes=scenario_changes(effect.sites, asked.selection, capacity=asked.capacity, visits_min=asked.visits_min),
        minutes_saved=effect.minutes_saved,
        counts_nearer=effect.total("counts", where=nearer),
        counts_newly_reached=effect.total("counts", where=fresh),
        mean_min_before=mean_min(effect, "before_min"),
        mean_min_after=mean_min(effect, "after_min"),
        longest_min_after=longest_min(effect),
        gainers=_listed(communes, changed[changed > 1e-9], names),
        uncovered=_listed(communes, left[left > 1e-9], names),
        uncovered_communes=(left > 1e-9).sum(),
        losers=_listed(losers, fewer[losers.index], names),
        worst=_worst(effect, setting, names),
        families=family_lines(setting, effect),
        parts=encode(list[SitingPart], _named(_parts(effect, setting, level), names)),
    )


def _under_bias(setting: Setting, effect: AnswerEffect, totals: dict[str, float]) -> dict[str, float]:
    """Return the least and the greatest of what an answer covers, gains and takes between both ends of the bias.

    Where capacities are shared, who is served would be decided anew at each end: nothing is said.
    """
    names = ("weight_after", "weight_gain", "counts_after", "counts_gain", "mean_min_after")
    found = {name: [value] for name, value in {**totals, "mean_min_after": mean_min(effect, "after_min")}.items()}
    shared = not effect.places["covered_after"].isin([0.0, 1.0]).all() or setting.question.capacity is not None
    error = load_parameters().travel_range(setting.about.engine)
    codes = tuple(setting.problem.site_ids.get_indexer(pd.Index(effect.sites["site_id"])).tolist())
    for factor in () if shared else (error.shortest, error.longest):
        moved = effect_under_bias(setting, codes, factor)
        for amount in ("weight", "counts"):
            after = moved.total(amount, where=moved.places["covered_after"])
            found[f"{amount}_after"].append(after)
            found[f"{amount}_gain"].append(after - moved.total(amount, where=moved.places["covered_before"]))
        found["mean_min_after"].append(mean_min(moved, "after_min"))
    ends = {"low": min, "high": max}
    return {f"{name}_{end}": np.nan if shared else of(found[name]) for name in names for end, of in ends.items()}


def _parts(effect: AnswerEffect, setting: Setting, level: str) -> pd.DataFrame:
    """Return what changes in each part; what is covered before is unknown where nobody was listed."""
    table = by_zone(effect, setting, level=level)
    if setting.about.reach_state == "not-listed":
        table = table.assign(weight_before=np.nan, counts_before=np.nan)
    return table


def _capacities(done: Siting) -> dict[str, object]:
    if done.service is None:
        return {}
    existing = done.service.nodes[: done.service.n_existing]
    unknown = existing["concerns"].astype("bool") & ~existing["is_known"].astype("bool")
    return {"unit": done.service.unit, "capacities_unknown": unknown.sum()}


def _assigned(done: Siting, one: Assigned) -> dict[str, object]:
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
    need = one.effect.places["weight"].groupby(one.effect.places["zone_id"]).sum()
    served = one.communes[one.communes > _SLIGHT].sort_values(ascending=False, kind="stable")
    sizes = (grown["capacity"] + grown["gain"]).set_axis(grown["actor_id"])
    serving = existing[(existing["load"] > _SLIGHT) | (existing["gain"] > _SLIGHT)]
    return {
        "minutes_mean_new": one.minutes_mean,
        "spent": one.spent,
        "loads": serving.assign(name=serving["actor_id"].map(names)),
        "lost_min": one.lost_min,
        "closed": [{"actor_id": code, "name": names[code], "beside": _beside(done, code)} for code in one.closed],
        "communes_of_new": encode(
            list[ServedCommune], _named(pd.DataFrame({"amount": served, "need": need.reindex(served.index)}), zones)
        ),
        "changes": [*opened, *strengthening(sizes, list(one.closed))],
    }


def _beside(done: Siting, closed: str) -> list[str]:
    """Return the names of the open actors of other kinds in the building of one that closes."""
    actors = done.setting.data.actors
    home = buildings(actors)
    own = actors.set_index("actor_id").loc[home.index[home == home[closed]]]
    asked = set(done.setting.about.supply.actors["actor_id"])
    return [str(name) for code, name in own.loc[own["status"] == "open", "name"].items() if code not in asked]


def _sites(setting: Setting, sites: pd.DataFrame, names: dict[str, str]) -> list[Site]:
    above = setting.data.ancestors
    part = above[above["ancestor_level"] == setting.data.territory.comparison_level].set_index("zone_id")["ancestor_id"]
    zones = sites["zone_id"].astype("str")
    told = sites.assign(zone=zones, commune=zones.map(names), part=sites["zone_id"].map(part).map(names))
    return encode(list[Site], told.rename(columns={"is_preferred": "preferred"}).assign(size=sites.get("size", np.nan)))


def _named(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return a table by ``zone_id`` with the ``zone`` and its ``name``."""
    return table.assign(zone=table.index.astype("str"), name=table.index.map(names))


def _listed(communes: pd.DataFrame, amount: pd.Series, names: dict[str, str]) -> list[CommuneLine]:
    """Return the communes with the largest amounts, with their minutes before and after."""
    first = amount.rename("counts").reset_index().sort_values(["counts", "zone_id"], ascending=[False, True])
    table = first.head(SHOWN).set_index("zone_id").join(communes[["minutes_before", "minutes_after"]])
    return encode(list[CommuneLine], _named(table, names))


def _worst(effect: AnswerEffect, setting: Setting, names: dict[str, str]) -> WorstShare | None:
    """Return the zone whose weight is least covered after, with its share before and after."""
    table = by_zone(effect, setting, level=setting.level)
    table = table[table["weight"] > 0]
    if table.empty:
        return None
    shares = (table["weight_after"] / table["weight"]).sort_values(kind="stable")
    code = str(shares.index[0])
    line = table.loc[code]
    return encode(
        WorstShare,
        zone=code,
        name=names[code],
        share_before=np.nan if setting.about.reach_state == "not-listed" else line["weight_before"] / line["weight"],
        share_after=shares.iloc[0],
    )


def mean_min(effect: AnswerEffect, column: str) -> float:
    """Return the mean of some minutes by births (or people), over those who reach a service; NaN where nobody does."""
    known = np.isfinite(effect.places[column])
    counts = effect.places["counts"].fillna(0.0).where(known, 0.0)
    total = float(counts.sum())
    return float((counts * effect.places[column].where(known, 0.0)).sum() / total) if total > 0 else np.nan


def longest_min(effect: AnswerEffect) -> float:
    """Return the longest trip of a place that weighs; NaN where one reaches nothing."""
    weighs = effect.places["weight"] > 0
    longest = float(effect.places.loc[weighs, "after_min"].max()) if weighs.any() else np.nan
    return longest if np.isfinite(longest) else np.nan


def _names(setting: Setting) -> dict[str, str]:
    return {str(code): str(name) for code, name in setting.data.zones.set_index("zone_id")["name"].items()}
