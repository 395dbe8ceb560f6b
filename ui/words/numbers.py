"""Numbers as people write them in French and English, on screens and in the terminal: rounding is said here alone.

Unknown is said, never shown as a blank or a zero.
"""

import math
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from babel.numbers import format_percent, get_decimal_symbol, get_group_symbol

from ui.texts import texts

_HALF_PERCENT = 0.005
_SMALL = 100
_HALF = 0.5
_NOTHING = 1e-6
FRACTIONS = ("fte", "half-days")
"""Units of which there may be a part: equivalents of full-time posts, half-days a week."""
_LONG_MIN = 10
_DAY = re.compile(r"(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])")
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}")


def count(value: float, language: str) -> str:
    """Return a whole number with its thousands separated, or the word for unknown."""
    return _unknown(language) if math.isnan(value) else _grouped(f"{round(value):,}", language)


def significant(value: float, *, digits: int = 2) -> float:
    """Return a number of what is needed as a hypothesis lets it be said: two significant digits, never a fraction.

    Examples
    --------
    >>> [significant(value) for value in (3612.7, 1342.0, 87.1, 4.4, 0.0)]
    [3600.0, 1300.0, 87.0, 4.0, 0.0]
    """
    if math.isnan(value) or value == 0:
        return value
    places = min(0, digits - 1 - math.floor(math.log10(abs(value))))
    return round(value, places) if places else float(round(value))


def decimal(value: float, language: str, *, digits: int = 1) -> str:
    """Return a number with a fixed count of decimals, or the word for unknown."""
    if math.isnan(value):
        return _unknown(language)
    return _grouped(f"{round(value, digits) + 0.0:,.{digits}f}", language)


def amount(value: float, language: str, *, unit: str | None = None) -> str:
    """Return how many there are of what is counted: a whole number, since nobody is a tenth of a family.

    Units that divide (``FRACTIONS``) have one decimal where the number is small and not whole. One half or less is
    told as less than one: what is not nothing never looks like nothing.
    """
    if unit in FRACTIONS and abs(value) < _SMALL and not float(value).is_integer():
        return decimal(value, language)
    if _NOTHING < value <= _HALF:
        return f"<\u00a0{count(1, language)}"
    return count(value, language)


def whole(value: float | None, unit: str) -> float | None:
    """Return an amount as :func:`amount` writes it, for a column whose lines are in several units."""
    if value is None or math.isnan(value) or unit in FRACTIONS or _NOTHING < value <= _HALF:
        return value
    return float(round(value))


def amount_column(unit: str | None) -> str:
    """Return how a column of amounts of a unit is written (`ui.words.table_columns.Field`)."""
    return "fraction" if unit in FRACTIONS else "amount"


def percent(share: float, language: str) -> str:
    """Return a share (0–1) as a whole percentage; almost none and almost all never look like none and all."""
    if math.isnan(share):
        return _unknown(language)
    if 0 < share < _HALF_PERCENT:
        return f"<\u00a0{_percent(1, language)}"
    if 1 - _HALF_PERCENT <= share < 1:
        return f">\u00a0{_percent(99, language)}"
    return _percent(round(Decimal(repr(float(share))) * 100), language)


def signed_percent(share: float, language: str) -> str:
    """Return a share that may be negative as a whole percentage with its sign; zero has none."""
    if math.isnan(share):
        return _unknown(language)
    rounded = round(Decimal(repr(float(share))) * 100)
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    return f"{sign}{_percent(abs(rounded), language)}"


def small_percent(share: float, language: str) -> str:
    """Return the same, with a decimal where the share is smaller than half a percent: to be said of a least."""
    if 0 < share < _HALF_PERCENT:
        before, after = _percent_marks(language)
        return f"{before}{decimal(max(100 * share, 0.1), language)}{after}"
    return percent(share, language)


def minutes(value: float, language: str) -> str:
    """Return minutes, rounded up so that a place just beyond a threshold never looks within it."""
    if math.isnan(value):
        return _unknown(language)
    return f"{_grouped(f'{math.ceil(value - 1e-9):,}', language)}\u00a0min"


def minutes_apart(value: float, language: str) -> str:
    """Return a time gained or lost: with one decimal below ten minutes, else whole."""
    if math.isnan(value):
        return _unknown(language)
    whole = abs(value) >= _LONG_MIN
    told = count(math.floor(value + 0.5), language) if whole else decimal(value, language)
    return f"{told}\u00a0min"


def day(date: str, language: str) -> str:
    """Return a date of a source (``2026``, ``2026-11``, ``2026-11-22``) as the language writes it."""
    if language != "fr" or not _ISO.fullmatch(date):
        return date
    return "/".join(reversed(date.split("-")))


def dated(date: object, language: str) -> str:
    """Return the date of a source as the language writes it, or the words for a source that has none."""
    return texts(language)("undated") if date == "undated" else day(str(date or ""), language)


def days_within(said: str, language: str) -> str:
    """Return a text of a source with the days that it holds as the language writes them.

    Examples
    --------
    >>> days_within("2026, fichier du 2026-09-23", "fr")
    '2026, fichier du 23/09/2026'
    """
    return _DAY.sub(lambda found: day(found[0], language), said)


def semicolons(parts: Iterable[str], language: str) -> str:
    """Return parts that hold commas, one after the other."""
    return ("\u202f; " if language == "fr" else "; ").join(parts)


def _unknown(language: str) -> str:
    return texts(language)("unknown")


def _grouped(written: str, language: str) -> str:
    """Return a number written with commas and a point as the language writes it; Babel takes far longer for each.

    What is below zero has a true minus: a hyphen can be left alone at the end of a line.
    """
    group, point = _symbols(language)
    return written.translate({ord(","): group, ord("."): point, ord("-"): "\u2212"})


def _percent(whole: int, language: str) -> str:
    before, after = _percent_marks(language)
    return f"{before}{_grouped(f'{whole:,}', language)}{after}"


@cache
def _symbols(language: str) -> tuple[str, str]:
    return get_group_symbol(language), get_decimal_symbol(language)


@cache
def _percent_marks(language: str) -> tuple[str, str]:
    before, _, after = str(format_percent(0.07, locale=language)).partition("7")
    return before, after
