"""Classes of a map: limits that mean something, a colour each, a count each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.records.bounds import State
from ui.texts import Texts
from ui.words.numbers import percent

SEQUENTIAL = ("#e8f1fa", "#b4d4ea", "#72b2d7", "#3180bd", "#083c7d")
"""From pale to dark blue, steps wide enough for colour-blind readers, bad projectors and prints in grey."""
NO_DATA = "#d9d9d9"
PALE = 0.35
"""How opaque the colours are where less than half of the services are known."""
COVERED, UNCOVERED = "#6baed6", "#f7f7f7"


@dataclass(frozen=True)
class MapClass:
    """One class: its colour, its label, and how many zones are in it."""

    colour: str
    label: str
    zones: int


@dataclass(frozen=True)
class Classified:
    """Colours and shown values by ``zone_id``, and the classes for the legend."""

    colours: "pd.Series[str]"
    classes: tuple[MapClass, ...]


def classify_minutes(
    minutes: pd.Series, thresholds_min: Sequence[float], texts: Texts, *, state: State = "complete"
) -> Classified:
    """Return one class per threshold, one beyond the last, and one for the unknown; thresholds are inclusive.

    ``state`` is that of the register: beyond the last threshold, an incomplete one knows of nobody, which is not far.
    """
    position = np.searchsorted(np.asarray(thresholds_min, dtype=float), minutes.to_numpy(), side="left")
    position = np.where(minutes.isna(), len(thresholds_min) + 1, position)
    labels = [texts("class-within", minutes=int(thresholds_min[0]))]
    labels += [minutes_between(low, high, texts) for low, high in pairwise(thresholds_min)]
    labels += [texts("class-beyond", minutes=int(thresholds_min[-1]), state=state), texts("class-unknown")]
    return _classified(minutes.index, position, [*SEQUENTIAL[: len(thresholds_min) + 1], NO_DATA], labels)


def minutes_between(low: float, high: float, texts: Texts) -> str:
    """Return the label of a class of minutes; the second limit is in it."""
    return texts("class-between", low=int(low), high=texts("minutes-short", minutes=int(high)))


def classify_declared(zone_ids: pd.Index, covered: set[str], texts: Texts) -> Classified:
    """Return two classes: in the declared area of an open service, or in none."""
    position = np.array([0 if zone in covered else 1 for zone in zone_ids], dtype=int)
    return _classified(zone_ids, position, [COVERED, UNCOVERED], [texts("class-declared"), texts("class-not-declared")])


def classify_numbers(
    values: pd.Series, limits: Sequence[float], written: Callable[[float], str], texts: Texts
) -> Classified:
    """Return one class per limit (inclusive), one beyond the last, and one for the unknown."""
    position = np.searchsorted(np.asarray(limits, dtype=float), values.to_numpy(dtype=float), side="left")
    position = np.where(values.isna(), len(limits) + 1, position)
    if not limits:
        labels = [texts("class-any"), texts("class-unknown")]
    else:
        between = pairwise(limits)
        labels = [texts("class-up-to", value=written(limits[0]))]
        labels += [texts("class-between", low=written(low), high=written(high)) for low, high in between]
        labels += [texts("class-above", value=written(limits[-1])), texts("class-unknown")]
    return _classified(values.index, position, [*SEQUENTIAL[: len(limits) + 1], NO_DATA], labels)


def classify_shares(shares: pd.Series, texts: Texts) -> Classified:
    """Return one class for none, one per quarter, and one for the unknown; a quarter holds its highest share."""
    limits = (0.0, 0.25, 0.5, 0.75)
    written = [percent(limit, texts.language) for limit in (*limits, 1.0)]
    labels = [written[0], *(texts("class-between", low=low, high=high) for low, high in pairwise(written))]
    position = np.searchsorted(np.asarray(limits), shares.to_numpy(dtype=float), side="left")
    position = np.where(shares.isna(), len(labels), position)
    return _classified(shares.index, position, [*SEQUENTIAL, NO_DATA], [*labels, texts("class-unknown")])


def round_limits(values: pd.Series, *, classes: int = 5) -> list[float]:
    """Return limits that people can remember, near the quantiles: one or two significant figures, all different."""
    known = values.dropna()
    if known.nunique() < 2:
        return []
    wanted = known.quantile([at / classes for at in range(1, classes)])
    limits = sorted({_rounded(float(limit)) for limit in wanted})
    return [limit for limit in limits if known.min() <= limit < known.max()]


def _rounded(value: float) -> float:
    if value <= 0:
        return 0.0
    digits = 1 - int(np.floor(np.log10(value)))
    step = 10.0**-digits * 5
    return float(round(round(value / step) * step, max(0, digits)))


def _classified(index: pd.Index, position: np.ndarray, palette: list[str], labels: list[str]) -> Classified:
    sizes = np.bincount(position, minlength=len(palette))
    classes = tuple(
        MapClass(colour, label, int(size)) for colour, label, size in zip(palette, labels, sizes, strict=True)
    )
    if classes[-1].colour == NO_DATA and classes[-1].zones == len(index):
        # Nothing else is drawn.
        classes = classes[-1:]
    unknown_is_empty = classes[-1].colour == NO_DATA and classes[-1].zones == 0
    return Classified(
        colours=pd.Series([palette[at] for at in position], index=index),
        classes=classes[:-1] if unknown_is_empty else classes,
    )
