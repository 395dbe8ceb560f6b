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
