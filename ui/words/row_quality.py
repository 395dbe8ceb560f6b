"""How good a row of the register is, in words: its score, and what it lacks."""

from collections.abc import Mapping

import pandas as pd

from analysis.doubt.row_quality import CRITERIA
from ui.texts import Texts
from ui.words.numbers import percent


def quality_said(scores: Mapping[str, float], texts: Texts) -> str:
    """Return the score of a row and the criteria that it does not wholly meet; unknown where nothing applies."""
    if pd.isna(scores["score"]):
        return texts("row-quality-none")
    lacks = [texts(f"row-quality-{name}") for name in CRITERIA if scores[name] < 1]
    score = percent(float(scores["score"]), texts.language)
    return texts("row-quality-said", score=score, lacks=", ".join(lacks), count=len(lacks))
