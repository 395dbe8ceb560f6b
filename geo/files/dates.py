"""Dates of a register: a day, a month or a year, always kept as ISO text."""

import re
from calendar import monthrange
from datetime import date

from geo.files.cells import Cell, is_number
from geo.files.issues import Unread
from geo.files.names import name_key

UNDATED = "undated"
"""What ``as_of`` holds when the source bears no date."""

FIRST_YEAR, LAST_YEAR = 1900, 2100

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?")
_FRENCH = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr february feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
_WRITTEN = re.compile(r"(?:(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? )?([a-z]+) (\d{4})")
_UNDATED_WORDS = frozenset(
    {"undated", "non date", "non datee", "non dates", "non datees", "sans date", "no date", "s d", "sd"}
)


def says_undated(text: str) -> bool:
    """Whether a text says that the source bears no date (``undated``, ``non daté``, ``sans date``)."""
    return name_key(text) in _UNDATED_WORDS


def read_date(cell: Cell) -> str | Unread:
    """Return a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Texts may be ISO or day/month/year, month/year, or with the month in words (``12 mars 2026``, ``March 2026``); years
    have four figures.

    Returns
    -------
    str or Unread
        ``bad-date`` when it is no date, or not between :data:`FIRST_YEAR` and :data:`LAST_YEAR`.
    """
    if isinstance(cell, date):  # a datetime is a date too
        return _checked(cell.year, cell.month, cell.day)
    if is_number(cell):
        year = float(cell)  # type: ignore[arg-type]  # is_number has checked the type
        return _checked(int(year), None, None) if year.is_integer() else Unread("bad-date")
    text = cell.strip() if isinstance(cell, str) else ""
    if match := _ISO.fullmatch(text):
        return _checked(*(None if part is None else int(part) for part in match.groups()))
    if match := _FRENCH.fullmatch(text):
        day, month, year_text = match.groups()
        return _checked(int(year_text), int(month), None if day is None else int(day))
    if (match := _WRITTEN.fullmatch(name_key(text))) and match[2] in _MONTHS:
        return _checked(int(match[3]), _MONTHS[match[2]], None if match[1] is None else int(match[1]))
    return Unread("bad-date")


def first_day(iso: str) -> date:
    """Return the first day that a date of :func:`read_date` can mean: ``2024-05`` gives 1 May 2024."""
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(iso: str) -> date:
    """Return the last day that a date of :func:`read_date` can mean: ``2024`` gives 31 December 2024."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _checked(year: int | None, month: int | None, day: int | None) -> str | Unread:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return Unread("bad-date")
    if month is None:
        return f"{year:04}"
    try:
        whole = date(year, month, 1 if day is None else day)
    except ValueError:
        return Unread("bad-date")
    return whole.isoformat() if day is not None else f"{year:04}-{month:02}"
