"""What is told first is what is known: inhabitants without births, services unknown rather than far."""

import math

import pandas as pd
import pytest

from ui.drawing.map_classes import classify_minutes
from ui.texts import texts
from ui.words.diagnosis import capacity_unknown, farthest_line, farthest_title, none_known_far
from ui.words.people import people_counted, people_field

FR = texts("fr")
NAN = math.nan


@pytest.mark.parametrize(
    ("births", "population", "told"),
    [
        ([10.0, NAN], [100.0, 200.0], "births"),
        ([0.0, NAN], [100.0, 200.0], "births"),
        ([None, NAN], [100.0, NAN], "population"),
        ([NAN, NAN], [None, NAN], "births"),
    ],
)
def test_inhabitants_are_counted_where_no_birth_is_known_and_they_are(births, population, told):
    assert people_counted(births, population) == told
    assert people_field(told, FR).name == told


def test_beyond_the_last_minutes_an_incomplete_register_knows_of_nobody():
    minutes = pd.Series([10.0, math.inf], index=["a", "b"])
    labels = [
        classify_minutes(minutes, (15, 30), FR, state=state).classes[-1].label for state in ("complete", "partial")
    ]
    assert labels == ["plus de 30 min", "aucun connu à 30 min ou moins"]


def _record(first, sense):
    far = [{"zone": "a", "name": "A", "mean_min": first, "births": None}, {"zone": "b", "name": "B", "mean_min": None}]
    return {"farthest": far, "bounds": {"mean_min": sense}, "horizon_min": 120.0}


def test_zones_without_a_known_service_are_not_the_farthest_while_others_may_exist():
    unknown = _record(None, "at-most")
    assert none_known_far(unknown)
    assert farthest_line(unknown, FR).startswith("Aucun service connu")
    assert "A, B" in farthest_line(unknown, FR)
    assert farthest_title(unknown, FR).startswith("Aucun service connu")
    for known in (_record(30.0, "at-most"), _record(None, "exact")):
        assert not none_known_far(known)
        assert farthest_title(known, FR) == "Le plus loin"


def test_a_total_of_which_nothing_is_known_is_no_minimum():
    assert "minimum" not in capacity_unknown(9, 9, FR)
    assert "minimum" in capacity_unknown(8, 9, FR)
