"""Small feeds written by hand: a few stops on a line, a kilometre apart, and trips told in one line each."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from geo.files.issues import Findings
from geo.transit.feed import Feed, read_feed
from geo.transit.timetable import Timetable, Walks, build_timetable

TUESDAY = date(2026, 12, 1)
STEP = 0.02
"""Degrees from one stop to the next: too far to walk."""

STOPS = "stop_id,stop_name,stop_lat,stop_lon\n" + "".join(
    f"{name},Arrêt {name},50.5,{4.5 + STEP * place:.4f}\n" for place, name in enumerate("ABCDEF")
)
ROUTES = "route_id,route_short_name,route_long_name,route_type\nR1,1,,3\nR2,2,,3\n"
CALENDAR = (
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "week,1,1,1,1,1,0,0,20261101,20261231\n"
)


def trips(told: Mapping[str, str], *, service: str = "week") -> dict[str, str]:
    """Return ``trips.txt`` and ``stop_times.txt`` of trips told as ``A 8:00 B 8:10-8:12 C 8:20``, on line R1.

    A name that begins with ``R2`` is on line R2.
    """
    lines, passages = ["route_id,service_id,trip_id"], ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"]
    for name, text in told.items():
        lines.append(f"{'R2' if name.startswith('R2') else 'R1'},{service},{name}")
        words = text.split()
        for place, (stop, times) in enumerate(zip(words[::2], words[1::2], strict=True)):
            arrival, _, departure = times.partition("-")
            passages.append(f"{name},{arrival}:00,{departure or arrival}:00,{stop},{place}")
    return {"trips.txt": "\n".join(lines), "stop_times.txt": "\n".join(passages)}


def write_feed(path: Path, files: Mapping[str, str | bytes | None], *, folder: str = "") -> Path:
    """Write a feed of the usual stops, routes and calendar, with other files or instead; None leaves one out."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {"stops.txt": STOPS, "routes.txt": ROUTES, "calendar.txt": CALENDAR, **files}.items():
            if text is not None:
                archive.writestr(folder + name, text)
    return path


def feed_of(path: Path) -> Feed:
    """Return a feed that nothing is wrong with."""
    findings = Findings()
    feed = read_feed(path, findings)
    assert feed is not None, findings.table()
    return feed


def no_walks(_stops: pd.DataFrame) -> Walks:
    """Return no way on foot from any stop to another."""
    nothing = np.empty(0, dtype=np.int64)
    return nothing, nothing, nothing


def timetable(
    path: Path, *feeds: Mapping[str, str | bytes | None], day: date = TUESDAY, slack_s: int = 60
) -> Timetable:
    """Return the timetable of small feeds, nobody walking between stops."""
    read: Sequence[Feed] = [feed_of(write_feed(path / f"feed{n}.zip", files)) for n, files in enumerate(feeds)]
    return build_timetable(read, day, slack_s=slack_s, walks=no_walks)


def walks(pairs: Mapping[tuple[int, int], int]) -> Walks:
    """Return walks in seconds, given by pair of points."""
    rows = sorted((*pair, seconds) for pair, seconds in pairs.items())
    one, other, seconds = (
        np.array(column, dtype=np.int64) for column in (zip(*rows, strict=True) if rows else [[]] * 3)
    )
    return one, other, seconds
