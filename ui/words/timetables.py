"""What the timetable of a territory holds, in words: for screens and the terminal."""

import pandas as pd

from analysis.records.shared import FeedDaysRecord, HoursRecord
from geo.json_values import encode
from geo.transit.territory_transit import Transit
from ui.texts import Texts
from ui.words.file_issues import IssueLine, issue_lines
from ui.words.measures import feed_days_lines, moments_said
from ui.words.numbers import count, day

_ISSUE = ["row", "column", "rule", "severity", "value", "values"]
_DAYS = frozenset({"day", "first", "last"})


def timetable_rows(transit: Transit, texts: Texts) -> list[list[str]]:
    """Return what the timetable holds, a name and what is said of it: its day, each feed, its stops, its walks."""
    language, stops = texts.language, int(transit.timetable.served().sum())
    feeds = [
        [
            texts("transit-feed", file=str(feed["file"])),
            texts(
                "transit-feed-said",
                publisher=str(feed["publisher"]),
                trips=count(int(feed["trips"]), language),
                first=day(str(feed["first_day"]), language),
                last=day(str(feed["last_day"]), language),
            ),
        ]
        for feed in transit.feeds
    ]
    return [
        [texts("transit-day"), day(transit.timetable.day.isoformat(), language)],
        [texts("transit-hours"), moments_said(encode(HoursRecord, transit.profile.hours), texts)],
        *feeds,
        [texts("transit-stops"), count(stops, language)],
        [texts("transit-walks"), texts(f"transit-walks-{transit.walks_by}")],
    ]


def timetable_issues(transit: Transit, texts: Texts) -> list[IssueLine]:
    """Return what was found in the feeds, and of their day, with the sentences."""
    rows = []
    for issue in transit.issues:
        values = dict(issue["values"])
        values |= {name: day(values[name], texts.language) for name in _DAYS & values.keys()}
        rows.append({name: issue[name] for name in _ISSUE} | {"values": values})
    table = pd.DataFrame(rows, columns=_ISSUE, dtype=object)
    return issue_lines(table, texts)


def timetable_remarks(transit: Transit, texts: Texts, *, territory: str) -> list[str]:
    """Return what time has done to the timetable: days that are over or to come, streets that changed since."""
    remarks = feed_days_lines(encode(FeedDaysRecord, transit.feed_days), texts)
    if transit.walking.by != transit.walks_by:
        remarks.append(texts("transit-walks-changed", territory=territory))
    return remarks
