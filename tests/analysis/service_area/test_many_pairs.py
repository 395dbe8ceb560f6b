"""Where pairs are too many to be held, they are looked for by tiles, packed, and cut at what a measure looks at.

The figures are those of the ordinary way, to the last digit where sums are taken in the same order.
"""

import numpy as np
import pandas as pd
import pytest

from analysis.access.ask import access_question, run_access
from analysis.closing.ask import redundancy
from analysis.question import Question
from analysis.service_area import pairs as made
from analysis.service_area.area import service_area
from analysis.service_area.pairs import TravelInTiles, TravelPairs, nearest_pairs, pairs_of
from benchmarks.synthetic_land import KIND, land
from geo.errors import TooLargeError
from geo.travel import estimate, near_pairs, times
from geo.travel.estimate import estimate_few_nearest, estimate_packed, estimate_trips, farthest_km, minutes_for
from geo.workspace.territory import load_territory

MEASURES = ("nearest", "cumulative", "2sfca", "e2sfca", "3sfca", "mh3sfca", "bfca", "apl")
CAR = load_territory("france").estimates["car"]


@pytest.fixture(scope="module")
def data():
    return land(900, 60, communes=400, departments=16, side_km=120, seed=3)


@pytest.fixture
def large(monkeypatch):
    """As if no table of trips were small."""
    monkeypatch.setattr(times, "FEW_PAIRS", 0)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)
    monkeypatch.setattr(near_pairs, "_PAIRS_AT_ONCE", 700)
    monkeypatch.setattr(made, "_MANY", 10)


@pytest.mark.parametrize("limit", [0.5, 2.0, 7.25, 30.0, 119.0])
def test_no_trip_is_shorter_than_its_limit_beyond_the_farthest(limit):
    away = farthest_km(limit, CAR)
    beyond = minutes_for(np.array([away + 1e-3, 2 * away, away + 100]), CAR)
    assert (beyond > limit).all()
    if limit > CAR.access_min:
        assert minutes_for(np.array([away - 0.01]), CAR)[0] <= limit + 0.03


@pytest.mark.parametrize("limit", [3.0, 15.0, 45.0, 120.0])
def test_trips_by_tiles_are_those_of_the_whole_table(data, monkeypatch, limit):
    whole = estimate_trips(data.places, data.actors, parameters=CAR, horizon_min=limit)
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)
    monkeypatch.setattr(near_pairs, "_PAIRS_AT_ONCE", 500)
    tiles = estimate_trips(data.places, data.actors, parameters=CAR, horizon_min=limit)
    for name in ("place", "actor", "single_min"):
        np.testing.assert_array_equal(getattr(tiles, name), getattr(whole, name))
    monkeypatch.setattr(near_pairs, "PLACES_PER_SHARD", 100)
    packed = estimate_packed(data.places, data.actors, parameters=CAR, horizon_min=limit)
    parts = packed.parts.results
    assert len(parts) > 4 or limit > 100
    key = np.concatenate([part.key for part in parts])
    minutes = (key >> parts[0].shift) / 1000
    place = np.concatenate([np.repeat(part.order, np.diff(part.start)) for part in parts])
    actor = key & (2 ** parts[0].shift - 1)
    told = pd.DataFrame({"place": place, "minutes": minutes, "actor": actor.astype(np.int64)})
    wanted = pd.DataFrame({"place": whole.place, "minutes": whole.minutes, "actor": whole.actor})
    assert packed.n_pairs == len(wanted)
    for row, one in wanted.groupby("place"):
        own = told[told["place"] == row]
        ordered = one.sort_values(["minutes", "actor"])
        assert own["minutes"].tolist() == ordered["minutes"].tolist()
        assert own["actor"].tolist() == ordered["actor"].tolist()
    assert len(told) == len(wanted)


def test_each_place_may_have_its_limit(data, monkeypatch):
    limits = np.random.default_rng(1).uniform(0, 60, len(data.places))
    whole = estimate_trips(data.places, data.actors, parameters=CAR, horizon_min=40.0)
    kept = whole.kept(whole.minutes <= limits[whole.place])
    for few in (10**9, 0):
        monkeypatch.setattr(estimate, "_FEW_PAIRS", few)
        found = estimate_trips(data.places, data.actors, parameters=CAR, horizon_min=40.0, limit_min=limits)
        np.testing.assert_array_equal(found.key, kept.key)


@pytest.mark.parametrize("count", [1, 2, 5, 100])
def test_the_few_nearest_are_the_first_of_all(data, count):
    crowd = pd.concat([data.actors, data.actors.iloc[:9].assign(actor_id=lambda rows: rows["actor_id"] + "-b")])
    crowd = crowd.sort_values("actor_id", ignore_index=True)
    whole = estimate_trips(data.places, crowd, parameters=CAR, horizon_min=50.0)
    table = pd.DataFrame({"place": whole.place, "minutes": whole.minutes, "actor": whole.actor})
    first = table.sort_values(["place", "minutes", "actor"]).groupby("place").head(count).sort_index()
    few = estimate_few_nearest(data.places, crowd, count=count, parameters=CAR, horizon_min=50.0)
    assert few.place.tolist() == first["place"].tolist()
    assert few.actor.tolist() == first["actor"].tolist()
    assert few.minutes.tolist() == first["minutes"].tolist()


def test_wide_keys_hold_what_narrow_ones_cannot(data, monkeypatch):
    monkeypatch.setattr(estimate, "_FEW_PAIRS", 0)

    def packed(limit):
        return estimate_packed(data.places, data.actors, parameters=CAR, horizon_min=limit).parts.results[0]

    narrow = packed(65.0)
    assert (narrow.shift, narrow.key.dtype) == (6, np.uint32)  # sixty services
    for bits, limit in ((22, 65.0), (23, 131.0)):  # 16 bits for time, or 17: 65.534 and 131.07 minutes
        monkeypatch.setattr(near_pairs, "_SMALL_BITS", bits)
        assert packed(limit).key.dtype == np.uint32
        assert packed(limit + 1).key.dtype == np.uint64
    monkeypatch.setattr(near_pairs, "_SMALL_BITS", 21)
    again = packed(65.0)
    assert (again.shift, again.key.dtype) == (32, np.uint64)
    np.testing.assert_array_equal(again.key >> np.uint64(32), narrow.key >> np.uint32(6))


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("measure", MEASURES)
def test_measures_of_access_are_the_same(data, measure):
    asked = access_question(measure, unit=None if measure == "nearest" else "follow-ups")
    many = service_area(data, Question(kind=KIND))
    found = run_access(many, asked)
    if measure != "nearest":
        assert isinstance(pairs_of(many, within_min=asked.decay.reach_min), TravelInTiles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "FEW_PAIRS", 10**9)
        ordinary = service_area(data, Question(kind=KIND))
        assert isinstance(pairs_of(ordinary), TravelPairs)
        wanted = run_access(ordinary, asked)
    pd.testing.assert_frame_equal(found.places, wanted.places, rtol=1e-13)
    pd.testing.assert_frame_equal(found.zones, wanted.zones, rtol=1e-12)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("threshold", [10.0, 45.0])
def test_closures_are_the_same_to_the_digit(data, threshold):
    found = redundancy(service_area(data, Question(kind=KIND)), threshold_min=threshold)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "FEW_PAIRS", 10**9)
        wanted = redundancy(service_area(data, Question(kind=KIND)), threshold_min=threshold)
    pd.testing.assert_frame_equal(found.choice, wanted.choice, check_exact=True)
    pd.testing.assert_frame_equal(found.closures, wanted.closures, check_exact=True)
    pd.testing.assert_frame_equal(found.functions, wanted.functions, check_exact=True)


@pytest.mark.usefixtures("large")
def test_pairs_are_made_again_only_for_longer_trips(data):
    area = service_area(data, Question(kind=KIND))
    first = pairs_of(area, within_min=30.0)
    assert pairs_of(area, within_min=15.0) is first
    longer = pairs_of(area, within_min=45.0)
    assert longer.n_pairs > first.n_pairs
    assert pairs_of(area, within_min=30.0) is longer
    other = service_area(data, Question(kind=KIND, to_verify=True))
    pairs_of(other, within_min=30.0)
    assert pairs_of(area, within_min=30.0) is not longer


@pytest.mark.usefixtures("large")
def test_an_actor_who_comes_is_never_packed_and_its_trips_count_where_it_goes(data):
    services = data.services.copy()
    chosen = services.index[:3]
    services.loc[chosen, "mode"] = "home-visits"
    services.loc[chosen, "reach_min"] = 12.0
    visiting = type(data)(**{**vars(data), "services": services})
    area = service_area(visiting, Question(kind=KIND))
    assert isinstance(pairs_of(area, within_min=30.0), TravelPairs)
    few = nearest_pairs(area, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(times, "FEW_PAIRS", 10**9)
        ordinary = service_area(visiting, Question(kind=KIND))
        whole = pairs_of(ordinary)
    for place in range(0, len(data.places), 7):
        own, all_of = (one.actor[one.start[place] : one.start[place + 1]].tolist() for one in (few, whole))
        assert own[:2] == all_of[:2]
    found = redundancy(area, threshold_min=20.0)
    wanted = redundancy(ordinary, threshold_min=20.0)
    pd.testing.assert_frame_equal(found.closures, wanted.closures, check_exact=True)
    pd.testing.assert_frame_equal(found.choice, wanted.choice, check_exact=True)


@pytest.mark.usefixtures("large")
def test_too_many_are_refused_before_they_are_made(data, monkeypatch):
    monkeypatch.setattr(estimate, "_SURE_PAIRS", 0)
    monkeypatch.setenv("MAILLAGE_MEMORY_MB", "1")
    monkeypatch.setattr("geo.travel.memory.PART_USED", 0.05)
    with pytest.raises(TooLargeError) as refused:
        pairs_of(service_area(data, Question(kind=KIND)), within_min=60.0)
    assert refused.value.key == "too-many-trips"
