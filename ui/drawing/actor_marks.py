"""How actors are drawn: a colour per family, size by capacity, hollow when not open, pale when the place is vague."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import percent

FAMILY_COLOURS: Mapping[str, str] = {
    "perinatal-care": "#b3005e",
    "public-early-childhood": "#d95f02",
    "childcare": "#4d5d00",
    "family-support": "#1b7a3d",
    "mental-health": "#6a3d9a",
    "medical": "#a6611a",
    "social": "#00796b",
    "disability": "#e31a1c",
    "coordination": "#111111",
}
"""Dark colours that differ in lightness too, so that they stand out from the blues of the map."""
_PLAIN = "#c2410c"
_EXACT = ("address", "locality")
_SCORED: Mapping[str, str] = {"good": "#1b7a3d", "middling": "#d98200", "poor": "#b3005e", "none": "#5f6b76"}
"""Colours of the quality of a row: green, orange and magenta also differ for those who see few colours."""
_SMALL, _LARGE, _FULL = 5.0, 13.0, 300.0


@dataclass(frozen=True)
class Mark:
    """A line of the legend: a small disc and what it stands for."""

    fill: str
    stroke: str
    label: str
    width: int = 1
    dashed: bool = False


def actor_marks(
    actors: pd.DataFrame, capacities: pd.Series, texts: Texts, *, scores: pd.Series | None = None
) -> list[dict[str, Any]]:
    """Return one mark per located actor.

    Parameters
    ----------
    actors
        ``schema.ACTOR``.
    capacities
        Known capacity per year by ``actor_id``; an actor that is absent has a small mark.
    scores
        Quality of the row by ``actor_id``: it then decides of the colours, instead of the family.
    """
    marks = [_mark(row, capacities.get(row.actor_id, math.nan), texts) for row in actors.itertuples(index=False)]
    if scores is None:
        return marks
    return [_scored(mark, float(scores.get(mark["actor_id"], math.nan)), texts) for mark in marks]


def quality_marks(actors: pd.DataFrame, scores: pd.Series, texts: Texts) -> list[Mark]:
    """Return the lines of the legend for the quality of the rows that are drawn."""
    drawn = {_quality_class(score) for score in scores.reindex(actors["actor_id"])}
    return [Mark(colour, colour, texts(f"legend-quality-{name}")) for name, colour in _SCORED.items() if name in drawn]


def legend_marks(actors: pd.DataFrame, texts: Texts) -> list[Mark]:
    """Return the lines of the legend for the families that are drawn, and for what changes a mark."""
    words = load_vocabulary()
    kinds = [kind for kind in words.kinds if kind in set(actors["kind"])]
    families = list(dict.fromkeys(words.kinds[kind].family for kind in kinds))
    lines = [
        Mark(_colour(family), _colour(family), words.label("family", family, language=texts.language))
        for family in families
    ]
    if (actors["status"] != "open").any():
        lines.append(Mark("#ffffff", "#4a5663", texts("legend-not-open"), width=2))
    if (~actors["position_quality"].isin(_EXACT)).any():
        lines.append(Mark("#e4e7eb", "#4a5663", texts("legend-vague"), dashed=True))
    return lines


def _quality_class(score: float) -> str:
    if math.isnan(score):
        return "none"
    return "good" if score >= 2 / 3 else "middling" if score >= 1 / 3 else "poor"


def _scored(mark: dict[str, Any], score: float, texts: Texts) -> dict[str, Any]:
    """Return a mark in the colour of the quality of its row, which its caption says too."""
    colour, style = _SCORED[_quality_class(score)], dict(mark["style"])
    hollow = style["fillColor"] == "#ffffff"
    style |= {"color": colour} if hollow else {"fillColor": colour}
    said = texts("row-quality-none") if math.isnan(score) else percent(score, texts.language)
    caption = texts("actor-caption-quality", caption=mark["caption"], score=said)
    return {**mark, "style": style, "caption": caption}


def _mark(row: Any, capacity: float, texts: Texts) -> dict[str, Any]:  # noqa: ANN401 - a row of a frame
    words = load_vocabulary()
    family = words.kinds[row.kind].family if row.kind in words.kinds else ""
    exact = row.position_quality in _EXACT
    colour = _colour(family)
    size = _SMALL if math.isnan(capacity) else _SMALL + (_LARGE - _SMALL) * min(1.0, math.sqrt(capacity / _FULL))
    style: dict[str, Any] = {"radius": round(size, 1), "color": "#ffffff", "weight": 1.2, "fill": True}
    style |= {"fillColor": colour, "fillOpacity": 0.95 if exact else 0.4}
    if not exact:
        style |= {"color": colour, "dashArray": "3 3"}
    if row.status != "open":
        style |= {"color": colour, "weight": 2, "fillColor": "#ffffff", "fillOpacity": 0.9}
    caption = texts(
        "actor-caption",
        name=row.name,
        kind=words.label("kind", row.kind, language=texts.language) if row.kind in words.kinds else row.kind,
        status=texts(f"status-{row.status}"),
        position=texts(f"position-{row.position_quality}"),
    )
    return {"actor_id": row.actor_id, "lat": row.lat, "lon": row.lon, "caption": caption, "style": style}


def _colour(family: str) -> str:
    return FAMILY_COLOURS.get(family, _PLAIN)
