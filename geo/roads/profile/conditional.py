"""What holds by day: the simple ``…:conditional`` tags, read for a Tuesday at ten, all year round.

A condition is read when it says days, hours or months and nothing else (``no @ (Mo-Fr 07:00-09:00)``); others (weights,
snow, ``delivery``) change nothing. What closes some months closes all year: a service is to be reached in winter too.
What opens some months opens nothing.
"""

import re
from collections.abc import Mapping

DAY, MINUTE = 1, 600
"""Tuesday, counted from Monday; ten o'clock, in minutes."""

_SUFFIX = ":conditional"
_CLOSING = frozenset({"no", "private"})
_CLAUSE = re.compile(r"([^@;()]+)@\s*(?:\(([^()]*)\)|([^;()]*))")
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = "(?:" + "|".join((*_DAYS, "PH", "SH")) + ")"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: ?\d{1,2})?"
_TIME = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}\+?"
_CONDITION = re.compile(
    rf"^(?P<months>{_MONTH}(?:-(?:{_MONTH}|\d{{1,2}}))?(?:, ?{_MONTH}(?:-{_MONTH})?)*)?:? ?"
    rf"(?P<days>{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*)? ?(?P<hours>{_TIME}(?:, ?{_TIME})*)?$"
)


def as_by_day(tags: Mapping[str, str]) -> Mapping[str, str]:
    """Return the tags of a way as they hold by day: a condition that holds takes the place of what it changes."""
    stated = {key: text for key, text in tags.items() if key.endswith(_SUFFIX)}
    if not stated:
        return tags
    held = {key: value for key, text in stated.items() if (value := _held(text)) is not None}
    return {**tags, **{key.removesuffix(_SUFFIX): value for key, value in held.items()}}


def _held(text: str) -> str | None:
    """Return the value of the last clause that holds, as the map's rules have it; None when none does."""
    holding = [
        clause[1].strip() for clause in _CLAUSE.finditer(text) if _holds(clause[1].strip(), clause[2] or clause[3])
    ]
    return holding[-1] if holding else None


def _holds(value: str, condition: str) -> bool:
    parts = [match for part in condition.split(";") if (match := _CONDITION.match(part.strip())) and match[0]]
    if not parts or len(parts) < len(condition.strip("; ").split(";")):
        return False
    return any(_holds_by_day(value, part) for part in parts)


def _holds_by_day(value: str, part: re.Match[str]) -> bool:
    if part["months"] and value not in _CLOSING:
        return False
    return (part["days"] is None or _holds_day(part["days"])) and (part["hours"] is None or _holds_hour(part["hours"]))


def _holds_day(text: str) -> bool:
    for days in text.replace(" ", "").split(","):
        first, _, last = days.partition("-")
        if first in _DAYS and (last or first) in _DAYS:
            start, end = _DAYS.index(first), _DAYS.index(last or first)
            if start <= DAY <= end or (start > end and (start <= DAY or end >= DAY)):
                return True
    return False


def _holds_hour(text: str) -> bool:
    for hours in text.replace(" ", "").rstrip("+").split(","):
        start, end = (int(hour) * 60 + int(minute) for hour, minute in re.findall(r"(\d{1,2}):(\d{2})", hours))
        if start <= MINUTE < end or (start > end and (start <= MINUTE or end > MINUTE)):
            return True
    return False
