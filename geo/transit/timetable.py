"""The timetable of a day in flat arrays: patterns of stops, trips that never overtake, ways from stop to stop."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from geo.errors import BadInputError
from geo.routing.jit import frozen
from geo.schema import BoolArray, CodeArray, FloatArray, IntArray
from geo.transit.feed import DAY_S, Feed

LAST_S = 36 * 3600
"""The end of the timetable, in seconds of the day: the night after it and the next morning."""

Walks = tuple[IntArray, IntArray, IntArray]
"""Pairs of points within a walk: positions of both, and whole seconds."""

_TIMED, _TIMES_TOLD, _FORBIDDEN = "1", "2", "3"

_ARRAYS = (
    *("stop_lon", "stop_lat", "pattern_start", "pattern_stop", "boards", "alights", "pattern_trips", "time_start"),
    *("arrival", "departure", "line", "at_start", "at_pattern", "at_position", "change_start", "change_stop"),
    "change_s",
)


@dataclass(frozen=True, eq=False)
class Timetable:
    """All that runs from the night before a day to the morning after; times in seconds of the day, int32.

    Attributes
    ----------
    stop_lon, stop_lat
        float64, shape (stops,): degrees.
    stop_names, lines
        Texts: of each stop, and of the lines that ``line`` numbers.
    pattern_start
        int32, shape (patterns + 1,): where the stops of each pattern begin in ``pattern_stop``, ``boards``, ``alights``
        (whether one may get on, or off, there).
    pattern_trips, line
        int32, shape (patterns,): how many trips follow each pattern, none overtaking another, and on which line.
    time_start
        int64, shape (patterns,): where the times of a pattern begin in ``arrival`` and ``departure``; that of its trip
        ``t`` at its stop ``i`` is ``i × trips + t`` farther.
    at_start, at_pattern, at_position
        The patterns at each stop, as rows of one after the other: which, and where along it.
    change_start, change_stop, change_s
        The ways from each stop to board elsewhere, or again at the same stop, and the seconds that they take.
    day, first_day, last_day
        The day, and those between which every feed of it is valid.
    """

    stop_lon: FloatArray
    stop_lat: FloatArray
    pattern_start: CodeArray
    pattern_stop: CodeArray
    boards: BoolArray
    alights: BoolArray
    pattern_trips: CodeArray
    time_start: IntArray
    arrival: CodeArray
    departure: CodeArray
    line: CodeArray
    at_start: CodeArray
    at_pattern: CodeArray
    at_position: CodeArray
    change_start: CodeArray
    change_stop: CodeArray
    change_s: CodeArray
    stop_names: tuple[str, ...]
    lines: tuple[str, ...]
    day: date
    first_day: date
    last_day: date

    @property
    def n_stops(self) -> int:
        """How many stops there are, served that day or not."""
        return len(self.stop_lon)

    @property
    def n_trips(self) -> int:
        """How many trips run, those of the night before and of the morning after included."""
        return int(self.pattern_trips.sum())

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name: what :func:`timetable_of` takes back."""
        return {name: getattr(self, name) for name in _ARRAYS}

    @property
    def said(self) -> dict[str, object]:
        """The rest, as plain values."""
        days = {name: getattr(self, name).isoformat() for name in ("day", "first_day", "last_day")}
        return {"stop_names": list(self.stop_names), "lines": list(self.lines), **days}

    def served(self) -> BoolArray:
        """Return which stops some trip serves."""
        return np.diff(self.at_start) > 0


@lru_cache(maxsize=2)
def backward(timetable: Timetable) -> Timetable:
    """Return a timetable in which time runs backwards: its seconds are negative, its trips go from their end."""
    one, length = timetable, np.diff(timetable.pattern_start)
    position = np.arange(len(one.pattern_stop)) - np.repeat(one.pattern_start[:-1], length)
    turned = np.repeat(one.pattern_start[1:], length) - 1 - position
    # Times stand in blocks, one per pattern: each, read from its end, has both stops and trips in the other order.
    size = length.astype(np.int64) * one.pattern_trips
    at = np.arange(len(one.arrival)) - np.repeat(one.time_start, size)
    times = np.repeat(one.time_start + size, size) - 1 - at
    from_stop = np.repeat(np.arange(one.n_stops), np.diff(one.change_start))
    order = np.lexsort((from_stop, one.change_stop))
    arrays: dict[str, Any] = {
        "pattern_stop": one.pattern_stop[turned],
        "boards": one.alights[turned],
        "alights": one.boards[turned],
        "arrival": -one.departure[times],
        "departure": -one.arrival[times],
        "at_position": (length[one.at_pattern] - 1 - one.at_position).astype(np.int32),
        "change_start": np.searchsorted(one.change_stop[order], np.arange(one.n_stops + 1)).astype(np.int32),
        "change_stop": from_stop[order].astype(np.int32),
        "change_s": one.change_s[order],
    }
    frozen_arrays: dict[str, Any] = {name: frozen(array) for name, array in arrays.items()}
    return replace(timetable, **frozen_arrays)


def joined_timetables(one: Timetable, other: Timetable, between: Walks, *, slack_s: int) -> Timetable:
    """Return two timetables of a day as one, the stops of the second after those of the first.

    The day and its limits are those of the first.

    Parameters
    ----------
    between
        Walks from stops of the first to stops of the second; one walks as fast back.
    slack_s
        Seconds to board besides the walk.
    """
    stops, patterns = one.n_stops, len(one.pattern_trips)
    near, far, seconds = between
    ways = [(timetable.change_start, timetable.change_stop, timetable.change_s) for timetable in (one, other)]
    table = np.concatenate(
        [
            *(
                np.column_stack([np.repeat(np.arange(len(start) - 1), np.diff(start)) + shift, to + shift, time])
                for (start, to, time), shift in zip(ways, (0, stops), strict=True)
            ),
            np.column_stack([near, far + stops, seconds + slack_s]),
            np.column_stack([far + stops, near, seconds + slack_s]),
        ]
    )
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    shifts: dict[str, int] = {
        "pattern_start": int(one.pattern_start[-1]),
        "pattern_stop": stops,
        "time_start": len(one.arrival),
        "line": len(one.lines),
        "at_start": int(one.at_start[-1]),
        "at_pattern": patterns,
    }
    joined: dict[str, Any] = {}
    for name in _ARRAYS:
        if name.startswith("change"):
            continue
        first, second = getattr(one, name), getattr(other, name)
        second = second + shifts[name] if name in shifts else second
        # Arrays of where things begin end with where the last one stops, which is where the first of the others begins.
        first = first[:-1] if name in {"pattern_start", "at_start"} else first
        joined[name] = frozen(np.concatenate([first, second]).astype(first.dtype))
    joined["change_start"] = frozen(np.searchsorted(table[:, 0], np.arange(stops + other.n_stops + 1)).astype(np.int32))
    joined["change_stop"], joined["change_s"] = (frozen(table[:, at].astype(np.int32)) for at in (1, 2))
    return replace(one, **joined, stop_names=one.stop_names + other.stop_names, lines=one.lines + other.lines)


def timetable_of(arrays: Mapping[str, np.ndarray], said: Mapping[str, object]) -> Timetable:
    """Return a timetable from what it told of itself: ``arrays`` and ``said``.

    Raises
    ------
    KeyError, TypeError, ValueError
        When something is missing, or is something else.
    """
    texts = {name: tuple(map(str, _listed(said[name]))) for name in ("stop_names", "lines")}
    days = {name: date.fromisoformat(str(said[name])) for name in ("day", "first_day", "last_day")}
    return Timetable(**{name: frozen(arrays[name]) for name in _ARRAYS}, **texts, **days)  # type: ignore[arg-type]


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def build_timetable(
    feeds: Sequence[Feed], day: date, *, slack_s: int, walks: Callable[[pd.DataFrame], Walks]
) -> Timetable:
    """Return the timetable of a day from one feed or several; their identifiers never meet.

    Trips of the night before that still run after midnight, and those of the next morning, are in it. A trip that is
    repeated (``frequencies.txt``) leaves at the first time of each of its periods, then at every interval, the end
    excluded.

    Parameters
    ----------
    slack_s
        Seconds to board again at a stop where the feed does not say.
    walks
        From stops (``lon``, ``lat``), the pairs within a walk of one another.

    Raises
    ------
    BadInputError
        ``transit-no-service`` when nothing runs that day, with ``first`` and ``last``, the days of the feeds.
    """
    stops = pd.concat([feed.stops for feed in feeds], ignore_index=True)
    first = np.cumsum([0, *(len(feed.stops) for feed in feeds)])
    runs = [_runs(feed, day, int(offset)) for feed, offset in zip(feeds, first, strict=False)]
    today = sum(len(_trips_on(feed, day)) for feed in feeds)
    if not today:
        days = {"first": min(feed.first_day for feed in feeds), "last": max(feed.last_day for feed in feeds)}
        raise BadInputError("transit-no-service", day=day.isoformat(), **{k: v.isoformat() for k, v in days.items()})
    lines: dict[str, int] = {}
    patterns = [
        (key, lines.setdefault(line, len(lines)), arrival, departure)
        for key, line, arrival, departure in _patterns([run for feed_runs in runs for run in feed_runs])
    ]
    changes = _changes(feeds, first, stops, walks, slack_s)
    return _flat(stops, patterns, changes, tuple(lines), (day, *_validity(feeds)))


_Run = tuple[bytes, str, IntArray, IntArray]
"""A trip of the day: its stops and where one may board and alight (as bytes), its line, arrivals and departures."""


def _validity(feeds: Sequence[Feed]) -> tuple[date, date]:
    """Return the days between which all feeds are valid; those of the first where they have none in common."""
    first, last = max(feed.first_day for feed in feeds), min(feed.last_day for feed in feeds)
    return (first, last) if first <= last else (feeds[0].first_day, feeds[0].last_day)


def _trips_on(feed: Feed, day: date) -> IntArray:
    service = feed.trips["service"].to_numpy(dtype=np.int64)
    runs = np.append(feed.services_on(day), False)[service]
    told = np.bincount(feed.stop_times.trip, minlength=len(feed.trips)) > 0
    found: IntArray = np.flatnonzero(runs & told)
    return found


def _runs(feed: Feed, day: date, offset: int) -> list[_Run]:
    """Return the trips of the day, of the evening before and of the morning after, those repeated told one by one."""
    passages = feed.stop_times
    begins = np.searchsorted(passages.trip, np.arange(len(feed.trips) + 1))
    frequencies = feed.frequencies
    repeated = {int(trip): frequencies[frequencies["trip"] == trip] for trip in frequencies["trip"].unique()}
    lines = feed.trips["line"].to_numpy()
    runs: list[_Run] = []
    for shift in (-DAY_S, 0, DAY_S):
        for trip in _trips_on(feed, day + timedelta(days=shift // DAY_S)).tolist():
            part = slice(begins[trip], begins[trip + 1])
            arrival, departure = passages.arrival_s[part], passages.departure_s[part]
            starts = _starts(repeated[trip]) - int(departure[0]) + shift if trip in repeated else np.array([shift])
            last, leaves = arrival[-1], departure[0]
            starts = starts[(starts + last >= 0) & (starts + leaves <= LAST_S)]
            if not len(starts):
                continue
            key = (passages.stop[part] + offset).astype(np.int64).tobytes()
            key += passages.boards[part].tobytes() + passages.alights[part].tobytes()
            runs += [(key, str(lines[trip]), arrival + start, departure + start) for start in starts]
    return runs


def _starts(frequencies: pd.DataFrame) -> IntArray:
    values = zip(frequencies["start_s"], frequencies["end_s"], frequencies["headway_s"], strict=True)
    starts = [np.arange(start, end, headway) for start, end, headway in values]
    return np.unique(np.concatenate(starts)).astype(np.int64)


def _patterns(runs: list[_Run]) -> list[tuple[bytes, str, IntArray, IntArray]]:
    """Return the trips by stops and line, in order, in as many patterns as needed for none to overtake another.

    Arrivals and departures have shape (trips, stops).
    """
    together: dict[tuple[bytes, str], list[tuple[IntArray, IntArray]]] = {}
    for key, line, arrival, departure in runs:
        together.setdefault((key, line), []).append((arrival, departure))
    found = []
    for (key, line), trips in together.items():
        arrival, departure = (np.array(times) for times in zip(*trips, strict=True))
        both = np.hstack([departure, arrival])
        order = np.lexsort(both.T[::-1])
        chains = (order[chain] for chain in _chains(both[order]))
        found += [(key, line, arrival[rows], departure[rows]) for rows in chains]
    return found


def _chains(times: IntArray) -> list[list[int]]:
    """Return rows, sorted, in chains in which every time is no earlier than that of the row before."""
    if (times[1:] >= times[:-1]).all():
        return [list(range(len(times)))]
    chains: list[list[int]] = []
    for row in range(len(times)):
        for chain in chains:
            if (times[row] >= times[chain[-1]]).all():
                chain.append(row)
                break
        else:
            chains.append([row])
    return chains


def _changes(
    feeds: Sequence[Feed], first: IntArray, stops: pd.DataFrame, walks: Callable[[pd.DataFrame], Walks], slack_s: int
) -> Walks:
    """Return the ways from stop to stop: as the feeds tell them, else by walking; and at each stop, the time to change.

    A walk to another stop takes its time and the time to change.
    """
    one, other, seconds = walks(stops)
    here = np.arange(len(stops))
    apart = one != other
    table = pd.DataFrame(
        {
            "one": np.concatenate([here, one[apart]]),
            "other": np.concatenate([here, other[apart]]),
            "seconds": np.concatenate([np.full(len(here), slack_s), seconds[apart] + slack_s]),
        }
    )
    told = [_told_changes(feed, int(offset)) for feed, offset in zip(feeds, first, strict=False)]
    # What a feed tells comes last, and of that the most precise: from a stop rather than from its station.
    table = pd.concat([table, *told], ignore_index=True).drop_duplicates(["one", "other"], keep="last")
    table = table[table["seconds"] >= 0].sort_values(["one", "other"])
    return tuple(table[name].to_numpy(dtype=np.int64) for name in ("one", "other", "seconds"))  # type: ignore[return-value]


def _told_changes(feed: Feed, offset: int) -> pd.DataFrame:
    """Return what ``transfers.txt`` says: seconds between stops, -1 where it forbids the change."""
    rows = feed.transfers
    kind = rows["kind"].astype(str)
    seconds = rows["seconds"].to_numpy(dtype=np.float64)
    value = np.select(
        [kind == _FORBIDDEN, kind == _TIMED, (kind == _TIMES_TOLD) & ~np.isnan(seconds)], [-1.0, 0.0, seconds], np.nan
    )
    row_of = pd.Series(range(len(feed.stops)), index=feed.stops["stop_id"])
    inside = feed.stops.reset_index().groupby("station")["index"].apply(list).drop("", errors="ignore")
    found: list[tuple[int, int, int, float]] = []
    for from_id, to_id, worth in zip(rows["from_stop"], rows["to_stop"], value, strict=True):
        if np.isnan(worth):
            continue
        ends = [inside[end] if end in inside.index else [row_of[end]] for end in (from_id, to_id)]
        precise = 2 - sum(end in inside.index for end in (from_id, to_id))
        found += [(precise, offset + one, offset + other, worth) for one in ends[0] for other in ends[1]]
    table = pd.DataFrame(found, columns=["precise", "one", "other", "seconds"]).sort_values("precise", kind="stable")
    return table[["one", "other", "seconds"]]


def _flat(
    stops: pd.DataFrame,
    patterns: list[tuple[bytes, int, IntArray, IntArray]],
    changes: Walks,
    lines: tuple[str, ...],
    days: tuple[date, date, date],
) -> Timetable:
    sizes = np.array([arrival.shape for _, _, arrival, _ in patterns], dtype=np.int64).reshape(-1, 2)
    length = sizes[:, 1]
    read = [
        (np.frombuffer(key[: 8 * n], np.int64), *(np.frombuffer(key[at * n : (at + 1) * n], np.bool_) for at in (8, 9)))
        for (key, *_), n in zip(patterns, length.tolist(), strict=True)
    ]
    pattern_stop, boards, alights = (np.concatenate(part) for part in zip(*read, strict=True))
    starts = np.append(0, np.cumsum(length))
    pattern = np.repeat(np.arange(len(patterns)), length)
    position = np.arange(len(pattern)) - starts[pattern]
    order = np.argsort(pattern_stop, kind="stable")
    one, other, seconds = changes
    ranks = np.arange(len(stops) + 1)
    day, first_day, last_day = days
    arrays = {
        "stop_lon": stops["lon"].to_numpy(np.float64),
        "stop_lat": stops["lat"].to_numpy(np.float64),
        "pattern_start": starts.astype(np.int32),
        "pattern_stop": pattern_stop.astype(np.int32),
        "boards": boards,
        "alights": alights,
        "pattern_trips": sizes[:, 0].astype(np.int32),
        "time_start": np.append(0, np.cumsum(sizes.prod(axis=1)))[:-1].astype(np.int64),
        "arrival": np.concatenate([arrival.T.ravel() for _, _, arrival, _ in patterns]).astype(np.int32),
        "departure": np.concatenate([departure.T.ravel() for *_, departure in patterns]).astype(np.int32),
        "line": np.array([line for _, line, _, _ in patterns], dtype=np.int32),
        "at_start": np.searchsorted(pattern_stop[order], ranks).astype(np.int32),
        "at_pattern": pattern[order].astype(np.int32),
        "at_position": position[order].astype(np.int32),
        "change_start": np.searchsorted(one, ranks).astype(np.int32),
        "change_stop": other.astype(np.int32),
        "change_s": seconds.astype(np.int32),
    }
    return Timetable(
        **{name: frozen(array) for name, array in arrays.items()},
        stop_names=tuple(stops["name"].astype(str)),
        lines=lines,
        day=day,
        first_day=first_day,
        last_day=last_day,
    )
