"""A siting question answered: the settings, the best answers, and the effect of each."""

from dataclasses import dataclass

import pandas as pd

from analysis.siting.effect import Effect, effect_of
from analysis.siting.found import Answers
from analysis.siting.models import answers_of
from analysis.siting.question import SitingQuestion
from analysis.siting.setting import Setting, siting_setting
from analysis.siting.watch import Watch
from geo.workspace import TerritoryData


@dataclass(frozen=True, eq=False)
class Siting:
    """The answers of a question, best first, each with its effect."""

    setting: Setting
    answers: Answers
    effects: tuple[Effect, ...]


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
    answers = answers_of(setting, watch)
    return Siting(setting, answers, tuple(effect_of(setting, one.sites) for one in answers.found))
