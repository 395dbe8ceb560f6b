"""What a scenario does, by hand on one road, and against a full recomputation."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from analysis.diagnosis.ask import measure
from analysis.question import Question
from analysis.scenario.ask import run_scenario
from analysis.scenario.changes import Capacity, Close, Growth, Hours, Move, Open, Rate, ReachChange
from analysis.scenario.composing import compose
from analysis.scenario.definition import Scenario
from analysis.scenario.record import effect_record
from analysis.scenario.state import assigned, changed_state, present_state
from analysis.scenario.states_compared import compare_states, worst_zone
from geo.errors import BadInputError, NotFoundError
from geo.travel.engines import EstimateEngine
from tests.analysis import three_zones
from tests.analysis.scenario.line_land import ACTORS, HOSPITALS, KM, SERVICES, actor, effect, land, rule, service, whole
from tests.tries import tries

OPEN_B = Open(kind="hopital", zone="b", capacity=50.0)
CLOSE_H2 = Close(actor_id="h2")


def test_the_present_by_hand():
    now = present_state(land(), HOSPITALS)
    assert now.places["minutes"].tolist() == pytest.approx([0, 20, 41, 0, 5], abs=1e-6)
    assert now.places["actor_id"].tolist() == ["h1", "h1", "h1", "h2", "h2"]
    assert now.zones.loc["R", ["weight", "within"]].tolist() == [100, 80]
    assert now.zones.loc["P", "mean_min"] == pytest.approx((30 * 20 + 20 * 41) / 60)


def test_the_present_is_the_diagnosis():
    rules = [rule("r", "R", rate=0.5)]
    for question in (HOSPITALS, Question(kind="one-plateforme", threshold_min=30.0)):
        now = present_state(land(rules=rules), question)
        known = measure(land(rules=rules), question)
        lines = known.zones.set_index("zone_id").reindex(now.zones.index)
        for name in ("mean_min", "need", "capacity", "coverage_rate", "gap", "services"):
            np.testing.assert_allclose(now.zones[name].astype(float), lines[name].astype(float), rtol=1e-12)
        within = known.within[known.within["threshold_min"] == 30].set_index("zone_id")["births"]
        np.testing.assert_allclose(now.zones["within"], within.reindex(now.zones.index))


@pytest.mark.parametrize("demand", ["births", "population", "need"])
@pytest.mark.parametrize("kind", ["hopital", "one-plateforme"])
def test_the_present_is_the_same_from_measures_that_are_known(kind, demand, monkeypatch):
    rules = [rule("r", "R", rate=0.5, kind=kind)]
    data, asked = land(rules=rules), Question(kind=kind, threshold_min=20.0, demand=demand)
    anew = present_state(data, asked)
    # Of another threshold, another zone, and by births.
    known = measure(data, Question(kind=kind, threshold_min=45.0, zone="P"))
    nearest = known.area.nearest
    monkeypatch.setattr("analysis.scenario.state.service_area", None)
    monkeypatch.setattr("analysis.scenario.state.need_by_zone", None)
    found = present_state(data, asked, measured=known)
    pd.testing.assert_frame_equal(found.zones, anew.zones)
    pd.testing.assert_frame_equal(found.places, anew.places)
    assert (found.question, found.base, found.unit) == (anew.question, anew.base, anew.unit)
    assert found.area.question == anew.area.question
    assert found.area.base == anew.area.base
    pd.testing.assert_series_equal(found.area.demand, anew.area.demand)
    assert (found.area.nearest is nearest) == (demand != "population")
    assert known.area.question.threshold_min == 45.0
    opened = Scenario(name="s", territory="by-hand", changes=(Open(kind=kind, zone="b", capacity=50.0),))
    moved, moved_anew = (
        compare_states(state, changed_state(state, opened), zone_id="P").zones for state in (found, anew)
    )
    pd.testing.assert_frame_equal(moved, moved_anew)


def test_an_effect_is_looked_at_from_another_zone():
    whole = effect(OPEN_B)
    there, asked = whole.in_zone("P"), effect(OPEN_B, zone="P")
    assert there.places is whole.places
    for name in ("zones", "smallest", "classes", "inequality", "loads"):
        pd.testing.assert_frame_equal(getattr(there, name), getattr(asked, name))
    assert there.classes["weight"].sum() == 60
    assert whole.classes["weight"].sum() == 100
    with pytest.raises(NotFoundError):
        whole.in_zone("nowhere")


def test_opening_a_service():
    found = effect(OPEN_B)
    line = found.zones.loc["R"]
    # b1 goes from 41 to 0; a2 is at 20 of h1 and 21 of the new one: it stays.
    assert line[["gaining", "losing", "newly_within", "newly_beyond"]].tolist() == [20, 0, 20, 0]
    assert line["minutes_saved"] == pytest.approx(20 * 41, abs=1e-4)
    assert line[["within_before", "within_after"]].tolist() == [80, 100]
    assert found.zones["verdict"].to_dict() == {
        "R": "gain", "P": "gain", "Q": "same", "a": "same", "b": "gain", "c": "same"
    }  # fmt: skip


def test_closing_is_said_as_a_loss():
    found = effect(OPEN_B, CLOSE_H2)
    line = found.zones.loc["R"]
    assert line[["gaining", "losing", "newly_within", "newly_beyond"]].tolist() == [20, 40, 20, 40]
    assert line["minutes_lost"] == pytest.approx(40 * 49, abs=1e-4)
    assert line["verdict"] == "mixed"
    assert worst_zone(found, "before") == "b"
    assert worst_zone(found, "after") == "c"


def test_within_moves_by_those_who_cross_the_threshold():
    line = effect(OPEN_B, CLOSE_H2).zones
    np.testing.assert_allclose(
        line["within_after"] - line["within_before"], line["newly_within"] - line["newly_beyond"]
    )


def test_the_edge_of_the_threshold_is_inside():
    at_edge = replace(HOSPITALS, threshold_min=41.0)
    # 41 km at a minute a kilometre, rounded to a millionth: 41 exactly.
    assert present_state(land(), at_edge).zones.loc["R", "within"] == 100


def test_a_state_and_a_gain_at_both_ends_of_the_bias(monkeypatch):
    """Times too long by a tenth at most: b1, at 41 minutes, may be within 40; opening there then gains nothing."""
    told = replace(
        present_state(land(), HOSPITALS).area.engine, bias_low=-0.1, bias_high=0.1, classes=(), status="hypothesis"
    )
    monkeypatch.setattr(EstimateEngine, "info", told)
    near = replace(HOSPITALS, threshold_min=40.0)
    assert present_state(land(), near).zones.loc["R", ["within_low", "within", "within_high"]].tolist() == [80, 80, 100]
    record = effect_record(effect(OPEN_B, question=near))
    assert [record[f"within_gain{end}"] for end in ("_low", "", "_high")] == [0, 20, 20]
    assert (record["before"]["within_high"], record["after"]["within_low"]) == (100, 100)
    assert record["parts"][0]["before"]["within_low"] == 40


def test_losers_when_everything_closes():
    found = effect(Close(actor_id="h1"), CLOSE_H2)
    line = found.zones.loc["R"]
    assert line[["newly_unreached", "within_after", "losing"]].tolist() == [100, 0, 100]
    assert line["minutes_lost"] == 0
    assert worst_zone(found, "after") is None
    back = compare_states(found.after, found.before)
    assert back.zones.loc["R", ["newly_reached", "gaining"]].tolist() == [100, 100]


def test_moving_an_actor():
    found = effect(Move(actor_id="h1", lon=4.0, lat=50.0 + 41 * KM, zone="b"))
    line = found.zones.loc["P"]
    # a1 0 → 41, a2 20 → 21, b1 41 → 0.
    assert line[["gaining", "losing"]].tolist() == [20, 40]
    assert line["minutes_lost"] == pytest.approx(10 * 41 + 30 * 1, abs=1e-3)
    assert found.loads.set_index("actor_id").loc["h1", "fate"] == "moved"


def test_a_planned_actor_may_open():
    found = effect(Open(actor_id="p1", capacity=10.0))
    assert found.zones.loc["R", "within_after"] == 100
    loads = found.loads.set_index("actor_id")
    assert loads.loc["p1", ["fate", "nearest_after", "capacity_after"]].tolist() == ["opened", 20, 10]


def test_what_falls_to_each_actor():
    loads = effect(OPEN_B, CLOSE_H2).loads.set_index("actor_id")
    assert loads["fate"].to_dict() == {"h1": "kept", "scenario-1": "opened", "h2": "closed"}
    assert loads.loc["h1", ["nearest_before", "nearest_after"]].tolist() == [40, 40]
    assert loads.loc["scenario-1", "nearest_after"] == 20
    assert loads.loc["scenario-1", ["nearest_before", "capacity_before"]].tolist() == [0, 0]
    assert loads.loc["h2", ["nearest_after", "capacity_after"]].tolist() == [0, 0]
    assert np.isnan(loads.loc["h2", "capacity_before"])


def test_capacity_and_need():
    rules = [rule("r", "R", rate=0.5)]
    found = effect(Capacity(actor_id="h1", capacity=45.0), data=land(rules=rules))
    a = found.zones.loc["a"]
    assert a[["need_before", "need_after", "capacity_before", "capacity_after"]].tolist() == [20, 20, 30, 45]
    assert a[["gap_before", "gap_after"]].tolist() == [-10, -25]
    assert found.loads.set_index("actor_id").loc["h1", "fate"] == "changed"
    assert found.zones.loc["R", "losing"] == 0


def test_an_unknown_capacity_stays_unknown_beside_a_new_one():
    line = effect(OPEN_B, data=land(rules=[rule("r", "R", rate=0.5)])).zones.loc["R"]
    assert line[["capacity_before", "capacity_after"]].tolist() == [30, 80]
    assert not line["capacity_complete_after"]
    assert np.isnan(effect(OPEN_B).zones.loc["c", "capacity_after"])


def test_under_capacity_by_hand():
    rules = [rule("r", "R", rate=0.5)]
    services = [service("h1", capacity=10.0), *SERVICES[1:]]
    found = effect(OPEN_B, Capacity(actor_id="h2", capacity=0.0), data=land(rules=rules, services=services))
    zones = assigned(found.after).zones.set_index("zone_id")
    # Needs: a 20, b 10, c 20. h1 takes 10 of a; the new one, at 21 of a2, takes the other 10 and b; h2 is full.
    assert zones.loc["R", ["served_low", "full", "unreached", "unknown"]].tolist() == pytest.approx([30, 20, 0, 0])
    before = assigned(found.before).zones.set_index("zone_id")
    assert before.loc["R", ["served_low", "full", "unreached", "unknown"]].tolist() == pytest.approx([10, 10, 10, 20])
    assert assigned(effect(OPEN_B).after) is None


def test_another_rate_leaves_other_zones_as_they_were():
    rules = [rule("model", "P", value=30.0), rule("follows", "R", like="model")]
    found = effect(Rate(zone="P", rate=1.0), data=land(rules=rules))
    # 30 for 60 births: 0.5 a birth, which Q follows and keeps.
    assert found.zones.loc["P", ["need_before", "need_after"]].tolist() == [30, 60]
    assert found.zones.loc["Q", ["need_before", "need_after"]].tolist() == [20, 20]
    assert found.zones.loc["R", "gaining"] == 0


def test_growth_moves_births_and_stated_needs():
    rules = [rule("model", "P", value=30.0), rule("follows", "R", like="model")]
    found = effect(Growth(zone="P", percent=50.0), data=land(rules=rules))
    assert found.zones.loc["P", ["weight_before", "weight_after"]].tolist() == [60, 90]
    assert found.zones.loc["P", ["need_before", "need_after"]].tolist() == pytest.approx([30, 45])
    assert found.zones.loc["Q", ["need_before", "need_after"]].tolist() == pytest.approx([20, 20])
    assert found.zones.loc["R", ["within_before", "within_after", "gaining", "losing"]].tolist() == [80, 100, 0, 0]
    assert (found.after.data.figures.query("zone_id == 'a' and indicator == 'births'")["status"] == "hypothesis").all()
    assert found.after.data.figures.query("indicator == 'bim_share'")["value"].tolist() == [10, 20, 30]


def test_hours_and_reach_are_kept_on_the_service():
    found = effect(Hours(actor_id="h1", hours="lundi matin"), ReachChange(actor_id="h1", reach_min=20.0, covers=("P",)))
    assert found.after.supply.actors.set_index("actor_id").loc["h1", "hours"] == "lundi matin"
    own = found.after.supply.services.set_index("actor_id").loc["h1"]
    assert (own["reach_min"], own["covers"]) == (20, "P")


def test_classes_of_vulnerability_by_hand():
    found = effect(OPEN_B, CLOSE_H2)
    classes = found.classes.set_index("vulnerability_class")
    assert found.vulnerability.indicator == "bim_share"
    # Weights 40, 20, 40 at 10, 20, 30: quartiles at 10, 20, 30, the last being the highest value itself.
    assert found.vulnerability.limits == (10.0, 20.0)
    assert classes["gaining"].tolist() == [0, 20, 0]
    assert classes["losing"].tolist() == [0, 0, 40]
    assert classes["weight"].sum() == 100


def test_gaps_by_class_of_vulnerability():
    found = effect(Capacity(actor_id="h1", capacity=45.0), data=land(rules=[rule("r", "R", rate=0.5)]))
    classes = found.classes.set_index("vulnerability_class")
    assert classes["need_after"].tolist() == [20, 10, 20]
    assert classes["capacity_before"].tolist()[:2] == [30, 0]
    assert classes["capacity_after"].tolist()[:2] == [45, 0]
    # The capacity of h2 is not known.
    assert np.isnan(classes.loc[3, "capacity_after"])


def test_places_of_unknown_vulnerability_are_a_class_of_their_own():
    data = land()
    figures = data.figures[(data.figures["indicator"] != "bim_share") | (data.figures["zone_id"] != "b")]
    found = effect(OPEN_B, data=replace(data, figures=figures.reset_index(drop=True)))
    assert found.classes.set_index("vulnerability_class").loc[0, ["weight", "gaining"]].tolist() == [20, 20]


def test_the_vulnerability_of_places_comes_before_that_of_communes():
    data = land()
    places = data.places.assign(vulnerability=[0.9, 0.1, np.nan, 0.5, 0.5])
    found = effect(OPEN_B, data=replace(data, places=places))
    assert found.vulnerability.indicator == "vulnerability"
    assert found.classes.set_index("vulnerability_class").loc[0, "gaining"] == 20


def test_inequality_before_and_after():
    found = effect(OPEN_B)
    # Minutes 0, 20, 41, 0 weighted 10, 30, 20, 40; then 0, 20, 0, 0.
    assert found.inequality.loc["missing-share"].tolist() == pytest.approx([0.2, 0.0])
    assert found.inequality.loc["gini", "after"] == pytest.approx(0.7, abs=1e-6)


def test_services_without_a_place_give_no_moves():
    question = Question(kind="one-plateforme", threshold_min=30.0)
    found = effect(Open(kind="one-plateforme", zone="b"), question=question)
    assert not found.comparable
    assert found.zones[["gaining", "losing"]].isna().all(axis=None)
    assert np.isnan(found.zones.loc["R", "within_before"])
    # b1 and a2 by the road, and a1, where the platform of P comes.
    assert found.zones.loc["R", "within_after"] == 60
    assert set(found.zones["verdict"]) == {"unknown"}


def test_nobody_offers_it_yet():
    found = effect(Open(kind="pmi", zone="b"), question=Question(kind="pmi", threshold_min=30.0))
    assert found.comparable
    assert found.zones.loc["R", ["within_before", "within_after", "newly_reached"]].tolist() == [0, 50, 100]


def test_the_first_that_is_known_of_a_kind_nobody_listed():
    """Who reached whom before is unknown, not zero: what the new one reaches is a least."""
    found = effect(Open(kind="saf", zone="b"), question=Question(kind="saf", threshold_min=30.0))
    assert not found.comparable
    record = effect_record(found)
    before, after = record["before"], record["after"]
    assert [before[name] for name in ("within", "share_within", "services", "capacity", "gap")] == [None] * 5
    assert set(before["bounds"].values()) == {"unknown"}
    assert (after["within"], after["bounds"]["within"]) == (50, "at-least")
    assert set(record["moves"]["bounds"].values()) == {"unknown"}
    assert record["register"]["state"] == "not-listed"


def test_two_scenarios_face_to_face():
    now = present_state(land(), HOSPITALS)
    one, other = (
        changed_state(now, Scenario(name=name, territory="by-hand", changes=(change,)))
        for name, change in (("one", OPEN_B), ("other", CLOSE_H2))
    )
    forward, back = compare_states(one, other), compare_states(other, one)
    for gain, loss in (("gaining", "losing"), ("newly_within", "newly_beyond"), ("minutes_saved", "minutes_lost")):
        pd.testing.assert_series_equal(forward.zones[gain], back.zones[loss], check_names=False)


def test_other_questions_are_not_compared():
    now = present_state(land(), HOSPITALS)
    other = present_state(land(), replace(HOSPITALS, threshold_min=20.0))
    with pytest.raises(BadInputError, match="scenario-other-question"):
        compare_states(now, other)
    with pytest.raises(NotFoundError, match="unknown-zone"):
        compare_states(now, now, zone_id="nowhere")
    with pytest.raises(BadInputError, match="scenario-threshold"):
        present_state(land(), replace(HOSPITALS, threshold_min=9999.0))


def test_births_of_a_stratum_and_population():
    with pytest.raises(BadInputError, match="scenario-demand"):
        present_state(land(), replace(HOSPITALS, demand="dogs"))
    with pytest.raises(BadInputError, match="access-no-need"):
        present_state(land(), replace(HOSPITALS, demand="need"))
    need = present_state(land(rules=[rule("r", "R", rate=0.5)]), replace(HOSPITALS, demand="need"))
    assert need.zones.loc["R", ["weight", "within"]].tolist() == [50, 40]
    complex_births = present_state(land(), replace(HOSPITALS, demand="births:complex"))
    assert 0 < complex_births.zones.loc["R", "weight"] < 100
    assert complex_births.base == "births:complex"


def test_a_table_of_times_that_ignores_the_new_actor_is_refused():
    now = present_state(land(), HOSPITALS)
    travel = now.area.travel
    brought = replace(travel, engine=replace(travel.engine, kind="matrix"))
    table = replace(now, area=replace(now.area, travel=brought))
    with pytest.raises(BadInputError, match="scenario-matrix"):
        changed_state(table, Scenario(name="s", territory="by-hand", changes=(OPEN_B,)))
    # A closure needs no new time.
    changed_state(table, Scenario(name="s", territory="by-hand", changes=(CLOSE_H2,)))


def test_the_record_holds_what_runs_it_again():
    scenario = Scenario(name="s", territory="by-hand", question=HOSPITALS, changes=(OPEN_B, CLOSE_H2))
    record = run_scenario(land(rules=[rule("r", "R", rate=0.5)]), scenario)
    json.dumps(record, allow_nan=False)
    again = Question(**record["scenario"]["question"])
    assert again == replace(HOSPITALS, zone="R", layer="localities")
    assert record["scenario"]["changes"][0] == {"change": "open", "kind": "hopital", "zone": "b", "capacity": 50.0}
    assert record["against"] is None
    assert [zone["zone"] for zone in record["communes"]] == ["b", "c"]
    assert record["moves"]["minutes_lost_mean"] == pytest.approx(49)
    assert record["worst"] == {
        "before": {"zone": "b", "name": "b", "mean_min": 41, "weight": 20},
        "after": {"zone": "c", "name": "c", "mean_min": 49, "weight": 40},
    }
    assert [zone["zone"] for zone in record["beyond"]] == ["c"]
    assert record["assigned"]["before"]["served_low"] == 20


def test_the_record_of_one_zone_speaks_of_it_alone():
    found = effect(OPEN_B, CLOSE_H2, zone="Q")
    record = effect_record(found)
    assert (record["zone"], record["moves"]["gaining"], record["moves"]["losing"]) == ("Q", 0, 40)
    assert found.classes["weight"].sum() == 40


CHANGES = st.one_of(
    st.builds(Close, actor_id=st.sampled_from(["h1", "h2"])),
    st.builds(
        Open,
        kind=st.just("hopital"),
        zone=st.sampled_from("abc"),
        capacity=st.one_of(st.none(), st.floats(0, 100).map(lambda value: round(value, 3))),
    ),
    st.builds(Move, actor_id=st.sampled_from(["h1", "h2"]), zone=st.sampled_from("abc")),
    st.builds(Capacity, actor_id=st.sampled_from(["h1", "h2", "p1"]), capacity=st.floats(0, 100)),
    st.builds(Growth, zone=st.sampled_from("abcPQR"), percent=st.floats(-50, 100)),
    st.builds(Rate, zone=st.sampled_from("abcPQR"), rate=st.floats(0, 3)),
    st.just(Open(actor_id="p1")),
)


@tries(12, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CHANGES, max_size=4))
@example([Close(actor_id="h1"), Close(actor_id="h2")])
def test_taking_what_has_not_changed_gives_the_same_as_starting_again(changes):
    data = land(rules=[rule("model", "P", value=30.0), rule("follows", "R", like="model")])
    now = present_state(data, HOSPITALS)
    scenario = Scenario(name="s", territory="by-hand", question=HOSPITALS, changes=tuple(changes))
    quick = changed_state(now, scenario)
    composed = compose(data, scenario)
    # A scenario leaves what is known as it is: whoever it opens or closes, the register still lists everybody.
    everybody = three_zones.land(expected=whole(composed.actors.to_dict("records"))).expected
    again = present_state(replace(composed, expected=everybody), HOSPITALS)
    pd.testing.assert_frame_equal(quick.places, again.places)
    pd.testing.assert_frame_equal(quick.zones, again.zones, check_dtype=False)
    found = compare_states(now, quick)
    inside = found.zones.loc["R"]
    assert inside["gaining"] + inside["losing"] <= inside["weight_after"] + 1e-9


@tries(6, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3))
def test_opening_never_loses_anyone(zones):
    found = effect(*(Open(kind="hopital", zone=zone) for zone in zones))
    assert found.zones["losing"].max() == 0
    assert (found.zones["within_after"] >= found.zones["within_before"] - 1e-9).all()


def test_actors_without_any_service_in_common_units():
    actors = [*ACTORS, actor("h3", "hopital", "c", 90)]
    services = [*SERVICES, service("h3", capacity=5.0), service("h3", name="t", capacity=7.0)]
    loads = effect(data=land(actors=actors, services=services)).loads.set_index("actor_id")
    assert loads.loc["h3", "capacity_before"] == 12
    with pytest.raises(BadInputError, match="scenario-service"):
        effect(Capacity(actor_id="h3", capacity=1.0), data=land(actors=actors, services=services))
