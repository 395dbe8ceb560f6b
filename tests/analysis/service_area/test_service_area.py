"""Who can be served by whom, said once: on three communes drawn by hand, and on the services of Wallonia."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import geo.travel.times as door
from analysis.diagnosis.reach_curves import reach_curves
from analysis.question import Question, default_threshold, question_about
from analysis.records.scenario import EffectRecord
from analysis.scenario.ask import run_scenario
from analysis.scenario.changes import Close, Open
from analysis.scenario.definition import Scenario
from analysis.scenario.state import settled
from analysis.service_area.area import service_area, supply_of
from analysis.siting.question import SitingQuestion
from geo.travel.engines import EstimateEngine
from geo.workspace.data import load
from geo.workspace.territory import list_territories, load_territory
from tests.analysis.three_zones import HOSPITALS, actor, land, service, standing, trips

TOURNAI = {"57081", "57096", "57094", "57064"}
"""The communes that Pré-en-bulle(s) says it goes to."""


@pytest.fixture(scope="module")
def wallonie():
    """Wallonia with two SAF of old evidence counted as open: one goes to families of four communes alone."""
    data = load(load_territory("wallonie"))
    counted = data.actors["actor_id"].isin(["be-saf-pre-en-bulles", "be-saf-maison-source-bastogne"])
    return replace(data, actors=data.actors.assign(status=data.actors["status"].mask(counted, "open")))


def test_why_9997_and_not_7969(wallonie):
    """Pré-en-bulle(s) goes to families at home, in four communes: others near its office do not have it.

    With its trips counted everywhere, 7,969 births are beyond 45 minutes of a SAP. But nobody comes to Ellezelles,
    34 minutes from its office: the nearest other SAP is Écholine, at 70 minutes. 2,028 births are in that case.
    """
    area = service_area(wallonie, Question(kind="sap"))
    births = area.demand.to_numpy()
    assert births @ ~area.within(45) == 9997
    raw = area.travel.of_actors(area.located).trips
    nearest = np.full(len(births), np.inf)
    np.minimum.at(nearest, raw.place, raw.minutes)
    assert births @ (nearest > 45) == 7969
    team = raw.actor_ids.get_loc("be-saf-pre-en-bulles")
    communes = wallonie.places["zone_id"].to_numpy()
    counted = area.trips
    assert set(communes[counted.place[counted.actor == team]]) == TOURNAI
    lost = (nearest <= 45) & ~area.within(45)
    assert births @ lost == 2028
    assert not TOURNAI & set(communes[lost])
    here = area.nearest.set_index("place_id").loc["51017-ellezelles"]
    assert here["actor_id"] == "be-saf-echoline"
    assert here["minutes"] == pytest.approx(69.6, abs=0.05)


def test_a_team_serves_its_area_however_far_its_office_is(wallonie):
    """At 15 minutes, 898 births of its four communes are farther from the office, and it comes to them all the same."""
    area = service_area(wallonie, Question(kind="sap"))
    births = area.demand.to_numpy()
    near = area.nearest_min.to_numpy() <= 15
    assert births @ (area.coverage.comes & ~near) == 898
    assert births @ area.within(15) == births @ near + 898


def test_a_closed_or_planned_actor_is_set_aside():
    data = land(
        actors=[actor("h1", "hopital", "a"), actor("h2", "hopital", "c", status="planned")],
        services=[service("h1"), service("h2")],
    )
    supply = supply_of(data, Question(kind="hopital"))
    assert list(supply.actors["actor_id"]) == ["h1"]
    assert list(supply.set_aside["actor_id"]) == ["h2"]


@pytest.mark.parametrize(
    ("given", "served"),
    [
        ({"mode": "on-site", "covers": "c"}, ["a1", "a2", "b1"]),  # families go, whatever the area
        ({"mode": "home-visits", "covers": "a"}, ["a1", "a2"]),
        ({"mode": "home-visits", "covers": "c"}, []),  # nobody can drive from a to c here: the team comes, untimed
        ({"mode": "home-visits", "reach_min": 30.0}, ["a1", "a2"]),
        ({"mode": "home-visits", "covers": "P", "reach_min": 10.0}, ["a1"]),  # both hold
        ({"mode": "mobile"}, ["a1", "a2", "b1"]),  # says nothing: anywhere
    ],
)
def test_where_the_trips_of_a_service_count(given, served):
    data = land(services=[service("h1", **given), service("h2")])
    counted = standing(HOSPITALS, data=data).trips
    own = counted.place[counted.actor == list(counted.actor_ids).index("h1")]
    assert [counted.place_ids[place] for place in own] == served


def test_an_actor_who_also_receives_is_reached_by_everyone():
    data = land(
        services=[service("h1", mode="home-visits", covers="a"), service("h1") | {"service": "t"}, service("h2")]
    )
    area = standing(HOSPITALS, data=data)
    assert not area.coverage.bounded.any()
    assert len(area.trips) == 6
    assert area.coverage.comes.tolist() == [True, True, False, False, False]


def test_an_area_without_a_known_place_serves_without_a_time():
    data = land(services=[service("m1", mode="home-visits", covers="P")])
    area = standing(question_about(Question(kind="one-plateforme").selection).selection, data=data)
    assert area.covered_only == ("m1",)
    assert area.within(1).tolist() == [True, True, True, False, False]
    assert not area.reach_known
    assert area.within_by_zone((30,))["births"].isna().all()


def test_the_curve_passes_through_the_shares_within_each_time():
    """At 10, 30 and 31 minutes, edges included, with a team that comes to a1 and a2 whatever the way."""
    data = land(services=[service("h1"), service("h2", mode="home-visits", covers="a")])
    area = standing(HOSPITALS, data=data)
    limits = (0, 9, 10, 29, 30, 31, 60)
    table = area.within_by_zone(limits, measures=("births",)).set_index(["zone_id", "threshold_min"])
    curve = reach_curves(data.places, area.nearest, data.ancestors, zone_ids=["R", "P"])
    for zone in ("R", "P"):
        line = curve[curve["zone_id"] == zone].set_index("minutes")["within"]
        for limit in limits:
            assert line[limit] == table.loc[(zone, limit), "births"]
    assert table["births"].loc["R"].tolist() == [40, 40, 40, 40, 40, 60, 60]


@pytest.mark.parametrize("seed", range(8))
def test_the_search_and_the_trips_name_the_same_nearest(monkeypatch, seed):
    """Whether all pairs are made or the nearest is searched for, with teams that only come to their area."""
    rng = np.random.default_rng(seed)
    minutes = [
        (place, f"h{n}", float(rng.integers(1, 6) * 10))
        for place in ("a1", "a2", "b1", "c1", "c2")
        for n in range(1, 5)
        if rng.random() < 0.8
    ]
    ways = [{"mode": "home-visits", "covers": "ac"[n % 2]} if rng.random() < 0.5 else {} for n in range(4)]
    data = land(
        actors=[actor(f"h{n}", "hopital", "a") for n in range(1, 5)],
        services=[service(f"h{n + 1}", **ways[n]) for n in range(4)],
    )
    few = standing(HOSPITALS, data=data, minutes=minutes).nearest
    monkeypatch.setattr(door, "FEW_PAIRS", 0)
    many = service_area(data, Question(kind="hopital"), travel=trips(minutes, data=data)).nearest
    pd.testing.assert_frame_equal(few, many)


@pytest.fixture
def asks(monkeypatch):
    """Count how often the engine is asked, and for how many actors."""
    asked: list[int] = []
    known = EstimateEngine.times

    def counted(self, places, actors, **more):
        asked.append(len(actors))
        return known(self, places, actors, **more)

    monkeypatch.setattr(EstimateEngine, "times", counted)
    return asked


def run(data, *changes) -> EffectRecord:
    question = settled(Question(kind="saf"), data)
    return run_scenario(data, Scenario(name="s", territory="wallonie", question=question, changes=changes))


def test_a_scenario_asks_for_travel_times_once(wallonie, asks):
    record = run(wallonie, Close(actor_id="be-saf-mons"))
    assert asks == [6]
    assert record["sources"]


def test_a_new_service_asks_for_its_own_times_only(wallonie, asks):
    run(wallonie, Open(kind="saf", zone="57027"))
    assert asks == [6, 1]


def test_one_default_threshold_everywhere():
    assert [default_threshold(load_territory(name)) for name in list_territories()] == [45.0] * 4
    hand = replace(load_territory("wallonie"), thresholds_min=(10, 20))
    assert default_threshold(hand) == 20.0


def test_a_siting_question_asks_the_same_question():
    asked = Question(kind="hopital", threshold_min=30.0, zone="P", mode="bike")
    siting = SitingQuestion(model="mclp", asked=asked, posts=1)
    assert (siting.selection, siting.horizon_min, siting.zone) == (HOSPITALS, 30.0, "P")
    assert siting.asked.values() == {
        "kind": "hopital",
        "threshold_min": 30.0,
        "demand": "births",
        "zone": "P",
        "mode": "bike",
        "engine": "auto",
        "births": "latest",
    }
