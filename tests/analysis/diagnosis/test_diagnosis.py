"""The reference case: 120 follow-ups offered for about 300 needed in the province of Luxembourg."""

import json
import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.diagnosis.ask import measure
from analysis.diagnosis.overview import kinds_overview, kinds_reach
from analysis.diagnosis.record import _farthest, diagnosis_record
from analysis.question import Question
from geo.errors import NotFoundError
from geo.workspace.data import load
from geo.workspace.territory import load_territory


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


def record(data, zone, **selection):
    measures = measure(data, Question(**selection))
    return diagnosis_record(data, measures, zone)


def test_luxembourg_by_its_platform(data):
    out = record(data, "80000", kind="one-plateforme")
    figures = {key: out[key] for key in ("need", "capacity", "coverage_rate", "gap", "need_status", "births")}
    assert figures == {
        "need": 300,
        "capacity": 120,
        "coverage_rate": 0.4,
        "gap": 180,
        "need_status": "stated",
        "births": 2665,
    }
    assert out["capacity_known_share"] == 1
    assert out["uncovered_zones"] == []
    assert {source["figure"] for source in out["sources"]} == {"births", "population", "need", "capacity", "travel"}
    assert any("Horizys" in source["title"] for source in out["sources"] if source["figure"] == "need")


def test_the_rate_of_luxembourg_is_a_hypothesis_elsewhere(data):
    out = record(data, "90000", kind="one-plateforme")
    assert out["need"] == pytest.approx(300 / 2665 * out["births"], abs=1e-5)
    assert out["need_status"] == "hypothesis"
    assert out["capacity"] is None  # a platform of unknown capacity: not zero
    assert out["coverage_rate"] is None
    assert out["gap"] is None


def test_the_parts_add_up(data):
    out = record(data, "03000", kind="one-plateforme")
    assert [part["name"] for part in out["parts"]] == ["Brabant wallon", "Hainaut", "Liège", "Luxembourg", "Namur"]
    assert sum(part["births"] for part in out["parts"]) == out["births"] == 32093
    assert sum(part["need"] for part in out["parts"]) == pytest.approx(out["need"], abs=1e-4)
    assert out["capacity_is_minimum"]


def test_other_coordinating_actors_appear_under_the_function(data):
    out = record(data, "80000", function="coordination")
    names = {actor["name"]: actor for actor in out["actors"]}
    cell = next(actor for name, actor in names.items() if name.startswith("Cellule d'accompagnement périnatal"))
    assert cell["used"] == 146
    assert cell["capacity"] is None
    assert out["need"] is None
    assert out["need_status"] == "unknown"
    assert out["capacity_is_minimum"]


def test_what_is_doubtful_is_never_counted(data):
    out = record(data, "03000", kind="one-plateforme")
    assert {actor["status"] for actor in out["set_aside"]} <= {"planned", "closed", "to-verify"}
    assert "be-one-plateforme-liege" in {actor["actor_id"] for actor in out["set_aside"]}


def test_reach_never_shrinks_with_time(data):
    out = record(data, "03000", kind="hopital")
    births = list(out["births_within"].values())
    assert births == sorted(births)
    assert 0 < births[0] < births[-1] <= out["births"]
    assert out["farthest"][0]["mean_min"] >= out["farthest"][-1]["mean_min"]


def test_no_figure_is_nan(data):
    for selection in ({"kind": "one-plateforme"}, {"kind": "saf"}, {"kind": "pmi"}, {"function": "vaccination"}):
        json.dumps(record(data, "03000", **selection), allow_nan=False)


def test_a_commune_has_no_parts(data):
    assert record(data, "81001", kind="one-plateforme")["parts"] == []


def test_a_zone_of_another_territory_is_refused(data):
    with pytest.raises(NotFoundError, match="unknown-zone"):
        record(data, "01004", kind="saf")


def test_the_overview_agrees_with_the_diagnosis(data):
    overview = kinds_overview(data, "03000").set_index(["kind", "threshold_min"])
    shares = record(data, "03000", kind="hopital")["share_within"]
    assert overview.loc[("hopital", 30), "share"] == pytest.approx(shares["30"], abs=1e-6)
    assert overview.loc[("one-plateforme", 60)].isna()["share"]


def test_a_correction_works_out_again_only_the_kinds_it_touches(data):
    before = kinds_reach(data, Question())
    saf = data.actors.index[(data.actors["kind"] == "saf") & data.actors["lon"].notna()][0]
    hospital = data.services.index[
        data.services["actor_id"].isin(data.actors.loc[data.actors["kind"] == "hopital", "actor_id"])
    ][0]
    actors, services = data.actors.copy(), data.services.copy()
    actors.loc[saf, ["lon", "lat"]] = (6.05, 50.0)
    services.loc[hospital, "note"] = "Rappelé."
    corrected = replace(data, actors=actors, services=services)
    told, fresh = kinds_reach(corrected, Question(), before=(data, before)), kinds_reach(corrected, Question())
    assert list(told.shares) == list(fresh.shares)
    for kind in fresh.shares:
        for kept, found in zip(told.shares[kind], fresh.shares[kind], strict=True):
            np.testing.assert_array_equal(kept, found)
        assert told.states[kind] == fresh.states[kind]
    again = {kind for kind in fresh.shares if told.shares[kind][0] is not before.shares[kind][0]}
    assert again == {"saf", "hopital"}
    assert not np.array_equal(told.shares["saf"][0], before.shares["saf"][0], equal_nan=True)
    fewer = kinds_reach(replace(data, expected=data.expected.iloc[:-1]), Question(), before=(data, before))
    assert all(fewer.shares[kind][0] is not before.shares[kind][0] for kind in fewer.shares)


def test_what_zones_share_of_the_overview_is_what_each_is_told_alone(data):
    shared = kinds_reach(data, Question())
    places = data.places.assign(births=data.places["births"].fillna(0.0))
    for kind in ("hopital", "saf", "one-plateforme"):
        measures = measure(data, Question(kind=kind))
        own = places.merge(measures.nearest[["place_id", "minutes", "comes"]], on="place_id")
        near = own[(own["minutes"] <= 30) | own["comes"]]
        for zone in ("03000", "80000", "81001"):
            inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone, "zone_id"])
            expected = near.loc[near["zone_id"].isin(inside), "births"].sum()
            expected /= own.loc[own["zone_id"].isin(inside), "births"].sum()
            lines = kinds_overview(data, zone, reach=shared).set_index(["kind", "threshold_min"])
            if measures.area.reach_known:
                assert lines.loc[(kind, 30), "share"] == pytest.approx(expected, rel=1e-12)
            else:
                assert math.isnan(lines.loc[(kind, 30), "share"])
    for zone in ("03000", "81001"):
        pd.testing.assert_frame_equal(
            kinds_overview(data, zone, reach=shared).drop(columns="register"),
            kinds_overview(data, zone).drop(columns="register"),
        )


def test_of_zones_that_nothing_reaches_those_with_most_births_come_first():
    rows = [("a", 30.0, 90.0), ("b", math.nan, 5.0), ("c", math.nan, 80.0), ("d", 30.0, 95.0), ("e", 31.0, 1.0)]
    zones = pd.DataFrame(rows, columns=["zone_id", "mean_min", "births"]).assign(population=math.nan, name="")
    out = _farthest(SimpleNamespace(zones=zones), zones["zone_id"])
    assert [zone["zone"] for zone in out] == ["c", "b", "e", "d", "a"]
