"""The public transport of a territory in the user's workspace: built once from its feeds, opened at once afterwards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pandas as pd

from geo.errors import BadInputError, MissingFileError
from geo.files.atomic import atomic_path, remove_whole, write_atomic
from geo.files.issues import Findings
from geo.paths import workspace_folder
from geo.roads.covered_area import CoveredArea, area_along, area_arrays, area_of, joined_area
from geo.roads.snapping import projection
from geo.roads.territory_roads import Roads
from geo.routing import archive
from geo.schema import BoolArray
from geo.transit.feed import Feed, read_feed
from geo.transit.profile import HOURS_FILE, FeedDays, Hours, TransitProfile, load_transit_profile
from geo.transit.timetable import Timetable, Walks, build_timetable, joined_timetables, timetable_of
from geo.transit.walking import Walking, walking_in
from geo.workspace.rights import OWNER, Person, require
from geo.workspace.territory import Territory

TransitProgress = Callable[[str, float], None]
"""Told the key of the step and the share of the whole that is done, 0 to 1."""

NEAR_DAYS = 28
"""Among how many days that of a timetable is chosen where none is asked for."""

FORMAT = 1
_FILE = "timetable.bin"
_SAID = ("feeds", "issues", "walks_by", "built_on")


@dataclass(frozen=True, eq=False)
class Transit:
    """The timetable of a territory, ready to be asked.

    ``area`` is where its lines pass: elsewhere, it knows nothing. ``feeds`` tells of each feed ``file``, ``publisher``,
    ``first_day``, ``last_day``, ``stops`` and ``trips`` (of the day); ``issues`` what was found in them (``rule``,
    ``row``, ``column``, ``severity``, ``feed``, ``values``). ``walks_by`` says what walks from stop to stop followed.
    """

    timetable: Timetable
    area: CoveredArea
    walking: Walking
    feeds: tuple[Mapping[str, Any], ...]
    issues: tuple[Mapping[str, Any], ...]
    walks_by: str
    built_on: str

    @property
    def profile(self) -> TransitProfile:
        """What is assumed of those who travel."""
        return self.walking.profile

    @property
    def source(self) -> str:
        """Who published the timetable, and its day."""
        return f"{self.publishers}, {self.timetable.day.isoformat()}"

    @property
    def publishers(self) -> str:
        """Who published the timetable."""
        return ", ".join(dict.fromkeys(str(feed["publisher"]) for feed in self.feeds))

    @property
    def feed_days(self) -> FeedDays:
        """Of which day it is, and when its feeds are valid."""
        table, day = self.timetable, self.timetable.day.isoformat()
        lacking = [str(feed["file"]) for feed in self.feeds if not feed["first_day"] <= day <= feed["last_day"]]
        return FeedDays(day, table.first_day.isoformat(), table.last_day.isoformat(), tuple(lacking))

    @property
    def stops(self) -> pd.DataFrame:
        """``lon``, ``lat`` of every stop that is served that day, in order; NaN for the others."""
        served = self.timetable.served()
        places = {"lon": self.timetable.stop_lon, "lat": self.timetable.stop_lat}
        return pd.DataFrame({name: np.where(served, values, np.nan) for name, values in places.items()})

    def covers(self, points: pd.DataFrame) -> BoolArray:
        """Return which points (``lon``, ``lat`` in degrees) the timetable speaks of: where its lines pass."""
        return self.area.holds(points)


def build_transit(
    territory: Territory,
    files: Sequence[Path],
    *,
    extent: tuple[float, float, float, float],
    day: date | None = None,
    accept: Callable[[Callable[[pd.DataFrame], BoolArray]], None] | None = None,
    progress: TransitProgress | None = None,
    person: Person = OWNER,
) -> Transit:
    """Build the timetable of a day from feeds, and keep it in the workspace in place of the one before.

    Parameters
    ----------
    files
        One ZIP per feed.
    extent
        West, south, east, north of the territory, in degrees: some stop must be near it.
    day
        The day of the timetable; None: the working day on which most trips run, the nearest to today that the feeds
        know.
    accept
        Given what tells which points (``lon``, ``lat``) the feeds cover, before anything is kept; it may raise to stop.
    progress
        Told of every step.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``missing-file``.
    BadLinesError
        A rule of ``geo.files.issues.FEED_RULES`` that is an error, with the issues.
    BadInputError
        ``transit-no-feed``, ``transit-same-feed``, ``transit-no-service``, ``transit-elsewhere``.
    """
    require(person, "write")
    tell = progress or (lambda _step, _share: None)
    if not files:
        raise BadInputError("transit-no-feed")
    feeds: list[Feed] = []
    issues: list[dict[str, Any]] = []
    contents: dict[str, Path] = {}
    for number, path in enumerate(files):
        tell("read", 0.6 * number / len(files))
        feed, found = _read(path)
        issues += found
        feeds.append(feed)
        with path.open("rb") as content:
            same = contents.setdefault(file_digest(content, "sha256").hexdigest(), path)
        if same is not path:
            raise BadInputError("transit-same-feed", file=path.name, other=same.name)
    tell("timetable", 0.6)
    profile = load_transit_profile()
    walking = walking_in(territory, profile)
    area = _area(feeds, territory.metric_crs, extent)
    chosen = day or usual_day(feeds, today=datetime.now(UTC).date())
    timetable = build_timetable(
        feeds,
        chosen,
        slack_s=profile.slack_s,
        walks=lambda stops: walking.between(stops, stops, within_min=profile.transfer_max_min),
    )
    issues += _issues_of_day(feeds, files, chosen, timetable, walking)
    if accept is not None:
        accept(area.holds)
    tell("save", 0.95)
    said = {
        "feeds": [_about(feed, path, chosen) for feed, path in zip(feeds, files, strict=True)],
        "issues": issues,
        "walks_by": walking.by,
        "built_on": datetime.now(UTC).date().isoformat(),
    }
    values = {"format": FORMAT, "timetable": timetable.said, **said}
    path = transit_file(territory)
    with atomic_path(path) as part:
        archive.write(part, timetable.arrays | area_arrays(area), values)
    tell("done", 1.0)
    return open_transit(territory)


def has_transit(territory: Territory) -> bool:
    """Tell whether the workspace holds a timetable."""
    return transit_file(territory).is_file()


def open_transit(territory: Territory) -> Transit:
    """Open the timetable of a territory; the last ones opened stay open, until they are built anew.

    Raises
    ------
    MissingFileError
        ``transit-missing`` when none was built; ``missing-file`` for a feed of the territory's ``more_feeds``.
    BadInputError
        ``transit-damaged`` when the file is not as it was written; for one of ``more_feeds``, what `build_transit`
        says of a feed, and ``more-trips-no-service`` when it runs nothing on the day of the timetable.
    """
    path = transit_file(territory)
    if not path.is_file():
        raise MissingFileError("transit-missing", territory=territory.id)
    walking = walking_in(territory, replace(load_transit_profile(), hours=kept_hours(territory)))
    more = tuple((feed, feed.stat().st_mtime_ns) for feed in map(_there, territory.more_feeds))
    return _with_walking(path, path.stat().st_mtime_ns, more, walking)


def kept_hours(territory: Territory) -> Hours:
    """Return the hours over which times by public transport are taken: those chosen, else those of the profile.

    Raises
    ------
    BadInputError
        ``transit-hours-damaged``.
    """
    path = _hours_file(territory)
    if not path.is_file():
        return load_transit_profile().hours
    try:
        return msgspec.json.decode(path.read_bytes(), type=Hours)
    except (msgspec.MsgspecError, BadInputError, OSError) as error:
        raise BadInputError("transit-hours-damaged", file=str(path), territory=territory.id) from error


def keep_hours(territory: Territory, hours: Hours | None, *, person: Person = OWNER) -> None:
    """Choose the hours over which times by public transport are taken, for every measure; None: those of the profile.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``transit-missing`` when there is no timetable.
    BadInputError
        ``transit-no-departure`` when no moment is in them.
    FileError
        When the disk refuses.
    """
    require(person, "write")
    if not has_transit(territory):
        raise MissingFileError("transit-missing", territory=territory.id)
    if hours is None:
        _forget_hours(territory)
        return
    if not hours.moments():
        raise BadInputError("transit-no-departure")
    write_atomic(_hours_file(territory), msgspec.json.encode(hours))


def remove_transit(territory: Territory, *, person: Person = OWNER) -> None:
    """Forget the timetable of a territory.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    MissingFileError
        ``transit-missing`` when none was built.
    FileError
        When the disk refuses; the timetable stays.
    """
    require(person, "write")
    if not has_transit(territory):
        raise MissingFileError("transit-missing", territory=territory.id)
    remove_whole(transit_file(territory))
    _forget_hours(territory)


def transit_file(territory: Territory) -> Path:
    """Return the file of the workspace that holds the timetable of a territory."""
    return workspace_folder() / "transit" / territory.id / _FILE


def _hours_file(territory: Territory) -> Path:
    return transit_file(territory).with_name(HOURS_FILE)


def _forget_hours(territory: Territory) -> None:
    if _hours_file(territory).is_file():
        remove_whole(_hours_file(territory))


def usual_day(feeds: Sequence[Feed], *, today: date) -> date:
    """Return the working day on which most trips run, from today on, or among the last that the feeds know.

    The first of equals. Looked for among ``NEAR_DAYS`` days, of those that all the feeds know where there are any: from
    today where they are valid then, else from their first day when that is to come, else among their last.

    Raises
    ------
    BadInputError
        ``transit-no-service`` when nothing runs on any of them.
    """
    first, last = max(feed.first_day for feed in feeds), min(feed.last_day for feed in feeds)
    if first > last:
        first, last = min(feed.first_day for feed in feeds), max(feed.last_day for feed in feeds)
    begin = max(first, min(today, last - timedelta(days=NEAR_DAYS - 1)))
    days = [begin + timedelta(days=number) for number in range(NEAR_DAYS)]
    working = [day for day in days if day.weekday() < 5 and day <= last]
    running = [sum(_trips(feed, day) for feed in feeds) for day in working]
    if not any(running):
        told = {"first": first.isoformat(), "last": last.isoformat()}
        raise BadInputError("transit-no-service", day=begin.isoformat(), **told)
    return working[int(np.argmax(running))]


def _read(path: Path) -> tuple[Feed, list[dict[str, Any]]]:
    findings = Findings()
    feed = read_feed(path, findings)
    findings.refuse(feed=path.name)
    assert feed is not None  # noqa: S101 - without an error there is a feed
    table = findings.table().assign(feed=path.name)
    table["row"] = [None if pd.isna(row) else int(row) for row in table["row"]]
    return feed, [{str(name): value for name, value in row.items()} for row in table.astype(object).to_dict("records")]


def _trips(feed: Feed, day: date) -> int:
    """Return how many trips of a feed run on a day, each repeated one as often as it does."""
    times = np.zeros(len(feed.trips))
    times[np.unique(feed.stop_times.trip)] = 1
    rows = feed.frequencies
    repeats = -((rows["start_s"] - rows["end_s"]) // rows["headway_s"])
    runs = repeats.groupby(rows["trip"]).sum()
    times[runs.index.to_numpy(dtype=np.int64)] = runs.to_numpy(dtype=np.float64)
    on = np.append(feed.services_on(day), False)
    return int(times[on[feed.trips["service"].to_numpy(dtype=np.int64)]].sum())


def _about(feed: Feed, path: Path, day: date) -> dict[str, Any]:
    days = {"first_day": feed.first_day.isoformat(), "last_day": feed.last_day.isoformat()}
    sizes = {"stops": len(np.unique(feed.stop_times.stop)), "trips": _trips(feed, day)}
    return {"file": path.name, "publisher": feed.publisher, **days, **sizes}


def _issues_of_day(
    feeds: Sequence[Feed], files: Sequence[Path], day: date, timetable: Timetable, walking: Walking
) -> list[dict[str, Any]]:
    """Return what is to be known of the day asked: feeds that are not valid, or run nothing; stops far from streets."""
    findings: list[tuple[str, Path, dict[str, Any]]] = []
    for feed, path in zip(feeds, files, strict=True):
        told = {"day": day.isoformat(), "first": feed.first_day.isoformat(), "last": feed.last_day.isoformat()}
        if not feed.first_day <= day <= feed.last_day:
            findings.append(("feed-not-valid", path, told))
        elif not _trips(feed, day):
            findings.append(("feed-no-service-that-day", path, told))
    for at, feed in enumerate(feeds):
        for before, other in enumerate(feeds[:at]):
            same = np.intersect1d(feed.trips["trip_id"].to_numpy(str), other.trips["trip_id"].to_numpy(str))
            if len(same):
                shared = {"count": len(same), "value": str(same[0]), "other": files[before].name}
                findings.append(("feed-same-ids", files[at], shared))
    if walking.streets is not None:
        served = timetable.served()
        points = pd.DataFrame({"lon": timetable.stop_lon[served], "lat": timetable.stop_lat[served]})
        far = np.flatnonzero(~walking.streets.snapped(points).attached)
        if len(far):
            names = np.array(timetable.stop_names, dtype=object)[np.flatnonzero(served)[far]]
            value = {"count": len(far), "value": str(names[0])}
            findings.append(("feed-stops-far", files[0], value))
    return [
        {"row": None, "column": None, "rule": rule, "severity": "warning", "feed": path.name}
        | {"value": told.get("value"), "values": {**told, "file": path.name}}
        for rule, path, told in findings
    ]


def _area(feeds: Sequence[Feed], metric_crs: str, extent: tuple[float, float, float, float]) -> CoveredArea:
    """Return where lines pass, near the territory.

    Raises
    ------
    BadInputError
        ``transit-elsewhere`` when none does.
    """
    stops = pd.concat([feed.stops for feed in feeds], ignore_index=True)
    first = np.cumsum([0, *(len(feed.stops) for feed in feeds)])
    pairs = []
    for feed, offset in zip(feeds, first.tolist(), strict=False):
        passages = feed.stop_times
        follows = np.diff(passages.trip) == 0
        pairs.append(np.unique(np.column_stack([passages.stop[:-1][follows], passages.stop[1:][follows]]), axis=0))
        pairs[-1] += offset
    tail, head = np.concatenate(pairs).T
    project = projection(metric_crs)
    x, y = project(stops["lon"].to_numpy(np.float64), stops["lat"].to_numpy(np.float64))
    area = area_along(x, y, tail, head, metric_crs=metric_crs, extent=extent)
    if not area.squares.any():
        raise BadInputError("transit-elsewhere", file=", ".join(feed.name for feed in feeds))
    return area


@lru_cache(maxsize=4)
def _with_walking(path: Path, written_ns: int, more: tuple[tuple[Path, int], ...], walking: Walking) -> Transit:
    """Return a timetable and how one walks to it, the same object as long as neither changes: what it answers stays."""
    kept = path, written_ns, walking.metric_crs
    if more:
        timetable, area, said = _with_more(*kept, more, walking.streets, walking.profile)
    else:
        timetable, area, said = _opened(*kept)
    return Transit(timetable, area, walking, *(_frozen(said[name]) for name in _SAID))


@lru_cache(maxsize=2)
def _opened(path: Path, _written_ns: int, metric_crs: str) -> tuple[Timetable, CoveredArea, dict[str, Any]]:
    try:
        arrays, values = archive.read(path)
        if values["format"] != FORMAT:
            raise BadInputError("transit-damaged", file=str(path))
        # Copied: the file may be replaced while the timetable is in use.
        own = {name: np.array(array) for name, array in arrays.items()}
        area = area_of(own, metric_crs=metric_crs)
        timetable = timetable_of(own, values["timetable"])
        said = {name: values[name] for name in _SAID}
    except (ValueError, KeyError, TypeError) as error:
        raise BadInputError("transit-damaged", file=str(path)) from error
    if area is None:
        raise BadInputError("transit-damaged", file=str(path))
    return timetable, area, said


def _there(path: Path) -> Path:
    if not path.is_file():
        raise MissingFileError("missing-file", path=str(path))
    return path


@lru_cache(maxsize=4)
def _with_more(  # noqa: PLR0917 - what makes two questions the same
    path: Path,
    written_ns: int,
    metric_crs: str,
    more: tuple[tuple[Path, int], ...],
    streets: Roads | None,
    profile: TransitProfile,
) -> tuple[Timetable, CoveredArea, dict[str, Any]]:
    """Return the timetable of the workspace with the trips of more feeds, on its day."""
    base, area, said = _opened(path, written_ns, metric_crs)
    walking, day = Walking(streets, profile, metric_crs), base.day
    files, feeds, issues = [file for file, _ in more], [], list(said["issues"])
    for file in files:
        feed, found = _read(file)
        if not _trips(feed, day):
            days = {"day": day.isoformat(), "first": feed.first_day.isoformat(), "last": feed.last_day.isoformat()}
            raise BadInputError("more-trips-no-service", file=file.name, **days)
        feeds.append(feed)
        issues += found
    lon, lat = base.stop_lon, base.stop_lat
    near = float(np.nanmin(lon)), float(np.nanmin(lat)), float(np.nanmax(lon)), float(np.nanmax(lat))
    area = joined_area(area, _area(feeds, metric_crs, near))

    def walks(one: pd.DataFrame, other: pd.DataFrame) -> Walks:
        return walking.between(one, other, within_min=profile.transfer_max_min)

    added = build_timetable(feeds, day, slack_s=profile.slack_s, walks=lambda stops: walks(stops, stops))
    spots = [pd.DataFrame({"lon": one.stop_lon, "lat": one.stop_lat}) for one in (base, added)]
    joined = joined_timetables(base, added, walks(*spots), slack_s=profile.slack_s)
    told = [*said["feeds"], *(_about(feed, file, day) for feed, file in zip(feeds, files, strict=True))]
    return joined, area, said | {"feeds": told, "issues": issues}


def _frozen(value: Any) -> Any:  # noqa: ANN401 - plain values
    return tuple(value) if isinstance(value, list) else value
