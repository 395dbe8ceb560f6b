"""A siting question answered: the settings, the best answers, and the effect of each."""

from dataclasses import dataclass

import pandas as pd

from analysis.siting.answers import Answers, Found
from analysis.siting.assigning import Assigned, assigned_answers
from analysis.siting.effect import Effect, effect_of
from analysis.siting.models import answers_of, trade_off
from analysis.siting.question import SitingQuestion
from analysis.siting.search_limits import Watch
from analysis.siting.serving import Service, service_of
from analysis.siting.setting import Setting, siting_setting
from geo.workspace.data import TerritoryData


@dataclass(frozen=True, eq=False)
class Siting:
    """The answers of a question, best first, each with its effect; ``assigned`` for the capacitated model.

    ``curve`` has, for the aim ``mix`` without a share: how much the worst-served zone counts, the best sites with the
    weight that they cover, and the share of the worst-served zone.
    """

    setting: Setting
    answers: Answers
    effects: tuple[Effect, ...]
    service: Service | None = None
    assigned: tuple[Assigned, ...] = ()
    curve: tuple[tuple[float, Found, float], ...] = ()


def run_siting(
    data: TerritoryData,
    question: SitingQuestion,
    *,
    candidates: pd.DataFrame | None = None,
    watch: Watch | None = None,
) -> Siting:
    """Return the best answers of a question on a territory.

    Raises
    ------
    BadInputError
        As :func:`analysis.siting.setting.siting_setting` and :func:`analysis.siting.models.answers_of`.
    NotFoundError
        ``unknown-zone``, ``no-travel-assumption``.
    """
    watch = watch or Watch(time_limit_s=question.time_limit_s)
    watch.tell("setting")
    setting = siting_setting(data, question, candidates=candidates)
    if question.model == "capacitated":
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
