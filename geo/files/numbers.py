"""Figures as people write them: ``1 200``, ``12,5``, ``45 min``; never a guess between two readings."""

import math
import re
from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.cells import Cell, is_number
from geo.files.issues import Unread
from geo.files.names import name_key

MAXIMUM = 10_000_000
"""Largest figure that a yearly capacity can have."""

_LONGEST = 100
_LONG_TEXT = 20
_SPACES = "\\s\u00a0\u2009\u202f'’"
_GROUPED = re.compile(rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_TWO_READINGS = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_SHAPES = ((_GROUPED, _SPACES), (_PLAIN, ""), (_DOTS, "."), (_COMMAS, ","))
_IN_TEXT = re.compile(rf"\d+(?:[{_SPACES}]\d{{3}})*(?:[.,]\d+)?")
_DECIMAL = re.compile(r"([+-]?)\s*(\d{1,15}(?:[.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?")
_UNKNOWN_WORDS = frozenset(
    {"inconnu", "inconnue", "non connu", "non connue", "unknown", "n a", "na", "nc", "nd", "n d", "n c", "pas connu"}
)
_NO_NAMES = frozenset(
    {"", "null", "nul", "nil", "none", "nan", "undefined", "vide", "sans nom", "no name", "unnamed", "xxx", "xx", "x x"}
)


def says_nothing(text: str) -> bool:
    """Whether a text is what programs write in place of a name that is missing (``NULL``, ``NaN``, ``inconnu``)."""
    return says_unknown(text) or (len(text) < _LONG_TEXT and name_key(text) in _NO_NAMES)


def says_unknown(text: str) -> bool:
    """Whether a text says that the value is not known (``?``, ``inconnu``, ``n/a``, ``-``)."""
    word = text.strip()
    return word in {"?", "??", "-", "–", "—", "/"} or (len(word) < _LONG_TEXT and name_key(word) in _UNKNOWN_WORDS)


def read_number(cell: Cell, *, maximum: float = MAXIMUM, unit_words: tuple[str, ...] = ()) -> float | Unread:
    """Return the figure of a cell that must be zero or more.

    Groups of three figures may be separated by spaces or apostrophes, decimals by a point or a comma. One point or
    comma before exactly three figures (``1.200``) has two readings and is refused.

    Parameters
    ----------
    cell
        The cell; not blank.
    maximum
        Largest figure that makes sense.
    unit_words
        Words that may follow the figure because the column means them (``min``).

    Returns
    -------
    float or Unread
        ``not-a-number``, ``number-with-text`` (value ``number``), ``number-ambiguous`` (values ``thousands`` and
        ``decimal``), ``number-negative`` or ``number-too-large`` (value ``limit``).
    """
    if is_number(cell):
        value = float(cell)  # type: ignore[arg-type]  # is_number has checked the type
        return _within(value, maximum) if math.isfinite(value) else Unread("not-a-number")
    text = cell.strip() if isinstance(cell, str) else ""
    for word in unit_words:
        text = re.sub(rf"(?<=\d)\s*{word}\.?$", "", text, flags=re.IGNORECASE)
    negative = text[:1] in {"-", "−"}
    body = text[1:].strip() if negative or text[:1] == "+" else text
    unsigned = _unsigned(body) if len(body) <= _LONGEST else Unread("not-a-number")
    if isinstance(unsigned, Unread):
        return unsigned
    return _within(-unsigned if negative else unsigned, maximum)


def read_decimal(cell: Cell) -> float | Unread:
    """Return a number whose point or comma can only be decimal: a time, a rate, a coordinate; of any sign.

    Groups of three figures may be separated by spaces or apostrophes.

    Returns
    -------
    float or Unread
        ``not-a-number``, for infinities and NaN too.
    """
    if is_number(cell):
        value = float(cell)  # type: ignore[arg-type]  # is_number has checked the type
    else:
        text = cell.strip().replace("−", "-") if isinstance(cell, str) and len(cell) <= _LONGEST else ""
        if re.fullmatch(rf"[+-]?\s*{_GROUPED.pattern}", text):
            text = re.sub(f"[{_SPACES}]", "", text)
        match = _DECIMAL.fullmatch(text)
        value = float(f"{match[1]}{match[2].replace(',', '.')}{match[3] or ''}") if match else math.nan
    return value if math.isfinite(value) else Unread("not-a-number")


def read_coordinate(cell: Cell) -> float | Unread:
    """Return a longitude or latitude in decimal degrees, or metres, written with a point or a comma.

    Returns
    -------
    float or Unread
        ``bad-coordinate`` when it is no number (degrees and minutes, letters). The range is not checked here.
    """
    value = read_decimal(cell.rstrip("° ") if isinstance(cell, str) else cell)
    return Unread("bad-coordinate") if isinstance(value, Unread) else value


def read_column(
    cells: pd.Series, read: Callable[[str], float | Unread], *, plain: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    """Return the numbers of a column, NaN where there is none, and for each cell the rule that it breaks (or ``""``).

    Parameters
    ----------
    cells
        Texts, or numbers: of these, infinities are unknown.
    read
        How a text that is not a plain number is read, once per different text; NaN for an unknown.
    plain
        Which cells may be read without ``read`` when they are plain numbers; all by default.
    """
    if pd.api.types.is_numeric_dtype(cells):
        values = cells.to_numpy(np.float64, na_value=np.nan)
        return np.where(np.isfinite(values), values, np.nan), np.full(len(cells), "", dtype=object)
    texts = cells.astype("str").str.strip()
    texts = texts.where(cells.notna(), "")
    values = np.array(pd.to_numeric(texts, errors="coerce"), dtype=np.float64)
    rules = np.full(len(texts), "", dtype=object)
    sure = np.isfinite(values) if plain is None else np.isfinite(values) & plain
    rest = np.flatnonzero(~sure)
    places, known = pd.factorize(texts.iloc[rest])
    found = [read(str(text)) for text in known]
    values[rest] = np.array([np.nan if isinstance(one, Unread) else one for one in found], dtype=np.float64)[places]
    rules[rest] = np.array([one.rule if isinstance(one, Unread) else "" for one in found], dtype=object)[places]
    return values, rules


def _unsigned(text: str) -> float | Unread:
    if two := _TWO_READINGS.fullmatch(text):
        whole, rest = two.groups()
        decimals = rest.rstrip("0")
        decimal = f"{whole},{decimals}" if decimals else whole
        return Unread("number-ambiguous", {"thousands": whole + rest, "decimal": decimal})
    for pattern, removed in _SHAPES:
        if pattern.fullmatch(text):
            return float((re.sub(f"[{removed}]", "", text) if removed else text).replace(",", "."))
    found = _IN_TEXT.findall(text)
    if len(found) == 1 and not text.startswith("="):
        return Unread("number-with-text", {"number": found[0]})
    return Unread("not-a-number")


def _within(value: float, maximum: float) -> float | Unread:
    if value < 0:
        return Unread("number-negative")
    return value if value <= maximum else Unread("number-too-large", {"limit": maximum})
