"""An access measure on three communes, worked out by hand."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.access.ask import access_question, actor_supply, run_access, slower
from analysis.access.options import MEASURES, load_defaults, parse_decay
from analysis.access.record import access_record
from analysis.question import Selection
from geo.errors import BadInputError, NotFoundError
from tests.analysis.three_zones import (
    ACTORS,
    HOSPITALS,
    MINUTES,
    NAN,
    PLATFORMS,
    SERVICES,
    actor,
    expected,
    land,
    need_rule,
    service,
    standing,
)

PLACES = ["a1", "a2", "b1", "c1", "c2"]


def test_nearest_by_zone():
    run = run_access(standing(), access_question("nearest"))
    assert run.places["value"].tolist()[:4] == [10, 30, 31, 5]
    assert np.isnan(run.places.loc["c2", "value"])
    zones = run.zones
    assert zones.loc["a", "mean"] == (10 * 10 + 30 * 30) / 40
    assert zones.loc["R", "mean"] == (100 + 900 + 620 + 200) / 100
    assert zones.loc["R", ["demand", "served", "unserved", "demand_unknown"]].tolist() == [100, 100, 0, 1]
    assert run.value_unit == "minutes"


def test_two_step_by_hand():
    # h1 is within 30 min of a1 and a2 (40 births): 30/40. h2 of c1 (40): 80/40. b1 is out of reach.
    run = run_access(standing(), access_question("2sfca"))
    assert run.places["value"].tolist() == [750, 750, 0, 2000, 0]
    assert run.zones.loc["P", "mean"] == 750 * 40 / 60
    assert run.zones.loc["P", ["served", "unserved"]].tolist() == [40, 20]
    assert run.zones.loc["R", "mean"] == pytest.approx(1000 * 110 / 100)
    assert run.value_unit == "follow-ups"


def test_cumulative_counts_actors():
    run = run_access(standing(), access_question("cumulative", decay="binary:60", supply="one"))
    assert run.places["value"].tolist() == [1, 2, 2, 1, 0]
    assert run.value_unit == "actors"


@pytest.mark.parametrize("measure", [name for name in MEASURES if name not in {"nearest", "cumulative"}])
def test_what_is_shared_out_never_exceeds_the_supply(measure):
    run = run_access(standing(), access_question(measure))
    shared = float((run.places["value"] * run.places["demand"].fillna(0)).sum()) / 1000
    assert 0 < shared <= 110 + 1e-9


def test_unknown_capacity_is_left_out_and_said():
    data = land(services=[service("h1", capacity=30.0), service("h2")])
    run = run_access(standing(data=data), access_question("2sfca"))
    assert run.places["value"].tolist() == [750, 750, 0, 0, 0]
    assert run.supply_known_share == 0.5
    assert run.is_minimum


def test_no_capacity_known_says_what_to_do():
    data = land(services=[service("h1"), service("h2")])
    with pytest.raises(BadInputError) as caught:
        run_access(standing(data=data), access_question("e2sfca"))
    assert caught.value.key == "access-no-capacity"
    assert run_access(standing(data=data), access_question("e2sfca", supply="one")).state == "ok"


def test_units_are_never_mixed():
    data = land(services=[service("h1", capacity=30.0), service("h2", capacity=5.0, unit="places")])
    with pytest.raises(BadInputError, match="access-mixed-units"):
        run_access(standing(data=data), access_question("2sfca"))
    supply = actor_supply(standing(data=data), unit="places")
    assert np.isnan(supply["h1"])
    assert supply["h2"] == 5


def test_two_services_one_unknown_is_unknown():
    data = land(services=[service("h1", capacity=30.0), service("h1") | {"service": "t"}, service("h2", capacity=1.0)])
    assert np.isnan(actor_supply(standing(data=data))["h1"])


@pytest.mark.parametrize(
    ("selection", "state"),
    [(PLATFORMS, "covered-only"), (Selection(kind="clps"), "unlocated"), (Selection(kind="pmi"), "no-actor")],
)
def test_no_figure_has_a_reason_and_no_number(selection, state):
    for measure in MEASURES:
        about = standing(selection)
        run = run_access(about, access_question(measure))
        assert run.state == state
        assert run.places["value"].isna().all()
        record = access_record(about, run, "R")
        json.dumps(record, allow_nan=False)
        assert record["value"] is None
        assert record["served"] is None
        if state == "no-actor":
            sure = standing(selection, data=land(expected=[expected("R", "pmi", 0.0)]))
            assert access_record(sure, run_access(sure, access_question(measure)), "R")["served"] == 0


def test_zero_births_is_said():
    about = standing(data=land(births=(0.0, 0.0, 0.0, 0.0, 0.0)))
    run = run_access(about, access_question("2sfca"))
    assert run.state == "no-demand"
    assert json.loads(json.dumps(access_record(about, run, "R"), allow_nan=False))["value"] is None


def test_nobody_reachable_is_zero_for_shared_supply_and_unknown_for_minutes():
    about = standing(minutes=[])
    shared = run_access(about, access_question("2sfca"))
    assert shared.state == "unreachable"
    assert shared.zones.loc["R", ["mean", "unserved"]].tolist() == [0, 100]
    assert np.isnan(run_access(about, access_question("nearest")).zones.loc["R", "mean"])


def test_home_visits_only_go_where_they_say():
    moving = [service("h1", mode="home-visits", capacity=30.0, covers="b"), service("h2", capacity=80.0)]
    run = run_access(standing(data=land(services=moving)), access_question("nearest"))
    assert run.places["value"].tolist()[:4] == pytest.approx([NAN, 60, 31, 5], nan_ok=True)
    within = [service("h1", mode="mobile", capacity=30.0, reach_min=30), service("h2", capacity=80.0)]
    run = run_access(standing(data=land(services=within)), access_question("nearest"))
    assert run.places["value"].tolist()[:4] == pytest.approx([10, 30, 50, 5])


def test_need_weighs_instead_of_births():
    rule = need_rule("P", rate=0.5)
    about = standing(data=land(rules=[rule]), demand="need")
    assert about.demand.loc[PLACES[:3]].tolist() == [5, 15, 10]
    assert about.demand[PLACES[3:]].isna().all()
    assert about.demand_status == "hypothesis"
    run = run_access(about, access_question("2sfca"))
    assert run.places["value"].tolist()[:3] == [1500, 1500, 0]
    with pytest.raises(BadInputError, match="access-no-need"):
        standing(demand="need")


def test_small_needs_of_delicate_situations_are_hidden():
    rule = need_rule(None, stratum="danger", status="stated")
    rules = [rule | {"rule_id": zone, "zone_id": zone, "value": value} for zone, value in (("P", 6.0), ("Q", 4.0))]
    data = land(rules=rules, services=[line | {"functions": "diagnosis", "strata": "danger"} for line in SERVICES])
    about = standing(Selection(kind="hopital", stratum="danger"), data=data, demand="need")
    record = access_record(about, run_access(about, access_question("nearest")), "R")
    # P needs 6 and Q 4: Q is hidden, and P with it, or the total would give Q back.
    assert [part["demand"] for part in record["parts"]] == [None, None]
    assert all(part["masked"] and part["value"] is None for part in record["parts"])
    assert record["demand"] == 10
    assert set(record["sensitivity"]["zones"]) == {"R"}
    plain = access_record(standing(), run_access(standing(), access_question("nearest")), "P")
    assert [part["demand"] for part in plain["parts"]] == [40, 20]


def test_the_record_of_shared_supply():
    about = standing()
    record = access_record(about, run_access(about, access_question("2sfca")), "R")
    assert [part["value"] for part in record["parts"]] == [500, 2000]
    # Theil between P (mean 500) and Q (2000), in shares of 60 and 40 births.
    total = (0.6 * 500 + 0.4 * 2000) or 1
    between = 0.6 * 500 / total * np.log(500 / total) + 0.4 * 2000 / total * np.log(2000 / total)
    assert record["inequality"]["indices"]["theil-between"] == pytest.approx(between, abs=1e-6)
    assert record["inequality"]["rank_indicator"] == "bim_share"
    assert [line["share"] for line in record["reach"]] == [0.5, 0.5, 0.8]
    # A decade less of minutes: h1 then reaches b1 too, 30/60 for all of P; a decade more: a1 alone, 30/10.
    moved = record["sensitivity"]["zones"]["P"]
    assert moved["shorter"] == 500
    assert moved["longer"] == pytest.approx(3000 * 10 / 60)
    assert record["sensitivity"]["zones"]["R"]["20"] == pytest.approx(1100)
    assert record["quality"]["capacity_known_share"] == 1
    assert record["quality"]["births_spread_share"] == pytest.approx(80 / 100)


def test_those_beyond_the_benchmark_count_those_whom_nothing_reaches():
    about = standing(minutes=[trip for trip in MINUTES if trip[0] != "b1"])
    record = access_record(about, run_access(about, access_question("nearest")), "R", norm=20)
    # a2 (30 births, 30 min) and b1 (20, nobody) miss 20 minutes; the gap is that of a2 among the 80 reached.
    assert record["inequality"]["indices"]["missing-share"] == 0.5
    assert record["inequality"]["indices"]["missing-gap"] == pytest.approx(30 * 0.5 / 80)
    assert record["inequality"]["known_share"]["missing-gap"] == 0.8


def test_inputs_are_not_modified_and_the_order_of_rows_is_no_matter():
    data = land()
    before = {name: getattr(data, name).copy() for name in ("places", "actors", "services", "figures")}
    first = run_access(standing(data=data), access_question("mh3sfca"))
    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(data, name), frame)
    shuffled = land(actors=ACTORS[::-1], services=SERVICES[::-1])
    second = run_access(standing(data=shuffled, minutes=MINUTES[::-1]), access_question("mh3sfca"))
    pd.testing.assert_frame_equal(first.zones, second.zones)


def test_slower_trips_are_the_same_as_a_shorter_threshold():
    about = standing()
    slow = run_access(about, slower(access_question("cumulative", decay="binary:60", supply="one"), 2.0))
    short = run_access(about, access_question("cumulative", decay="binary:30", supply="one"))
    pd.testing.assert_series_equal(slow.places["value"], short.places["value"])


def test_an_actor_that_is_not_open_is_not_counted():
    data = land(actors=[ACTORS[0], actor("h2", "hopital", "c", status="to-verify"), *ACTORS[2:]])
    assert list(standing(HOSPITALS, data=data).located) == ["h1"]


@pytest.mark.parametrize(
    ("text", "minutes", "weight"),
    [
        ("binary:30", 30, 1),
        ("linear:40", 10, 0.75),
        ("gaussian:10,30", 10, np.exp(-0.5)),
        ("exponential:0.1", 10, np.exp(-1)),
        ("power:2", 10, 0.01),
        ("logistic:20,5", 0, 1),
        ("truncated-gaussian:30", 30, 0),
        ("steps:10=1,30=0.5", 30, 0.5),
        ("luo-qi-2009", 15, 0.68),
    ],
)
def test_decays_are_read(text, minutes, weight):
    decay, _ = parse_decay(text)
    assert decay(np.array([float(minutes)]))[0] == pytest.approx(weight)


@pytest.mark.parametrize("text", ["", "binary", "binary:", "binary:x", "binary:1,2", "steps:10", "steps:", "cube:3"])
def test_other_texts_are_refused(text):
    with pytest.raises(BadInputError, match="access-decay-text"):
        parse_decay(text)


@pytest.mark.parametrize("text", ["binary:0", "linear:-3", "steps:30=1,10=0.5", "binary:nan"])
def test_decays_outside_sense_are_refused(text):
    with pytest.raises(BadInputError, match="access-bad"):
        parse_decay(text)


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        ({"measure": "4sfca"}, "access-unknown-measure"),
        ({"measure": "nearest", "decay": "binary:3"}, "access-measure-decay"),
        ({"measure": "2sfca", "decay": "linear:30"}, "access-measure-decay"),
        ({"measure": "2sfca", "supply": "two"}, "access-unknown-supply-mode"),
    ],
)
def test_questions_without_sense_are_refused(arguments, key):
    with pytest.raises(BadInputError) as caught:
        access_question(**arguments)
    assert caught.value.key == key


def test_a_zone_of_another_territory_is_refused():
    run = run_access(standing(), access_question("nearest"))
    with pytest.raises(NotFoundError, match="unknown-zone"):
        access_record(standing(), run, "80000")
    with pytest.raises(BadInputError, match="access-unknown-measure-demand"):
        standing(demand="cats")


def test_every_default_can_be_asked():
    for measure in MEASURES:
        assert access_question(measure).measure == measure
    assert set(load_defaults().decay) == set(MEASURES) - {"nearest"}
