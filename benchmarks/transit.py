"""Public transport: a seeded region, many origins and targets, a range of departures; time, memory and growth.

``python -m benchmarks.transit`` runs a region of 10,000 stops and 500,000 passages a day, and three smaller ones; with
``--feeds FOLDER`` also the feeds of a folder, from the points of ``*hexgrid*.csv`` to those of ``*interest*.csv``.
The region is drawn: it is no real network.
"""

import argparse
import resource
import time
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from geo.files.issues import Findings
from geo.transit.feed import Feed, StopTimes, read_feed
from geo.transit.feed_calendar import FeedCalendar
from geo.transit.profile import load_transit_profile
from geo.transit.range_query import DoorWalks, arrivals_at, arrivals_from, percentile_times
from geo.transit.timetable import Timetable, build_timetable
from geo.transit.walking import Walking

DAY = date(2026, 12, 1)
CRS = "EPSG:31370"
WINDOW = range(7 * 3600, 9 * 3600, 60)
LINE_STOPS = 25
TRIPS_A_LINE = 50


def region(n_stops: int, n_passages: int, *, seed: int = 1) -> Feed:
    """Return a region: lines that wander from stop to neighbouring stop, both ways, every twenty minutes or so."""
    rng = np.random.default_rng(seed)
    side = 0.9 * np.sqrt(n_stops / 10_000)
    lon, lat = 4.5 + side * 1.5 * rng.random(n_stops), 50.0 + side * rng.random(n_stops)
    n_lines = max(1, n_passages // (2 * LINE_STOPS * TRIPS_A_LINE))
    xy = np.column_stack([lon * np.cos(np.radians(50.4)), lat])
    trips, stops, arrivals = [], [], []
    for _ in range(n_lines):
        begin, heading = rng.integers(n_stops), rng.random() * 2 * np.pi
        along = np.cumsum(np.full(LINE_STOPS, 0.006))
        wander = np.cumsum(rng.normal(0, 0.25, LINE_STOPS)) + heading
        path = xy[begin] + np.column_stack([along * np.cos(wander), along * np.sin(wander)])
        line = np.array([np.argmin(((xy - point) ** 2).sum(axis=1)) for point in path])
        line = line[np.append(True, np.diff(line) != 0)]
        if len(line) < 2:
            continue
        runs = np.cumsum(np.append(0, rng.integers(60, 240, len(line) - 1)))
        for way in (line, line[::-1]):
            first = np.sort(rng.integers(5 * 3600, 22 * 3600, TRIPS_A_LINE))
            for start in first:
                trips.append(len(way))
                stops.append(way)
                arrivals.append(start + runs)
    trip = np.repeat(np.arange(len(trips)), trips)
    times, everywhere = np.concatenate(arrivals), np.ones(len(trip), dtype=np.bool_)
    passages = StopTimes(trip, np.concatenate(stops), times, times, everywhere, everywhere)
    ids = [str(place) for place in range(n_stops)]
    week = np.ones((1, 7), dtype=np.bool_)
    nothing, never = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.bool_)
    ordinal = np.array([DAY.toordinal()])
    calendar = FeedCalendar(
        np.array(["all"], dtype=object), np.array([0]), ordinal - 30, ordinal + 30, week, nothing, nothing, never
    )
    return Feed(
        "drawn",
        "drawn",
        pd.DataFrame({"stop_id": ids, "name": ids, "lon": lon, "lat": lat, "station": ""}),
        pd.DataFrame({"trip_id": np.arange(len(trips)).astype(str), "line": "1", "headsign": "", "service": 0}),
        passages,
        pd.DataFrame(columns=["trip", "start_s", "end_s", "headway_s"], dtype=np.int64),
        pd.DataFrame(columns=["from_stop", "to_stop", "kind", "seconds"]),
        calendar,
        calendar.first_day,
        calendar.last_day,
    )


def built(feeds: list[Feed], day: date, crs: str) -> tuple[Timetable, Walking]:
    """Return the timetable of feeds, and how one walks around it: in straight line."""
    profile = load_transit_profile()
    walking = Walking(None, profile, crs)
    table = build_timetable(
        feeds,
        day,
        slack_s=profile.slack_s,
        walks=lambda stops: walking.between(stops, stops, within_min=profile.transfer_max_min),
    )
    return table, walking


def asked(table: Timetable, walking: Walking, origins: pd.DataFrame, targets: pd.DataFrame) -> DoorWalks:
    """Return the walks of a query."""
    profile, stops = walking.profile, pd.DataFrame({"lon": table.stop_lon, "lat": table.stop_lat})
    return DoorWalks(
        len(origins),
        len(targets),
        walking.between(origins, stops, within_min=profile.access_max_min),
        walking.between(stops, targets, within_min=profile.access_max_min),
        walking.between(origins, targets, within_min=profile.direct_max_min),
    )


def measured(  # noqa: PLR0917 - what is measured
    name: str, feeds: list[Feed], day: date, crs: str, points: tuple[pd.DataFrame, pd.DataFrame], window: range
) -> None:
    """Print how long a timetable and a query take, and whether both directions agree."""
    begin = time.perf_counter()
    table, walking = built(feeds, day, crs)
    prepared = time.perf_counter()
    walks = asked(table, walking, *points)
    ready = time.perf_counter()
    limits = {"limit_s": 7200, "most_changes": walking.profile.most_changes}
    found = percentile_times(table, walks, window, percentiles=(25, 50, 75), **limits)
    end = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {table.n_stops:,} stops, {len(table.arrival):,} passages, {len(table.pattern_trips):,} patterns | "
        f"timetable {prepared - begin:.2f} s, walks {ready - prepared:.2f} s, "
        f"{walks.n_origins:,} × {walks.n_targets:,} over {len(window)} departures {end - ready:.2f} s, "
        f"{len(found.origin):,} pairs reached, {memory:,.0f} MB"
    )
    agree(table, walks, window, limits)


def agree(table: Timetable, walks: DoorWalks, window: range, limits: dict[str, int]) -> None:
    """Fail unless arrivals searched from an origin are those searched from the targets."""
    one, two = walks.n_origins // 2, walks.n_targets // 2
    found: dict[str, np.ndarray] = {}
    some = [(pairs[0] == row, pairs) for pairs, row in ((walks.access, one),)]
    (kept, access) = some[0]
    alone = DoorWalks(
        1, walks.n_targets, (access[0][kept] * 0, access[1][kept], access[2][kept]), walks.egress, walks.direct
    )
    arrivals_from(table, alone, window, lambda _one, out: found.update({"from": out[:, two].copy()}), **limits)
    ends = walks.egress[1] == two
    egress = walks.egress[0][ends], walks.egress[1][ends] * 0, walks.egress[2][ends]
    last = DoorWalks(walks.n_origins, 1, walks.access, egress, walks.direct)
    arrivals_at(table, last, window, lambda _one, out: found.update({"at": out[:, one].copy()}), **limits)
    assert np.array_equal(found["from"], found["at"])


def of_folder(folder: Path) -> None:
    """Measure the real feeds of a folder, on a day and in hours of which they tell."""
    hours = range(13 * 3600, 15 * 3600, 60)
    measured("feeds", read_feeds(folder), date(2019, 5, 14), "EPSG:32722", of_folder_points(folder), hours)


def read_feeds(folder: Path) -> list[Feed]:
    """Return the feeds of a folder."""
    findings = Findings()
    return [feed for path in sorted(folder.glob("*.zip")) if (feed := read_feed(path, findings)) is not None]


def of_folder_points(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the points from which, and to which, one goes."""
    origins, targets = (pd.read_csv(next(folder.glob(name))) for name in ("*hexgrid*.csv", "*interest*.csv"))
    return origins, targets


def main() -> None:
    """Warm up, then measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=Path, default=None)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    rng = np.random.default_rng(2)
    sizes = [(500, 25_000), (1_000, 50_000), (4_000, 200_000), (10_000, 500_000)]
    for n_stops, n_passages in sizes[: 2 if given.quick else None]:
        feed = region(n_stops, n_passages)
        spots = feed.stops[["lon", "lat"]].to_numpy()
        points = [
            pd.DataFrame(
                spots[rng.integers(n_stops, size=size)] + rng.normal(0, 0.003, (size, 2)), columns=["lon", "lat"]
            )
            for size in (200, 2_000)
        ]
        measured("drawn region", [feed], DAY, CRS, (points[0], points[1]), WINDOW)
    if given.feeds is not None:
        of_folder(given.feeds)


if __name__ == "__main__":
    main()
