"""What opening hours say once read: slots of the week, how many half-days, how many hours, what was not understood."""

from dataclasses import dataclass, field
from math import nan

HALVES = ("morning", "afternoon", "evening")
"""A week has up to three sessions a day. Monday is day 0."""

NOON, AFTERNOON, EVENING = 12.0, 13.0, 17.0
"""A session that begins before noon has a morning; one that ends after 13:00 has an afternoon; one that begins at
17:00 or later is an evening."""

MONTHLY = 12 / 52
"""Times a week of what takes place once a month."""


@dataclass(frozen=True)
class Slot:
    """One session of the week.

    ``certain`` is False where the text names the day and not the part of the day. ``share`` is how often it takes
    place (0.5: every other week). ``hours`` is how long it lasts, None where it is not written. ``begins`` and ``ends``
    are hours of the day, None where they are not written, or not always the same; they tell no two sessions apart.
    """

    weekday: int
    half: str
    certain: bool = True
    share: float = 1.0
    hours: float | None = None
    begins: float | None = field(default=None, compare=False)
    ends: float | None = field(default=None, compare=False)


@dataclass(frozen=True)
class OpeningHours:
    """Opening hours, read.

    ``status`` is ``read`` (days and parts of the day are known, or bounded), ``days-unknown`` (a number of sessions
    is written, not the days) or ``unknown`` (nothing sure: no figure is given). ``half_days_min`` and
    ``half_days_max`` are sessions a week, ``hours_min`` and ``hours_max`` hours a week; NaN is unknown.
    ``not_understood`` are the words that stood in the way. ``always``: day and night, every day. ``term_only``: the
    text says that it closes during holidays, so that the year has fewer weeks.
    """

    text: str
    status: str
    slots: tuple[Slot, ...] = ()
    half_days_min: float = nan
    half_days_max: float = nan
    hours_min: float = nan
    hours_max: float = nan
    not_understood: tuple[str, ...] = ()
    always: bool = False
    term_only: bool = False


def from_slots(text: str, slots: tuple[Slot, ...], *, always: bool = False, term_only: bool = False) -> OpeningHours:
    """Return the opening hours that a set of slots makes; a slot given twice counts once."""
    kept: dict[tuple[int, str], Slot] = {}
    for slot in slots:
        known = kept.get((slot.weekday, slot.half))
        if known is None or (slot.certain, slot.share) > (known.certain, known.share):
            kept[slot.weekday, slot.half] = slot
    merged = tuple(sorted(kept.values(), key=lambda slot: (slot.weekday, HALVES.index(slot.half))))
    sure = sum(slot.share for slot in merged if slot.certain)
    least = most = sure
    for weekday in {slot.weekday for slot in merged}:
        doubtful = [slot.share for slot in merged if slot.weekday == weekday and not slot.certain]
        settled = any(slot.certain for slot in merged if slot.weekday == weekday)
        most += sum(doubtful)
        least += 0.0 if settled else min(doubtful, default=0.0)
    hours = _hours(merged)
    return OpeningHours(
        text,
        "read",
        merged,
        half_days_min=least,
        half_days_max=most,
        hours_min=hours,
        hours_max=hours,
        always=always,
        term_only=term_only,
    )


def _hours(slots: tuple[Slot, ...]) -> float:
    if not slots:
        return nan
    total = 0.0
    for slot in slots:
        if slot.hours is None or not slot.certain:
            return nan
        total += slot.hours * slot.share
    return total


def part_of(start: float) -> str:
    """Return the part of the day in which a session begins."""
    morning, afternoon, evening = HALVES
    return morning if start < NOON else afternoon if start < EVENING else evening


def halves(start: float, end: float) -> list[tuple[str, float, float]]:
    """Return the parts of the day of an interval, and when each begins and ends."""
    morning, afternoon, _ = HALVES
    if start >= NOON or end <= AFTERNOON:
        return [(part_of(start), start, end)]
    return [(morning, start, AFTERNOON), (afternoon, AFTERNOON, end)]
