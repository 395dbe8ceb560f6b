"""Which model answers which question."""

import numpy as np

from analysis.siting.answers import Answers, Found
from analysis.siting.assigning import check_budget, fair_cover
from analysis.siting.center import shortest_longest
from analysis.siting.covering import check_left, check_posts, fewest_posts, most_covered
from analysis.siting.median import least_minutes
from analysis.siting.preference import load_preference
from analysis.siting.question import SHARES
from analysis.siting.search_limits import Watch
from analysis.siting.serving import Service
from analysis.siting.setting import Setting
from analysis.siting.weighed_cover import WeighedAnswers, weighed_cover


def answers_of(setting: Setting, watch: Watch) -> Answers:
    """Return the best answers of a setting.

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
        return fewest_posts(
            setting.covering(),
            horizon_min=setting.reach_min,
            keep=question.keep,
            differ=question.differ,
            backup=question.model == "lscp-b",
            preferred=setting.preferred,
            preference=load_preference().share,
            watch=watch,
        )
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
        )
    if question.model == "p-center":
        return shortest_longest(
            setting.problem,
            posts,
            keep=question.keep,
            differ=question.differ,
            preferred=setting.preferred,
            watch=watch,
        )
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
        watch=watch,
        gap=question.gap,
    )


def trade_off(setting: Setting, service: Service | None, watch: Watch) -> list[tuple[float, Found, float]]:
    """Return the best answer for each of ``SHARES``: the share, the sites with the weight covered, the worst share.

    With capacities (``service``), what is served stands for what is covered.
    """
    out: list[tuple[float, Found, float]] = []
    for share in SHARES:
        if service is not None:
            served = fair_cover(setting, service, share, keep=1, watch=watch).found[0]
            out.append((share, Found(served.sites, served.served), served.worst))
        else:
            found = _weighed_cover(setting, share, keep=1, watch=watch).found[0]
            out.append((share, Found(found.sites, found.covered), found.worst))
        if watch.over:
            break
    return out


def _weighed(setting: Setting, watch: Watch) -> Answers:
    done = _weighed_cover(setting, setting.question.worst_counts, keep=setting.question.keep, watch=watch)
    return Answers(
        found=tuple(Found(one.sites, one.aim) for one in done.found),
        bound=done.bound,
        proven=done.proven,
        solver="highs",
        seconds=watch.spent_s,
        stopped=watch.stopped,
    )


def _weighed_cover(setting: Setting, share: float, *, keep: int, watch: Watch) -> WeighedAnswers:
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
        watch=watch,
    )
