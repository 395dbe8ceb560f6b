"""Provinces side by side: what differs is said, and no order is claimed that the draws do not hold."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import analysis.service_area.travel_times as door
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.compare.record import comparison_record
from analysis.diagnosis import ask as diagnosis
from analysis.question import Selection, question_about
from geo.errors import BadInputError, NotFoundError
from tests.analysis.three_zones import ACTORS, HOSPITALS, PLATFORMS, SERVICES, asking, land, need_rule, service

pytestmark = pytest.mark.usefixtures("trips_by_hand")

RULE = need_rule("R", rate=0.5)


def one(data=None, selection=HOSPITALS, level=None):
    data = data or land(rules=[RULE])
    return side(data, diagnosis.measure(data, question_about(selection)), level=level)


def figures(found, indicator):
    lines = found.figures[found.figures["indicator"] == indicator]
    return lines.assign(key=lines["territory"] + ":" + lines["zone_id"]).set_index("key")


def test_figures_per_thousand_births():
    found = compare([one()])
    assert found.rows["zone_id"].tolist() == ["P", "Q"]
    assert figures(found, "services_per_1000")["value"].tolist() == pytest.approx([1000 / 60, 25])
    assert figures(found, "need_per_1000")["value"].tolist() == pytest.approx([500, 500])
    assert figures(found, "capacity_per_1000")["value"].tolist() == pytest.approx([500, 2000])
    assert figures(found, "coverage_rate")["value"].tolist() == pytest.approx([1, 4])
    assert figures(found, "share_30")["value"].tolist() == pytest.approx([40 / 60, 1])
    assert figures(found, "share_15")["value"].tolist() == pytest.approx([10 / 60, 1])
    assert figures(found, "mean_min")["value"].tolist() == pytest.approx([(100 + 900 + 620) / 60, 5])


def test_a_year_with_a_commune_missing_does_not_inflate_what_is_per_birth():
    """b, 20 births in 2025, published nothing in 2024: P had 40 known births then, and stands at 60.

    Two services and 30 places are those of all P; half a follow-up per birth is asked for where births are known.
    """
    data = land(rules=[RULE])
    year = data.births_years[0]
    births = data.figures["indicator"] == "births"
    gone = data.figures.assign(value=data.figures["value"].mask(births & (data.figures["zone_id"] == "b")))
    other = data.figures[births & (data.figures["zone_id"] == "b")].assign(year=year - 1)
    found = compare([one(replace(data, figures=pd.concat([gone, other], ignore_index=True)))])
    assert found.rows.set_index("zone_id").loc["P", ["base_value", "base_missing"]].tolist() == [40, 1]
    assert figures(found, "services_per_1000")["value"].tolist() == pytest.approx([1000 / 60, 25])
    assert figures(found, "capacity_per_1000")["value"].tolist() == pytest.approx([500, 2000])
    assert figures(found, "need_per_1000")["value"].tolist() == pytest.approx([500, 500])


def test_what_is_per_birth_moves_with_the_births():
    """A known capacity is sure, the births of another year are not: P has 30 places for 60 births, give or take √60."""
    found = compare([one()])
    for indicator in ("services_per_1000", "capacity_per_1000"):
        line = figures(found, indicator).loc["by-hand:P"]
        assert line["low"] < line["value"] < line["high"], indicator
        assert line["high"] / line["value"] == pytest.approx(1 / (1 - 1.645 * 60**-0.5), rel=0.1)


def test_a_register_without_any_open_actor_is_unknown_not_zero():
    """The other territory's register knows of no hospital: it has no rank, and takes none from the first."""
    silent = one(land(rules=[RULE], actors=ACTORS[2:], services=SERVICES[2:], territory="other"))
    found = compare([one(), silent])
    for indicator in ("services_per_1000", "capacity_per_1000", "coverage_rate", "share_30", "mean_min"):
        lines = figures(found, indicator)
        assert lines.loc[["other:P", "other:Q"], ["value", "low", "high", "rank_low"]].isna().all().all(), indicator
        assert lines.loc[["by-hand:P", "by-hand:Q"], "value"].notna().all()
        assert lines["rank_high"].max() == 2
    assert figures(found, "need_per_1000")["value"].tolist() == pytest.approx([500] * 4)
    flags = found.flags[found.flags["flag"] == "register-silent"]
    assert flags[["territory", "value"]].to_numpy().tolist() == [["other", "0"]]


def test_intervals_hold_their_figure_and_come_back_the_same():
    found, again = compare([one()]), compare([one()])
    known = found.figures[found.figures["value"].notna() & (found.figures["indicator"] != "gini_min")]
    assert (
        found.figures.loc[found.figures["indicator"] == "gini_min", ["low", "high", "rank_low"]].isna().all(axis=None)
    )
    assert (known["low"] <= known["value"] + 1e-9).all()
    assert (known["value"] <= known["high"] + 1e-9).all()
    assert found.figures.equals(again.figures)


def test_an_order_that_does_not_hold_is_not_claimed():
    found = compare([one()])
    need = figures(found, "need_per_1000")
    assert need["rank_low"].tolist() == [1, 1]
    assert need["rank_high"].tolist() == [2, 2]
    assert need.loc["by-hand:P", "unsure_against"] == ("by-hand:Q",)
    share = figures(found, "share_15")
    assert share.loc["by-hand:Q", ["rank_low", "rank_high", "unsure_against"]].tolist() == [1, 1, ()]


def test_unknown_capacities_widen_the_interval_and_are_flagged():
    data = land(rules=[RULE], services=[service("h1", capacity=30.0), service("h2")])
    found = compare([one(data)])
    line = figures(found, "capacity_per_1000").loc["by-hand:Q"]
    assert np.isnan(line["value"])
    assert 0 <= line["low"] < line["high"] <= 2 * 30 / 40 * 1000 / (1 - 2 * 40**-0.5)  # in a year of few births
    assert "capacity-unknown" in set(found.flags["flag"])
    nothing = compare([one(land(services=[service("h1"), service("h2")]))])
    assert figures(nothing, "capacity_per_1000")[["low", "high", "rank_low"]].isna().all(axis=None)


def test_units_that_do_not_add_up_give_no_figure():
    data = land(services=[service("h1", capacity=30.0), service("h2", capacity=5.0, unit="places")])
    found = compare([one(data)])
    assert figures(found, "capacity_per_1000")["value"].isna().all()


def test_territories_that_differ_are_flagged_and_their_figures_stay():
    other = replace(land(rules=[RULE], territory="elsewhere"), births_years=(2023,))
    other = replace(other, figures=other.figures.assign(year=other.figures["year"].replace(2025, 2023)))
    found = compare([one(), one(other, level="commune")])
    flags = found.flags.groupby("flag")["value"].agg(list).to_dict()
    assert flags["births-years"] == ["2025", "2023"]
    assert flags["level"] == ["province", "commune"]
    assert "base" not in flags
    assert len(found.rows) == 5
    out = comparison_record(found)
    json.dumps(out, allow_nan=False)
    assert out["comparable"] is False


def test_the_same_definitions_are_comparable():
    out = comparison_record(compare([one()]))
    assert out["comparable"] is True
    assert [zone["name"] for zone in out["zones"]] == ["P", "Q"]  # by name: never a podium


def test_another_base_has_its_own_ranks():
    other = land(territory="elsewhere")
    births = other.figures["indicator"] == "births"
    counted = other.figures.assign(indicator=other.figures["indicator"].mask(births, "children_0_4"))
    other = replace(other, figures=counted, births_years=(), places=other.places.assign(births=np.nan, population=1.0))
    found = compare([one(land()), one(other)])
    assert found.rows["base"].tolist() == ["births", "births", "children_0_4", "children_0_4"]
    lines = figures(found, "services_per_1000")
    assert lines["rank_high"].max() <= 2
    assert all(other[0] == mine[0] for mine, row in lines.iterrows() for other in row["unsure_against"])
    assert "base" in set(found.flags["flag"])


def test_declared_areas():
    found = compare([one(selection=PLATFORMS)])
    assert figures(found, "declared_share")["value"].tolist() == [1, 0]


def test_a_small_need_of_a_delicate_situation_is_hidden():
    rule = RULE | {"stratum": "danger", "rate": None, "like": None, "status": "stated"}
    rules = [rule | {"rule_id": zone, "zone_id": zone, "value": value} for zone, value in (("P", 6.0), ("Q", 4.0))]
    data = land(rules=rules, services=[line | {"functions": "diagnosis", "strata": "danger"} for line in SERVICES])
    found = compare([one(data, Selection(kind="hopital", stratum="danger"))])
    assert found.rows["masked"].tolist() == [True, True]
    assert figures(found, "need_per_1000")["value"].isna().all()
    assert figures(found, "coverage_rate")["value"].isna().all()
    assert figures(found, "services_per_1000")["value"].notna().all()


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(BadInputError, match="compare-nothing"):
        compare([])
    with pytest.raises(BadInputError, match="compare-repeated"):
        compare([one(), one()])
    with pytest.raises(BadInputError, match="compare-selections"):
        compare([one(), one(land(territory="elsewhere"), PLATFORMS)])
    with pytest.raises(NotFoundError, match="unknown-level"):
        one(level="canton")


def test_minutes_that_a_share_of_births_does_not_exceed():
    """P: 10 births at 10 min, 30 at 30 min, 20 at 31 min."""
    found = compare([one()], thresholds_min=[31])
    line = {row.indicator: row.value for row in found.figures.itertuples() if row.zone_id == "P"}
    assert [line["p10_min"], line["p50_min"], line["p90_min"]] == [10, 30, 31]
    assert line["share_31"] == 1
    # Gini by hand: Σ |x − y| over all pairs of births, over 2 n² μ.
    pairs = 2 * (10 * 30 * 20 + 10 * 20 * 21 + 30 * 20 * 1)
    assert line["gini_min"] == pytest.approx(pairs / (2 * 60**2 * (100 + 900 + 620) / 60))


def test_one_place_says_nothing_of_how_unequal_it_is():
    """Each commune of the country has one place or more; Gini is known of those that have several."""
    found = compare([one(level="commune")], thresholds_min=[31])
    known = found.figures[found.figures["indicator"] == "gini_min"].set_index("zone_id")["value"].notna()
    places = land().places.groupby("zone_id").size()
    assert not known[known.index.isin(places.index[places < 2])].any()


def test_a_time_beyond_the_horizon_is_neither_zero_nor_unknown():
    """b1 reaches nobody: a third of the births of P is beyond the horizon."""
    reached = [("a1", "h1", 10.0), ("a2", "h1", 30.0), ("c1", "h2", 5.0)]
    data = land(rules=[RULE])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "travel_times", asking(reached))
        found = compare([one(data)])
    figures_of = {zone["zone"]: zone["figures"]["p90_min"] for zone in comparison_record(found)["zones"]}
    assert figures_of["P"]["value"] is None
    assert figures_of["P"]["beyond_horizon"]
    assert not figures_of["Q"]["beyond_horizon"]
    json.dumps(comparison_record(found), allow_nan=False)


def test_the_parts_of_a_zone_alone():
    data = land(rules=[RULE])
    measures = diagnosis.measure(data, question_about(HOSPITALS))
    found = compare([side(data, measures, level="commune", inside="P")])
    assert found.rows["zone_id"].tolist() == ["a", "b"]
    assert figures(found, "mean_min")["rank_high"].max() == 2
    with pytest.raises(NotFoundError, match="unknown-zone"):
        side(data, measures, inside="nowhere")
