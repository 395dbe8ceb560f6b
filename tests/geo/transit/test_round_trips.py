"""Going and coming back within opening hours: timetables drawn by hand, answers worked out by hand."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from geo.transit.range_query import DoorWalks
from geo.transit.round_trips import round_trips
from tests.geo.transit.small_feeds import timetable, trips, walks
from tests.geo.transit.test_hand_drawn import A, C, clock

OUT = {"out1": "A 7:00 C 7:30", "out2": "A 8:00 C 8:30", "out3": "A 10:00 C 10:30", "out4": "A 13:30 C 14:00"}
HOME = {"home1": "C 9:15 A 9:45", "home2": "C 12:00 A 12:30", "home3": "C 18:10 A 18:40"}


def asked(
    tmp_path: Path, told: dict[str, str], opening: Sequence[tuple[str, str]], *, stay_min: int = 45, direct_s: int = -1
) -> tuple[int, str, str, bool]:
    """Return the round trips from A to C, the first and last ways back, and whether one may walk."""
    direct = walks({} if direct_s < 0 else {(0, 0): direct_s})
    door = DoorWalks(1, 1, walks({(0, A): 0}), walks({(C, 0): 0}), direct)
    openings = [[(clock(one), clock(other)) for one, other in opening]]
    table = timetable(tmp_path, trips(told))
    found = round_trips(table, door, openings, stay_s=stay_min * 60, limit_s=3600, most_changes=3)
    backs = [
        "none" if np.isnan(one[0, 0]) else f"{one[0, 0] // 3600:.0f}:{one[0, 0] // 60 % 60:02.0f}"
        for one in (found.first_back, found.last_back)
    ]
    return int(found.times[0, 0]), backs[0], backs[1], bool(found.on_foot[0, 0])


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        # Both arrivals before 9:00 are one way of being there at opening; 10:30 and 14:00 are two others.
        ([("9:00", "17:00")], (3, "12:00", "18:10", False)),
        # Open at 8:00: one waits from 7:30, and is free at 8:45.
        ([("8:00", "17:00")], (4, "9:15", "18:10", False)),
        # 10:30 leaves a quarter of an hour only.
        ([("9:00", "10:45")], (1, "12:00", "18:10", False)),
        # Morning and afternoon: 10:30 is of the morning, it does not count again for the afternoon.
        ([("9:00", "12:00"), ("13:30", "17:00")], (3, "12:00", "18:10", False)),
        # 10:30 comes too late for the morning, it is the one that waits for the afternoon.
        ([("9:00", "10:00"), ("13:30", "17:00")], (3, "12:00", "18:10", False)),
        ([], (0, "none", "none", False)),
    ],
)
def test_arrivals_that_leave_time_to_stay(tmp_path: Path, opening, expected) -> None:
    assert asked(tmp_path, OUT | HOME, opening) == expected


def test_no_way_back(tmp_path: Path) -> None:
    assert asked(tmp_path, OUT, [("9:00", "17:00")]) == (0, "none", "none", False)
    # The last bus home leaves before anybody has been received.
    assert asked(tmp_path, OUT | {"home": "C 9:40 A 10:10"}, [("9:00", "17:00")]) == (0, "none", "none", False)
    assert asked(tmp_path, OUT | {"home": "C 9:45 A 10:15"}, [("9:00", "17:00")]) == (1, "9:45", "9:45", False)


def test_longer_stays(tmp_path: Path) -> None:
    found = [asked(tmp_path, OUT | HOME, [("9:00", "17:00")], stay_min=stay)[0] for stay in (0, 180, 181, 480, 481)]
    assert found == [3, 3, 2, 1, 0]


def test_on_foot(tmp_path: Path) -> None:
    assert asked(tmp_path, OUT, [("9:00", "17:00")], direct_s=1800) == (0, "none", "none", True)
    assert asked(tmp_path, OUT, [("9:00", "17:00")], direct_s=3601)[3] is False


def share(
    tmp_path: Path, told: dict[str, str], opening: Sequence[tuple[str, str]], *, stay_min: int = 45, way_min: int = 60
) -> float:
    """Return the share of the minutes at which a visit may begin at C, from A."""
    door = DoorWalks(1, 1, walks({(0, A): 0}), walks({(C, 0): 0}), walks({}))
    openings = [[(clock(one), clock(other)) for one, other in opening]]
    limits = {"stay_s": stay_min * 60, "limit_s": way_min * 60, "most_changes": 3}
    return float(round_trips(timetable(tmp_path, trips(told)), door, openings, **limits).share[0, 0])


ONE_BUS = {"out": "A 8:00 C 8:30", "home": "C 10:00 A 10:30"}


@pytest.mark.parametrize(
    ("opening", "stay_min", "way_min", "expected"),
    [
        # From 8:30, and within an hour of leaving at 8:00: until 9:00. Back home by an hour after the visit: the bus
        # of 10:00 is home at 10:30, so that one must be free from 9:30 to 10:00: visits that begin from 8:45 to 9:15.
        # Both from 8:45 to 9:00: 16 minutes of the 76 from 8:00 to 9:15.
        ([("8:00", "10:00")], 45, 60, 16 / 76),
        # Ways of an hour and a half: there until 9:30; free from 9:00 to 10:00, visits from 8:15 to 9:15, and nobody is
        # there before 8:30: 46 minutes.
        ([("8:00", "10:00")], 45, 90, 46 / 76),
        # No way as short as half an hour with the wait, but without: there at 8:30 alone, free at 10:00 alone.
        ([("8:00", "10:00")], 90, 30, 1 / 31),
        ([("8:00", "10:00")], 45, 30, 0.0),
        # Two slots: visits from 8:50 to 9:05, 16 minutes of which 11 serve; from 9:30 to 10:15, 46 of which none does.
        ([("8:50", "9:50"), ("9:30", "11:00")], 45, 60, 11 / 62),
        # One that closes too soon for a visit says nothing.
        ([("9:00", "9:30")], 45, 60, float("nan")),
    ],
)
def test_share_of_the_opening_hours(tmp_path: Path, opening, stay_min, way_min, expected) -> None:
    found = share(tmp_path, ONE_BUS, opening, stay_min=stay_min, way_min=way_min)
    assert found == pytest.approx(expected, nan_ok=True)


def test_share_without_a_way_back_or_late_at_night(tmp_path: Path) -> None:
    assert share(tmp_path, {"out": "A 8:00 C 8:30"}, [("8:00", "10:00")]) == 0
    # Half past two in the morning is the last visit of the day; no way home is looked for after three.
    night = {"out": "A 25:30 C 26:00", "home": "C 27:30 A 28:00"}
    assert share(tmp_path, night, [("26:00", "27:00")], stay_min=0) == 0


def test_share_is_what_a_plain_count_finds(tmp_path: Path) -> None:
    told = OUT | HOME | {"R2o": "A 9:05 B 9:20 C 9:50", "R2h": "C 16:00 A 16:50"}
    # The rides, as they are told: whole minutes, so that waiting decides.
    outs = [(420, 450), (480, 510), (600, 630), (810, 840), (545, 590)]
    homes = [(555, 585), (720, 750), (1090, 1120), (960, 1010)]
    for stay, way in ((45, 60), (20, 75), (0, 45), (120, 150)):
        begins = range(540, 1020 - stay + 1)
        good = [
            any(leaves >= begin - way and arrives <= begin for leaves, arrives in outs)
            and any(begin + stay <= leaves and arrives <= begin + stay + way for leaves, arrives in homes)
            for begin in begins
        ]
        assert share(tmp_path, told, [("9:00", "17:00")], stay_min=stay, way_min=way) == pytest.approx(np.mean(good))
