"""Numbers as people write them in French and English; unknown is said, never shown as a blank or a zero."""

import math

from babel.numbers import format_decimal, format_percent

from ui.texts import texts

_HALF_PERCENT = 0.005
_SMALL = 100


def count(value: float, language: str) -> str:
    """Return a whole number with its thousands separated, or the word for unknown."""
    return _unknown(language) if math.isnan(value) else format_decimal(round(value), format="#,##0", locale=language)


def decimal(value: float, language: str, *, digits: int = 1) -> str:
    """Return a number with a fixed count of decimals, or the word for unknown."""
    if math.isnan(value):
        return _unknown(language)
    return format_decimal(round(value, digits), format=f"#,##0.{'0' * digits}", locale=language)


def amount(value: float, language: str) -> str:
    """Return a number with one decimal where it is small and not whole, else without."""
    whole = math.isnan(value) or abs(value) >= _SMALL or float(value).is_integer()
    return count(value, language) if whole else decimal(value, language)


def percent(share: float, language: str) -> str:
    """Return a share (0–1) as a whole percentage; almost none and almost all never look like none and all."""
    if math.isnan(share):
        return _unknown(language)
    if 0 < share < _HALF_PERCENT:
        return f"<\u00a0{format_percent(0.01, locale=language)}"
    if 1 - _HALF_PERCENT <= share < 1:
        return f">\u00a0{format_percent(0.99, locale=language)}"
    return str(format_percent(share, locale=language))


def minutes(value: float, language: str) -> str:
    """Return minutes, rounded up so that a place just beyond a threshold never looks within it."""
    if math.isnan(value):
        return _unknown(language)
    return f"{format_decimal(math.ceil(value - 1e-9), format='#,##0', locale=language)}\u00a0min"


def _unknown(language: str) -> str:
    return texts(language)("unknown")
