"""A siting question answered: the model that it calls for, the best answers, and the effect of each."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from analysis.siting.answer_effect import AnswerEffect, effect_of
from analysis.siting.assigning import Assigned, assigned_answers, check_budget, fair_cover
from analysis.siting.center import shortest_longest
from analysis.siting.covering import check_left, check_posts, fewest_posts, most_covered
from analysis.siting.equal_sets import Ways, folded
from analysis.siting.minutes import least_minutes
from analysis.siting.question import SHARES, SitingQuestion, load_preference
from analysis.siting.search import Answers, Found, Watch, up_to
from analysis.siting.serving import Service, service_of
from analysis.siting.setting import Setting, siting_setting
from analysis.siting.weighed_cover import MOST_EQUALS, WeighedAnswers, weighed_cover
from geo.workspace.data import TerritoryData

_EQUALS_S = 10.0
"""How long equivalents of answers that are known may be looked for."""


def answers_of(setting: Setting, watch: Watch, *, brief: bool = False) -> Answers:
    """Return the best answers of a setting; ``brief`` where the figure matters alone, not which of equals is first.

    Raises
    ------
    BadInputError
        As the model asked for.
    """
    question = setting.question
    posts = question.posts or 0
    if question.model in {"lscp", "lscp-b", "mclp"}:
        check_left(setting.problem, question.horizon_min)
    if question.model in {"lscp", "lscp-b"}:
        return _one_each(setting, _fewest, _reached_twice if question.model == "lscp-b" else _worth, watch)
    if question.model == "p-median":
        return least_minutes(
            setting.problem,
            posts,
            far_min=setting.data.territory.horizon_min,
            keep=question.keep,
            differ=question.differ,
            preferred=setting.preferred,
            preference=load_preference().share,
            watch=watch,
            gap=question.gap,
            brief=brief,
        )
    if question.model == "p-center":
        return _one_each(setting, _longest, _worth, watch)
    if question.objective != "most" or question.budget is not None:
        return _weighed(setting, watch)
    return most_covered(
        setting.covering(),
        posts,
        horizon_min=setting.reach_min,
        keep=question.keep,
        differ=question.differ,
        preferred=setting.preferred,
        preference=load_preference().share,
        ways=ways_of(setting),
        apart=True,
        watch=watch,
        gap=question.gap,
        brief=brief,
    )


def _fewest(setting: Setting, keep: int, watch: Watch) -> Answers:
    question = setting.question
    return fewest_posts(
        setting.covering(),
        horizon_min=setting.reach_min,
        keep=keep,
        differ=question.differ,
        backup=question.model == "lscp-b",
        preferred=setting.preferred,
        preference=load_preference().share,
        ways=ways_of(setting),
        watch=watch,
    )


def _longest(setting: Setting, keep: int, watch: Watch) -> Answers:
    question, posts = setting.question, setting.question.posts or 0
    liked = setting.preferred
    return shortest_longest(setting.problem, posts, keep=keep, differ=question.differ, preferred=liked, watch=watch)


def _worth(setting: Setting, one: Found) -> Hashable:
    """Return what is equal for sets that are one proposal: so many services, or the same longest trip."""
    return round(one.value, 6), int(setting.preferred[list(one.sites)].sum())


def _reached_twice(setting: Setting, one: Found) -> Hashable:
    """Return the same where a second service within reach counts: the same people have one."""
    problem = setting.covering()
    near = (problem.minutes <= setting.reach_min) & np.isin(problem.site, one.sites)
    many = np.bincount(problem.place[near], minlength=problem.n_places) + (problem.before <= setting.reach_min)
    return round(one.value, 6), np.packbits((many >= 2) & (problem.weight > 0)).tobytes()


def _one_each(
    setting: Setting,
    search: Callable[[Setting, int, Watch], Answers],
    same: Callable[[Setting, Found], Hashable],
    watch: Watch,
) -> Answers:
    """Return answers that are really others, each with its equivalents; one alone, or many sites apart, as they are."""
    keep = setting.question.keep
    answers = search(setting, keep, watch)
    mark = partial(same, setting)
    if keep == 1 or setting.question.differ > 1 or len({mark(one) for one in answers.found}) == len(answers.found):
        return answers
    asked = keep + MOST_EQUALS
    more = search(setting, asked, up_to(watch, 0.5, most_s=_EQUALS_S))
    if len(more.found) < len(answers.found) or not more.proven:
        more = answers
    return folded(more, keep=keep, asked=asked if more is not answers else keep, same=mark, ways=ways_of(setting))


def ways_of(setting: Setting) -> Ways:
    """Return the trips that decide between equals: those of the people who are counted, as answers tell them."""
    counted = np.nan_to_num(setting.counts)
    trips = replace(setting.problem, before=setting.today_min, weight=counted)
    return Ways(trips, setting.data.territory.horizon_min)


def trade_off(setting: Setting, service: Service | None, watch: Watch) -> list[tuple[float, Found, float]]:
    """Return the best answer for each of ``SHARES``: the share, the sites with the weight covered, the worst share.

    With capacities (``service``), what is served stands for what is covered.
    """
    out: list[tuple[float, Found, float]] = []
    for share in SHARES:
        if service is not None:
            served = fair_cover(setting, service, share, keep=1, watch=watch).found[0]
            out.append((share, Found(served.sites, served.covered), served.worst))
        else:
            found = _weighed_cover(setting, share, keep=1, watch=watch).found[0]
            out.append((share, Found(found.sites, found.covered), found.worst))
        if watch.over:
            break
    return out


def _weighed(setting: Setting, watch: Watch) -> Answers:
    apart = setting.question.keep > 1 and setting.question.differ == 1
    done = _weighed_cover(setting, setting.question.worst_counts, keep=setting.question.keep, apart=apart, watch=watch)
    return Answers(
        found=tuple(Found(one.sites, one.aim, one.equals) for one in done.found),
        bound=done.bound,
        proven=done.proven,
        solver="highs",
        seconds=watch.spent_s,
        stopped=watch.stopped,
        settled=done.settled,
    )


def _weighed_cover(setting: Setting, share: float, *, keep: int, apart: bool = False, watch: Watch) -> WeighedAnswers:
    question, problem = setting.question, setting.covering()
    check_left(problem, setting.reach_min)
    if question.posts is not None:
        check_posts(problem, question.posts)
    cost = None
    if question.budget is not None:
        check_budget(setting)
        cost = setting.candidates["cost"].to_numpy(dtype=np.float64)
    return weighed_cover(
        problem,
        horizon_min=setting.reach_min,
        posts=question.posts,
        cost=cost,
        budget=question.budget,
        groups=setting.groups(),
        share=share,
        bonus=np.where(setting.preferred, load_preference().share * problem.weight.sum(), 0.0),
        keep=keep,
        differ=question.differ,
        ways=ways_of(setting) if apart else None,
        watch=watch,
    )


@dataclass(frozen=True, eq=False)
class Siting:
    """The answers of a question, best first, each with its effect; ``assigned`` for the capacitated model.

    ``curve`` has, for the aim ``mix`` without a share: how much the worst-served zone counts, the best sites with the
    weight that they cover, and the share of the worst-served zone.
    """

    setting: Setting
    answers: Answers
    effects: tuple[AnswerEffect, ...]
    service: Service | None = None
    assigned: tuple[Assigned, ...] = ()
    curve: tuple[tuple[float, Found, float], ...] = ()


def run_siting(
    data: TerritoryData, question: SitingQuestion, *, candidates: pd.DataFrame | None = None, watch: Watch | None = None
) -> Siting:
    """Return the best answers of a question on a territory.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.setting.siting_setting` and :func:`analysis.siting.ask.answers_of`.
    NotFoundError
        ``unknown-zone``, ``no-travel-assumption``.
    """
    watch = watch or Watch(time_limit_s=question.time_limit_s)
    watch.tell("setting")
    setting = siting_setting(data, question, candidates=candidates)
    if question.shares_capacity:
        service = service_of(setting)
        answers, assigned = assigned_answers(setting, service, watch)
        effects = tuple(one.effect for one in assigned)
        return Siting(setting, answers, effects, service, assigned, _curve(setting, service, watch))
    answers = answers_of(setting, watch)
    effects = tuple(effect_of(setting, one.sites) for one in answers.found)
    return Siting(setting, answers, effects, curve=_curve(setting, None, watch))


def _curve(setting: Setting, service: Service | None, watch: Watch) -> tuple[tuple[float, Found, float], ...]:
    question = setting.question
    if question.objective != "mix" or question.share is not None or watch.over:
        return ()
    return tuple(trade_off(setting, service, watch))
