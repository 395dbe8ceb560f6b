"""Missing is not far: what an engine does not know keeps its estimated time, and is told apart."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo.travel.times as door
from geo.travel.completed_by_estimate import CompletedEngine
from geo.travel.coverage import travel_coverage
from geo.travel.engines import EngineInfo, EstimateEngine, MatrixEngine, NearestTimes, Times, Unknown, outside_of
from geo.travel.matrix import keep_matrix
from geo.travel.times import travel_times
from geo.travel.trips import nearest_trip, trips_of
from geo.workspace.territory import load_territory
from tests.tries import tries

ROAD = load_territory("wallonie").estimate("car")
ESTIMATE = EstimateEngine(ROAD)
NAN = float("nan")
HORIZON = 240.0

PLACES = pd.DataFrame({"place_id": ["p0", "p1", "p2"], "lon": [5.0, 5.1, 5.2], "lat": 50.0, "zone_id": "z"})
ACTORS = pd.DataFrame({"actor_id": ["a", "b", "c"], "lon": [5.0, 5.3, NAN], "lat": [50.0, 50.0, NAN]})


def matrix(*rows):
    table = pd.DataFrame(rows, columns=["place_id", "actor_id", "minutes"]).assign(mode="car")
    return MatrixEngine("car", table, "by hand", "2026")


def told(trips):
    pairs = zip(trips.place_ids.take(trips.place), trips.actor_ids.take(trips.actor), strict=True)
    return dict(zip(pairs, zip(trips.minutes, trips.marks, strict=True), strict=True))


def test_four_pairs_of_a_matrix_leave_every_other_time_as_the_estimate_has_it():
    """p0–a in 41 minutes, p1–a said to be out of reach, p2–b in 44, p2–a beyond the horizon: the rest is unknown.

    p0 ──41── a     p1 ··✕·· a     p2 ──250── a
    p0 ··?··· b     p1 ··?·· b     p2 ──44─── b
    """
    engine = matrix(("p0", "a", 41.0), ("p1", "a", np.inf), ("p2", "b", 44.0), ("p2", "a", 250.0))
    found = told(CompletedEngine(engine, ESTIMATE).times(PLACES, ACTORS, horizon_min=HORIZON).trips)
    alone = told(ESTIMATE.times(PLACES, ACTORS, horizon_min=HORIZON).trips)
    assert found == {
        ("p0", "a"): (41.0, False),
        ("p2", "b"): (44.0, False),
        ("p0", "b"): (alone["p0", "b"][0], True),
        ("p1", "b"): (alone["p1", "b"][0], True),
    }


def test_a_matrix_that_knows_all_answers_alone():
    rows = [(place, actor, 5.0) for place in ("p0", "p1", "p2") for actor in ("a", "b")]
    times = CompletedEngine(matrix(*rows), ESTIMATE).times(PLACES, ACTORS, horizon_min=HORIZON)
    assert len(times.trips) == 6
    assert times.trips.estimated is None
    assert matrix(*rows).unknown(PLACES, ACTORS) == []


def test_an_actor_without_a_position_is_neither_far_nor_estimated():
    found = told(CompletedEngine(matrix(("p0", "a", 41.0)), ESTIMATE).times(PLACES, ACTORS, horizon_min=HORIZON).trips)
    assert {actor for _, actor in found} == {"a", "b"}
    assert len(found) == 6


@dataclass(frozen=True)
class Half:
    """Roads that cover the places and actors named, where everyone is ten minutes from everyone but ``cut``."""

    places: tuple[str, ...]
    actors: tuple[str, ...]
    cut: tuple[tuple[str, str], ...] = ()

    @property
    def info(self):
        return EngineInfo("roads", "car", "computed", "half.osm.pbf", "2026", NAN, NAN)

    def times(self, places, actors, *, horizon_min):
        del horizon_min
        pairs = [
            (row, column)
            for row, place in enumerate(places["place_id"])
            for column, actor in enumerate(actors["actor_id"])
            if place in self.places and actor in self.actors and (place, actor) not in self.cut
        ]
        row, column = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        ids = pd.Index(places["place_id"]), pd.Index(actors["actor_id"])
        kinds = ["place"] * len(places) + ["actor"] * len(actors)
        left = pd.DataFrame({"kind": kinds, "id": [*places["place_id"], *actors["actor_id"]], "rule": "road-too-far"})
        return Times(trips_of(*ids, row, column, np.full(len(row), 10.0)), left.assign(walk_m=5000.0))

    def nearest(self, places, actors, *, horizon_min):
        times = self.times(places, actors, horizon_min=horizon_min)
        return NearestTimes(*nearest_trip(times.trips), times.left_out)

    def unknown(self, places, actors):
        inside, served = places["place_id"].isin(self.places), actors["actor_id"].isin(self.actors)
        return outside_of(inside.to_numpy(), served.to_numpy(), actors["lon"].notna().to_numpy())


def test_roads_of_half_a_territory_leave_the_other_half_estimated():
    """The file covers p0, p1 and a. Inside, p1 cannot reach a: that stays so. Of p2 and of b it knows nothing."""
    half = CompletedEngine(Half(("p0", "p1"), ("a",), cut=(("p1", "a"),)), ESTIMATE)
    times = half.times(PLACES, ACTORS, horizon_min=HORIZON)
    alone = told(ESTIMATE.times(PLACES, ACTORS, horizon_min=HORIZON).trips)
    rest = {pair: (minutes, True) for pair, (minutes, _) in alone.items() if "p2" in pair or "b" in pair}
    assert told(times.trips) == {("p0", "a"): (10.0, False), **rest}
    # Out of the file is not too far from any road.
    assert times.left_out[["kind", "id"]].to_numpy().tolist() == [
        ["place", "p0"],
        ["place", "p1"],
        ["actor", "a"],
        ["actor", "c"],
    ]


@given(seed=st.integers(0, 10_000), known=st.floats(0, 1), horizon=st.sampled_from([15.0, 60.0, 240.0]))
@tries(40)
def test_the_nearest_is_that_of_all_trips(seed, known, horizon):
    """Searched for or made, the nearest is the same, with the same word on who gave it; positions coincide often."""
    rng = np.random.default_rng(seed)
    places, actors = (
        pd.DataFrame({f"{name}_id": [f"{name}{i}" for i in range(size)], "lon": 5 + rng.integers(0, 4, size) / 50})
        for name, size in (("place", 12), ("actor", 5))
    )
    places, actors = places.assign(lat=50.0), actors.assign(lat=50 + rng.integers(0, 2, 5) / 50)
    rows = [
        (place, actor, np.inf if rng.random() < 0.2 else float(rng.integers(0, 40)))
        for place in places["place_id"]
        for actor in actors["actor_id"]
        if rng.random() < known
    ]
    some = tuple(places["place_id"][rng.random(12) < known]), tuple(actors["actor_id"][rng.random(5) < known])
    for engine in (matrix(*rows), Half(*some)):
        completed = CompletedEngine(engine, ESTIMATE)
        trips = completed.times(places, actors, horizon_min=horizon).trips
        wanted, wanted_min = nearest_trip(trips)
        found = completed.nearest(places, actors, horizon_min=horizon)
        np.testing.assert_array_equal(found.actor, wanted)
        np.testing.assert_array_equal(found.minutes, wanted_min)
        if found.estimated is not None:
            np.testing.assert_array_equal(found.estimated, trips.estimated_to(wanted))


def test_marks_follow_their_trips():
    trips = CompletedEngine(matrix(("p0", "a", 41.0)), ESTIMATE).times(PLACES, ACTORS, horizon_min=HORIZON).trips
    turned = trips.of_actors(pd.Index(["b", "a"])).of_places(pd.Index(["p2", "p0"]))
    assert told(turned) == {pair: said for pair, said in told(trips).items() if "p1" not in pair}
    assert told(turned.kept(turned.marks)) == {pair: said for pair, said in told(turned).items() if said[1]}
    nothing = trips.kept(np.zeros(len(trips), dtype=bool))
    assert told(nothing.with_more(trips)) == told(trips)
    plain = ESTIMATE.times(PLACES, ACTORS, horizon_min=HORIZON).trips
    assert plain.marks.tolist() == [False] * 6
    assert plain.estimated_to(nearest_trip(plain)[0]).tolist() == [False] * 3


@pytest.mark.usefixtures("own_workspace")
def test_the_door_gives_the_same_searched_or_made(monkeypatch):
    territory = load_territory("wallonie")
    table = matrix(("p0", "a", 90.0), ("p1", "b", 3.0)).table
    keep_matrix(territory, table, mode="car", source="s")
    few = travel_times(territory, PLACES, ACTORS).nearest()
    monkeypatch.setattr(door, "FEW_PAIRS", 1)
    many = travel_times(territory, PLACES, ACTORS).nearest()
    for name in ("actor", "minutes", "estimated"):
        np.testing.assert_array_equal(getattr(few, name), getattr(many, name))
    assert few.estimated.tolist() == [True, False, True]


def test_a_figure_names_the_engine_that_gave_most_of_its_trips():
    """The errors of the estimate count in proportion, and whole where it gave most."""
    info = replace(
        EngineInfo("matrix", "car", "stated", "mine", "2026", NAN, NAN),
        otherwise=EngineInfo("estimate", "car", "hypothesis", "e", "2025", 0.2, 0.4),
    )
    assert info.of_figure(0.0) == info
    few = info.of_figure(0.25)
    assert (few.kind, few.estimated_share, few.median_error_share, few.p90_error_share) == ("matrix", 0.25, 0.05, 0.1)
    most = info.of_figure(0.75)
    assert (most.kind, most.estimated_share, most.median_error_share) == ("estimate", 0.75, 0.2)
    assert info.of_figure(1.0) == info.otherwise
    assert replace(info, otherwise=None).of_figure(0.5).kind == "matrix"


def test_what_is_known_is_told_by_kind_and_zone():
    """Two pairs known from p0 (zone w) of its two; one of two from p1, none from p2 (zone e); c has no position."""
    engine = matrix(("p0", "a", 1.0), ("p0", "b", 1.0), ("p1", "b", np.inf))
    zone, kind = pd.Series(["w", "e", "e"]), pd.Series(["pmi", "hopital", "pmi"])
    known = travel_coverage(engine.unknown(PLACES, ACTORS), PLACES, ACTORS, zone=zone, kind=kind)
    assert known.share == pytest.approx(3 / 6)
    assert known.kinds["known"].to_dict() == {"hopital": 2, "pmi": 1}
    assert known.kinds["share"].to_dict() == pytest.approx({"hopital": 2 / 3, "pmi": 1 / 3})
    assert known.zones[["trips", "known"]].T.to_dict() == {"w": {"trips": 2, "known": 2}, "e": {"trips": 4, "known": 1}}
    roads = outside_of(np.array([True, True, False]), np.array([True, False, False]), np.array([True, True, False]))
    by_road = travel_coverage(roads, PLACES, ACTORS, zone=zone, kind=kind)
    assert by_road.kinds["known"].to_dict() == {"hopital": 0, "pmi": 2}
    assert by_road.zones["share"].to_dict() == pytest.approx({"w": 1 / 2, "e": 1 / 4})
    assert isinstance(roads[0], Unknown)
