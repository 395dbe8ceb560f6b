"""Families without a car and with one: within reach in the diagnosis, moved by a scenario; unknown stays unknown."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.need.bases import NO_CAR, by_car
from analysis.question import Question
from analysis.scenario.ask import run_scenario
from analysis.scenario.changes import Open
from analysis.scenario.definition import Scenario
from geo import schema
from tests.analysis.scenario import line_land
from tests.analysis.three_zones import HOSPITALS, asking, land
from ui.texts import LANGUAGES, texts
from ui.words.cars import cars_changed, cars_said


def knowing(data, shares):
    rows = pd.DataFrame({"zone_id": list(shares), "indicator": NO_CAR, "year": 2024, "value": list(shares.values())})
    told = schema.conform(rows.assign(status="official", source_id="hand"), schema.FIGURE)
    return replace(data, figures=pd.concat([data.figures, told], ignore_index=True))


def record(data, monkeypatch):
    monkeypatch.setattr("analysis.service_area.travel_times.travel_times", asking())
    return diagnosis_record(data, measure(data, Question(kind=HOSPITALS.kind)), "R")


def test_half_of_one_commune_a_tenth_of_another_and_one_that_does_not_say(monkeypatch) -> None:
    told = record(knowing(land(), {"a": 50.0, "b": 10.0}), monkeypatch)
    lines = {line["car"]: line for line in told["cars"]}
    # Births: a1 10, a2 30 (half), b1 20 (a tenth), c1 40 (unknown); minutes 10, 30, 31, 5.
    assert {name: line["counts"] for name, line in lines.items()} == {"without": 22, "with": 38, "unknown": 40}
    assert [lines["without"]["within"][limit] for limit in ("15", "30", "45")] == [5, 20, 22]
    assert [lines["with"]["within"][limit] for limit in ("15", "30", "45")] == [5, 20, 38]
    assert lines["without"]["share_within"]["30"] == pytest.approx(20 / 22)
    assert lines["without"]["mean_min"] == pytest.approx((5 * 10 + 15 * 30 + 2 * 31) / 22)
    assert lines["unknown"]["within"]["15"] == 40
    # The three make what is within reach of all.
    assert sum(line["within"]["30"] for line in told["cars"]) == pytest.approx(told["births_within"]["30"])
    for language in LANGUAGES:
        assert len(cars_said(told, texts(language))) == 4
    assert "Familles sans voiture (22 naissances, 22" in cars_said(told, texts("fr"))[0]


def test_where_no_zone_says_it_is_unknown(monkeypatch) -> None:
    told = record(land(), monkeypatch)
    assert told["cars"] == []
    assert cars_said(told, texts("fr")) == []  # asked by car
    walked = told | {"travel_engine": told["travel_engine"] | {"mode": "carless"}}
    assert cars_said(walked, texts("fr")) == [texts("fr")("cars-unknown")]


def test_none_is_not_unknown() -> None:
    data = knowing(land(), {"a": 0.0, "b": 100.0, "c": 0.0})
    found = by_car(data, data.places.set_index("place_id")["births"])
    assert {name: weight.sum() for name, weight in found.items()} == {"without": 20, "with": 80}


def test_a_scenario_tells_who_gains_without_a_car() -> None:
    data = line_land.land()
    # A hospital opens in b, whose 20 births come within 30 minutes: a quarter of them have no car.
    known = knowing(data, {"a": 10.0, "b": 25.0, "c": 10.0})
    question = Question(kind="hopital", threshold_min=30.0)
    opened = Scenario(name="s", territory="by-hand", question=question, changes=(Open(kind="hopital", zone="b"),))
    told = run_scenario(known, opened)
    lines = {line["car"]: line for line in told["cars"]}
    assert set(lines) == {"without", "with"}
    assert lines["without"]["within_after"] - lines["without"]["within_before"] == pytest.approx(5)
    assert lines["with"]["within_after"] - lines["with"]["within_before"] == pytest.approx(15)
    assert sum(line["gaining"] for line in told["cars"]) == pytest.approx(told["moves"]["gaining"])
    assert sum(line["weight"] for line in told["cars"]) == pytest.approx(told["after"]["weight"])
    assert [len(cars_changed(told, texts(language))) for language in LANGUAGES] == [2, 2]
    assert run_scenario(data, opened)["cars"] == []
