"""Two editions of a dossier: what changed, how much of it through services, what improved and what worsened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analysis.dossier.ask import DossierAnswers, dossier_answers
from analysis.dossier.replay import ReplayRecord, figures_of, replay_record, replayed_question
from geo.errors import BadInputError
from geo.json_values import Number
from geo.workspace.data import TerritoryData, split_register
from geo.workspace.progress import Progress
from geo.workspace.register_changes import register_on

Direction = Literal["better", "worse", "neither"]

_RISING_IS_BETTER = ("coverage_rate", "share_within", "capacity", "followed")
_FALLING_IS_BETTER = ("gap", "mean_min", "with_0")
_TOLD = ("births", "population", "need", "capacity", "coverage_rate", "gap", "mean_min")


Cause = Literal["data", "method", "data-or-method", "nothing"]

_CAUSES: Mapping[tuple[bool, bool], Cause] = {
    (True, True): "data-or-method",
    (True, False): "data",
    (False, True): "method",
    (False, False): "nothing",
}


@dataclass(frozen=True)
class EditionFigure:
    """A figure in two editions.

    ``services`` is the part of the change that comes from the register: today's figure minus what it would be today
    with the register as it stood on the day of the earlier edition. ``others`` is the rest. None where a figure that
    they need is unknown.
    """

    figure: str
    before: Number
    now: Number
    services: Number
    others: Number
    direction: Direction


@dataclass(frozen=True)
class Editions:
    """The changes between an edition and today.

    ``others`` names what the rest of the changes comes from: ``data`` (population and other figures of the territory),
    ``method`` (the version or the travel times), ``data-or-method`` where both changed and cannot be told apart,
    ``nothing`` where neither did.
    """

    since: date
    figures: tuple[EditionFigure, ...]
    others: Cause


def edition_changes(
    record: ReplayRecord, data: TerritoryData, *, progress: Progress | None = None
) -> tuple[Editions, DossierAnswers]:
    """Ask again what an edition asked, and return what changed since, with today's answers.

    Raises
    ------
    BadInputError
        Those of :func:`editions`.
    """
    now = dossier_answers(data, replayed_question(record), reference=record["reference"], progress=progress)
    return editions(record, data, now, replay_record(now)), now


def editions(record: ReplayRecord, data: TerritoryData, now: DossierAnswers, today: ReplayRecord) -> Editions:
    """Return what changed since an edition.

    Parameters
    ----------
    record
        What the earlier edition carries (`analysis.dossier.replay.replay_record`).
    data
        The tables of the territory today, from which ``now`` is answered.
    today
        The record of ``now``.

    Raises
    ------
    BadInputError
        ``edition-without-day`` when the earlier edition does not say its day, and those of
        :func:`geo.workspace.register_changes.register_on`.
    """
    try:
        since = date.fromisoformat(str(record.get("day")))
    except ValueError as error:
        raise BadInputError("edition-without-day") from error
    actors, services = split_register(register_on(data.territory, since))
    earlier = replace(data, actors=actors, services=services)
    kept = figures_of(dossier_answers(earlier, replayed_question(record), reference=record["reference"]))
    before, after = dict(record["figures"]), figures_of(now)
    wanted = [name for name in dict.fromkeys([*before, *after]) if _is_told(name, now)]
    figures = tuple(
        _figure(name, before.get(name), kept.get(name), after.get(name))
        for name in wanted
        if before.get(name) != after.get(name)
    )
    new_data = record["data"] != today["data"]
    new_method = (record["version"], record["travel"]) != (today["version"], today["travel"])
    return Editions(since, figures, _CAUSES[new_data, new_method])


def _is_told(name: str, now: DossierAnswers) -> bool:
    """Tell whether a figure is one of those that a page has room for: those of the zone, and each service's reach."""
    group, _, rest = name.partition("/")
    near = f"share_within/{now.question.threshold_min:g}"
    if group == "diagnosis":
        return rest in {*_TOLD, near}
    return group.startswith("reach ") and rest in {near, "mean_min"}


def _figure(name: str, before: Number, kept: Number, now: Number) -> EditionFigure:
    services = None if now is None or kept is None else now - kept
    others = None if before is None or kept is None else kept - before
    return EditionFigure(name, before, now, services, others, direction_of(name, before, now))


def direction_of(name: str, before: Number, now: Number) -> Direction:
    """Return whether a change is good or bad for families; births, population and need are neither."""
    if before is None or now is None or before == now:
        return "neither"
    parts = name.split("/")
    if any(part in _RISING_IS_BETTER for part in parts):
        return "better" if now > before else "worse"
    if any(part in _FALLING_IS_BETTER for part in parts):
        return "better" if now < before else "worse"
    return "neither"
