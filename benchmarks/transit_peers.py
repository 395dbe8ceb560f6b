"""Public transport beside two independent planners: the same stops, departures and day; every difference explained.

``python -m benchmarks.transit_peers FEEDS --node FOLDER``: ``FEEDS`` holds the feeds (``*.zip``), the points from which
(``*hexgrid*.csv``) and to which (``*interest*.csv``) one goes; in ``FOLDER``, ``npm install minotor
raptor-journey-planner`` was run. A planner that is not there is said to be missing, and the others run.

What is asked is what all can answer: from a stop to a stop, boarding again at once, walks of ten minutes at most in
straight line. Peers read one feed that is written for them, in which every passage has its time.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from benchmarks.transit import of_folder_points, read_feeds
from geo.transit.feed import Feed
from geo.transit.journey import Journey, journey_leaving
from geo.transit.profile import load_transit_profile
from geo.transit.range_query import DoorWalks, arrivals_from, percentile_times
from geo.transit.scan import NEVER
from geo.transit.timetable import Timetable, Walks, build_timetable
from geo.transit.walking import Walking

PEERS = ("minotor", "raptor-journey-planner")
LIMIT_S = 7200
MOST_CHANGES = 7
"""More than anyone changes: one of the peers has no limit."""

MINUTE = 60
NOTHING = "nothing particular in its lines"

Legs = list[tuple[str, str, int | None, int]]
"""Stops of each leg; its departure and arrival, or no departure and the seconds of a walk."""


@dataclass(frozen=True)
class Asked:
    """The questions: stops by number and by name, and departures."""

    table: Timetable
    walks: Walks
    names: list[str]
    origins: list[int]
    targets: list[int]
    departures: list[int]
    day: date

    def doors(self, origins: list[int]) -> DoorWalks:
        """Return the walks of the questions: a stop is its own door, and those within a walk are near."""
        access, egress, direct = (self._near(ends) for ends in (origins, self.targets, origins))
        row = {stop: at for at, stop in enumerate(self.targets)}
        kept = np.array([stop in row for stop in direct[1].tolist()], dtype=np.bool_)
        ends = np.array([row[stop] for stop in direct[1][kept].tolist()], dtype=np.int64)
        return DoorWalks(
            len(origins),
            len(self.targets),
            access,
            (egress[1], egress[0], egress[2]),
            (direct[0][kept], ends, direct[2][kept]),
        )

    def _near(self, stops: list[int]) -> Walks:
        one, other, seconds = self.walks
        start = np.searchsorted(one, np.arange(self.table.n_stops + 1))
        parts = [
            (at, [stop, *other[start[stop] : start[stop + 1]]], [0, *seconds[start[stop] : start[stop + 1]]])
            for at, stop in enumerate(stops)
        ]
        rows = np.concatenate([np.full(len(others), at) for at, others, _ in parts])
        return rows, *(np.concatenate([part[place] for part in parts]).astype(np.int64) for place in (1, 2))


def asked_of(folder: Path, every: int, day: date, departures: range) -> tuple[Asked, list[Feed]]:
    """Return the questions: from the stop nearest to one point in so many, to those nearest to the services."""
    feeds = read_feeds(folder)
    walking = Walking(None, load_transit_profile(), "EPSG:32722")
    kept: list[Walks] = []

    def walks(stops: pd.DataFrame) -> Walks:
        one, other, seconds = walking.between(stops, stops, within_min=walking.profile.transfer_max_min)
        apart = one != other
        # One second at least: a peer takes zero for not told.
        kept.append((one[apart], other[apart], np.maximum(seconds[apart], 1)))
        return kept[0]

    table = build_timetable(feeds, day, slack_s=0, walks=walks)
    names = [f"{number}-{stop}" for number, feed in enumerate(feeds) for stop in feed.stops["stop_id"]]
    served = np.flatnonzero(table.served())
    tree = cKDTree(np.column_stack([table.stop_lon[served], table.stop_lat[served]]))
    points = of_folder_points(folder)
    near = [served[tree.query(one[["lon", "lat"]].to_numpy())[1]] for one in (points[0].iloc[::every], points[1])]
    origins, targets = (list(dict.fromkeys(stops.tolist())) for stops in near)
    return Asked(table, kept[0], names, origins, targets, list(departures), day), feeds


def write_common_feed(path: Path, folder: Path, feeds: list[Feed], asked: Asked) -> None:
    """Write the feeds as one: identifiers apart, times filled, walks as transfers; calendars as they were published."""
    files: dict[str, list[pd.DataFrame]] = {}
    for number, (feed, source) in enumerate(zip(feeds, sorted(folder.glob("*.zip")), strict=True)):
        with zipfile.ZipFile(source) as archive:
            raw = {
                name: pd.read_csv(archive.open(name), dtype=str, keep_default_na=False, skipinitialspace=True)
                for name in ("agency.txt", "routes.txt", "trips.txt", "calendar.txt", "calendar_dates.txt")
                if name in archive.namelist()
            }
        stops = feed.stops[["stop_id", "name", "lat", "lon"]]
        raw["stops.txt"] = stops.set_axis(["stop_id", "stop_name", "stop_lat", "stop_lon"], axis=1)
        passages = feed.stop_times
        hours = [_clock(times) for times in (passages.arrival_s, passages.departure_s)]
        raw["stop_times.txt"] = pd.DataFrame(
            {
                "trip_id": feed.trips["trip_id"].to_numpy()[passages.trip],
                "arrival_time": hours[0],
                "departure_time": hours[1],
                "stop_id": stops["stop_id"].to_numpy()[passages.stop],
                "stop_sequence": np.arange(len(passages.trip)) + 1,
                "pickup_type": np.where(passages.boards, 0, 1),
                "drop_off_type": np.where(passages.alights, 0, 1),
            }
        )
        for name, frame in raw.items():
            ids = [column for column in frame if column in {"stop_id", "trip_id", "route_id", "service_id"}]
            named = frame.assign(**{column: f"{number}-" + frame[column].astype(str) for column in ids})
            files.setdefault(name, []).append(named)
    one, other, seconds = asked.walks
    names = np.array(asked.names, dtype=object)
    walked = {"from_stop_id": names[one], "to_stop_id": names[other]}
    files["transfers.txt"] = [pd.DataFrame({**walked, "transfer_type": 2, "min_transfer_time": seconds})]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, frames in files.items():
            written.writestr(name, pd.concat(frames, ignore_index=True).fillna("").to_csv(index=False))


def _clock(seconds: np.ndarray) -> list[str]:
    return [f"{one // 3600:02d}:{one // 60 % 60:02d}:{one % 60:02d}" for one in seconds.tolist()]


def ours(asked: Asked, workers: int) -> tuple[np.ndarray, float, float]:
    """Return arrivals, shape (origins, departures, targets), infinite without; wall and processor time of the times."""
    doors = asked.doors(asked.origins)
    limits: Any = {"limit_s": LIMIT_S, "most_changes": MOST_CHANGES, "workers": workers}
    percentile_times(asked.table, doors, asked.departures[:2], **limits)
    wall, processor = time.perf_counter(), time.process_time()
    percentile_times(asked.table, doors, asked.departures, percentiles=(25, 50, 75), **limits)
    spent = time.perf_counter() - wall, time.process_time() - processor
    found = np.full((len(asked.origins), len(asked.departures), len(asked.targets)), np.inf)

    def take(one: int, out: np.ndarray) -> None:
        found[one] = np.where(out == NEVER, np.inf, out)

    arrivals_from(asked.table, doors, asked.departures, take, **limits)
    one, other, seconds = doors.direct
    leave = np.array(asked.departures)
    for origin, target, walk in zip(one, other, seconds, strict=True):
        found[origin, :, target] = np.minimum(found[origin, :, target], leave + walk)
    return found, *spent


def theirs(peer: str, folder: Path, feed: Path, asked: Asked, explain: list[tuple[int, int, int]]) -> dict[str, Any]:
    """Return what a planner answers."""
    name = asked.names
    request = {
        "peer": peer,
        "folder": str(folder.resolve()),
        "feed": str(feed),
        "day": asked.day.isoformat(),
        "most_changes": MOST_CHANGES,
        "origins": [name[one] for one in asked.origins],
        "targets": [name[one] for one in asked.targets],
        "departures": asked.departures if not explain else asked.departures[:1],
        "rows": _rows(feed),
        "explain": [(name[origin], name[target], leave) for origin, target, leave in explain],
    }
    script = Path(__file__).with_suffix(".mjs")
    done = subprocess.run(  # noqa: S603
        [which("node") or "node", "--max-old-space-size=3000", str(script)],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TZ": "UTC"},
    )
    if done.returncode:
        sys.exit(f"{peer}: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _rows(feed: Path) -> int:
    """Return how many rows the files of a feed have."""
    with zipfile.ZipFile(feed) as archive:
        return sum(len(archive.read(name).splitlines()) - 1 for name in archive.namelist())


class Published:
    """What the common feed says, read again from its text: trips of the day, and walks."""

    def __init__(self, path: Path, day: date) -> None:
        with zipfile.ZipFile(path) as archive:

            def rows(name: str) -> list[dict[str, str]]:
                return list(csv.DictReader(archive.read(name).decode().splitlines()))

            number = day.strftime("%Y%m%d")
            weekday = day.strftime("%A").lower()
            valid = [one for one in rows("calendar.txt") if one["start_date"] <= number <= one["end_date"]]
            running = {one["service_id"] for one in valid if one[weekday] == "1"}
            for one in rows("calendar_dates.txt"):
                if one["date"] == number:
                    (running.add if one["exception_type"] == "1" else running.discard)(one["service_id"])
            trips = {one["trip_id"] for one in rows("trips.txt") if one["service_id"] in running}
            self.trips: dict[str, list[tuple[str, int, int]]] = {}
            for one in rows("stop_times.txt"):
                if one["trip_id"] in trips:
                    times = (_seconds(one[f"{name}_time"]) for name in ("arrival", "departure"))
                    self.trips.setdefault(one["trip_id"], []).append((one["stop_id"], *times))
            self.walks = {
                (one["from_stop_id"], one["to_stop_id"]): int(one["min_transfer_time"]) for one in rows("transfers.txt")
            }
        self.rides: dict[tuple[str, str, int, int], str] = {}
        for trip, passages in self.trips.items():
            for at, (stop, _, leaves) in enumerate(passages):
                for other, arrives, _ in passages[at + 1 :]:
                    self.rides.setdefault((stop, other, leaves, arrives), trip)
        together: dict[tuple[str, ...], list[list[int]]] = {}
        for passages in self.trips.values():
            together.setdefault(tuple(stop for stop, _, _ in passages), []).append([one for _, one, _ in passages])
        self.overtaken = {stops for stops, times in together.items() if _overtake(np.array(times))}

    def wrong(self, legs: Legs, leave: int, arrive: int, ends: tuple[str, str]) -> str | None:
        """Return why a journey cannot be made, None where every leg is published and they follow one another."""
        moment, at, walked = leave, ends[0], False
        for start, end, leaves, arrives in legs:
            wrong = {
                "legs that do not meet": start != at,
                "two walks in a row": walked and leaves is None,
                "a walk that is not published": leaves is None and self.walks.get((start, end)) != arrives,
                "a vehicle that has gone": leaves is not None and leaves < moment,
                "a ride that is not published that day": leaves is not None
                and (start, end, leaves, arrives) not in self.rides,
            }
            for why, is_wrong in wrong.items():
                if is_wrong:
                    return why
            moment, at, walked = moment + arrives if leaves is None else arrives, end, leaves is None
        return "an arrival that its legs do not make" if at != ends[1] or moment > arrive else None

    def why_missed(self, legs: Legs) -> str:
        """Return what is particular in the lines of a journey that a planner does not find."""
        trips = [self.trips[self.rides[leg]] for leg in legs if leg[2] is not None]  # type: ignore[index]
        stops = [tuple(stop for stop, _, _ in passages) for passages in trips]
        if any(len(set(one)) < len(one) for one in stops):
            return "a line that passes twice at a stop"
        if any(one in self.overtaken for one in stops):
            return "a line on which one trip overtakes another"
        return NOTHING


def _seconds(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return 3600 * hours + 60 * minutes + seconds


def _overtake(times: np.ndarray) -> bool:
    ordered = times[np.lexsort(times.T[::-1])]
    return bool((np.diff(ordered, axis=0) < 0).any())


def told_legs(journey: Journey, asked: Asked, ends: tuple[int, int]) -> Legs:
    """Return the legs of a journey of ours as those of the peers; a walk to a door ends at its stop."""
    legs: Legs = []
    for leg in journey.legs:
        start, end = (
            asked.names[stop if stop is not None else end]
            for stop, end in zip((leg.from_stop, leg.to_stop), ends, strict=True)
        )
        walk = leg.line is None
        legs.append(
            (start, end, None if walk else leg.leaves_s, leg.arrives_s - leg.leaves_s if walk else leg.arrives_s)
        )
    return legs


@dataclass(frozen=True)
class Peer:
    """A planner of npm, the folder it is in and the feed it reads."""

    name: str
    folder: Path
    feed: Path

    def legs(self, asked: Asked, asks: list[tuple[int, int, int]]) -> list[Legs | None]:
        """Return the legs of its journeys, None where it tells none: from a stop to a stop, leaving at a moment."""
        told = theirs(self.name, self.folder, self.feed, asked, asks)["legs"] if asks else []
        return [None if legs is None else [tuple(leg) for leg in legs] for legs in told]

    def again(self, asked: Asked, asks: list[tuple[int, int, int]]) -> list[float | None]:
        """Return its arrivals, made to look at every trip of a line each time; None where it cannot be made to."""
        again: list[float | None] = theirs(self.name, self.folder, self.feed, asked, asks)["again"] if asks else []
        return again


def explained(peer: Peer, asked: Asked, mine: np.ndarray, found: np.ndarray, published: Published) -> None:
    """Print how many questions differ by more than a minute, why, and every pair of stops that does."""
    apart = np.abs(np.where(np.isinf(mine), 1e9, mine) - np.where(np.isinf(found), 1e9, found))
    rows = [tuple(map(int, row)) for row in np.argwhere(apart > MINUTE)]
    print(
        f"  {np.mean(apart == 0):.2%} of {apart.size:,} arrivals to the second, {len(rows):,} more than a minute apart"
    )
    asks = [(asked.origins[one], asked.targets[other], asked.departures[at]) for one, at, other in rows]
    why = why_later(
        peer, asked, published, {ask: found[row] for row, ask in zip(rows, asks, strict=True) if mine[row] > found[row]}
    )
    why |= why_earlier(
        peer, asked, published, {ask: mine[row] for row, ask in zip(rows, asks, strict=True) if mine[row] < found[row]}
    )
    for reason, count in Counter(why.values()).most_common():
        print(f"    {count:6,} {reason}")
    pairs: dict[tuple[int, int], Counter[str]] = {}
    for (start, end, _), reason in why.items():
        pairs.setdefault((start, end), Counter())[reason] += 1
    for (start, end), counts in sorted(pairs.items(), key=lambda item: -item[1].total()):
        said = "; ".join(f"{count} × {reason}" for reason, count in counts.most_common())
        print(f"      {asked.names[start]} → {asked.names[end]}: {said}")


Ask = tuple[int, int, int]
"""A stop, another, and a moment at which one leaves."""


def why_later(peer: Peer, asked: Asked, published: Published, arrivals: dict[Ask, float]) -> dict[Ask, str]:
    """Return why arrivals of a planner that are earlier than ours are none: its legs are held to what is published."""
    out = {}
    for (ask, arrival), legs in zip(arrivals.items(), peer.legs(asked, list(arrivals)), strict=True):
        ends = asked.names[ask[0]], asked.names[ask[1]]
        wrong = "no legs" if legs is None else published.wrong(legs, ask[2], int(arrival), ends)
        out[ask] = f"here later: theirs has {wrong}" if wrong else "here later: THEIRS CAN BE MADE"
    return out


def why_earlier(peer: Peer, asked: Asked, published: Published, arrivals: dict[Ask, float]) -> dict[Ask, str]:
    """Return what a planner does not see in the journeys of ours that arrive earlier, held to what is published."""
    out: dict[Ask, str] = {}
    repaired = dict(zip(arrivals, peer.again(asked, list(arrivals)), strict=True))
    walked: list[tuple[Ask, Ask, int]] = []
    for ask, arrival in arrivals.items():
        start, end, leave = ask
        alone = Asked(asked.table, asked.walks, asked.names, [start], [end], [leave], asked.day)
        journey = journey_leaving(asked.table, alone.doors([start]), leave, limit_s=LIMIT_S, most_changes=MOST_CHANGES)
        own = told_legs(journey, asked, (start, end)) if journey else []
        wrong = published.wrong(own, leave, int(arrival), (asked.names[start], asked.names[end]))
        if wrong:
            out[ask] = f"here earlier: OURS HAS {wrong}"
            continue
        again = repaired[ask]
        if again is not None and again <= arrival:
            out[ask] = (
                "here earlier, published: found there too, once it looks at every trip of a line at each boarding"
            )
            continue
        out[ask] = f"here earlier, published: {published.why_missed(own)}"
        for leg, after in pairwise(own):
            if leg[2] is not None and after[2] is None:
                walked.append((ask, (start, asked.names.index(leg[1]), leave), leg[3]))
    for (ask, _, arrival), legs in zip(walked, peer.legs(asked, [to for _, to, _ in walked]), strict=True):
        if legs and legs[-1][2] is None and _ends(legs, ask[2]) <= arrival and out[ask].endswith(NOTHING):
            out[ask] = "here earlier, published: a walk from a stop that it had walked to, from which it walks no more"
    return out


def _ends(legs: Legs, leave: int) -> int:
    """Return when a journey ends."""
    moment = leave
    for _, _, leaves, arrives in legs:
        moment = moment + arrives if leaves is None else arrives
    return moment


def main() -> None:
    """Ask everyone the same questions, then explain what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feeds", type=Path)
    parser.add_argument("--node", type=Path, default=Path())
    parser.add_argument("--every", type=int, default=40, help="one point of departure in so many")
    given = parser.parse_args()
    asked, feeds = asked_of(given.feeds, given.every, date(2019, 5, 14), range(13 * 3600, 15 * 3600, MINUTE))
    print(f"load {os.getloadavg()[0]:.1f}; {len(asked.origins)} × {len(asked.targets)} stops, ", end="")
    print(f"{len(asked.departures)} departures, {len(asked.walks[0]):,} walks between {asked.table.n_stops:,} stops")
    mine, wall, processor = ours(asked, workers=1)
    print(f"here, one thread: {wall:.3f} s, processor {processor:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "common.zip"
        write_common_feed(feed, given.feeds, feeds, asked)
        published = Published(feed, asked.day)
        for peer in PEERS:
            if not (given.node / "node_modules" / peer).is_dir():
                print(f"{peer}: not there (npm install {peer} in {given.node})")
                continue
            answer = theirs(peer, given.node, feed, asked, [])
            found = np.array(answer["arrivals"], dtype=np.float64)
            found[np.isnan(found) | (found > np.array(asked.departures)[:, None] + LIMIT_S)] = np.inf
            print(
                f"{peer} {answer['version']}: {answer['wall_s']:.2f} s, processor {answer['processor_s']:.2f} s "
                f"(reading {answer['prepare_s']:.1f} s) | ratio {answer['wall_s'] / wall:.0f}, "
                f"processor {answer['processor_s'] / processor:.0f}"
            )
            explained(Peer(peer, given.node, feed), asked, mine, found, published)


if __name__ == "__main__":
    main()
