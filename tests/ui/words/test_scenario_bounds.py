"""What a scenario does, in words: at least, at most, and between both ends of the bias of the times.

On the road of `tests.analysis.scenario.line_land`, a hospital opens in b: b1 comes within 30 minutes, and it alone.
"""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.question import Question
from analysis.scenario.ask import run_scenario
from analysis.scenario.changes import Close, Growth, Open
from analysis.scenario.definition import Scenario
from analysis.scenario.state import present_state
from geo import schema
from geo.travel.engines import EstimateEngine
from tests.analysis.scenario.line_land import land
from ui.texts import texts
from ui.words.scenario import effect_sentences

OPEN = Open(kind="hopital", zone="b")


def said(*changes, listed="complete", language="en", threshold=30.0):
    data = land()
    if listed == "partial":
        row = {"zone_id": "R", "kind": "hopital", "expected": 9.0, "as_of": "2026", "source": "by hand"}
        told = pd.DataFrame([row | {"reliability": "official"}])
        data = replace(data, expected=schema.conform(told, schema.EXPECTED))
    question = Question(kind="hopital", threshold_min=threshold)
    record = run_scenario(data, Scenario(name="s", territory="by-hand", question=question, changes=changes))
    return record, effect_sentences(record, texts(language))


def test_a_complete_register_gives_figures():
    _, sentences = said(OPEN)
    assert "Within 30 minutes of a service: 100 births (before: 80), which is 20 births more." in sentences
    assert not any("at most" in one or "at least" in one for one in sentences)


@pytest.mark.parametrize(
    ("language", "reach", "edge"),
    [
        (
            "en",
            "Within 30 minutes of a service: at least 100 births (before: at least 80), which is at most 20 births"
            " more.",
            "Among them, at most 20 births come within 30 minutes.",
        ),
        (
            "fr",
            "À 30 minutes ou moins d’un service\u202f: au moins 100 naissances (avant\u202f: au moins 80), soit au plus"
            " 20 naissances de plus.",
            "Parmi elles, au plus 20 naissances passent sous les 30 minutes.",
        ),
    ],
)
def test_a_partial_register_gives_bounds(language, reach, edge):
    record, sentences = said(OPEN, listed="partial", language=language)
    assert reach in sentences
    assert edge in sentences
    assert record["bounds"] == dict.fromkeys(("within_gain", "within_gain_low", "within_gain_high"), "at-most")


def test_a_loss_is_at_most_what_the_known_services_leave():
    _, sentences = said(Close(actor_id="h2"), listed="partial")
    assert any("which is at most 40 births fewer" in one for one in sentences)
    assert any("Losing time: at most 40 births" in one for one in sentences)
    assert any("Still beyond 30 minutes: at most 60 births (≤\u00a060%)" in one for one in sentences)


def test_where_the_population_grows_too_a_partial_register_bounds_no_change():
    growth = Growth(zone="b", base="births", percent=100.0)
    record, sentences = said(OPEN, growth, listed="partial")
    assert "within_gain" not in record["bounds"]
    assert "Within 30 minutes of a service: at least 120 births (before: at least 80)." in sentences


@pytest.fixture
def tenth(monkeypatch):
    """Times may all be a tenth too short, or a tenth too long."""
    told = present_state(land(), Question(kind="hopital", threshold_min=30.0)).area.engine
    moved = replace(told, bias_low=-0.1, bias_high=0.1, classes=(), status="hypothesis")
    monkeypatch.setattr(EstimateEngine, "info", moved)


@pytest.mark.usefixtures("tenth")
@pytest.mark.parametrize(
    ("listed", "threshold", "expected"),
    [
        # a2 is at 20 minutes of h1: within 21, and within 23.1, not within 18.9; b1 is at the new hospital.
        ("complete", 21.0, ["Given the error of the times, within 21 minutes: 70 to 100 births."]),
        ("partial", 21.0, ["Given the error of the times, within 21 minutes: at least 70 births."]),
        # b1 is at 41 minutes of h1: within 44, and the new hospital then brings nobody.
        ("complete", 40.0, ["Given the error of the times, this change brings 0 to 20 births."]),
        ("partial", 40.0, ["Given the error of the times, this change brings at most 20 births."]),
    ],
)
def test_both_ends_of_the_bias_are_said(listed, threshold, expected):
    _, sentences = said(OPEN, listed=listed, threshold=threshold)
    assert [one for one in sentences if one.startswith("Given the error")] == expected
