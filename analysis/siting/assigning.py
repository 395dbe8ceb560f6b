"""Capacitated answers of a territory: between equals, those where existing services grow least, then shortest trips."""

from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from analysis.balance.assignment import Assignment
from analysis.siting.answer_effect import AnswerEffect, effect_of
from analysis.siting.capacitated import CapacitatedChoice, CapacitatedChoices, differs, most_assigned
from analysis.siting.capacitated_median import shortest_with_room
from analysis.siting.capacities import Capacities, most_served
from analysis.siting.covering import check_posts
from analysis.siting.fair import MOST_ALIKE, fair_assignment, fair_choices, with_assignments
from analysis.siting.losses import Losses, losses_of, ways_of_all, what_is_possible
from analysis.siting.question import check_amount, load_preference
from analysis.siting.reshaping import Means, reshaped
from analysis.siting.search import Answers, Found, Watch
from analysis.siting.serving import Service
from analysis.siting.setting import Setting
from analysis.siting.shortest_among_equals import LONGEST_S, Equals, TripCosts
from analysis.siting.weighed_cover import WeighedAnswers
from analysis.solver.model import Broken
from geo.errors import BadInputError
from geo.schema import FloatArray

FEW_SETS = 2000
"""Up to so many sets of candidates, every one is looked at: between equals, the shortest trips then win for sure."""

MOST_EQUALS = 60
_TINY = 1e-6
_CLOSE = 1e-2
"""Minutes × need within which two sums of trips are compared again, exactly."""


@dataclass(frozen=True, eq=False)
class Assigned:
    """One capacitated answer: its effect, and how much each service serves.

    ``loads`` has one row per open service: ``actor_id`` or ``site_id``, ``capacity`` (of today, or of the new site),
    ``load``, ``gain`` (what an existing service must gain to serve that). ``minutes_mean`` is that of the new sites,
    ``communes`` what they serve, by ``zone_id``; ``spent`` what it costs where money goes to what exists too;
    ``lost_min`` by how much the way of a family (or of a zone, as asked) becomes longer at most where something closes,
    infinite where somebody keeps no way.
    """

    effect: AnswerEffect
    loads: pd.DataFrame
    closed: tuple[str, ...]
    minutes_mean: float
    communes: pd.Series
    spent: float = np.nan
    lost_min: float = np.nan


def assigned_answers(setting: Setting, service: Service, watch: Watch) -> tuple[Answers, tuple[Assigned, ...]]:
    """Return the best capacitated answers of a setting; the value of an answer is the need served.

    Each preferred site adds its share of the whole need to that value.

    Raises
    ------
    BadInputError
        ``siting-few-candidates``, ``siting-cost-missing``, ``siting-budget-short``, ``siting-closures``,
        ``siting-none-fits``, ``siting-stopped``; ``siting-worse`` when somebody would lose more than ``worse_min``
        whatever closes: the least minutes that would do, and how many closures these allow.
    """
    question = setting.question
    if question.posts is not None:
        check_posts(setting.problem, question.posts)
    if question.budget is not None:
        check_budget(setting)
    if question.model == "p-median":
        return _nearest_with_room(setting, service, watch)
    losses = losses_of(setting, service)
    try:
        return _most_served(setting, service, losses, watch)
    except BadInputError as error:
        if error.key != "siting-none-fits" or losses is None:
            raise
        closures = (question.closures if question.reshapes else 0) or question.close_exactly or 0
        may = what_is_possible(
            losses, service.problem, posts=question.posts, budget=question.budget, closures=closures, watch=watch
        )
        if may.least_min is None:
            raise
        asked = {"minutes": losses.limit_min, "closures": closures, "level": question.worse_level or ""}
        raise BadInputError("siting-worse", least=may.least_min, most=may.closures or 0, **asked) from error


def _most_served(
    setting: Setting, service: Service, losses: Losses | None, watch: Watch
) -> tuple[Answers, tuple[Assigned, ...]]:
    """Return the answers that serve the most, nobody losing more than may be."""
    question, keeps = setting.question, None if losses is None else losses.broken
    if question.reshapes:
        return _reshaped(setting, service, keeps, watch)
    if question.objective != "most":
        return _fairest(setting, service, watch)
    # What is open need not serve: closing frees nothing, and at most so many closures are none unless money counts.
    closures = question.close_exactly or 0
    bonus = _bonus(setting, service)
    every = None if closures else _every_set(service.problem, setting, bonus, watch)
    equals = Equals(
        service,
        posts=question.posts,
        budget=question.budget,
        closures=closures,
        bonus=bonus,
        differ=question.differ,
        keeps=keeps,
        watch=watch,
    )
    choices = every or most_assigned(
        service.problem,
        posts=question.posts,
        budget=question.budget,
        closures=closures,
        keep=question.keep,
        differ=question.differ,
        bonus=bonus,
        settle=equals.settle,
        keeps=keeps,
        watch=watch,
        gap=question.gap,
    )
    worked, settled = _picked(service, choices.found, bonus, watch, keep=question.keep, differ=question.differ)
    answers = Answers(
        found=tuple(Found(choice.sites, choice.value) for choice, _ in worked),
        bound=choices.bound,
        proven=min(choices.proven, len(worked)),
        solver=choices.solver,
        seconds=watch.spent_s,
        stopped=watch.stopped,
        settled=settled and choices.settled,
    )
    today = service.today
    return answers, tuple(_effect(setting, service, choice, today, found) for choice, found in worked)


def fair_cover(
    setting: Setting, service: Service, share: float, *, keep: int, equals: int = 0, watch: Watch
) -> WeighedAnswers:
    """Return the best choices when the worst-served zone counts for ``share`` (0–1) of the aim, and their equals.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.fair.fair_choices`.
    """
    question, losses = setting.question, losses_of(setting, service)
    return fair_choices(
        service.problem,
        groups=setting.groups(),
        share=share,
        posts=question.posts,
        budget=question.budget,
        closures=question.close_exactly or 0,
        bonus=_bonus(setting, service),
        keep=keep,
        differ=question.differ,
        keeps=None if losses is None else losses.broken,
        equals=equals,
        watch=watch,
    )


def _fairest(setting: Setting, service: Service, watch: Watch) -> tuple[Answers, tuple[Assigned, ...]]:
    """Return the best answers when the worst-served zone counts; today too, what exists is shared for that aim."""
    share, groups, keep = setting.question.worst_counts, setting.groups(), setting.question.keep
    # Answers that must differ by several sites are chosen one after the other: equals of one would change the next.
    equals = MOST_ALIKE if setting.question.differ == 1 else 0
    done = fair_cover(setting, service, share, keep=keep, equals=equals, watch=watch)
    done, shared = with_assignments(service, done, groups, share=share, keep=keep, watch=watch)
    nodes = np.arange(service.problem.n_nodes)
    ungrown = replace(service, nodes=service.nodes.assign(room=service.nodes["capacity"]))
    today = fair_assignment(ungrown, nodes < service.n_existing, groups, share=share)
    assigned = [
        _effect(setting, service, CapacitatedChoice(one.sites, one.closed, one.aim), today, found)
        for one, found in zip(done.found, shared, strict=True)
    ]
    answers = Answers(
        found=tuple(Found(one.sites, one.aim) for one in done.found),
        bound=max(done.bound, done.found[0].aim),
        proven=done.proven,
        solver="highs",
        seconds=watch.spent_s,
        stopped=watch.stopped,
        settled=done.settled,
    )
    return answers, tuple(assigned)


def _reshaped(
    setting: Setting, service: Service, keeps: Broken | None, watch: Watch
) -> tuple[Answers, tuple[Assigned, ...]]:
    """Return the best answers where what exists grows by steps, or money goes to it or comes from it."""
    question = setting.question
    exactly = question.close_exactly
    means = Means(
        posts=question.posts,
        budget=question.budget,
        closures=question.closures if exactly is None else exactly,
        exactly=exactly is not None,
        upgrade=question.upgrade if question.upgrade_step else 0.0,
        step=question.upgrade_step,
        step_cost=question.upgrade_cost,
        saves=question.closure_saves,
    )
    bonus = _bonus(setting, service)
    done = reshaped(service, means, bonus=bonus, keep=question.keep, differ=question.differ, keeps=keeps, watch=watch)
    told = []
    for one in done.found:
        choice = CapacitatedChoice(one.sites, one.closed, one.value)
        effect = _effect(setting, service, choice, service.today, one.assignment)
        grown = dict(zip(service.nodes["actor_id"][: service.n_existing], one.steps * means.step, strict=True))
        loads = effect.loads.assign(gain=effect.loads["actor_id"].map(grown).fillna(0.0).astype("float64"))
        told.append(replace(effect, loads=loads, spent=one.spent if question.budget is not None else np.nan))
    answers = Answers(
        found=tuple(Found(one.sites, one.value) for one in done.found),
        bound=done.bound,
        proven=done.proven,
        solver="highs",
        seconds=watch.spent_s,
        stopped=watch.stopped,
        settled=done.settled,
    )
    return answers, tuple(told)


def _nearest_with_room(setting: Setting, service: Service, watch: Watch) -> tuple[Answers, tuple[Assigned, ...]]:
    """Return the choice that serves everyone with the shortest trips."""
    question = setting.question
    minutes = service.pairs["minutes"].to_numpy(dtype=np.float64)
    one = shortest_with_room(service.problem, minutes, posts=question.posts or 0, gap=question.gap, watch=watch)
    found = service.assigned(one.sites, ())
    answers = Answers(
        found=(Found(one.sites, one.minutes),),
        bound=one.bound,
        proven=int(one.proven),
        solver="highs" if one.proven else "exchange",
        seconds=watch.spent_s,
        smallest=True,
        stopped=watch.stopped,
    )
    choice = CapacitatedChoice(one.sites, (), one.minutes)
    return answers, (_effect(setting, service, choice, service.today, found),)


def _bonus(setting: Setting, service: Service) -> FloatArray:
    """Return what a preferred candidate adds to the need served."""
    return np.where(setting.preferred, load_preference().share * float(service.need.sum()), 0.0)


def check_budget(setting: Setting) -> None:
    """Refuse a budget without costs, or that pays for nothing.

    Raises
    ------
    BadInputError
        ``siting-cost-missing``, ``siting-budget-short``.
    """
    costs = setting.candidates["cost"]
    if costs.isna().any():
        raise BadInputError("siting-cost-missing", candidates=int(costs.isna().sum()))
    check_amount("cost", float(costs.max()))
    question = setting.question
    if question.budget is not None and not question.reshapes and costs.min() > question.budget:
        raise BadInputError("siting-budget-short", budget=setting.question.budget, least=float(costs.min()))


def _every_set(problem: Capacities, setting: Setting, bonus: FloatArray, watch: Watch) -> CapacitatedChoices | None:
    """Return every set of candidates, the best first; None where there are too many, or no time for all."""
    question = setting.question
    if question.posts is None or question.budget is not None:
        return None
    if comb(problem.n_candidates, question.posts) > FEW_SETS:
        return None
    watch.tell("enumeration")
    found = []
    for sites in combinations(range(problem.n_candidates), question.posts):
        if watch.over:
            return None
        value, _, refused = most_served(problem, problem.opened(np.array(sites), np.zeros(0, dtype=np.int64)))
        if refused is None:
            found.append(CapacitatedChoice(sites, (), value + float(bonus[list(sites)].sum())))
    if not found:
        raise BadInputError("siting-none-fits", posts=question.posts)
    found.sort(key=lambda one: (-one.value, one.sites))
    return CapacitatedChoices(tuple(found), found[0].value, len(found), "enumeration")


def _shortest(
    service: Service, equals: list[CapacitatedChoice], bonus: FloatArray, watch: Watch, *, keep: int
) -> tuple[list[CapacitatedChoice], bool]:
    """Return the equals with the shortest trips, and whether all were looked at."""
    trips, until = TripCosts(service, bonus=bonus), max(0.0, watch.left_s - LONGEST_S)
    costs: list[float] = []
    for one in equals:
        if watch.left_s <= until:
            break
        costs.append(trips.cost(one, watch))
    order = sorted(range(len(costs)), key=lambda at: (round(costs[at], 6), equals[at].sites))
    done = len(costs) == len(equals) and bool(np.isfinite(costs).all())
    # Those whose trips are as short as the last one's, within what the programme may be wrong by.
    last = costs[order[min(keep, len(order)) - 1]] + _CLOSE if order else np.inf
    near = [equals[at] for at in order if costs[at] <= last]
    return (near or equals)[:MOST_EQUALS], done


def _picked(
    service: Service, found: tuple[CapacitatedChoice, ...], bonus: FloatArray, watch: Watch, *, keep: int, differ: int
) -> tuple[list[tuple[CapacitatedChoice, Assignment]], bool]:
    """Return the first answers that differ enough, and whether all their equals were compared.

    Between equals, the least growth of what exists, then the least time. Where equals are many, trips alone are worked
    out for all of them first.
    """
    picked: list[tuple[CapacitatedChoice, Assignment]] = []
    at, settled = 0, True
    while at < len(found) and len(picked) < keep:
        end = at
        while end < len(found) and found[end].value >= found[at].value - _TINY:
            end += 1
        equals = [one for one in found[at:end] if _is_new(one, picked, differ)]
        if len(equals) > MOST_EQUALS:
            equals, done = _shortest(service, equals, bonus, watch, keep=keep if differ == 1 else len(equals))
            settled = settled and done
        worked = [(one, service.assigned(one.sites, one.closed)) for one in equals]
        worked.sort(key=lambda each: (*_asks(service, each[1]), each[0].sites))
        for one, assignment in worked:
            if len(picked) < keep and _is_new(one, picked, differ):
                picked.append((one, assignment))
        at = end
    return picked, settled


def _is_new(one: CapacitatedChoice, picked: list[tuple[CapacitatedChoice, Assignment]], differ: int) -> bool:
    return all(differs(one.sites, one.closed, other, differ) for other, _ in picked)


def _asks(service: Service, found: Assignment) -> tuple[float, float]:
    """Return what decides between equals: how much existing services must grow, then the minutes."""
    first = service.n_existing
    grown = (found.load.to_numpy() - service.nodes["capacity"].to_numpy())[:first]
    return round(float(np.maximum(grown, 0.0).sum()), 6), round(found.minutes_total, 6)


def _effect(
    setting: Setting, service: Service, choice: CapacitatedChoice, today: Assignment, found: Assignment
) -> Assigned:
    shut = tuple(str(service.nodes["actor_id"].iloc[code]) for code in choice.closed)
    effect = effect_of(setting, choice.sites, shut)
    need = service.need.where(service.need > 0)
    places = effect.places.assign(
        covered_before=(today.served / need).fillna(0.0).clip(upper=1.0),
        covered_after=(found.served / need).fillna(0.0).clip(upper=1.0),
    )
    nodes = service.nodes
    is_open = service.problem.opened(np.array(choice.sites, dtype=np.int64), np.array(choice.closed, dtype=np.int64))
    loads = nodes.assign(load=found.load.to_numpy())[is_open]
    grown = (loads["load"] - loads["capacity"]).clip(lower=0.0)
    loads = loads.assign(gain=grown.where(loads["actor_id"].notna(), 0.0))
    new = found.flows[found.flows["node"] >= service.n_existing]
    amount = float(new["amount"].sum())
    mean = float((new["amount"] * new["minutes"]).sum()) / amount if amount > 0 else np.nan
    own = loads[loads["site_id"].notna()].set_index("site_id")["load"]
    sites = effect.sites.assign(
        weight_alone=effect.sites["site_id"].map(own).fillna(0.0).to_numpy(dtype=np.float64),
        size=effect.sites["site_id"].map(own).fillna(0.0).to_numpy(dtype=np.float64),
        counts_alone=0.0,
    )
    closed = tuple(dict.fromkeys(shut))
    communes = new["amount"].groupby(new["place_id"].map(setting.zone)).sum()
    lost = np.nan
    if closed:
        losses = ways_of_all(setting, service)
        lost = float(losses.longer(is_open).max(initial=0.0))
        places = places.assign(is_farther=losses.farther(is_open))
    done = AnswerEffect(places, sites)
    return Assigned(done, loads.reset_index(drop=True), closed, mean, communes, lost_min=lost)
