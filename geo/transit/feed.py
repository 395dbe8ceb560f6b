"""A public transport feed (GTFS), read and checked: what cannot be used is left out and told, file, row and column."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.issues import Findings, Refusal
from geo.schema import BoolArray, FloatArray, IntArray
from geo.transit.feed_calendar import FeedCalendar, read_calendar, read_day
from geo.transit.feed_file import FeedArchive, FeedFile

DAY_S = 86_400

_TIME = re.compile(r"(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?")
_NO = "1"
"""What ``pickup_type`` and ``drop_off_type`` say where nobody may board, or alight."""


@dataclass(frozen=True, eq=False)
class StopTimes:
    """When trips pass at stops: one row per passage, by trip, in the order of the trip; times in seconds of its day.

    ``trip`` and ``stop`` are positions in the tables of the feed. ``boards`` and ``alights`` tell whether one may.
    """

    trip: IntArray
    stop: IntArray
    arrival_s: IntArray
    departure_s: IntArray
    boards: BoolArray
    alights: BoolArray

    def of(self, keep: BoolArray) -> "StopTimes":
        """Return some of the passages."""
        return StopTimes(**{name: values[keep] for name, values in vars(self).items()})


@dataclass(frozen=True, eq=False)
class Feed:
    """One feed, sound: every reference is to a row that is there.

    Attributes
    ----------
    stops
        ``stop_id``, ``name``, ``lon``, ``lat``, ``station`` (identifier of the station that it is in, or empty).
    trips
        ``trip_id``, ``line`` (short name of the line, else its long one), ``headsign``, ``service`` (code of its days).
    frequencies
        ``trip``, ``start_s``, ``end_s``, ``headway_s``: trips that are repeated rather than told one by one.
    transfers
        ``from_stop``, ``to_stop``, ``kind`` (as in ``transfers.txt``), ``seconds`` (NaN: not told).
    """

    name: str
    publisher: str
    stops: pd.DataFrame
    trips: pd.DataFrame
    stop_times: StopTimes
    frequencies: pd.DataFrame
    transfers: pd.DataFrame
    calendar: FeedCalendar
    first_day: date
    last_day: date

    def services_on(self, day: date) -> BoolArray:
        """Return which services run on a day."""
        return self.calendar.services_on(day)


def read_feed(path: Path, findings: Findings) -> Feed | None:
    """Read a feed from a ZIP; None where an error of ``findings`` says why it cannot be used.

    Parameters
    ----------
    path
        A ZIP of ``stops.txt``, ``routes.txt``, ``trips.txt``, ``stop_times.txt``, and ``calendar.txt`` or
        ``calendar_dates.txt``; ``frequencies.txt``, ``transfers.txt`` and ``feed_info.txt`` where there are.
    findings
        Where everything that is wrong is told: ``file`` among the values names the file inside the ZIP.

    Raises
    ------
    MissingFileError
        ``missing-file`` when nothing bears that name.
    """
    try:
        return _Reader(path, findings).feed()
    except Refusal as refusal:
        findings.extend([refusal.issue])
        return None


class _Reader:
    """The reading of one feed, file after file."""

    def __init__(self, path: Path, findings: Findings) -> None:
        self._findings = findings
        self._archive = FeedArchive(path, findings)
        self._name = path.stem

    def feed(self) -> Feed | None:
        before = len(self._findings.errors)
        if self._archive.has("frequencies.txt") and not self._archive.has("stop_times.txt"):
            raise Refusal("feed-frequencies-alone", value=self._name)
        stops, stop_row = self._stops()
        calendar = read_calendar(self._archive, self._findings)
        trips, trip_row = self._trips(calendar)
        stop_times = self._stop_times(stops, stop_row, trips, trip_row)
        if not len(stop_times.trip):
            raise Refusal("feed-nothing-left", value=self._name)
        used = np.bincount(stop_times.trip, minlength=len(trips)) > 0
        frequencies = self._frequencies(trip_row, used)
        transfers = self._transfers(stop_row)
        publisher, first, last = self._info(calendar)
        if len(self._findings.errors) > before:
            return None
        return Feed(self._name, publisher, stops, trips, stop_times, frequencies, transfers, calendar, first, last)

    def _stops(self) -> tuple[pd.DataFrame, pd.Series]:
        wants = ("stop_name", "location_type", "parent_station", "stop_code")
        file = self._archive.open("stops.txt", needs=("stop_id", "stop_lat", "stop_lon"), wants=wants)
        ids = file.all("stop_id")
        self._refuse_twice(file, "stop_id", ids)
        lat, lon = (self._degrees(file, column, most) for column, most in (("stop_lat", 90.0), ("stop_lon", 180.0)))
        kind = file.all("location_type")
        is_stop = np.isin(kind, ("", "0"))
        zero = (lat == 0) & (lon == 0)
        self._tell("feed-coordinates-zero", np.flatnonzero(zero & is_stop), file, "stop_lat", ids)
        nowhere = ((file.all("stop_lat") == "") | (file.all("stop_lon") == "")) & is_stop
        self._tell("feed-stop-nowhere", np.flatnonzero(nowhere), file, "stop_lat", ids)
        lost = zero | np.isnan(lat) | np.isnan(lon)
        station = file.all("parent_station")
        parents = pd.Series(station, index=ids)
        circle = (station != "") & ((station == ids) | (pd.Series(station).map(parents).fillna("").to_numpy() == ids))
        self._tell("feed-station-circle", np.flatnonzero(circle), file, "parent_station", ids)
        stops = pd.DataFrame(
            {
                "stop_id": ids,
                "name": file.all("stop_name"),
                "lon": np.where(lost, np.nan, lon),
                "lat": np.where(lost, np.nan, lat),
                "station": np.where(circle, "", station),
            }
        )
        row = np.where(is_stop, np.arange(len(ids)), -1)
        return stops, pd.Series(row, index=ids)

    def _trips(self, calendar: FeedCalendar) -> tuple[pd.DataFrame, pd.Series]:
        routes = self._archive.open("routes.txt", needs=("route_id",), wants=("route_short_name", "route_long_name"))
        route_ids = routes.all("route_id")
        self._refuse_twice(routes, "route_id", route_ids)
        short, long = routes.all("route_short_name"), routes.all("route_long_name")
        lines = pd.Series(np.where(short != "", short, np.where(long != "", long, route_ids)), index=route_ids)
        file = self._archive.open("trips.txt", needs=("trip_id", "route_id", "service_id"), wants=("trip_headsign",))
        ids = file.all("trip_id")
        self._refuse_twice(file, "trip_id", ids)
        line = pd.Series(file.all("route_id")).map(lines)
        service = pd.Index(calendar.service_ids).get_indexer(pd.Index(file.all("service_id")))
        self._tell_unknown(file, "route_id", line.isna().to_numpy(), "routes.txt")
        self._tell_unknown(file, "service_id", service < 0, "calendar.txt")
        trips = pd.DataFrame({"trip_id": ids, "line": line, "headsign": file.all("trip_headsign"), "service": service})
        row = np.where(line.isna().to_numpy() | (service < 0), -1, np.arange(len(ids)))
        return trips, pd.Series(row, index=ids)

    def _stop_times(
        self, stops: pd.DataFrame, stop_row: pd.Series, trips: pd.DataFrame, trip_row: pd.Series
    ) -> StopTimes:
        file = self._archive.open(
            "stop_times.txt",
            needs=("trip_id", "stop_id", "stop_sequence"),
            wants=("arrival_time", "departure_time", "pickup_type", "drop_off_type", "shape_dist_traveled"),
        )
        trip, trip_known = _rows(file, "trip_id", trip_row)
        stop, stop_known = _rows(file, "stop_id", stop_row)
        self._tell_unknown(file, "trip_id", ~trip_known, "trips.txt")
        self._tell_unknown(file, "stop_id", ~stop_known, "stops.txt")
        sequence = self._numbers(file, "stop_sequence", "feed-bad-number", _whole)
        times = [self._numbers(file, f"{name}_time", "feed-bad-time", _seconds) for name in ("arrival", "departure")]
        along, _ = file.texts("shape_dist_traveled").read(_decimal)
        located = stops["lon"].notna().to_numpy()
        keep = (trip >= 0) & (stop >= 0) & ~np.isnan(sequence)
        keep[keep] = located[stop[keep]]
        order = np.lexsort((sequence, trip))
        order = order[keep[order]]
        trip, stop, sequence = trip[order], stop[order], sequence[order]
        same = (np.diff(trip) == 0) & (np.diff(sequence) == 0)
        twice = order[1:][same]
        self._tell("feed-sequence-twice", np.sort(twice), file, "stop_sequence", file.all("trip_id"))
        arrival, departure = (one[order] for one in times)
        arrival, departure = (
            np.where(np.isnan(arrival), departure, arrival),
            np.where(np.isnan(departure), arrival, departure),
        )
        lon, lat = (stops[name].to_numpy(np.float64)[stop] for name in ("lon", "lat"))
        arrival, departure = _filled(trip, arrival, departure, _distance(trip, along[order], lon, lat))
        bad = self._unusable(file, trip, arrival, departure, order, len(trips))
        no_boarding, no_alighting = (file.all(name)[order] == _NO for name in ("pickup_type", "drop_off_type"))
        good = ~bad[trip] if len(trip) else np.zeros(0, dtype=np.bool_)
        passages = StopTimes(
            trip[good],
            stop[good],
            arrival[good].astype(np.int64),
            departure[good].astype(np.int64),
            ~no_boarding[good],
            ~no_alighting[good],
        )
        self._tell_loops(passages)
        return passages

    def _unusable(  # noqa: PLR0917 - columns of one table
        self, file: FeedFile, trip: IntArray, arrival: FloatArray, departure: FloatArray, order: IntArray, n_trips: int
    ) -> BoolArray:
        """Return the trips that cannot be used, told: too short, without times at their ends, or going back in time."""
        count = np.bincount(trip, minlength=n_trips)
        ids = file.all("trip_id")

        def told(rule: str, at: BoolArray, column: str, among: BoolArray) -> BoolArray:
            found = np.bincount(trip[at], minlength=n_trips).astype(np.bool_) & among
            rows = order[np.flatnonzero(at & found[trip])] if len(trip) else order
            _, first = np.unique(ids[rows].astype(str), return_index=True)
            self._tell(rule, np.sort(rows[np.sort(first)]), file, column, ids)
            return found

        sound = np.ones(n_trips, dtype=np.bool_)
        short = told("feed-trip-short", (count == 1)[trip] if len(trip) else np.zeros(0, np.bool_), "trip_id", sound)
        timeless = told("feed-trip-timeless", np.isnan(arrival) | np.isnan(departure), "arrival_time", ~short)
        back = departure < arrival
        back[1:] |= (np.diff(trip) == 0) & (arrival[1:] < departure[:-1])
        return short | timeless | told("feed-times-back", back, "departure_time", ~short & ~timeless)

    def _tell_loops(self, passages: StopTimes) -> None:
        pairs = np.column_stack([passages.trip, passages.stop])
        again = np.unique(pairs, axis=0, return_counts=True)
        looping = np.unique(again[0][again[1] > 1][:, 0])
        if len(looping):
            self._findings.add("feed-loops", value=self._name, count=len(looping), file="stop_times.txt")

    def _frequencies(self, trip_row: pd.Series, used: BoolArray) -> pd.DataFrame:
        columns = ["trip", "start_s", "end_s", "headway_s"]
        if not self._archive.has("frequencies.txt"):
            return pd.DataFrame(columns=columns, dtype=np.int64)
        file = self._archive.open("frequencies.txt", needs=("trip_id", "start_time", "end_time", "headway_secs"))
        trip, known = _rows(file, "trip_id", trip_row)
        self._tell_unknown(file, "trip_id", ~known, "trips.txt")
        start, end = (self._numbers(file, f"{name}_time", "feed-bad-time", _seconds) for name in ("start", "end"))
        headway = self._numbers(file, "headway_secs", "feed-bad-number", _whole)
        wrong = (headway <= 0) | (end < start)
        self._tell("feed-bad-frequency", np.flatnonzero(wrong), file, "headway_secs", file.all("trip_id"))
        keep = (trip >= 0) & ~wrong & ~np.isnan(start + end + headway)
        keep[keep] = used[trip[keep]]
        values = (trip, start, end, headway)
        return pd.DataFrame({name: one[keep].astype(np.int64) for name, one in zip(columns, values, strict=True)})

    def _transfers(self, stop_row: pd.Series) -> pd.DataFrame:
        columns = ["from_stop", "to_stop", "kind", "seconds"]
        if not self._archive.has("transfers.txt"):
            return pd.DataFrame(columns=columns)
        limits = ("from_trip_id", "to_trip_id", "from_route_id", "to_route_id")
        file = self._archive.open(
            "transfers.txt", needs=("from_stop_id", "to_stop_id"), wants=("transfer_type", "min_transfer_time", *limits)
        )
        seconds = self._numbers(file, "min_transfer_time", "feed-bad-number", _whole)
        ends = [_rows(file, name, stop_row, stations=True) for name in ("from_stop_id", "to_stop_id")]
        for (_, known), name in zip(ends, ("from_stop_id", "to_stop_id"), strict=True):
            self._tell_unknown(file, name, ~known & (file.all(name) != ""), "stops.txt")
        narrow = np.zeros(file.rows, dtype=np.bool_)
        for name in limits:
            narrow |= file.all(name) != ""
        self._tell("feed-transfers-narrow", np.flatnonzero(narrow), file, None, file.all("from_stop_id"))
        keep = ends[0][1] & ends[1][1] & ~narrow
        return pd.DataFrame(
            {
                "from_stop": file.all("from_stop_id")[keep],
                "to_stop": file.all("to_stop_id")[keep],
                "kind": np.where(file.all("transfer_type") == "", "0", file.all("transfer_type"))[keep],
                "seconds": seconds[keep],
            }
        )

    def _info(self, calendar: FeedCalendar) -> tuple[str, date, date]:
        first, last = calendar.first_day, calendar.last_day
        publisher = ""
        if self._archive.has("feed_info.txt"):
            wants = ("feed_publisher_name", "feed_start_date", "feed_end_date")
            file = self._archive.open("feed_info.txt", needs=(), wants=wants)
            if file.rows:
                publisher = str(file.all("feed_publisher_name")[0])
                start, end = (read_day(str(file.all(name)[0])) for name in wants[1:])
                first, last = max(first, start or first), min(last, end or last)
        if not publisher and self._archive.has("agency.txt"):
            agency = self._archive.open("agency.txt", needs=(), wants=("agency_name",))
            publisher = ", ".join(dict.fromkeys(agency.all("agency_name")[:3])) if agency.rows else ""
        return publisher or self._name, first, max(first, last)

    def _degrees(self, file: FeedFile, column: str, most: float) -> FloatArray:
        value, wrong = file.texts(column).read(_decimal)
        wrong |= np.abs(value) > most
        self._tell("feed-bad-coordinate", np.flatnonzero(wrong), file, column, file.all(column))
        return np.where(wrong, np.nan, value)

    def _numbers(self, file: FeedFile, column: str, rule: str, reader: Callable[[str], float | None]) -> FloatArray:
        value, wrong = file.texts(column).read(reader)
        self._tell(rule, np.flatnonzero(wrong), file, column, file.all(column))
        return value

    def _refuse_twice(self, file: FeedFile, column: str, ids: NDArray[np.object_]) -> None:
        again = np.flatnonzero(pd.Series(ids).duplicated().to_numpy())
        if len(again):
            first, many = int(again[0]), len(again)
            text = str(ids[first])
            raise Refusal("feed-id-twice", row=first + 2, value=text, file=file.name, column=column, count=many)

    def _tell_unknown(self, file: FeedFile, column: str, unknown: BoolArray, other: str) -> None:
        self._tell("feed-unknown-reference", np.flatnonzero(unknown), file, column, file.all(column), other=other)

    def _tell(
        self,
        rule: str,
        rows: IntArray,
        file: FeedFile,
        column: str | None,
        texts: NDArray[np.object_],
        **values: str | float,
    ) -> None:
        """Tell one finding for all the rows that it was made on: the first of them, and how many they are."""
        if len(rows):
            first, values = int(rows[0]), {"file": file.name, "count": len(rows), **values}
            self._findings.add(rule, row=first + 2, column=column, value=str(texts[first]), **values)


def _rows(file: FeedFile, column: str, row_of: pd.Series, *, stations: bool = False) -> tuple[IntArray, BoolArray]:
    """Return the row that each text names, -1 for none that can be used, and whether it names any."""
    texts = file.texts(column)
    place = row_of.index.get_indexer(pd.Index(texts.distinct))
    row = np.where(place >= 0, row_of.to_numpy()[place], -1) if len(row_of) else place
    known = place >= 0 if stations else row >= 0
    return row[texts.code].astype(np.int64), known[texts.code]


def _seconds(text: str) -> float | None:
    found = _TIME.fullmatch(text)
    return None if found is None else int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def _decimal(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def _whole(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdigit() else None


def _distance(trip: IntArray, along: FloatArray, lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return how far each passage is along its trip: as told where all are, else from stop to stop in straight line."""
    if not len(trip):
        return np.zeros(0)
    begins = np.append(True, np.diff(trip) != 0)
    shrink = np.cos(np.radians(lat))
    step = np.hypot(np.diff(lon, prepend=lon[:1]) * shrink, np.diff(lat, prepend=lat[:1]))
    step[begins] = 0.0
    straight = np.cumsum(step)
    told = np.bincount(trip, weights=np.isnan(along)) == 0
    falls = np.append(False, np.diff(along) < 0) & ~begins
    told &= np.bincount(trip, weights=falls, minlength=len(told)) == 0
    return np.where(told[trip], along, straight)


def _filled(
    trip: IntArray, arrival: FloatArray, departure: FloatArray, along: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the times with those that are not told between two that are, in proportion to the distance."""
    known = ~np.isnan(arrival)
    if known.all() or not known.any():
        return arrival, departure
    place = np.arange(len(trip))
    before = np.maximum.accumulate(np.where(known, place, -1))
    after = np.minimum.accumulate(np.where(known, place, len(trip))[::-1])[::-1]
    gap = np.flatnonzero(~known & (before >= 0) & (after < len(trip)))
    gap = gap[(trip[before[gap]] == trip[gap]) & (trip[after[gap]] == trip[gap])]
    left, right = before[gap], after[gap]
    whole = along[right] - along[left]
    by_count = (gap - left) / (right - left)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(whole > 0, (along[gap] - along[left]) / whole, by_count)
    filled = np.rint(departure[left] + share * (arrival[right] - departure[left]))
    arrival, departure = arrival.copy(), departure.copy()
    arrival[gap] = departure[gap] = filled
    return arrival, departure
