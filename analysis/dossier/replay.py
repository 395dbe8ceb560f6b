"""What reproduces a dossier, and what changed since it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any, TypedDict

from analysis.dossier.ask import DossierAnswers
from analysis.question import Question
from geo.errors import BadInputError
from geo.json_values import Number

FORM = "maillage-dossier-1"
"""Names the record, so that no other file is taken for one."""


class ReplayRecord(TypedDict):
    """What a dossier carries: ``day`` is None in those that were not written, and absent from the oldest."""

    form: str
    version: str
    day: str | None
    territory: str
    zone: str
    reference: str | None
    question: dict[str, object]
    data: str
    travel: str
    figures: dict[str, Number]


_FIELDS = ReplayRecord.__annotations__.keys() - {"day"}
_LEFT_OUT = {
    "sources",
    "actors",
    "set_aside",
    "confidence",
    "quality",
    "travel_engine",
    "rules",
    "need_notes",
    "classes",
}
"""Parts of the records that say what figures rest on: they are no figures."""


@dataclass(frozen=True)
class FigureChange:
    """A figure that is no longer what a dossier says: its place among the answers, what it was and what it is."""

    figure: str
    before: Number
    now: Number


def replay_record(answers: DossierAnswers, *, on: date | None = None) -> ReplayRecord:
    """Return all that is needed to ask the same questions again, and every figure that was answered.

    ``on`` is the day that the document bears, from which an edition is compared with the next.
    """
    engine = answers.measures.engine
    return {
        "form": FORM,
        "version": version("maillage"),
        "day": None if on is None else on.isoformat(),
        "territory": answers.data.territory.id,
        "zone": answers.zone_id,
        "reference": None if answers.around is None else answers.around["zone"],
        "question": dict(answers.question.values()),
        "data": answers.data.inputs_hash,
        "travel": f"{engine.name} {engine.date}",
        "figures": figures_of(answers),
    }


def figures_of(answers: DossierAnswers) -> dict[str, Number]:
    """Return every figure of a dossier by its place among the answers."""
    told: dict[str, object] = {
        "diagnosis": answers.record,
        "around": answers.around,
        "kinds": answers.kinds,
        "ledger": answers.ledger,
        "path": answers.path,
        "choice": answers.choice,
        "norms": answers.norms,
        "network": answers.network,
        **{f"reach {one.record['kind'] or one.record['function']}": one.record for one in answers.reached},
        **{f"plan {plan.key}": plan.effect for plan in answers.plans},
    }
    return dict(_figures("", told))


def replayed_question(record: ReplayRecord) -> Question:
    """Return the question of a dossier that was written.

    Raises
    ------
    BadInputError
        ``dossier-replay`` when this is no record of a dossier.
    """
    try:
        if record["form"] != FORM or not record.keys() >= _FIELDS:
            raise BadInputError("dossier-replay")
        values: Any = record["question"]
        return Question(**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadInputError("dossier-replay") from error


def changes_since(record: ReplayRecord, answers: DossierAnswers) -> list[FigureChange]:
    """Return the figures that differ from those of a dossier, in the order of the answers; None: there is none."""
    before, now = dict(record["figures"]), figures_of(answers)
    return [
        FigureChange(name, before.get(name), now.get(name))
        for name in dict.fromkeys([*before, *now])
        if before.get(name) != now.get(name)
    ]


def _figures(place: str, value: object) -> Iterator[tuple[str, Number]]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield place, value
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in _LEFT_OUT:
                yield from _figures(f"{place}/{name}" if place else str(name), one)
    elif isinstance(value, list):
        for rank, one in enumerate(value):
            yield from _figures(f"{place}/{_named(one, rank)}", one)


def _named(item: object, rank: int) -> str:
    """Return what tells an item of a list from the others: its code, else its rank."""
    if isinstance(item, dict):
        if isinstance(item.get("function"), str) and isinstance(item.get("stratum"), str):
            return f"{item['function']} {item['stratum']}"
        for name in ("zone", "actor_id", "kind", "step", "id"):
            if isinstance(item.get(name), str):
                return f"{item[name]}" if name != "kind" else f"{item[name]} {rank}"
    return str(rank)
