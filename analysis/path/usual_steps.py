"""The path that is followed where nobody chose one."""

from collections.abc import Sequence

import pandas as pd

from analysis.question import Question
from geo.workspace.data import TerritoryData

_STEPS = ("hopital", "one-consultation-enfants", "saf", "planning-familial", "maison-de-naissance", "pmi")
FEW = 4
"""A kind with fewer actors of a known place says little of a path."""
_FIRST_STEPS = 3


def placed_kinds(data: TerritoryData, question: Question) -> pd.Series:
    """Return how many actors that count have a known place, by kind, the most first."""
    placed = data.actors[data.actors["status"].isin(question.statuses) & data.actors["lon"].notna()]
    return placed["kind"].value_counts()


def usual_steps(sizes: pd.Series, kinds: Sequence[str]) -> list[str]:
    """Return the kinds that a path goes through where nobody chose them.

    Parameters
    ----------
    sizes
        What `placed_kinds` counts.
    kinds
        All of these kinds; the first are taken where none of the usual ones has enough actors.
    """
    return [kind for kind in _STEPS if sizes.get(kind, 0) >= FEW][:_FIRST_STEPS] or list(kinds)[:_FIRST_STEPS]
