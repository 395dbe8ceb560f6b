"""The journey told leg by leg: hand-drawn timetables, and the arrival that the engine and the plain search find."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from geo.transit.journey import Journey, journey_arriving, journey_leaving
from geo.transit.range_query import DoorWalks, arrivals_from
from geo.transit.scan import NEVER
from geo.transit.timetable import Timetable, build_timetable
from tests.geo.transit.plain_search import network_of
from tests.geo.transit.small_feeds import TUESDAY, feed_of, timetable, trips, walks, write_feed
from tests.geo.transit.test_hand_drawn import A, B, C, D, clock
from tests.geo.transit.test_same_as_plain_search import N_STOPS, pairs, told_trips
from tests.tries import tries

LIMITS = {"limit_s": 4 * 3600, "most_changes": 3}


def door(access: dict[int, int], egress: dict[int, int], direct: int | None = None) -> DoorWalks:
    """Return the walks of one origin and one target, in seconds by stop."""
    to_stops = walks({(0, stop): seconds for stop, seconds in access.items()})
    from_stops = walks({(stop, 0): seconds for stop, seconds in egress.items()})
    return DoorWalks(1, 1, to_stops, from_stops, walks({} if direct is None else {(0, 0): direct}))


def told(journey: Journey | None) -> list[str]:
    """Return legs as ``1: A 8:00 C 8:20``, a walk without a line, a door as ``-``."""

    def at(stop: int | None, second: int) -> str:
        return f"{'-' if stop is None else 'ABCDEF'[stop]} {second // 3600}:{second // 60 % 60:02d}"

    assert journey is not None
    return [
        f"{leg.line or 'walk'}: {at(leg.from_stop, leg.leaves_s)} {at(leg.to_stop, leg.arrives_s)}"
        for leg in journey.legs
    ]


def test_walk_ride_change_ride_walk(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:10", "t2": "A 8:20 B 8:30", "R2a": "B 8:35 C 8:50"}))
    found = journey_leaving(table, door({A: 300}, {C: 120}), clock("7:30"), **LIMITS)
    # The bus of 8:20 is in time for that of 8:35: nobody leaves at 7:55 to wait at B.
    assert told(found) == ["walk: - 8:15 A 8:20", "1: A 8:20 B 8:30", "2: B 8:35 C 8:50", "walk: C 8:50 - 8:52"]
    assert found is not None
    assert (found.lines, found.changes) == (("1", "2"), 1)
    assert (found.leaves_s, found.arrives_s) == (clock("8:15"), clock("8:52"))


def test_a_walk_between_two_stops(tmp_path: Path) -> None:
    files = trips({"t1": "A 8:00 B 8:10", "R2a": "C 8:14 D 8:30", "R2b": "C 8:40 D 8:50"})
    feed = feed_of(write_feed(tmp_path / "feed.zip", files))
    table = build_timetable([feed], TUESDAY, slack_s=60, walks=lambda _stops: walks({(B, C): 240}))
    found = journey_leaving(table, door({A: 0}, {D: 0}), clock("8:00"), **LIMITS)
    # Four minutes of walk and one to change: 8:15, a minute too late for the first one.
    assert told(found) == ["1: A 8:00 B 8:10", "walk: B 8:10 C 8:15", "2: C 8:40 D 8:50"]


def test_fewest_changes_of_those_as_good(tmp_path: Path) -> None:
    words = {"R2direct": "A 8:00 C 8:30", "t1": "A 8:00 B 8:10", "t2": "B 8:15 C 8:30"}
    found = journey_leaving(timetable(tmp_path, trips(words)), door({A: 0}, {C: 0}), clock("8:00"), **LIMITS)
    assert told(found) == ["2: A 8:00 C 8:30"]


@pytest.mark.parametrize(("direct", "legs"), [(25 * 60, "walk: - 7:50 - 8:15"), (31 * 60, "1: A 8:00 B 8:20")])
def test_on_foot_where_nothing_arrives_before(tmp_path: Path, direct: int, legs: str) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:20"}))
    assert told(journey_leaving(table, door({A: 0}, {B: 0}, direct), clock("7:50"), **LIMITS)) == [legs]


def test_nothing_to_take(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:20"}))
    assert journey_leaving(table, door({A: 0}, {B: 0}), clock("8:01"), **LIMITS) is None
    assert journey_leaving(table, door({}, {B: 0}), clock("8:00"), **LIMITS) is None
    assert journey_arriving(table, door({A: 0}, {B: 0}), clock("8:19"), **LIMITS) is None
    assert journey_leaving(table, door({A: 0}, {B: 0}), clock("7:00"), limit_s=79 * 60, most_changes=3) is None


def test_before_an_appointment(tmp_path: Path) -> None:
    words = {f"t{hour}": f"A {hour}:00 B {hour}:20" for hour in range(7, 12)}
    table = timetable(tmp_path, trips(words | {"R2fast": "A 9:00 B 9:10"}))
    doors = door({A: 120}, {B: 60}, 3600)
    found = [told(journey_arriving(table, doors, clock(one), **LIMITS)) for one in ("9:57", "9:11", "9:10", "9:58")]
    # The bus of nine arrives by the faster of two, as early as one can; where one may walk for an hour, that counts.
    assert found[0] == found[1] == ["walk: - 8:58 A 9:00", "2: A 9:00 B 9:10", "walk: B 9:10 - 9:11"]
    assert found[2:] == [["walk: - 8:10 - 9:10"], ["walk: - 8:58 - 9:58"]]


def test_past_midnight(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"late": "A 23:50 B 24:20 C 25:10"}))
    assert told(journey_leaving(table, door({A: 0}, {C: 0}), clock("23:45"), **LIMITS)) == ["1: A 23:50 C 25:10"]


def engine_arrival(table: Timetable, doors: DoorWalks, leave: int, **limits: int) -> int | None:
    """Return what the engine finds, a direct walk included."""
    found: dict[int, int] = {}
    arrivals_from(table, doors, [leave], lambda origin, out: found.update({origin: int(out[0, 0])}), **limits)
    on_foot = [leave + int(one) for one in doors.direct[2] if one <= limits["limit_s"]]
    return min([one for one in (found[0], *on_foot) if one != NEVER], default=None)


@tries(100, suppress_health_check=list(HealthCheck))
@given(
    words=told_trips(),
    access=st.dictionaries(st.integers(0, N_STOPS - 1), st.integers(0, 900), max_size=4),
    egress=st.dictionaries(st.integers(0, N_STOPS - 1), st.integers(0, 900), max_size=4),
    between=pairs(N_STOPS, N_STOPS),
    direct=st.sampled_from([None, 1200, 4000]),
    leave=st.integers(470, 530),
    most_changes=st.integers(0, 3),
    limit_s=st.sampled_from([1200, 3600, 14400]),
)
def test_the_arrival_is_that_of_the_engine_and_the_legs_hold(  # noqa: PLR0917 - what is drawn
    words, access, egress, between, direct, leave, most_changes, limit_s
) -> None:
    with TemporaryDirectory() as folder:
        feed = feed_of(write_feed(Path(folder) / "feed.zip", trips(words)))
    table = build_timetable([feed], TUESDAY, slack_s=60, walks=lambda _stops: walks(between))
    doors, limits = door(access, egress, direct), {"limit_s": limit_s, "most_changes": most_changes}
    moment = leave * 60
    expected = engine_arrival(table, doors, moment, **limits)
    journey = journey_leaving(table, doors, moment, **limits)
    assert (None if journey is None else journey.arrives_s) == expected
    if journey is None:
        return
    assert journey.leaves_s >= moment
    assert journey.changes <= most_changes
    assert_legs_hold(table, journey, access, egress, direct)
    # One who leaves a second later arrives later, or has no such journey.
    if journey.lines:
        after = engine_arrival(table, doors, journey.leaves_s + 1, **limits)
        assert after is None or after > journey.arrives_s
    before = journey_arriving(table, doors, journey.arrives_s, **limits)
    assert before is not None
    assert before.leaves_s >= journey.leaves_s
    assert before.arrives_s <= journey.arrives_s
    assert_legs_hold(table, before, access, egress, direct)


def assert_legs_hold(table: Timetable, journey: Journey, access, egress, direct) -> None:
    """Check every leg against the timetable read back trip by trip, and that each begins where the last one ends."""
    network = network_of(table)
    place, moment, ridden = None, journey.leaves_s, False
    for leg in journey.legs:
        assert leg.from_stop == place or (place is None and access[leg.from_stop] == 0)
        assert leg.leaves_s >= moment
        if leg.line is not None:
            if ridden:
                assert leg.leaves_s >= moment + network.changes[leg.from_stop][leg.from_stop]
            assert any(
                (leg.from_stop, leg.leaves_s, True) == (one[0], one[2], one[3])
                and (leg.to_stop, leg.arrives_s, True) == (other[0], other[1], other[4])
                for trip in network.trips
                for number, one in enumerate(trip)
                for other in trip[number + 1 :]
            )
        else:
            assert leg.leaves_s in {moment, journey.leaves_s}
            took = leg.arrives_s - leg.leaves_s
            if leg.from_stop is None:
                assert took == (direct if leg.to_stop is None else access[leg.to_stop])
            else:
                near = network.changes[leg.from_stop]
                assert took == (egress[leg.from_stop] if leg.to_stop is None else near[leg.to_stop])
        place, moment, ridden = leg.to_stop, leg.arrives_s, leg.line is not None
    assert moment == journey.arrives_s
    assert place is None or egress[place] == 0


def test_the_same_places_are_no_journey(tmp_path: Path) -> None:
    table = timetable(tmp_path, trips({"t1": "A 8:00 B 8:20"}))
    found = journey_leaving(table, door({A: 0}, {A: 0}, 0), clock("8:00"), **LIMITS)
    assert found == Journey(clock("8:00"), clock("8:00"), ())
    assert found.changes == 0
