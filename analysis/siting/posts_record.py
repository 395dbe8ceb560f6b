"""The curve of the number of services as a record, for JSON and the screens."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.records.bounds import Sense, State, falling_sense, rising_sense
from analysis.records.siting_posts import PostsCurveRecord, PostsPoint
from analysis.siting.answer_effect import AnswerEffect, effect_of
from analysis.siting.posts_curve import MOST_POSTS, CurvePoint, PostsCurve, check_curve, posts_curve
from analysis.siting.question import COUNTED_POSTS, SitingQuestion, load_little_more
from analysis.siting.record import after_values, search_values
from analysis.siting.search import Watch
from analysis.siting.setting import siting_setting
from geo.json_values import encode
from geo.workspace.data import TerritoryData


def ask_posts(
    data: TerritoryData,
    question: SitingQuestion,
    *,
    most: int = MOST_POSTS,
    candidates: pd.DataFrame | None = None,
    watch: Watch | None = None,
) -> PostsCurveRecord:
    """Return what every number of services up to ``most`` would do at best; the posts of the question are not read.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.posts_curve.posts_curve` and :func:`analysis.siting.setting.siting_setting`.
    NotFoundError
        ``unknown-zone``, ``no-travel-assumption``.
    """
    watch = watch or Watch(time_limit_s=question.time_limit_s)
    check_curve(question)
    watch.tell("setting")
    posts = most if question.model in COUNTED_POSTS else None
    setting = siting_setting(data, replace(question, posts=posts, differ=1), candidates=candidates)
    curve = posts_curve(setting, watch, most=most)
    return posts_record(curve, asked=min(most, setting.problem.n_sites))


def posts_record(curve: PostsCurve, *, asked: int) -> PostsCurveRecord:
    """Return everything that a curve says; ``asked`` is how many numbers were asked for."""
    setting, data = curve.setting, curve.setting.data
    total = float(setting.problem.weight.sum())
    state = setting.about.reach_state
    # With new sites somebody is known, even where nobody was listed.
    after: State = "partial" if state == "not-listed" else state
    of = total if curve.measure == "minutes" else 1.0
    points = [
        _point(curve, point, more=more / of, of=of) for point, more in zip(curve.points, curve.gains(), strict=True)
    ]
    up: dict[str, Sense] = {"value": rising_sense(after), "today": rising_sense(state), "ceiling": rising_sense(after)}
    down: dict[str, Sense] = {name: falling_sense(after if name != "today" else state) for name in up}
    return encode(
        PostsCurveRecord,
        search_values(setting, curve.seconds),
        curve,
        setting,
        data,
        register_state=state,
        bounds=(down if curve.smallest else up)
        | {"more": falling_sense(after), "counts_after": rising_sense(after), "mean_min_after": falling_sense(after)},
        unit=setting.about.demand_unit if curve.measure == "served" else None,
        weight=total,
        asked=asked,
        today=np.nan if state == "not-listed" else curve.today / of,
        ceiling=curve.ceiling / of,
        little_more=load_little_more(),
        points=points,
    )


def _point(curve: PostsCurve, point: CurvePoint, *, more: float, of: float) -> PostsPoint:
    setting = curve.setting
    effect: AnswerEffect = effect_of(setting, point.sites)
    sites = setting.candidates.iloc[list(point.sites)]
    return encode(
        PostsPoint,
        after_values(effect),
        point,
        site_ids=list(sites["site_id"]),
        sites=list(sites["name"]),
        value=point.value / of,
        bound=point.bound / of,
        more=more,
    )
