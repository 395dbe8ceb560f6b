"""Coordination by hand: hours of a family, posts, loads, what is offered, what stays unknown."""

import math

import pytest

from analysis.network.ask import network
from analysis.network.coordination import coordination_need, load_hypotheses, mixed_load
from analysis.network.record import coordination_record
from analysis.question import Question
from geo.errors import BadInputError, MissingFileError
from tests.analysis.three_zones import ACTORS, SERVICES, actor, expected, land, service

pytestmark = pytest.mark.usefixtures("trips_by_hand")

EFFORTS = """status = "hypothesis"
source = "by hand"
date = "2026"
fte_hours = 1000
trip_min = 30
[[efforts]]
function = "coordination"
stratum = "specific"
low = 0
high = 0.5
visits = 2
visit_h = 1
other_h = 1
[[efforts]]
function = "coordination"
stratum = "complex"
low = 1
high = 1
visits = 10
visit_h = 1.5
other_h = 25
"""


@pytest.fixture
def told(tmp_path):
    path = tmp_path / "hypotheses.toml"
    path.write_text(EFFORTS, encoding="utf-8")
    return load_hypotheses(path)


def need(told, data=None, *, zone="R", families=None):
    found = network(data or land(), Question(threshold_min=30.0), zone)
    object.__setattr__(found, "families", {**dict.fromkeys(found.families, math.nan), **(families or {})})
    return coordination_need(found, told)


def test_hours_posts_and_loads(told):
    """Specific: 2 × (1 + 1) + 1 = 5 h; complex: 10 × (1.5 + 1) + 25 = 50 h, of which 10 of travel."""
    lines = need(told, families={"specific": 40.0, "complex": 10.0}).lines.set_index("stratum")
    assert lines["hours"].to_dict() == {"specific": 5.0, "complex": 50.0}
    assert lines["trip_hours"].to_dict() == {"specific": 2.0, "complex": 10.0}
    assert lines["load"].to_dict() == {"specific": 200.0, "complex": 20.0}
    assert lines.loc["specific", ["families_low", "families_high"]].tolist() == [0.0, 20.0]
    assert lines.loc["specific", ["posts_low", "posts_high"]].tolist() == pytest.approx([0.0, 0.1])
    assert lines.loc["complex", ["posts_low", "posts_high"]].tolist() == pytest.approx([0.5, 0.5])


def test_a_family_that_coordinates_itself_is_no_gap_and_silence_may_serve_everyone(told):
    """Ten complex families and 0 to 20 specific ones. m1 follows 12 families of P, and others may exist."""
    total = need(told, families={"specific": 40.0, "complex": 10.0}).totals.iloc[0]
    assert total[["families_low", "families_high"]].tolist() == [10.0, 30.0]
    assert total[["posts_low", "posts_high"]].tolist() == pytest.approx([0.5, 0.6])
    assert (total["capacity"], total["services"], total["capacity_known"]) == (12.0, 1, 1)
    assert (total["gap_low"], total["gap_high"]) == (0.0, 18.0)  # nobody lists the midwives: they may follow some


def test_a_complete_register_says_what_lacks(told):
    from analysis.service_area.programme import load_programme  # noqa: PLC0415

    kinds = load_programme().kinds_of("coordination")
    counts = [expected("R", kind, 1.0 if kind == "one-plateforme" else 0.0) for kind in kinds]
    data = land(expected=counts)
    total = need(told, data, families={"specific": 0.0, "complex": 20.0}).totals.iloc[0]
    assert total["register_complete"]
    assert (total["gap_low"], total["gap_high"]) == (8.0, 8.0)


def test_capacity_is_shared_over_the_area_and_another_unit_counts_nobody(told):
    """Of the 12 follow-ups of P (60 births), b (20 births) has 4; a SAF in half-days says nothing of families."""
    data = land(
        actors=[*ACTORS, actor("s1", "saf", "b")], services=[*SERVICES, service("s1", capacity=9.0, unit="half-days")]
    )
    total = need(told, data, zone="b", families={"specific": 1.0, "complex": 9.0}).totals.iloc[0]
    assert (total["capacity"], total["services"], total["capacity_known"]) == (4.0, 2, 1)


def test_strata_whose_births_are_unknown_stay_unknown(told):
    answer = need(told, families={"complex": 10.0})
    assert math.isnan(answer.lines.set_index("stratum").loc["specific", "posts_high"])
    total = answer.totals.iloc[0]
    assert (total["strata_unknown"], total["families_low"]) == ("specific", 10.0)
    assert math.isnan(total["gap_high"])
    nothing = need(told).totals.iloc[0]
    assert math.isnan(nothing["families_low"])
    assert math.isnan(nothing["gap_low"])


def test_a_mixed_load_adds_hours(told):
    mix = mixed_load(told, "coordination", {"specific": 100.0, "complex": 8.0})
    assert (mix.hours, mix.posts) == (900.0, 0.9)
    assert mix.by_stratum == {"specific": 500.0, "complex": 400.0}
    assert mixed_load(told.with_trip(0), "coordination", {"complex": 10.0}).hours == 400.0
    for wrong in ({"danger": 1.0}, {"complex": -1.0}, {"complex": math.nan}):
        with pytest.raises(BadInputError, match="coordination-mix"):
            mixed_load(told, "coordination", wrong)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"coordination"\nstratum = "specific"', '"dancing"\nstratum = "specific"'),
        ('stratum = "specific"', 'stratum = "rich"'),
        ('stratum = "specific"', 'stratum = "complex"'),
        ("low = 0\n", "low = 0.9\n"),
        ("fte_hours = 1000", "fte_hours = 0"),
        ("visits = 2", "visits = -2"),
        ("high = 0.5", "high = 1.5"),
    ],
)
def test_hypotheses_outside_sense_are_refused(tmp_path, before, after):
    assert before in EFFORTS
    path = tmp_path / "wrong.toml"
    path.write_text(EFFORTS.replace(before, after), encoding="utf-8")
    with pytest.raises(BadInputError, match="coordination-file"):
        load_hypotheses(path)


def test_what_comes_with_maillage_is_a_hypothesis_and_is_recorded():
    told = load_hypotheses()
    assert told.status == "hypothesis"
    assert {one.low for one in told.efforts if (one.function, one.stratum) == ("coordination", "specific")} == {0.0}
    found = network(land(), Question(threshold_min=30.0), "R")
    record = coordination_record(found, coordination_need(found, told))
    assert [one["function"] for one in record["totals"]] == ["referent", "coordination", "case-management"]
    assert record["lines"][0]["hours"] == 1
    with pytest.raises(MissingFileError):
        load_hypotheses(found.data.territory.folder / "nothing.toml")
