"""Redundancy on three communes: choice, closures, and services known by their area alone."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.balance.assignment import assign
from analysis.closing import need_left as closure_needs
from analysis.closing.ask import AS_ONE, closed_together, redundancy, with_need_left
from analysis.closing.need_left import need_left
from analysis.closing.record import redundancy_record
from analysis.question import Selection
from geo.errors import BadInputError, NotFoundError
from tests.analysis.three_zones import (
    ACTORS,
    HOSPITALS,
    MINUTES,
    PLATFORMS,
    SERVICES,
    actor,
    expected,
    land,
    need_rule,
    service,
    standing,
)
from tests.tries import tries
from ui.texts import texts
from ui.words.closures import beyond_cell, choice_cells, closure_notes, cost_cells

CHOICE = ["with_0", "with_1", "with_2", "with_3_or_more"]


def closures(found):
    return found.closures.set_index("actor_id")


def test_choice_and_closures_by_hand():
    found = redundancy(standing(), threshold_min=30)
    assert found.choice.loc["R", CHOICE].tolist() == [20, 80, 0, 0]
    assert found.choice.loc["a", CHOICE].tolist() == [0, 40, 0, 0]
    lines = closures(found)
    # Without h1: a1 has nobody; a2 goes from 30 to 60, b1 from 31 to 50.
    h1 = lines.loc["h1"]
    assert (h1["births_nearest"], h1["births_affected"], h1["births_losing_access"]) == (60, 60, 10)
    assert h1["births_newly_beyond"] == 40
    assert h1["minutes_added_total"] == 30 * 30 + 20 * 19
    assert h1["minutes_added_mean"] == pytest.approx((900 + 380) / 50)
    assert lines.loc["h2", "births_losing_access"] == 40
    assert found.closures["actor_id"].tolist() == ["h2", "h1"]


def test_choice_and_closures_at_both_ends_of_the_bias():
    """Times may be a tenth shorter or longer: a2, at 30 minutes, is at 33; b1, at 31, is at 27.9."""
    found = redundancy(standing(), threshold_min=30)
    assert found.choice.loc["R", ["with_0_low", "with_0", "with_0_high"]].tolist() == [0, 20, 50]
    # Without h1: a1 and a2 are beyond as told; a1 alone if trips are longer; b1 too if they are shorter.
    beyond = ["births_newly_beyond_low", "births_newly_beyond", "births_newly_beyond_high"]
    assert closures(found).loc["h1", beyond].tolist() == [10, 40, 60]
    assert closures(found).loc["h2", beyond].tolist() == [40, 40, 40]


def test_a_wider_threshold_gives_more_choice():
    found = redundancy(standing(), threshold_min=60)
    assert found.choice.loc["R", CHOICE].tolist() == [0, 50, 50, 0]
    totals = found.choice[CHOICE].sum(axis=1)
    pd.testing.assert_series_equal(totals, found.choice["total"], check_names=False)


def test_a_building_counts_once_and_closes_whole():
    """h3 is next door to h1, at the same address: families of a have one recourse, and lose both with the building."""
    home = {"address": "rue de l’Église 4"}
    actors = [{**ACTORS[0], **home}, *ACTORS[1:], {**actor("h3", "hopital", "a"), "address": "Rue de l'Eglise, 4"}]
    minutes = [*MINUTES, *((place, "h3", time) for place, one, time in MINUTES if one == "h1")]
    about = standing(data=land(actors=actors, services=[*SERVICES, service("h3")]), minutes=minutes)
    found = redundancy(about, threshold_min=60)
    assert found.choice.loc["R", CHOICE].tolist() == [0, 50, 50, 0]
    assert found.choice.loc["R", "with_1_as_one"] == 50
    assert closures(found).loc[["h1", "h3"], "births_affected"].tolist() == [0, 0]
    (line,) = redundancy_record(about, redundancy(about, threshold_min=30), "R")["buildings"]
    assert line["names"] == ["H1", "H3"]
    # As h1 alone without its neighbour: a1 has nobody; a2 goes from 30 to 60, b1 from 31 to 50.
    assert (line["births_affected"], line["births_losing_access"], line["births_newly_beyond"]) == (60, 10, 40)
    # Nobody of Q goes there: what it costs elsewhere is not told of Q.
    assert redundancy(about, threshold_min=60, zone_id="Q").buildings.empty
    # Perhaps the same as h2, they would be one with it too.
    linked = [{**one, "same_as": "h2"} if one["actor_id"] == "h3" else one for one in actors]
    about = standing(data=land(actors=linked, services=[*SERVICES, service("h3")]), minutes=minutes)
    found = redundancy(about, threshold_min=60)
    assert found.choice.loc["R", ["with_1", "with_2", "with_1_as_one", "with_2_as_one"]].tolist() == [50, 50, 100, 0]


def test_a_service_known_by_its_area_alone():
    found = redundancy(standing(PLATFORMS), threshold_min=30)
    assert found.choice.loc[["P", "Q"], "with_1"].tolist() == [60, 0]
    line = closures(found).loc["m1"]
    assert line["basis"] == "covered"
    assert (line["births_nearest"], line["births_losing_access"]) == (60, 60)
    assert np.isnan(line["minutes_added_mean"])


def test_families_where_another_comes_do_not_lose_all_access():
    actors = [*ACTORS, actor("m2", "hopital", None, located=False)]
    services = [service("h1"), service("h2"), service("m1"), service("w1"), service("m2", mode="mobile", covers="a")]
    found = redundancy(standing(data=land(actors=actors, services=services)), threshold_min=30)
    lines = closures(found)
    assert lines.loc["h1", "births_losing_access"] == 0
    assert lines.loc["h1", "births_newly_beyond"] == 0
    assert lines.loc["h2", "births_losing_access"] == 40
    assert lines.loc["m2", ["births_nearest", "births_losing_access"]].tolist() == [40, 0]
    assert found.choice.loc["a", CHOICE].tolist() == [0, 0, 40, 0]


def test_an_actor_that_comes_is_counted_once():
    services = [service("h1", mode="home-visits", covers="P"), *(service(one) for one in ("h2", "m1", "w1"))]
    found = redundancy(standing(data=land(services=services)), threshold_min=30)
    assert found.choice.loc["P", CHOICE].tolist() == [0, 60, 0, 0]
    # It is the only one to come to P: its closure is judged as if it did not.
    assert closures(found).loc["h1", "births_losing_access"] == 10


def linked_hospitals():
    """h3 stands with h1 in a, ten minutes farther for everyone, and is perhaps the same; h2 in c is another."""
    actors = [*ACTORS, actor("h3", "hopital", "a") | {"same_as": "h1"}]
    data = land(actors=actors, services=[service(one) for one in ("h1", "h2", "h3", "m1", "w1")])
    farther = [(place, "h3", minutes + 10) for place, one, minutes in MINUTES if one == "h1"]
    return standing(data=data, minutes=[*MINUTES, *farther])


def test_actors_that_are_perhaps_the_same_give_a_range():
    found = redundancy(linked_hospitals(), threshold_min=40)
    # a1 and a2 have h1 and h3, which are two or one; b1 has h1, and h3 at 41 minutes is too far; c1 has h2.
    assert found.choice.loc["R", CHOICE].tolist() == [0, 60, 40, 0]
    assert found.choice.loc["R", [f"{name}_as_one" for name in CHOICE[1:]]].tolist() == [100, 0, 0]
    lines = closures(found)
    # Two hospitals: h3 takes those of h1, ten minutes farther. One: h1 closes with it, and they are left to h2.
    assert (lines.loc["h1", "births_losing_access"], lines.loc["h1", "births_losing_access_as_one"]) == (0, 10)
    assert (lines.loc["h1", "births_newly_beyond"], lines.loc["h1", "births_newly_beyond_as_one"]) == (20, 60)
    assert lines.loc["h1", "minutes_added_mean"] == 10
    assert lines.loc["h1", "minutes_added_mean_as_one"] == pytest.approx((30 * 30 + 20 * 19) / 50)
    assert lines.loc["h3", "births_losing_access_as_one"] == 10
    assert lines["linked"].to_dict() == {"h1": True, "h3": True, "h2": False}
    assert lines.loc["h2", "births_losing_access_as_one"] == lines.loc["h2", "births_losing_access"] == 40
    record = redundancy_record(linked_hospitals(), found, "R")
    words = texts("fr")
    assert choice_cells(record, record["bounds"], words)[1:3] == ["60–100", "0–40"]
    h1 = next(line for line in record["closures"] if line["actor_id"] == "h1")
    assert cost_cells(h1, ("births_losing_access", "births_newly_beyond"), "exact", words) == ["0–10", "20–60"]
    assert any("peut-être les mêmes" in note for note in closure_notes(record, words))


@pytest.mark.parametrize("threshold", [15, 30, 45, 60])
def test_closing_one_actor_together_is_closing_it(threshold):
    services = [service(one) for one in ("h1", "h2", "w1")]
    comes = land(services=[*services, service("m1", mode="mobile", covers="a")])
    comes_too = land(services=[service("h1", mode="home-visits", covers="P"), service("h2"), service("m1")])
    for about in (standing(), standing(PLATFORMS), standing(data=comes), standing(data=comes_too), linked_hospitals()):
        found = redundancy(about, threshold_min=threshold)
        for line in found.closures.to_dict("records"):
            alone = closed_together(about, about.demand, [line["actor_id"]], threshold_min=threshold)
            told = {name: line[name] for name in AS_ONE if name in alone and not np.isnan(line[name])}
            assert {name: alone[name] for name in told} == pytest.approx(told)


def test_linked_places_are_told_at_both_ends_of_the_bias_in_words():
    record = redundancy_record(standing(), redundancy(standing(), threshold_min=30), "R")
    assert closure_notes(record, texts("fr")) == [
        "Selon l’erreur des temps, naissances sans aucun service à 30 minutes ou moins\u202f: de 0 à 50."
    ]
    thin = standing(data=land(expected=[expected("R", "hopital", 6.0)]))
    record = redundancy_record(thin, redundancy(thin, threshold_min=30), "R")
    assert closure_notes(record, texts("en")) == [
        "Given the error of the times, births without any service within 30 minutes: at most 50."
    ]
    h1 = next(line for line in record["closures"] if line["actor_id"] == "h1")
    assert beyond_cell(h1, record["bounds"]["closures"], texts("en")) == "≤\u00a060"


def test_actors_whose_place_is_unknown_have_no_figure():
    found = redundancy(standing(Selection(kind="clps")), threshold_min=30)
    assert found.choice[CHOICE].isna().all(axis=None)
    assert closures(found).loc["w1", "basis"] == "unknown"
    json.dumps(redundancy_record(standing(Selection(kind="clps")), found, "R"), allow_nan=False)


def test_nobody_offers_it():
    about = standing(Selection(kind="pmi"), data=land(expected=[expected("R", "pmi", 0.0)]))
    found = redundancy(about, threshold_min=30)
    assert found.closures.empty
    assert found.choice.loc["R", "with_0"] == 100
    assert redundancy_record(about, found, "R")["closures"] == []


def test_functions_and_strata():
    services = [
        service("h1") | {"functions": "ultrasound;diagnosis", "strata": "complex;danger"},
        service("h2") | {"functions": "diagnosis", "strata": "danger"},
    ]
    found = redundancy(standing(data=land(services=services)), threshold_min=60)
    lines = found.functions.set_index(["function", "stratum"])
    assert lines.loc[("diagnosis", "danger"), ["actors", *CHOICE]].tolist() == [2, 0, 50, 50, 0]
    assert lines.loc[("ultrasound", "complex"), ["actors", *CHOICE]].tolist() == [1, 40, 60, 0, 0]
    assert len(lines) == 4


def test_need_left_over_is_put_beside():
    found = redundancy(standing(), threshold_min=30)
    assert found.closures["need_left_over"].isna().all()
    told = closures(with_need_left(found, pd.Series({"h1": 12.0})))
    assert told.loc["h1", "need_left_over"] == 12
    assert np.isnan(told.loc["h2", "need_left_over"])


def test_the_record():
    found = redundancy(standing(HOSPITALS), threshold_min=30)
    out = redundancy_record(standing(HOSPITALS), found, "P")
    json.dumps(out, allow_nan=False)
    assert (out["total"], out["with_0"], out["with_1"]) == (60, 20, 40)
    assert [part["zone"] for part in out["parts"]] == ["a", "b"]
    with pytest.raises(NotFoundError, match="unknown-zone"):
        redundancy_record(standing(HOSPITALS), found, "01")


def needs(rate, unit="follow-ups"):
    return [need_rule("R", unit=unit, rate=rate)]


def test_need_left_over_by_hand():
    # Needs: a1 5, a2 15, b1 10, c1 20; h1 takes 30 and h2 80.
    about = standing(data=land(rules=needs(0.5)), demand="need")
    # Within 60: without h1, h2 takes a2 and b1 too: a1 alone is left. Without h2, nobody takes c1.
    assert need_left(about, horizon_min=60).to_dict() == pytest.approx({"h1": 5, "h2": 20})
    # Within 30: without h1, a1 and a2 are left (b1 had nobody).
    assert need_left(about, horizon_min=30).to_dict() == pytest.approx({"h1": 20, "h2": 20})


def test_need_left_over_when_the_others_are_full():
    services = [service("h1", capacity=30.0), service("h2", capacity=22.0), service("m1"), service("w1")]
    about = standing(data=land(rules=needs(0.5), services=services), demand="need")
    # h2 has 2 to spare: of the 30 that h1 served, 28 are left.
    assert need_left(about, horizon_min=60)["h1"] == pytest.approx(28)


def test_need_left_over_is_unknown_without_a_capacity():
    services = [service("h1"), service("h2", capacity=80.0), service("m1"), service("w1")]
    left = need_left(standing(data=land(rules=needs(0.5), services=services), demand="need"), horizon_min=60)
    assert np.isnan(left["h1"])
    assert left["h2"] == pytest.approx(45)  # everything but a1, whom nobody served


def test_need_and_capacity_in_different_units_are_refused():
    with pytest.raises(BadInputError, match="closures-units"):
        need_left(standing(data=land(rules=needs(0.5, "fte")), demand="need"), horizon_min=60)
    with pytest.raises(BadInputError, match="access-no-need"):
        need_left(standing(), horizon_min=60)


@tries(40)
@given(st.integers(0, 10_000))
def test_need_left_over_is_that_of_an_assignment_without_the_actor(seed):
    rng = np.random.default_rng(seed)
    places, nodes = [f"p{i}" for i in range(rng.integers(1, 9))], [f"n{j}" for j in range(rng.integers(1, 6))]
    met = [(place, node, float(rng.integers(1, 60))) for place in places for node in nodes if rng.random() < 0.5]
    pairs = pd.DataFrame(met, columns=["place_id", "node", "minutes"])
    need = pd.Series(rng.integers(0, 20, len(places)).astype(float), index=pd.Index(places, name="place_id"))
    room = pd.Series(rng.integers(1, 25, len(nodes)).astype(float), index=pd.Index(nodes, name="node"))
    closing = np.arange(len(nodes))
    left = closure_needs._left(pairs, need, room, closing)
    served = assign(pairs, need, room).served.sum()
    for position, node in enumerate(nodes):
        after = assign(pairs[pairs["node"] != node], need, room.mask(room.index == node, 0.0)).served.sum()
        assert left[position] == pytest.approx(served - after, abs=1e-6)


def test_nobody_listed_leaves_nobody_without():
    about = standing(Selection(kind="pmi"))
    record = redundancy_record(about, redundancy(about, threshold_min=30), "R")
    assert [record[name] for name in CHOICE] == [None] * 4
    assert record["actors"] is None
    assert set(record["bounds"].values()) == {"unknown"}
    assert {"with_0", "with_0_low", "with_0_high", "with_3_or_more", "closures"} <= set(record["bounds"])


def test_a_partial_register_leaves_families_without_at_most():
    about = standing(HOSPITALS, data=land(expected=[expected("R", "hopital", 3.0)]))
    record = redundancy_record(about, redundancy(about, threshold_min=30), "R")
    assert record["bounds"] == {
        **dict.fromkeys(("with_0", "with_0_low", "with_0_high", "closures"), "at-most"),
        **dict.fromkeys(("with_3_or_more", "with_3_or_more_as_one"), "at-least"),
    }
    assert record["with_0"] == 20
