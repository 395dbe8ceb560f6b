"""On which days the services of a feed run: weeks between two dates, and the exceptions day by day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.files.issues import Findings, Refusal
from geo.schema import BoolArray, IntArray
from geo.transit.feed_file import FeedArchive, FeedFile

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ADDED, _REMOVED = "1", "2"


@dataclass(frozen=True, eq=False)
class FeedCalendar:
    """The services of a feed and their days; ordinals count days as ``date.toordinal``.

    ``service``, ``start``, ``end`` and ``weekdays`` (rows × 7) are the rows of ``calendar.txt``; ``changed_service``,
    ``changed_day`` and ``added`` those of ``calendar_dates.txt``.
    """

    service_ids: NDArray[np.object_]
    service: IntArray
    start: IntArray
    end: IntArray
    weekdays: BoolArray
    changed_service: IntArray
    changed_day: IntArray
    added: BoolArray

    @property
    def first_day(self) -> date:
        """The first day of which the feed speaks."""
        return date.fromordinal(int(np.concatenate([self.start, self.changed_day]).min()))

    @property
    def last_day(self) -> date:
        """The last day of which the feed speaks."""
        return date.fromordinal(int(np.concatenate([self.end, self.changed_day]).max()))

    def services_on(self, day: date) -> BoolArray:
        """Return which services run on a day: those of the week, with its exceptions."""
        ordinal = day.toordinal()
        runs = np.zeros(len(self.service_ids), dtype=np.bool_)
        of_week = (self.start <= ordinal) & (ordinal <= self.end) & self.weekdays[:, day.weekday()]
        runs[self.service[of_week]] = True
        today = self.changed_day == ordinal
        runs[self.changed_service[today & self.added]] = True
        runs[self.changed_service[today & ~self.added]] = False
        return runs


def read_calendar(archive: FeedArchive, findings: Findings) -> FeedCalendar:
    """Read the days of the services of a feed.

    Raises
    ------
    Refusal
        ``feed-file-missing`` without any calendar, ``feed-nothing-left`` when nothing in them can be read.
    """
    week = days = None
    if archive.has("calendar.txt"):
        week = archive.open("calendar.txt", needs=("service_id", *WEEKDAYS, "start_date", "end_date"))
    if archive.has("calendar_dates.txt"):
        days = archive.open("calendar_dates.txt", needs=("service_id", "date", "exception_type"))
    if week is None and days is None:
        raise Refusal("feed-file-missing", value="calendar.txt")
    named = [*(() if week is None else week.all("service_id")), *(() if days is None else days.all("service_id"))]
    code = {text: place for place, text in enumerate(dict.fromkeys(named))}
    service, start, end, weekdays = _weeks(week, code, findings)
    changed, changed_day, added = _exceptions(days, code, findings)
    if not len(service) and not len(changed):
        raise Refusal("feed-nothing-left", value=archive.path.stem)
    ids = np.array(list(code), dtype=object)
    return FeedCalendar(ids, service, start, end, weekdays, changed, changed_day, added)


def _weeks(
    file: FeedFile | None, code: dict[str, int], findings: Findings
) -> tuple[IntArray, IntArray, IntArray, BoolArray]:
    if file is None:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing, nothing, np.empty((0, 7), dtype=np.bool_)
    start, end = (_days(file, name, findings) for name in ("start_date", "end_date"))
    weekdays = np.column_stack([file.all(name) == "1" for name in WEEKDAYS])
    keep = (start > 0) & (end > 0)
    service = np.array([code[text] for text in file.all("service_id")], dtype=np.int64)
    return service[keep], start[keep], end[keep], weekdays[keep]


def _exceptions(
    file: FeedFile | None, code: dict[str, int], findings: Findings
) -> tuple[IntArray, IntArray, BoolArray]:
    if file is None:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_)
    day = _days(file, "date", findings)
    kind = file.all("exception_type")
    wrong = np.flatnonzero(~np.isin(kind, (_ADDED, _REMOVED)))
    if len(wrong):
        told: dict[str, str | float] = {"file": file.name, "count": len(wrong)}
        row = int(wrong[0])
        findings.add("feed-bad-number", row=row + 2, column="exception_type", value=str(kind[row]), **told)
    keep = (day > 0) & np.isin(kind, (_ADDED, _REMOVED))
    service = np.array([code[text] for text in file.all("service_id")], dtype=np.int64)
    return service[keep], day[keep], (kind == _ADDED)[keep]


def _days(file: FeedFile, column: str, findings: Findings) -> IntArray:
    """Return the ordinals of a column of dates, 0 where one cannot be read, which is told."""

    def ordinal(text: str) -> float | None:
        day = read_day(text)
        return None if day is None else float(day.toordinal())

    value, wrong = file.texts(column).read(ordinal)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        told: dict[str, str | float] = {"file": file.name, "count": int(wrong.sum())}
        findings.add("feed-bad-date", row=row + 2, column=column, value=str(file.all(column)[row]), **told)
    return np.nan_to_num(value).astype(np.int64)


def read_day(text: str) -> date | None:
    """Return the day that ``YYYYMMDD`` writes; None for another text."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
