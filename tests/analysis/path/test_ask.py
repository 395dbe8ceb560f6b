"""Paths composed by the user, on three communes: what is unknown is never false."""

import json

import pandas as pd
import pytest

from analysis.path.ask import PathGround, PathStep, follow_path, parse_step, path_ground
from analysis.path.record import path_record
from analysis.question import Selection
from geo.errors import BadInputError, NotFoundError
from tests.analysis.three_zones import (
    ACTORS,
    CENTRES,
    ENGINE,
    HOSPITALS,
    PLATFORMS,
    actor,
    expected,
    land,
    service,
    standing,
)

PMI = Selection(kind="pmi")


def stands(*steps, data=None):
    data = data or land()
    return PathGround(data, steps, tuple(standing(step.selection, data=data) for step in steps), ENGINE)


def test_a_step_within_a_time():
    answer = follow_path(stands(PathStep(HOSPITALS, 30)))
    assert answer.zones.loc["R", ["total", "complete", "broken", "unknown"]].tolist() == [100, 80, 20, 0]
    assert answer.zones.loc["P", "share_low"] == pytest.approx(40 / 60)
    assert answer.zones.loc["b", "breaking_step"] == "kind:hopital=30"
    assert pd.isna(answer.zones.loc["c", "breaking_step"])
    assert answer.zones.loc["c", "places_unknown"] == 1


def test_a_service_that_comes_reaches_its_declared_area_only():
    for limit in (None, 5.0):
        answer = follow_path(stands(PathStep(PLATFORMS, limit)))
        assert answer.zones.loc[["P", "Q"], "share_low"].tolist() == [1, 0]
        assert answer.zones.loc["Q", "share_high"] == 0


def test_actors_whose_place_is_unknown_are_never_a_no():
    answer = follow_path(stands(PathStep(CENTRES, 30)))
    assert answer.zones.loc["R", ["complete", "broken", "unknown"]].tolist() == [0, 0, 100]
    assert answer.zones.loc["R", ["share_low", "share_high"]].tolist() == [0, 1]
    assert pd.isna(answer.zones.loc["R", "breaking_step"])


def test_a_step_nobody_offers_breaks():
    answer = follow_path(stands(PathStep(PMI, 30), data=land(expected=[expected("R", "pmi", 0.0)])))
    assert answer.reached[0].actors == 0
    assert answer.zones.loc["R", ["complete", "broken", "share_high"]].tolist() == [0, 100, 0]


def test_a_step_nobody_listed_is_unknown():
    steps = stands(PathStep(HOSPITALS, 30), PathStep(PMI, 30))
    answer = follow_path(steps)
    assert answer.zones.loc["R", ["complete", "unknown", "broken"]].tolist() == [0, 80, 20]
    record = path_record(steps, "R")
    assert [record[name] for name in ("complete", "broken", "unknown", "share_low", "share_high")] == [None] * 5
    assert record["bounds"] == {"complete": "unknown", "share_low": "unknown", "broken": "unknown"}
    hospitals, pmi = record["steps"]
    assert (hospitals["reaching"], hospitals["bounds"]["reaching"]) == (80, "exact")
    assert (pmi["reaching"], pmi["missing"], pmi["breaking"]) == (None, None, None)


def test_a_partial_register_leaves_a_least_and_a_most():
    steps = stands(PathStep(HOSPITALS, 30), data=land(expected=[expected("R", "hopital", 3.0)]))
    record = path_record(steps, "R")
    assert (record["complete"], record["broken"], record["share_low"], record["share_high"]) == (80, 20, 0.8, None)
    assert record["bounds"] == {"complete": "at-least", "share_low": "at-least", "broken": "at-most"}


def test_the_whole_path_and_the_first_step_that_breaks():
    answer = follow_path(stands(PathStep(HOSPITALS, 30), PathStep(PLATFORMS, None), PathStep(CENTRES, 30)))
    # b1 (20) misses the hospital; c1 (40) the platform; a (40) waits on the centre, whose place is unknown.
    assert answer.zones.loc["R", ["complete", "broken", "unknown"]].tolist() == [0, 60, 40]
    assert answer.zones.loc["R", "breaking_step"] == "kind:one-plateforme=declared"
    region = answer.steps[answer.steps["zone_id"] == "R"].set_index("step")
    assert region["missing"].tolist() == [20, 40, 0]
    assert region["breaking"].tolist() == [20, 40, 0]
    assert region["unknown"].tolist() == [0, 0, 100]
    assert region.index.tolist() == ["kind:hopital=30", "kind:one-plateforme=declared", "kind:clps=30"]
    totals = answer.zones[["complete", "broken", "unknown"]].sum(axis=1)
    pd.testing.assert_series_equal(totals, answer.zones["total"], check_names=False)


def test_a_silent_service_leaves_the_rest_of_a_declared_step_unknown():
    actors = [*ACTORS, actor("m2", "one-plateforme", "c")]
    services = [
        service("m1", mode="home-visits", covers="P"),
        service("m2", mode="home-visits"),
        *(service(one) for one in ("h1", "h2", "w1")),
    ]
    answer = follow_path(stands(PathStep(PLATFORMS, None), data=land(actors=actors, services=services)))
    assert answer.zones.loc["P", ["complete", "unknown"]].tolist() == [60, 0]
    assert answer.zones.loc["Q", ["complete", "broken", "unknown"]].tolist() == [0, 0, 40]


def test_longer_trips_and_longer_paths_never_reach_more():
    short, slow = (
        follow_path(stands(PathStep(HOSPITALS, 30))),
        follow_path(stands(PathStep(HOSPITALS, 30)), time_factor=1.1),
    )
    assert (slow.zones["complete"] <= short.zones["complete"]).all()
    assert slow.zones.loc["a", "complete"] == 10  # a2 is at 33 minutes
    longer = follow_path(stands(PathStep(HOSPITALS, 30), PathStep(PLATFORMS, None)))
    assert (longer.zones["complete"] <= short.zones["complete"]).all()


def test_the_record():
    out = path_record(stands(PathStep(HOSPITALS, 30), PathStep(PLATFORMS, None)), "R")
    json.dumps(out, allow_nan=False)
    assert (out["total"], out["complete"], out["share_low"]) == (100, 40, 0.4)
    assert [part["complete"] for part in out["parts"]] == [40, 0]
    assert out["sensitivity"]["longer"]["share_low"] == 0.1
    assert out["sensitivity"]["shorter"]["share_low"] == 0.6
    with pytest.raises(NotFoundError, match="unknown-zone"):
        path_record(stands(PathStep(HOSPITALS, 30)), "80000")


def test_without_births_nothing_is_shared_out():
    out = path_record(stands(PathStep(HOSPITALS, 30), data=land(births=(0.0,) * 5)), "R")
    assert (out["total"], out["share_low"], out["breaking_step"]) == (0, None, None)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("kind:hopital=45", PathStep(HOSPITALS, 45)),
        ("kind:one-plateforme=declared", PathStep(PLATFORMS, None)),
        ("function:ultrasound@complex=30.5", PathStep(Selection(function="ultrasound", stratum="complex"), 30.5)),
    ],
)
def test_steps_are_read_and_written_back(text, step):
    assert parse_step(text) == step
    assert step.label == text


@pytest.mark.parametrize(
    "text", ["", "kind:hopital", "hopital=30", "kind:=30", "kind:hopital=", "kind:x=0", "kind:x=-1", "actor:x=3"]
)
def test_other_steps_are_refused(text):
    with pytest.raises(BadInputError, match="parcours-step-text"):
        parse_step(text)


@pytest.mark.parametrize("text", ["kind:hopital=nan", "kind:hopital=inf", "function:x@=3"])
def test_limits_without_sense_are_refused(text):
    with pytest.raises(BadInputError, match="parcours-step-text"):
        parse_step(text)


def test_a_path_has_steps_and_each_once():
    with pytest.raises(BadInputError, match="parcours-no-step"):
        path_ground(land(), [])
    with pytest.raises(BadInputError, match="parcours-repeated-step"):
        path_ground(land(), [PathStep(HOSPITALS, 30), PathStep(HOSPITALS, 30.0)])
