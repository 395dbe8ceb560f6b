"""The share of births within each minute, by hand."""

import pandas as pd
import pytest

from analysis.diagnosis.reach_curves import reach_curves

NAN = float("nan")
PLACES = pd.DataFrame(
    {"place_id": ["p", "q", "r", "s", "t"], "births": [10.0, 30.0, 40.0, 20.0, NAN], "population": 1.0}
)
NEAREST = pd.DataFrame(
    {"place_id": ["p", "q", "r", "s", "t"], "zone_id": list("aabbb"), "minutes": [0.0, 2.0, 2.01, NAN, 1.0]}
).assign(comes=False)


def curve(tree, zone, **options):
    return reach_curves(PLACES, NEAREST, tree, zone_ids=[zone], **options).set_index("minutes")


def test_a_place_at_the_threshold_is_within_it(tree):
    """P holds 100 known births: 10 at 0 minutes, 30 at 2, 40 just after 2 (so within 3), 20 out of reach."""
    found = curve(tree, "P", to_min=4)
    assert found["within"].tolist() == [10, 10, 40, 80, 80]
    assert found["share"].tolist() == pytest.approx([0.1, 0.1, 0.4, 0.8, 0.8])


def test_where_a_service_comes_is_within_any_time(tree):
    """The 20 births of s are out of reach, but a service comes to them."""
    comes = NEAREST.assign(comes=NEAREST["place_id"] == "s")
    found = reach_curves(PLACES, comes, tree, zone_ids=["P"], to_min=2)
    assert found["within"].tolist() == [30, 30, 60]


def test_the_last_time_is_included_and_what_is_beyond_is_not_counted(tree):
    assert curve(tree, "P", to_min=2)["within"].tolist() == [10, 10, 40]
    assert curve(tree, "P", to_min=4, step_min=2)["within"].to_dict() == {0: 10, 2: 40, 4: 80}


def test_an_unknown_count_is_left_out_and_a_zone_without_count_has_no_curve(tree):
    assert curve(tree, "b", to_min=3)["share"].tolist() == pytest.approx([0, 0, 0, 40 / 60])
    assert curve(tree, "b", to_min=1, measure="population")["share"].tolist() == pytest.approx([0, 1 / 3])
    none = reach_curves(PLACES.assign(births=NAN), NEAREST, tree, zone_ids=["a", "P"])
    assert none.empty
    assert none.columns.tolist() == ["zone_id", "minutes", "within", "share"]


def test_the_zones_come_in_the_order_asked(tree):
    found = reach_curves(PLACES, NEAREST, tree, zone_ids=["P", "c", "a"], to_min=1)
    assert found["zone_id"].tolist() == ["P", "P", "a", "a"]
    assert found.index.tolist() == [0, 1, 2, 3]
