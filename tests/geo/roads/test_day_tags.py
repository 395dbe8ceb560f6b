"""Tags that hold by day only, by direction, by season: what a Tuesday at ten makes of them."""

import math

import pytest

from geo.roads.profile import load_limits, load_profile, passages
from geo.roads.profile.access import stops_at
from geo.roads.profile.conditional import as_by_day

STREET = {"highway": "residential"}
OPEN, CLOSED = 25.0, math.nan


def speeds(tags, mode="car"):
    row = passages([{**STREET, **tags}], profile=load_profile(mode), limits=load_limits(), country="BE").iloc[0]
    return [row["forward_kph"], row["backward_kph"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no @ (Mo-Fr 07:00-19:00)", "no"),
        ("no @ (Mo-Fr 07:00-10:00)", None),  # ends at ten
        ("no @ (Mo-Fr 10:00-11:00)", "no"),
        ("no @ Tu", "no"),
        ("no @ (Sa,Su)", None),
        ("no @ (Sa-Tu)", "no"),
        ("no @ (Fr-Mo)", None),
        ("no @ (22:00-06:00)", None),
        ("no @ (20:00-11:00)", "no"),
        ("no @ (07:00-09:00,09:30-12:00)", "no"),
        ("no @ (Mo 08:00-18:00; Tu 08:00-18:00)", "no"),
        ("no @ (PH)", None),
        # months: what closes some of them closes, what opens some of them opens nothing
        ("no @ (Nov-Apr)", "no"),
        ("no @ (Nov 1-Apr 15)", "no"),
        ("yes @ (May-Oct)", None),
        ("no @ (Nov-Apr 20:00-06:00)", None),
        # the last that holds decides
        ("no @ (Mo-Fr 07:00-19:00); destination @ (09:00-12:00)", "destination"),
        ("no @ (Mo-Fr); yes @ (Sa,Su)", "no"),
        # anything else than a moment changes nothing
        ("no @ (weight>3.5)", None),
        ("no @ (Mo-Fr AND weight>3.5)", None),
        ("no @ snow", None),
        ("delivery", None),
        ("", None),
    ],
)
def test_a_condition_is_read_for_a_tuesday_at_ten(text, value):
    found = as_by_day({"access": "before", "access:conditional": text})
    assert found["access"] == (value or "before")


def test_conditions_close_slow_and_turn_streets():
    assert speeds({"motor_vehicle:conditional": "no @ (Mo-Sa 09:00-18:00)"}) == pytest.approx([CLOSED] * 2, nan_ok=True)
    assert speeds({"motor_vehicle:conditional": "no @ (Mo-Sa 18:00-23:00)"}) == [OPEN] * 2
    assert speeds({"motor_vehicle": "no", "motor_vehicle:conditional": "yes @ (06:00-11:00)"}) == [OPEN] * 2
    limit = {"maxspeed": "50", "maxspeed:conditional": "30 @ (Mo-Fr 07:30-18:00)"}
    assert speeds(limit) == pytest.approx([24.0] * 2)
    assert speeds({"oneway:conditional": "yes @ (Mo-Fr 07:00-19:00)"}) == pytest.approx([OPEN, CLOSED], nan_ok=True)
    assert speeds({"bicycle:conditional": "no @ (Tu)"}) == [OPEN] * 2


@pytest.mark.parametrize(
    ("tags", "mode", "expected"),
    [
        ({"vehicle:backward": "no"}, "car", [True, False]),
        ({"access:forward": "no"}, "car", [False, True]),
        ({"motor_vehicle:backward": "private", "vehicle": "yes"}, "car", [True, False]),
        ({"motorcar:forward": "yes", "access": "no"}, "car", [True, False]),
        ({"vehicle:backward": "no", "motor_vehicle": "yes"}, "car", [True, True]),  # the more specific mode decides
        ({"vehicle:backward": "no"}, "foot", [True, True]),
        ({"bicycle:backward": "no"}, "bike", [True, False]),
        ({"foot:forward": "no"}, "foot", [False, True]),
        ({"seasonal": "yes"}, "car", [False, False]),
        ({"seasonal": "no"}, "car", [True, True]),
        ({"winter_road": "yes"}, "foot", [False, False]),
        ({"ice_road": "yes"}, "bike", [False, False]),
        ({"ford": "stepping_stones"}, "car", [False, False]),
        ({"ford": "stepping_stones"}, "foot", [True, True]),
        ({"ford": "boat"}, "foot", [False, False]),
    ],
)
def test_who_may_pass_in_which_direction(tags, mode, expected):
    assert [not math.isnan(kph) for kph in speeds(tags, mode)] == expected


def test_a_ford_slows_and_stepping_stones_stop_a_car():
    assert [speeds({"ford": "yes"}, mode)[0] for mode in ("car", "bike", "foot")] == [8, 4, 2]
    assert stops_at({"ford": "stepping_stones"}, load_profile("car"))
    assert not stops_at({"ford": "yes"}, load_profile("car"))
    assert not stops_at({"ford": "stepping_stones"}, load_profile("foot"))
