"""A balance by nearest among many pairs is that of the ordinary way; one by assignment says what it would take."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.balance.ask import territory_balance
from analysis.balance.record import balance_record
from analysis.need.universalism import load_weights
from analysis.question import Question
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from benchmarks.synthetic_land import KIND, land
from geo.errors import TooLargeError
from geo.travel import estimate, times


def balance(data, by):
    asked = Question(kind=KIND, threshold_min=20.0)
    return territory_balance(data, asked, data.need_rules, by=by, programme=load_programme(), steps=load_conversions())


@pytest.fixture(scope="module")
def data():
    whole = land(700, 40, communes=144, departments=9, side_km=90, seed=7)
    # An actor with two services, and one whose place is not known.
    again = whole.services.iloc[:5].assign(service="t", capacity=3.0)
    services = pd.concat([whole.services, again], ignore_index=True)
    actors = whole.actors.copy()
    actors.loc[7, ["lon", "lat"]] = float("nan")
    return replace(whole, services=services, actors=actors)


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(times, "FEW_PAIRS", 0)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)


def test_by_nearest_it_is_the_same_to_the_digit(data, monkeypatch):
    wanted = balance(data, "nearest")
    monkeypatch.setattr(times, "FEW_PAIRS", 0)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)
    found = balance(data, "nearest")
    pd.testing.assert_frame_equal(found.balance.zones, wanted.balance.zones, check_exact=True)
    pd.testing.assert_frame_equal(found.balance.nodes, wanted.balance.nodes, check_exact=True)
    pd.testing.assert_frame_equal(found.balance.places, wanted.balance.places, check_exact=True)
    order = ["node", "zone_id"]
    own, theirs = (one.reached.sort_values(order, ignore_index=True) for one in (found, wanted))
    pd.testing.assert_frame_equal(own, theirs, check_dtype=False)
    root = data.territory.root
    weights = load_weights()
    assert balance_record(data, found, root, weights=weights) == balance_record(data, wanted, root, weights=weights)


@pytest.mark.usefixtures("large")
def test_by_assignment_too_many_pairs_are_refused_with_what_they_would_take(data, monkeypatch):
    assert balance(data, "assignment").balance.by == "assignment"
    monkeypatch.setattr("geo.travel.memory.free_memory_bytes", lambda: 1e5)
    with pytest.raises(TooLargeError) as refused:
        balance(data, "assignment")
    assert refused.value.key == "too-many-trips"
    assert refused.value.values["needed_gb"] >= 0
    assert refused.value.values["fits"] < refused.value.values["actors"]
