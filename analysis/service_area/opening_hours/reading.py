"""Reading opening hours: from words to slots of the week, or to "unknown" with the words that stood in the way."""

from dataclasses import dataclass, field, replace

from analysis.service_area.opening_hours.hours import HALVES, OpeningHours, Slot, from_slots
from analysis.service_area.opening_hours.words import DAYS, Token, clauses

NOON, AFTERNOON, EVENING = 12.0, 13.0, 17.0
"""A session that begins before noon has a morning; one that ends after 13:00 has an afternoon; one that begins at
17:00 or later is an evening."""

_MONTHLY = 12 / 52
_MORNING, _AFTERNOON, _EVENING = HALVES
_TIMES = ("interval", "from", "until", "at")


@dataclass
class _Group:
    """Days with the parts of the day and the times that go with them; ``leading``: these came before the days.

    ``ranging``: a range of days has begun; ``ranged``: the days are one.
    """

    days: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    times: list[Token] = field(default_factory=list)
    one_half: bool = False
    ordinals: int = 0
    share: float = 1.0
    excluded: bool = False
    leading: bool = False
    ranging: bool = False
    ranged: bool = False

    @property
    def timed(self) -> bool:
        """Whether something is said of the time of day."""
        return bool(self.parts or self.times or self.one_half)

    @property
    def frequency(self) -> float:
        """How many times a week each day takes place."""
        return self.share * (self.ordinals * _MONTHLY if self.ordinals else 1.0)


@dataclass
class _Said:
    """Everything that a text says."""

    groups: list[_Group] = field(default_factory=list)
    counts: list[tuple[float, float]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    always: bool = False
    term_only: bool = False


def read_hours(text: str | None) -> OpeningHours:
    """Return what opening hours written in French say, and nothing that they do not.

    "mardi matin" is one half-day; "mercredis et vendredis" names two days without parts of the day: two to four
    half-days; "lundi et jeudi matin" leaves Monday afternoon open: two or three; "2 à 3 jours par semaine" gives a
    number without days: two to six. Words that are not understood make the whole text unknown: they could say
    "except". Holidays are noted, not deducted.
    """
    if not isinstance(text, str) or not text.strip():
        return OpeningHours("", "unknown")
    said = _Said()
    for tokens in clauses(text):
        _read_clause(tokens, said)
    if said.words:
        return OpeningHours(text, "unknown", not_understood=tuple(said.words))
    _share_times(said.groups)
    dated = [group for group in said.groups if group.days]
    if any(group.timed and not group.days for group in said.groups) or not (dated or said.counts or said.always):
        return OpeningHours(text, "unknown", term_only=said.term_only)
    slots = [slot for group in dated if not group.excluded for slot in _slots(group)]
    if said.always:
        slots += [Slot(day, half, hours=12.0) for day in range(len(DAYS)) for half in (_MORNING, _AFTERNOON)]
    closed = {(slot.weekday, slot.half) for group in dated if group.excluded for slot in _slots(group)}
    open_slots = tuple(slot for slot in slots if (slot.weekday, slot.half) not in closed)
    hours = from_slots(text, open_slots, always=said.always, term_only=said.term_only)
    if closed and not slots:
        return OpeningHours(text, "unknown", term_only=said.term_only)
    return _with_counts(hours, said.counts) if said.counts else hours


def _read_clause(tokens: list[Token], said: _Said) -> None:
    group = _Group()
    said.groups.append(group)
    for token in tokens:
        if _begins_another(group, token):
            group = _Group(excluded=group.excluded or token.kind == "except")
            said.groups.append(group)
        if token.kind == "word":
            said.words.append(token.text)
        elif token.kind == "count":
            low, high, half_days = token.values
            said.counts.append((low, high if half_days else 2 * high))
        else:
            _note(token, group)
        said.always |= token.kind == "always"
        said.term_only |= token.kind == "holidays"
        group.ranging = token.kind == "dash" and bool(group.days)


def _note(token: Token, group: _Group) -> None:
    if token.kind == "day":
        _add_day(group, int(token.values[0]))
    elif token.kind in ("week", "workdays"):
        group.days += range(7 if token.kind == "week" else 5)
    elif token.kind in HALVES:
        group.parts.append(token.kind)
    elif token.kind == "whole":
        group.parts += [_MORNING, _AFTERNOON]
    elif token.kind in _TIMES:
        group.times.append(token)
    group.one_half |= token.kind == "half-day"
    group.ordinals += token.kind == "ordinal"
    group.share *= 0.5 if token.kind == "alternate" else 1.0


def _begins_another(group: _Group, token: Token) -> bool:
    """Tell whether a token speaks of other days than those of the group."""
    if token.kind == "except":
        return True
    if not (group.days and group.timed) or group.ranging:
        return False
    tells_time = token.kind in (*HALVES, *_TIMES, "whole", "half-day")
    return tells_time if group.leading else token.kind in ("day", "week", "workdays")


def _add_day(group: _Group, day: int) -> None:
    group.leading |= not group.days and group.timed
    group.ranged |= group.ranging
    if group.ranging:
        between = (day - group.days[-1]) % len(DAYS)
        group.days += [(group.days[-1] + step) % len(DAYS) for step in range(1, between + 1)]
    else:
        group.days.append(day)


def _share_times(groups: list[_Group]) -> None:
    """Give times written apart ("… ; 9-12 h et 14-17 h") to the days that have none."""
    for group in groups:
        if group.days or group.excluded or not group.timed:
            continue
        waiting = [other for other in groups if other.days and not other.timed and not other.excluded]
        for other in waiting:
            other.parts, other.times, other.one_half = group.parts, group.times, group.one_half
        if waiting:
            group.parts, group.times, group.one_half = [], [], False


def _slots(group: _Group) -> list[Slot]:
    day_slots = _day_slots(group)
    if group.excluded and not day_slots:
        day_slots = [Slot(0, half) for half in HALVES]
    elif not day_slots:
        day_slots = [Slot(0, half, certain=False) for half in (_MORNING, _AFTERNOON)]
    slots = [replace(slot, weekday=day, share=group.frequency) for day in group.days for slot in day_slots]
    return slots + _perhaps_more(group, day_slots)


def _perhaps_more(group: _Group, day_slots: list[Slot]) -> list[Slot]:
    """Return the sessions that a list of days leaves open: "lundi et jeudi matin" may mean the whole Monday."""
    if group.leading or group.ranged or group.times or not group.parts or group.excluded:
        return []
    others = [half for half in (_MORNING, _AFTERNOON) if half not in {slot.half for slot in day_slots}]
    return [Slot(day, half, certain=False, share=group.frequency) for day in group.days[:-1] for half in others]


def _day_slots(group: _Group) -> list[Slot]:
    """Return the sessions of one day of the group, on Monday."""
    certain: dict[str, float | None] = {}
    doubtful: list[str] = []
    for token in group.times:
        if token.kind == "interval":
            for half, hours in _halves(*token.values):
                known = certain.get(half)
                certain[half] = hours + (known or 0.0)
        elif token.kind == "until":
            certain.setdefault(_MORNING if token.values[0] <= AFTERNOON else _AFTERNOON)
        else:
            certain.setdefault(_part_of(token.values[0]))
            if token.kind == "from" and token.values[0] < NOON:
                doubtful.append(_AFTERNOON)
    for part in group.parts:
        certain.setdefault(part)
    if group.one_half and not certain:
        # One half-day, morning or afternoon: counted once.
        return [Slot(0, _MORNING)]
    slots = [Slot(0, half, hours=hours) for half, hours in certain.items()]
    return slots + [Slot(0, half, certain=False) for half in doubtful if half not in certain]


def _part_of(start: float) -> str:
    return _MORNING if start < NOON else _AFTERNOON if start < EVENING else _EVENING


def _halves(start: float, end: float) -> list[tuple[str, float]]:
    """Return the parts of the day of an interval, with the hours in each."""
    if start >= NOON or end <= AFTERNOON:
        return [(_part_of(start), end - start)]
    return [(_MORNING, AFTERNOON - start), (_AFTERNOON, end - AFTERNOON)]


def _with_counts(hours: OpeningHours, counts: list[tuple[float, float]]) -> OpeningHours:
    """Return hours whose number of sessions is written, beside or instead of the days."""
    low, high = sum(least for least, _ in counts), sum(most for _, most in counts)
    if not hours.slots:
        return replace(hours, status="days-unknown", half_days_min=low, half_days_max=high)
    if low > hours.half_days_max or high < hours.half_days_min:
        return OpeningHours(hours.text, "unknown", term_only=hours.term_only)
    return replace(hours, half_days_min=max(low, hours.half_days_min), half_days_max=min(high, hours.half_days_max))
