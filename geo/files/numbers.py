"""Figures as people write them: ``1 200``, ``12,5``, ``45 min``; never a guess between two readings."""

import math
import re

from geo.files.cells import Cell, cell_text, is_number
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
_COORDINATE = re.compile(r"([+\-−]?)\s*(\d+)(?:[.,](\d+))?\s*°?")
_UNKNOWN_WORDS = frozenset(
    {"inconnu", "inconnue", "non connu", "non connue", "unknown", "n a", "na", "nc", "nd", "n d", "n c", "pas connu"}
)


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


def read_coordinate(cell: Cell) -> float | Unread:
    """Return a longitude or latitude in decimal degrees, written with a point or a comma.

    Returns
    -------
    float or Unread
        ``bad-coordinate`` when it is no number (degrees and minutes, letters). The range is not checked here.
    """
    if is_number(cell):
        value = float(cell)  # type: ignore[arg-type]  # is_number has checked the type
        return value if math.isfinite(value) else Unread("bad-coordinate")
    match = _COORDINATE.fullmatch(cell_text(cell).strip()) if isinstance(cell, str) else None
    if match is None or len(match[2]) > 12:
        return Unread("bad-coordinate")
    value = float(f"{match[2]}.{match[3] or 0}")
    return -value if match[1] in {"-", "−"} else value


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
