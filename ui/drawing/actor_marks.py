"""How actors are drawn: a colour per family, size by capacity, hollow when not open.

Dashed when to verify, pale when the place is vague.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pandas as pd

from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import percent

FAMILY_COLOURS: Mapping[str, str] = {
    "perinatal-care": "#bc4b51",
    "public-early-childhood": "#b08900",
    "childcare": "#4d5d00",
    "family-support": "#00838f",
    "mental-health": "#6a3d9a",
    "medical": "#4e342e",
    "social": "#003049",
    "disability": "#9d4edd",
    "coordination": "#111111",
}
"""Dark on the blues of the map, and told apart by colour-blind readers too: a test measures it."""
PLAIN_COLOUR = "#c2410c"
_EXACT, _DOUBTFUL = ("address", "locality"), "to-verify"
_SCORED: Mapping[str, str] = {"good": "#1b7a3d", "middling": "#d98200", "poor": "#b3005e", "none": "#5f6b76"}
"""Colours of the quality of a row: green, orange and magenta also differ for those who see few colours."""
_RING = "#1c2733"
_SMALL, _LARGE, _FULL = 5.0, 13.0, 300.0


@dataclass(frozen=True)
class Mark:
    """A line of the legend: a small disc and what it stands for."""

    fill: str
    stroke: str
    label: str
    width: int = 1
    dashed: bool = False
    ringed: bool = False


def actor_marks(
    actors: pd.DataFrame,
    capacities: pd.Series,
    texts: Texts,
    *,
    own: Mapping[str, str] | None = None,
    scores: pd.Series | None = None,
) -> list[dict[str, Any]]:
    """Return one mark per located actor, the largest capacities first.

    Parameters
    ----------
    actors
        ``schema.ACTOR``.
    capacities
        Known capacity per year by ``actor_id``; an actor that is absent has a small mark.
    own
        The colours of some actors, by ``actor_id``: those of the zones that are theirs.
    scores
        Quality of the row by ``actor_id``: it then decides of the colours, instead of the family.
    """
    known = actors["actor_id"].map(capacities).astype(float)
    actors = actors.assign(capacity=known).sort_values("capacity", ascending=False, kind="stable", na_position="last")
    # Ten thousand actors are of a few sorts: each is styled and told once.
    said, styled = cache(partial(_said, texts=texts)), cache(_style)
    own = own or {}
    columns = ("actor_id", "name", "lat", "lon", "kind", "status", "position_quality", "capacity")
    marks = [
        {
            "actor_id": actor,
            "lat": lat,
            "lon": lon,
            "caption": f"{name}\n{said(kind, status, position)}",
            "style": styled(kind, status, position, None if math.isnan(size) else size, own.get(actor)),
        }
        for actor, name, lat, lon, kind, status, position, size in zip(
            *(actors[column].tolist() for column in columns), strict=True
        )
    ]
    if scores is None:
        return marks
    return [_scored(mark, float(scores.get(mark["actor_id"], math.nan)), texts) for mark in marks]


def gathered_in_buildings(
    marks: Sequence[dict[str, Any]], homes: Mapping[str, Sequence[str]], names: Mapping[str, str], texts: Texts
) -> list[dict[str, Any]]:
    """Return the marks with one for each building that is shared: ringed, and telling all that it houses.

    Parameters
    ----------
    marks
        The first of a building stands for it.
    homes
        The others in the building of each actor that shares one, by ``actor_id``.
    names
        Names of actors by their ids, for those that have no mark of their own.
    """
    drawn = {mark["actor_id"]: mark for mark in marks}
    told: set[str] = set()
    out = []
    for mark in marks:
        own, others = mark["actor_id"], homes.get(mark["actor_id"], ())
        if own in told:
            continue
        told.update(others)
        with_mark = [drawn[one]["caption"] for one in others if one in drawn]
        beside = [names[one] for one in others if one not in drawn]
        said = [mark["caption"], *with_mark]
        said += [texts("actor-caption-building", names=", ".join(beside))] if beside else []
        ringed = {"style": mark["style"] | {"ring": _RING}} if others else {}
        out.append(mark | {"caption": "\n".join(said), **ringed})
    return out


def building_mark(texts: Texts) -> Mark:
    """Return the line of the legend for buildings that several services share."""
    return Mark("#ffffff", _RING, texts("legend-building"), ringed=True)


def quality_marks(actors: pd.DataFrame, scores: pd.Series, texts: Texts) -> list[Mark]:
    """Return the lines of the legend for the quality of the rows that are drawn."""
    drawn = {_quality_class(score) for score in scores.reindex(actors["actor_id"])}
    return [Mark(colour, colour, texts(f"legend-quality-{name}")) for name, colour in _SCORED.items() if name in drawn]


def legend_marks(actors: pd.DataFrame, texts: Texts, *, own: bool = False) -> list[Mark]:
    """Return the lines of the legend for the families that are drawn, and for what changes a mark.

    ``own`` tells that open actors have colours of their own, which the legend names otherwise.
    """
    words = load_vocabulary()
    kinds = [kind for kind in words.kinds if kind in set(actors["kind"])]
    families: dict[str, list[str]] = {}
    for kind in [] if own else kinds:
        families.setdefault(words.kinds[kind].family, []).append(kind)
    lines = [
        Mark(_colour(family), _colour(family), words.label(*named, language=texts.language))
        for family, its in families.items()
        # A kind that is drawn alone bears its own name.
        for named in [("kind", its[0]) if len(its) == 1 else ("family", family)]
    ]
    if (~actors["status"].isin(["open", _DOUBTFUL])).any():
        lines.append(Mark("#ffffff", "#4a5663", texts("legend-not-open"), width=2))
    if (actors["status"] == _DOUBTFUL).any():
        lines.append(Mark("#ffffff", "#4a5663", texts("legend-to-verify"), width=2, dashed=True))
    if (~actors["position_quality"].isin(_EXACT) & (actors["status"] == "open")).any():
        lines.append(Mark("#c9ced4", "#4a5663", texts("legend-vague")))
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
    name, _, rest = mark["caption"].partition("\n")
    caption = f"{name}\n{texts('actor-caption-quality', caption=rest, score=said)}"
    return {**mark, "style": style, "caption": caption}


def _style(kind: str, status: str, position: str, capacity: float | None, own: str | None) -> dict[str, Any]:
    words = load_vocabulary()
    colour = _colour(words.kinds[kind].family if kind in words.kinds else "")
    exact = position in _EXACT
    size = _SMALL if capacity is None else _SMALL + (_LARGE - _SMALL) * min(1.0, math.sqrt(capacity / _FULL))
    style: dict[str, Any] = {"radius": round(size, 1), "color": "#ffffff", "weight": 1.2, "fill": True}
    style |= {"fillColor": own or colour, "fillOpacity": 0.95 if exact else 0.45}
    if own:
        style |= {"color": "#1c2733", "weight": 2}
    elif not exact:
        style |= {"color": colour, "weight": 1}
    if status != "open":
        style |= {"color": colour, "weight": 2, "fillColor": "#ffffff", "fillOpacity": 0.9, "gathered": colour}
    if status == _DOUBTFUL:
        style |= {"dashArray": "3 3"}
    return style


def _said(kind: str, status: str, position: str, *, texts: Texts) -> str:
    words = load_vocabulary()
    return texts(
        "actor-caption",
        kind=words.label("kind", kind, language=texts.language) if kind in words.kinds else kind,
        status=texts(f"status-{status}"),
        position=texts(f"position-{position}"),
    )


def _colour(family: str) -> str:
    return FAMILY_COLOURS.get(family, PLAIN_COLOUR)
