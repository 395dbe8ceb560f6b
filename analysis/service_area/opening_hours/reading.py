"""Reading opening hours: from words to slots of the week, or to "unknown" with the words that stood in the way."""

import re
from dataclasses import dataclass, field, replace

from analysis.service_area.opening_hours.hours import (
    AFTERNOON,
    HALVES,
    MONTHLY,
    NOON,
    OpeningHours,
    Slot,
    from_slots,
    halves,
    part_of,
)
from analysis.service_area.opening_hours.osm import looks_like_osm, read_osm
from analysis.service_area.opening_hours.words import DAYS, Token, clauses, plain

_NUMBER_ALONE = re.compile(
    r"(\d{1,2}(?:[.,]\d+)?)(?:\s*(?:demi-journees?|half-days?)(?:\s*(?:par|/|a)\s*(?:la\s+)?(?:semaine|week))?)?"
)
_MOST_HALF_DAYS = 21.0
_MORNING, _AFTERNOON, _ = HALVES
_TIMES = ("interval", "from", "until", "at")
_TELLS_TIME = (*HALVES, *_TIMES, "whole", "half-day")


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
        return self.share * (self.ordinals * MONTHLY if self.ordinals else 1.0)


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
    "except". Holidays are noted, not deducted. A number alone is half-days a week (0.23: once a month); the syntax of
    OpenStreetMap ("Mo-Fr 09:00-12:00; PH off") is read as its specification says.
    """
    if not isinstance(text, str) or not text.strip():
        return OpeningHours("", "unknown")
    otherwise = _figure(text) or (read_osm(text) if looks_like_osm(text) else None)
    return otherwise or _in_words(text)


def _in_words(text: str) -> OpeningHours:
    said = _Said()
    for tokens in clauses(text):
        _read_clause(tokens, said)
    if said.words:
        return OpeningHours(text, "unknown", not_understood=tuple(said.words))
    _share_times(said.groups)
    _take_times_of_others(said.groups)
    dated = [group for group in said.groups if group.days]
    if any(group.timed and not group.days for group in said.groups) or not (dated or said.counts or said.always):
        return OpeningHours(text, "unknown", term_only=said.term_only)
    slots = [slot for group in dated if not group.excluded for slot in _slots(group)]
    if said.always:
        slots += [Slot(day, half, hours=12.0) for day in range(len(DAYS)) for half in (_MORNING, _AFTERNOON)]
    closed = [slot for group in dated if group.excluded for slot in _slots(group)]
    open_slots = tuple(left for slot in slots if (left := _less(slot, closed)).share > 0)
    hours = from_slots(text, open_slots, always=said.always, term_only=said.term_only)
    if closed and not slots:
        return OpeningHours(text, "unknown", term_only=said.term_only)
    return _with_counts(hours, said.counts) if said.counts else hours


def _figure(text: str) -> OpeningHours | None:
    """Return half-days a week written as a number alone, ``None`` when it is none or beyond a week."""
    match = _NUMBER_ALONE.fullmatch(plain(text))
    value = float(match[1].replace(",", ".")) if match else -1.0
    if not 0 <= value <= _MOST_HALF_DAYS:
        return None
    return OpeningHours(text, "days-unknown", half_days_min=value, half_days_max=value)


def _read_clause(tokens: list[Token], said: _Said) -> None:
    group = _Group()
    said.groups.append(group)
    for place, token in enumerate(tokens):
        rest = tokens[place + 1 :]
        if token.kind == "comma":
            group = _after_comma(group, rest, said)
            continue
        after_comma = place > 0 and tokens[place - 1].kind == "comma"
        if _closes_what_is_before(group, token, rest) and not after_comma:
            group.excluded = True
            continue
        if token.kind == "except" and group.excluded and group.days and not after_comma:
            said.words.append(token.text)  # an exception to an exception: nothing sure is left
        elif (base := _base_of(group, token, said)) is not None:
            group = base
        elif _begins_another(group, token, rest):
            group = _Group(excluded=token.kind == "except" or (group.excluded and token.kind != "ordinal"))
            said.groups.append(group)
        group = _split(group, token, said)
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


def _closes_what_is_before(group: _Group, token: Token, rest: list[Token]) -> bool:
    """Tell whether a word closes the days before it ("dimanche : fermé"), not those after it ("fermé le dimanche")."""
    ends = not rest or rest[0].kind == "comma"
    return token.kind == "except" and token.text.startswith("ferm") and ends and bool(group.days) and not group.timed


def _after_comma(group: _Group, rest: list[Token], said: _Said) -> _Group:
    """Return the group that speaks after a comma: the list of closed days may end there.

    "sauf le mercredi, 9h-12h" gives the times to the days that are open; "fermé le lundi, mercredi 13h30-16h" opens
    on Wednesday; "fermé le lundi, mardi et jeudi" goes on closing.
    """
    if not (group.excluded and group.days and rest):
        return group
    if rest[0].kind in _TELLS_TIME and not group.timed:
        waiting = [one for one in said.groups if one.days and not one.timed and not one.excluded]
        if waiting:
            return waiting[-1]
    until = next((place for place, token in enumerate(rest) if token.kind in ("comma", "except")), len(rest))
    if any(token.kind in _TELLS_TIME for token in rest[:until]):
        said.groups.append(_Group())
        return said.groups[-1]
    return group


def _base_of(group: _Group, token: Token, said: _Said) -> _Group | None:
    """Return the open days that times written after whole closed days belong to, when they have none of their own."""
    if not (group.excluded and group.days and not group.times and token.kind == "interval"):
        return None
    waiting = [one for one in said.groups if one.days and not one.timed and not one.excluded]
    if group.timed and waiting:
        said.words.append(token.text)  # of the part that is closed, or of the days that are open: it is not said
        return None
    return waiting[-1] if waiting else None


def _split(group: _Group, token: Token, said: _Said) -> _Group:
    """Return the group of the last day alone where only this day is every other week ("lundi et un jeudi sur deux")."""
    if token.kind != "alternate" or len(group.days) < 2 or group.timed or group.ranged:
        return group
    alone = _Group(days=[group.days.pop()], excluded=group.excluded)
    said.groups.append(alone)
    return alone


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


def _begins_another(group: _Group, token: Token, rest: list[Token]) -> bool:
    """Tell whether a token speaks of other days than those of the group."""
    if token.kind == "except":
        return True
    if token.kind == "ordinal":  # "… , 1er vendredi du mois": of the day that follows, else of the one before
        following = next((other.kind for other in rest if other.kind not in ("ordinal", "dash")), "")
        return following == "day" and bool(group.days) and (group.timed or bool(group.ordinals))
    if not (group.days and group.timed) or group.ranging:
        return False
    tells_time = token.kind in _TELLS_TIME
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
    for place, group in enumerate(groups):
        if group.days or group.excluded or not group.timed:
            continue
        waiting = [other for other in groups[:place] if other.days and not other.timed and not other.excluded]
        waiting = waiting or [other for other in groups if other.days and not other.timed and not other.excluded]
        for other in waiting:
            other.parts, other.times, other.one_half = group.parts, group.times, group.one_half
        if waiting:
            group.parts, group.times, group.one_half = [], [], False


def _take_times_of_others(groups: list[_Group]) -> None:
    """Give the n-th day of the month the times of the days beside it ("lundi 9h-12h, 2e jeudi du mois")."""
    for place, group in enumerate(groups):
        if not group.days or group.timed or group.excluded or not (group.ordinals or group.share < 1):
            continue
        beside = [*groups[place + 1 :], *reversed(groups[:place])]
        timed = next((other for other in beside if other.days and other.timed and not other.excluded), None)
        if timed is not None:
            group.parts, group.times, group.one_half = timed.parts, timed.times, timed.one_half


def _less(slot: Slot, closed: list[Slot]) -> Slot:
    """Return a session less what is closed of it: all of it, or one week in so many."""
    share = slot.share
    for other in closed:
        if (other.weekday, other.half) == (slot.weekday, slot.half):
            share -= other.share
    return replace(slot, share=max(share, 0.0))


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
    spans: dict[str, tuple[float, float]] = {}
    doubtful: list[str] = []
    for token in group.times:
        if token.kind == "interval":
            for half, begins, ends in halves(*token.values):
                known = certain.get(half)
                certain[half] = ends - begins + (known or 0.0)
                first, last = spans.get(half, (begins, ends))
                spans[half] = min(first, begins), max(last, ends)
        elif token.kind == "until":
            certain.setdefault(_MORNING if token.values[0] <= AFTERNOON else _AFTERNOON)
        else:
            certain.setdefault(part_of(token.values[0]))
            if token.kind == "from" and token.values[0] < NOON:
                doubtful.append(_AFTERNOON)
    for part in group.parts:
        certain.setdefault(part)
    if group.one_half and not certain:
        # One half-day, morning or afternoon: counted once.
        return [Slot(0, _MORNING)]
    slots = [
        Slot(0, half, hours=hours, begins=begins, ends=ends)
        for half, hours in certain.items()
        for begins, ends in [spans.get(half, (None, None))]
    ]
    return slots + [Slot(0, half, certain=False) for half in doubtful if half not in certain]


def _with_counts(hours: OpeningHours, counts: list[tuple[float, float]]) -> OpeningHours:
    """Return hours whose number of sessions is written, beside or instead of the days."""
    low, high = sum(least for least, _ in counts), sum(most for _, most in counts)
    if not hours.slots:
        return replace(hours, status="days-unknown", half_days_min=low, half_days_max=high)
    if low > hours.half_days_max or high < hours.half_days_min:
        return OpeningHours(hours.text, "unknown", term_only=hours.term_only)
    return replace(hours, half_days_min=max(low, hours.half_days_min), half_days_max=min(high, hours.half_days_max))
