"""Opening hours in the syntax of OpenStreetMap, read by the library that follows its specification."""

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from functools import lru_cache

import opening_hours

from analysis.service_area.opening_hours.hours import HALVES, MONTHLY, OpeningHours, Slot, from_slots, halves

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_SYNTAX = re.compile(rf"\s*(?:24/7|{_DAY}\b(?:\s*[-,;\[\s]|$)|\d{{2}}:\d{{2}}\s*-\s*\d{{2}}:\d{{2}}\s*(?:$|;))")
_OUT_OF_TERM = re.compile(r"\bSH\s+(?:off|closed)\b")
_FIRST, _LAST = datetime(2024, 1, 1), datetime(2028, 1, 1)  # noqa: DTZ001 - local times of no particular place
_MONTHS = 48
"""Months of the four years over which sessions are counted: what recurs is counted, not one week chosen."""


def looks_like_osm(text: str) -> bool:
    """Whether a text is written in the syntax of OpenStreetMap (``Mo-Fr 09:00-12:00``), judged by its beginning."""
    return _SYNTAX.match(text) is not None


@lru_cache(maxsize=4096)
def read_osm(text: str) -> OpeningHours | None:
    """Return the sessions of a week on average over four years, ``None`` when the syntax is broken.

    Public holidays are not deducted, as for hours in words; ``SH off`` is noted as closing out of term. What is only
    said to be possible ("by appointment") is a session that is not certain.
    """
    try:
        rules = opening_hours.OpeningHours(text.strip())
    except opening_hours.ParserError:  # type: ignore[attr-defined]  # the stub forgets it
        return None
    if text.strip() == "24/7":
        slots = tuple(Slot(day, half, hours=12.0) for day in range(7) for half in HALVES[:2])
        return from_slots(text, slots, always=True)
    counts: Counter[tuple[int, str, bool]] = Counter()
    hours: defaultdict[tuple[int, str, bool], float] = defaultdict(float)
    spans: defaultdict[tuple[int, str, bool], set[tuple[float, float]]] = defaultdict(set)
    for start, end, state, _ in rules.intervals(_FIRST, _LAST):
        if state == opening_hours.State.CLOSED:
            continue
        certain = state == opening_hours.State.OPEN
        for weekday, half, begins, ends in _sessions(start, min(end or _LAST, _LAST)):
            key = weekday, half, certain
            counts[key] += 1
            hours[key] += ends - begins
            spans[key].add((begins, ends))
    slots = tuple(
        Slot(
            weekday,
            half,
            certain=certain,
            share=_share(count),
            hours=hours[weekday, half, certain] / count,
            begins=begins,
            ends=ends,
        )
        for (weekday, half, certain), count in counts.items()
        for begins, ends in [_span(spans[weekday, half, certain])]
    )
    term_only = _OUT_OF_TERM.search(text) is not None
    if not any(slot.certain for slot in slots):
        return OpeningHours(text, "unknown", term_only=term_only)
    return from_slots(text, slots, term_only=term_only)


def _span(spans: set[tuple[float, float]]) -> tuple[float | None, float | None]:
    """Return when a session begins and ends, None where that is not always the same."""
    return next(iter(spans)) if len(spans) == 1 else (None, None)


def _sessions(start: datetime, end: datetime) -> list[tuple[int, str, float, float]]:
    """Return the sessions of an interval, day by day: weekday, part of the day, when it begins and ends."""
    found = []
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), datetime.min.time())
        until = min(end, midnight)
        first = start.hour + start.minute / 60
        last = 24.0 if until == midnight else until.hour + until.minute / 60
        found += [(start.weekday(), half, begins, ends) for half, begins, ends in halves(first, last) if ends > begins]
        start = until
    return found


def _share(count: int) -> float:
    """Return how many times a week something takes place that was counted over four years.

    What recurs with the months (``Fr[2]``) is so many times a month, as in words.
    """
    if count % _MONTHS == 0 and count <= 4 * _MONTHS:
        return count / _MONTHS * MONTHLY
    weeks = (_LAST - _FIRST).days / 7
    return min(1.0, round(count / weeks, 2))
