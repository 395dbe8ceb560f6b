"""Places gathered in cells: totals stay exact, the bound on trips holds, and the answer is near that of all places."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.question import Question
from analysis.siting import setting as setting_of
from analysis.siting.ask import run_siting
from analysis.siting.gathering import gathered
from analysis.siting.question import SitingQuestion
from analysis.siting.record import siting_record
from benchmarks.synthetic_land import KIND, land
from geo.travel import estimate, times
from geo.travel.engines import EstimateEngine
from geo.travel.estimate import great_circle_km, minutes_for
from geo.workspace.territory import load_territory
from ui.texts import texts
from ui.words.siting import siting_notes

CAR = load_territory("france").estimates["car"]
SLOWEST = EstimateEngine(CAR).slowest_min_per_km


@pytest.fixture(scope="module")
def data():
    return land(2000, 25, communes=144, departments=9, side_km=90, seed=5)


@pytest.mark.parametrize("most", [1, 150, 300, 900, 5000])
def test_totals_of_every_zone_stay_and_cells_are_as_few_as_asked(data, most):
    found, told = gathered(data, most, slowest_min_per_km=SLOWEST)
    for name in ("births", "population"):
        before, after = (one.places.groupby("zone_id")[name].sum() for one in (data, found))
        pd.testing.assert_series_equal(before, after, rtol=1e-12)
    zones = data.places["zone_id"].nunique()
    assert told.cells == len(found.places) <= max(most, 3 * zones)
    assert told.places == len(data.places)
    assert found.places["place_id"].is_unique
    assert found.places["place_id"].is_monotonic_increasing


def test_no_trip_differs_by_more_than_the_bound(data):
    found, told = gathered(data, 300, slowest_min_per_km=SLOWEST)
    # Each place is in the cell of its zone whose way is the nearest at least: the bound holds for that one.
    lon, lat = (data.places[name].to_numpy()[:, None] for name in ("lon", "lat"))
    sites = data.actors[["lon", "lat"]].to_numpy().T
    own = minutes_for(great_circle_km(lon, lat, *sites), CAR)
    cells = found.places
    differ = np.full(len(data.places), np.inf)
    for at in range(len(cells)):
        same = (data.places["zone_id"] == cells["zone_id"].iloc[at]).to_numpy()
        theirs = minutes_for(great_circle_km(*cells[["lon", "lat"]].to_numpy()[at][:, None], *sites), CAR)
        differ[same] = np.minimum(differ[same], np.abs(own[same] - theirs).max(axis=1))
    assert differ.max() <= told.worst_min + 0.002
    assert 0 < told.mean_min < told.worst_min


def test_by_hand_two_places_of_one_commune_meet_where_their_births_are():
    whole = land(4, 1, communes=4, departments=4, side_km=20, seed=1)
    places = whole.places.assign(
        zone_id="C000000",
        lon=[0.0, 0.004, 0.0, 0.0],
        lat=[45.0, 45.0, 45.0, 45.0],
        births=[3.0, 1.0, np.nan, 0.0],
        population=[30.0, 10.0, 7.0, 0.0],
    )
    found, told = gathered(replace(whole, places=places), 2, slowest_min_per_km=2.0)
    table = found.places
    assert table["births"].tolist() == [4.0, pytest.approx(np.nan, nan_ok=True)]
    assert table["population"].tolist() == [40.0, 7.0]
    assert table["lon"].tolist() == pytest.approx([0.001, 0.0])
    # 0.003° of longitude at 45° north is 0.2359 km; the place without births weighs nothing in its cell.
    assert told.worst_min == pytest.approx(2 * 0.2359, abs=1e-3)
    assert told.mean_min == pytest.approx(2 * (3 * 0.0786 + 1 * 0.2359 + 7 * 0) / 11, abs=1e-3)


@pytest.mark.parametrize(("model", "posts"), [("p-median", 3), ("mclp", 3), ("lscp", None)])
def test_an_answer_on_cells_is_near_that_on_places_and_says_so(data, monkeypatch, model, posts):
    near_min = 25.0 if model == "lscp" else 15.0
    asked = SitingQuestion(model=model, asked=Question(kind=KIND, threshold_min=near_min), posts=posts, keep=1)
    whole = run_siting(data, asked)
    monkeypatch.setattr(times, "FEW_PAIRS", 0)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)
    monkeypatch.setattr(setting_of, "MOST_PAIRS", 6000)
    few = run_siting(data, asked)
    assert whole.setting.gathering is None
    told = few.setting.gathering
    assert told is not None
    assert told.cells < told.places
    if model == "p-median":  # Σ births × minutes: each birth may be off by the mean bound
        births = data.places["births"].sum()
        near = told.mean_min * births
        assert few.answers.found[0].value == pytest.approx(whole.answers.found[0].value, abs=near)
    record = siting_record(few)
    assert record["gathered"]["cells"] == told.cells
    assert any(f"{told.cells}" in note.replace("\u202f", "") for note in siting_notes(record, texts("fr")))
    assert any(f"{told.cells}" in note.replace(",", "") for note in siting_notes(record, texts("en")))
    assert "gathered" not in siting_record(whole)


@pytest.mark.parametrize("model", ["p-median", "mclp"])
def test_trips_cut_at_what_matters_change_no_answer(data, monkeypatch, model):
    """Cells as narrow as places: only the cut of trips is left, and every figure is the same."""
    asked = SitingQuestion(model=model, asked=Question(kind=KIND, threshold_min=15.0), posts=3, keep=2)
    whole = siting_record(run_siting(data, asked))
    monkeypatch.setattr(times, "FEW_PAIRS", 0)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)
    monkeypatch.setattr(setting_of, "MOST_PAIRS", 1)
    monkeypatch.setattr(setting_of, "gathered", lambda data, _, **more: (data, gathered(data, 10**9, **more)[1]))
    cut = siting_record(run_siting(data, asked))
    assert cut.pop("gathered")
    for one in (whole, cut):
        one.pop("seconds")
    assert cut == whole
