"""Answers of a dossier, worked out once by each process: seconds of work that tests only read."""

from functools import cache

from analysis.dossier.ask import DossierAnswers, dossier_answers
from analysis.question import Question
from geo.workspace.data import load, told_apart
from geo.workspace.territory import load_territory


@cache
def answers_of(territory: str, kind: str, zone: str | None = None) -> DossierAnswers:
    """Return what a dossier tells of a zone, or of the whole territory."""
    data = told_apart(load(load_territory(territory)), zone, "fr")
    return dossier_answers(data, Question(kind=kind, zone=zone))
