"""Timetables drawn by hand, with the answers worked out by hand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import inf
from pathlib import Path

import numpy as np
import pytest

from geo.errors import BadInputError
from geo.transit.profile import Hours
from geo.transit.range_query import DoorWalks, FoundTimes, arrivals_from, percentile_times, percentile_times_before
from geo.transit.scan import NEVER
from geo.transit.territory_transit import usual_day
from geo.transit.timetable import Timetable
from tests.geo.transit.small_feeds import CALENDAR, TUESDAY, feed_of, timetable, trips, walks, write_feed

A, B, C, D = range(4)


def clock(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


def arrivals(
    table: Timetable,
    start: int,
    end: int,
    departures: Sequence[str],
    *,
    most_changes: int = 3,
    limit_min: int = 240,
    walk_s: int = 0,
) -> list[str]:
    """Return the arrivals at a stop, from another, as hours; one walks to and from stops."""
    door = DoorWalks(1, 1, walks({(0, start): walk_s}), walks({(end, 0): walk_s}), walks({}))
    found: dict[int, np.ndarray] = {}
    arrivals_from(
        table,
        door,
        [clock(one) for one in departures],
        lambda origin, out: found.update({origin: out.copy()}),
        limit_s=limit_min * 60,
        most_changes=most_changes,
    )
    return ["never" if one == NEVER else f"{one // 3600}:{one // 60 % 60:02d}" for one in found[0][:, 0].tolist()]


def test_the_first_trip_that_can_be_caught(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:10 C 8:20", "t2": "A 9:00 B 9:10 C 9:20"}))
    assert arrivals(table, A, C, ["7:59", "8:00", "8:01", "9:01"]) == ["8:20", "8:20", "9:20", "never"]


def test_walks_count_at_both_ends(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 C 8:20", "t2": "A 9:00 C 9:20"}))
    assert arrivals(table, A, C, ["7:55", "7:56"], walk_s=300) == ["8:25", "9:25"]


@pytest.mark.parametrize(("leaves", "expected"), [("8:11", "8:30"), ("8:10", "9:30")])
def test_a_change_missed_by_a_minute(tmp_path: Path, leaves: str, expected: str) -> None:
    told = {"t1": "A 8:00 B 8:10", "R2a": f"B {leaves} C 8:30", "R2b": "B 9:11 C 9:30"}
    assert arrivals(timetable(tmp_path, trips(told)), A, C, ["8:00"]) == [expected]


def test_no_more_changes_than_allowed(tmp_path: Path) -> None:
    told = {"t1": "A 8:00 B 8:10", "R2a": "B 8:20 C 8:30", "t2": "C 8:40 D 8:50", "R2slow": "A 8:05 D 10:00"}
    table = timetable(tmp_path, trips(told))
    found = [arrivals(table, A, D, ["8:00"], most_changes=most) for most in (2, 1)]
    assert found == [["8:50"], ["10:00"]]


def test_times_past_midnight(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"late": "A 23:50 B 24:20 C 25:10"}))
    assert arrivals(table, A, C, ["23:45"]) == ["25:10"]
    # Monday's trip still runs on Tuesday, an hour after midnight.
    assert arrivals(table, B, C, ["0:15"]) == ["1:10"]


def test_no_trip_of_the_evening_before_a_first_day(tmp_path: Path) -> None:
    files = trips({"late": "A 23:50 B 24:20 C 25:10"}) | {"calendar.txt": CALENDAR.replace("20261101", "20261201")}
    assert arrivals(timetable(tmp_path, files), B, C, ["0:15"]) == ["never"]


def test_a_frequency(tmp_path: Path) -> None:
    files = trips({"t1": "A 6:00 B 6:10 C 6:20"})
    files["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nt1,8:00:00,9:00:00,1200\n"
    table = timetable(tmp_path, files)
    assert arrivals(table, A, C, ["5:50", "8:01", "8:40", "8:41"]) == ["8:20", "8:40", "9:00", "never"]


def test_exceptions_of_the_calendar(tmp_path: Path) -> None:
    files = trips({"t1": "A 8:00 C 8:20"})
    other = "service_id,date,exception_type\nweek,20261201,2\n"
    with pytest.raises(BadInputError, match="transit-no-service"):
        timetable(tmp_path, files | {"calendar_dates.txt": other})
    sunday = files | {"calendar_dates.txt": "service_id,date,exception_type\nweek,20261206,1\n"}
    assert arrivals(timetable(tmp_path, sunday, day=date(2026, 12, 6)), A, C, ["8:00"]) == ["8:20"]


def test_days_told_one_by_one(tmp_path: Path) -> None:
    days = {"calendar.txt": None, "calendar_dates.txt": "service_id,date,exception_type\nweek,20261201,1\n"}
    table = timetable(tmp_path, trips({"t1": "A 8:00 C 8:20"}) | days)
    assert arrivals(table, A, C, ["8:00"]) == ["8:20"]
    assert (table.first_day, table.last_day) == (TUESDAY, TUESDAY)


def test_a_trip_that_overtakes_another(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"slow": "A 8:00 B 8:30 C 9:00", "fast": "A 8:10 B 8:20 C 8:30"}))
    assert len(table.pattern_trips) == 2
    assert arrivals(table, A, C, ["8:00", "8:10", "8:11"]) == ["8:30", "8:30", "never"]
    assert arrivals(table, A, B, ["8:00"]) == ["8:20"]


def test_where_nobody_may_board_or_alight(tmp_path: Path) -> None:
    files = trips({"t1": "A 8:00 B 8:10 C 8:20"})
    header, *rows = files["stop_times.txt"].split("\n")
    told = [header + ",pickup_type,drop_off_type", rows[0] + ",0,1", rows[1] + ",1,0", rows[2] + ",1,0"]
    table = timetable(tmp_path, files | {"stop_times.txt": "\n".join(told)})
    found = {pair: arrivals(table, *pair, ["8:00"]) for pair in ((A, B), (A, C), (B, C))}
    assert found == {(A, B): ["8:10"], (A, C): ["8:20"], (B, C): ["never"]}


def test_a_loop_is_boarded_at_either_passage(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:10 C 8:20 B 8:30 D 8:40"}))
    assert arrivals(table, B, D, ["8:05", "8:15", "8:31"]) == ["8:40", "8:40", "never"]
    assert arrivals(table, C, B, ["8:00"]) == ["8:30"]


def test_times_between_two_that_are_told(tmp_path: Path) -> None:
    files = trips({"t1": "A 8:00 B 8:10 C 8:20 D 8:30"})
    files["stop_times.txt"] = files["stop_times.txt"].replace("8:10:00,8:10:00", ",").replace("8:20:00,8:20:00", ",")
    table = timetable(tmp_path, files)
    assert arrivals(table, A, B, ["8:00"]) == ["8:10"]
    assert arrivals(table, C, D, ["8:20", "8:21"]) == ["8:30", "never"]


def test_what_a_feed_says_of_a_change(tmp_path: Path) -> None:
    told = trips({"t1": "A 8:00 B 8:10", "R2a": "B 8:15 C 8:30", "R2b": "B 8:20 C 8:40", "R2c": "D 8:12 C 8:25"})
    header = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n"
    rows = {
        "B,B,2,600": ["8:40"],
        "B,B,3,": ["never"],
        "B,D,2,120": ["8:25"],
        "B,D,1,": ["8:25"],
        "B,D,2,121": ["8:30"],
    }
    found = {row: arrivals(timetable(tmp_path, told | {"transfers.txt": header + row}), A, C, ["8:00"]) for row in rows}
    assert found == rows


def test_two_feeds_with_the_same_identifiers(tmp_path: Path) -> None:
    one, other = trips({"t1": "A 8:00 B 8:10"}), trips({"t1": "A 8:20 B 8:40"})
    table = timetable(tmp_path, one, other)
    assert (table.n_stops, len(table.pattern_trips)) == (12, 2)
    assert arrivals(table, A, B, ["8:00", "8:11"]) == ["8:10", "never"]
    assert arrivals(table, A + 6, B + 6, ["8:00"]) == ["8:40"]
    assert arrivals(table, A, B + 6, ["8:00"]) == ["never"]


def test_nothing_later_than_the_limit(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:10 C 8:20"}))
    assert arrivals(table, A, C, ["7:19", "7:20"], limit_min=60) == ["never", "8:20"]


def percentiles(  # noqa: PLR0917 - what is drawn
    table: Timetable,
    moments: Sequence[int],
    shares: Sequence[float],
    direct: Mapping[tuple[int, int], int],
    search: Callable[..., FoundTimes] = percentile_times,
    walk_s: int = 0,
) -> list[float]:
    door = DoorWalks(1, 1, walks({(0, A): walk_s}), walks({(C, 0): walk_s}), walks(direct))
    found = search(table, door, moments, limit_s=7200, most_changes=3, percentiles=shares)
    return [one / 60 for one in found.seconds[0]] if len(found.origin) else [inf] * len(shares)


def test_percentiles_over_the_departures(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 C 8:20", "t2": "A 8:30 C 8:50"}))
    # From 8:00 to 8:29: 20 minutes for the first minute, then from 49 down to 21.
    half_hour = range(clock("8:00"), clock("8:30"), 60)
    assert percentiles(table, half_hour, (50, 100, 3), {}) == [34, 49, 20]
    assert percentiles(table, half_hour, (50, 100), {(0, 0): 30 * 60}) == [30, 30]
    # From 8:25 to 8:34: six departures arrive, after 25 down to 20 minutes; four do not.
    late = range(clock("8:25"), clock("8:35"), 60)
    assert percentiles(table, late, (60, 61), {}) == [25, inf]


def test_the_last_departure_before_an_appointment(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 C 8:20", "t2": "A 8:30 C 8:50"}))

    def before(*clocks: str, walk_s: int = 0, direct: Mapping[tuple[int, int], int] | None = None) -> list[float]:
        moments = [clock(one) for one in clocks]
        return percentiles(table, moments, (50,), direct or {}, percentile_times_before, walk_s)

    # At nine: one leaves at 8:30, the ten minutes of waiting there counted. A minute early or late changes the bus.
    found = [before(one) for one in ("9:00", "8:50", "8:49", "8:20", "8:19")]
    assert found == [[30], [20], [49], [20], [inf]]
    # Five minutes on foot at both ends: the bus of 8:30 is left home for at 8:25, and leads to the door at 8:55.
    assert [before(one, walk_s=300) for one in ("9:00", "8:55", "8:54")] == [[35], [30], [59]]
    assert before("8:49", direct={(0, 0): 25 * 60}) == [25]
    # Two appointments: the median is the shorter of both times.
    assert before("9:00", "8:49") == [30]


def test_percentiles_over_the_appointments(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 C 8:20", "t2": "A 8:30 C 8:50"}))
    # From 8:20 to 8:49, twenty minutes, then 21 to 49: as for the departures from 8:00 to 8:29, the other way round.
    half_hour = range(clock("8:20"), clock("8:50"), 60)
    assert percentiles(table, half_hour, (50, 100, 3), {}, percentile_times_before) == [34, 49, 20]


def test_the_moments_of_hours() -> None:
    assert Hours(((540, 543),), 60, 50).moments() == [540 * 60, 541 * 60, 542 * 60]
    assert Hours(((840, 840), (540, 540)), 60, 50, arrives=True).moments() == [540 * 60, 840 * 60]
    with pytest.raises(BadInputError, match="transit-bad-percentile"):
        Hours(((540, 540),), 60, 101)


def test_percentiles_that_are_none(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 C 8:20"}))
    with pytest.raises(BadInputError, match="transit-bad-percentile"):
        percentiles(table, range(0, 600, 60), (0,), {})
    with pytest.raises(BadInputError, match="transit-no-departure"):
        percentiles(table, range(0), (50,), {})


def test_the_usual_day_is_one_that_all_feeds_know(tmp_path: Path) -> None:
    spring = CALENDAR.replace("20261101,20261231", "20260401,20260630")
    files = [trips({"t1": "A 8:00 B 8:10"}) | {"calendar.txt": spring}, trips({"t2": "A 8:00 B 8:10"})]
    year = CALENDAR.replace("20261101", "20260101")
    feeds = [feed_of(write_feed(tmp_path / f"{n}.zip", {**file})) for n, file in enumerate(files)]
    both = [feeds[0], feed_of(write_feed(tmp_path / "y.zip", trips({"t2": "A 8:00 B 8:10"}) | {"calendar.txt": year}))]
    # The last four weeks that both know begin on the third of June, a Wednesday.
    assert usual_day(both, today=date(2026, 12, 1)) == date(2026, 6, 3)
    # No day is known to both: any of either.
    assert usual_day(feeds, today=date(2026, 12, 1)) == TUESDAY
