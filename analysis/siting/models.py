"""Which model answers which question."""

from analysis.siting.center import shortest_longest
from analysis.siting.covering import fewest_posts, most_covered
from analysis.siting.found import Answers
from analysis.siting.median import least_minutes
from analysis.siting.setting import Setting
from analysis.siting.watch import Watch
from geo.errors import BadInputError

PREFERENCE = 0.01
"""A preferred site counts as if it brought this share of the whole need (or of today's minutes) more."""


def answers_of(setting: Setting, watch: Watch) -> Answers:
    """Return the best answers of a setting.

    Raises
    ------
    BadInputError
        As the model asked for.
    """
    question = setting.question
    posts = _posts(setting)
    if question.model in {"lscp", "lscp-b"}:
        return fewest_posts(
            setting.covering(),
            horizon_min=setting.reach_min,
            keep=question.keep,
            backup=question.model == "lscp-b",
            preferred=setting.preferred,
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
            preference=PREFERENCE,
            watch=watch,
            gap=question.gap,
        )
    if question.model == "p-center":
        return shortest_longest(setting.problem, posts, keep=question.keep, watch=watch)
    return most_covered(
        setting.covering(),
        posts,
        horizon_min=setting.reach_min,
        keep=question.keep,
        differ=question.differ,
        preferred=setting.preferred,
        preference=PREFERENCE,
        watch=watch,
        gap=question.gap,
    )


def _posts(setting: Setting) -> int:
    """Return how many sites may open: those asked for, or what the budget pays for where all cost the same.

    Raises
    ------
    BadInputError
        ``siting-cost-missing`` (a budget, and candidates without cost), ``siting-budget-short`` (it pays for none).
    """
    question = setting.question
    if question.budget is None:
        return question.posts or 0
    costs = setting.candidates["cost"]
    if costs.isna().any():
        raise BadInputError("siting-cost-missing", candidates=int(costs.isna().sum()))
    if costs.min() > question.budget:
        raise BadInputError("siting-budget-short", budget=question.budget, least=float(costs.min()))
    return question.posts or 0
