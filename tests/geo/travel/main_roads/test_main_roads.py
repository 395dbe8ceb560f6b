"""The skeleton of main roads: who is a neighbour, what a motorway saves, and the shortest of all ways."""

import itertools
from dataclasses import replace

import msgspec
import networkx as nx
import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError
from geo.travel.estimate import great_circle_km, minutes_for, nearest_of_all
from geo.travel.main_roads import kept
from geo.travel.main_roads.graph import build_skeleton
from geo.travel.main_roads.kept import open_skeleton, skeleton_path
from geo.travel.main_roads.profile import COLUMNS, Corridor, corridors_path, load_profile, profile_path, read_corridors
from geo.travel.main_roads.ways import MainRoads, SkeletonArrays
from geo.workspace.territory import load_territory

SHIPPED = ["ain", "wallonie"]
KNOWN = load_profile()
PLAIN = msgspec.structs.replace(
    KNOWN,
    local=msgspec.structs.replace(KNOWN.local, rural_kph=60, dense_kph=30, detour=1.0, longest_km=12),
    trunk=msgspec.structs.replace(KNOWN.trunk, kph=90, detour=1.0),
    motorway=msgspec.structs.replace(KNOWN.motorway, kph=120, detour=1.0, ramp_min=1),
    ends=msgspec.structs.replace(KNOWN.ends, access_min=2, dense_min=3, neighbours=2),
)
"""A kilometre a minute in the country, half that in towns, 90 km/h on national roads, 120 on motorways."""
SLOW = replace(load_territory("wallonie").estimate("car"), detour=2.0, near_kph=20.0, far_kph=20.0, access_min=2.0)


def line(*km, population=0.0):
    """Localities on a meridian, at so many kilometres: a, b, c…"""
    degrees = np.degrees(np.array(km) / 6371.0088)
    names = [chr(ord("a") + rank) for rank in range(len(km))]
    return pd.DataFrame({"place_id": names, "lon": 4.0, "lat": 50.0 + degrees, "population": population})


def minutes_of(places, corridors=(), profile=PLAIN):
    built = build_skeleton(places, corridors, profile)
    node = {(lon, lat): rank for rank, (lon, lat) in enumerate(zip(built.lon, built.lat, strict=True))}
    order = [node[spot] for spot in zip(places["lon"], places["lat"], strict=True)]
    return built.minutes[np.ix_(order, order)]


def test_a_road_goes_through_every_locality_between():
    """a --8-- b --6-- c : no direct way from a to c, b being in the circle between them."""
    minutes = minutes_of(line(0, 8, 14))
    np.testing.assert_allclose(minutes, [[0, 8, 14], [8, 0, 6], [14, 6, 0]], atol=1e-4)


def test_localities_too_far_apart_are_not_joined():
    minutes = minutes_of(line(0, 8, 30))
    assert minutes[0, 1] == pytest.approx(8, abs=1e-4)
    assert np.isinf(minutes[0, 2])


def test_a_motorway_is_used_from_stop_to_stop_and_entered_by_a_ramp():
    """a ==30 km== d without a stop: 1 + 15 + 1 minutes; from b, 10 km away, going back to it would be longer."""
    places = line(0, 10, 20, 30)
    minutes = minutes_of(places, [Corridor("A1", "motorway", ("a", "d"))])
    assert minutes[0, 3] == pytest.approx(17, abs=1e-4)
    assert minutes[0, 1] == pytest.approx(10, abs=1e-4)
    assert minutes[1, 3] == pytest.approx(20, abs=1e-4)
    stopping = minutes_of(places, [Corridor("A1", "motorway", ("a", "b", "d"))])
    assert stopping[0, 3] == pytest.approx(17, abs=1e-4), "stopping served localities costs nothing to who drives on"
    assert stopping[1, 3] == pytest.approx(1 + 10 + 1, abs=1e-4)


def test_a_national_road_joins_localities_that_are_far_apart():
    minutes = minutes_of(line(0, 10, 40), [Corridor("N1", "trunk", ("b", "c"))])
    assert minutes[1, 2] == pytest.approx(20, abs=1e-4)
    assert minutes[0, 2] == pytest.approx(30, abs=1e-4)


def test_edges_are_slower_where_people_live_close_together():
    dense = PLAIN.density.town * np.pi * PLAIN.density.radius_km**2
    crowded = minutes_of(line(0, 3, population=[dense, dense]))
    assert crowded[0, 1] == pytest.approx(6, abs=1e-4), "30 km/h"
    rural = minutes_of(line(0, 3, population=[1.0, np.nan]))
    assert rural[0, 1] == pytest.approx(3, abs=1e-4)


def test_the_shortest_ways_are_those_of_dijkstra_on_neighbours_found_one_by_one():
    rng = np.random.default_rng(7)
    places = pd.DataFrame(
        {
            "place_id": [f"p{rank}" for rank in range(60)],
            "lon": 4 + rng.uniform(0, 0.5, 60),
            "lat": 50 + rng.uniform(0, 0.3, 60),
            "population": 0.0,
        }
    )
    corridors = [Corridor("N1", "trunk", ("p1", "p2", "p3")), Corridor("A1", "motorway", ("p4", "p5", "p1"))]
    lon, lat = places["lon"].to_numpy(), places["lat"].to_numpy()
    shrink = np.cos(np.radians(np.unique(places[["lon", "lat"]].to_numpy(), axis=0)[:, 1].mean()))
    flat = 6371.0088 * np.column_stack([np.radians(lon) * shrink, np.radians(lat)])
    graph = nx.Graph()

    def join(one, other, minutes):
        graph.add_edge(one, other, weight=min(minutes, graph.get_edge_data(one, other, {"weight": np.inf})["weight"]))

    def km(one, other):
        return float(great_circle_km(lon[one], lat[one], lon[other], lat[other]))

    for one, other in itertools.combinations(range(60), 2):
        middle, radius = (flat[one] + flat[other]) / 2, np.hypot(*(flat[one] - flat[other])) / 2
        alone = all(
            np.hypot(*(flat[third] - middle)) >= radius - 1e-9 for third in range(60) if third not in (one, other)
        )
        if 2 * radius <= PLAIN.local.longest_km and alone:
            join(one, other, km(one, other))
    join(1, 2, km(1, 2) / 1.5)
    join(2, 3, km(2, 3) / 1.5)
    for stop in (4, 5, 1):
        join(stop, f"up{stop}", 1.0)
    join("up4", "up5", km(4, 5) / 2)
    join("up5", "up1", km(5, 1) / 2)
    wanted = dict(nx.all_pairs_dijkstra_path_length(graph, weight="weight"))
    expected = [[wanted[one].get(other, np.inf) for other in range(60)] for one in range(60)]
    np.testing.assert_allclose(minutes_of(places, corridors), expected, rtol=1e-5)


def test_no_way_of_the_skeleton_could_be_shortened_by_a_third_locality():
    minutes = open_skeleton(load_territory("ain")).minutes.astype(np.float64)
    np.testing.assert_array_equal(minutes, minutes.T)
    for through in range(len(minutes)):
        assert (minutes <= minutes[:, through, None] + minutes[through] + 1e-3).all()


def ways(places, corridors=(), profile=PLAIN):
    built = build_skeleton(places, corridors, profile)
    return MainRoads(SkeletonArrays(built.lon, built.lat, built.dense, built.minutes), profile, SLOW)


def test_a_trip_goes_to_a_locality_along_the_skeleton_and_on():
    """x 1 km before a, y 2 km beyond d: 1 + 17 + 2, and 2 to leave and park; never longer than the direct estimate."""
    by_road = ways(line(0, 10, 20, 30), [Corridor("A1", "motorway", ("a", "d"))])
    ends = line(-1, 32)
    lon, lat = ends["lon"].to_numpy(), ends["lat"].to_numpy()
    minutes = by_road.toward(lon, lat)(lon, lat)
    np.testing.assert_allclose(minutes, [[2, 22], [22, 2]], atol=2e-3)
    assert (minutes <= minutes_for(great_circle_km(lon[:, None], lat[:, None], lon, lat), SLOW)).all()
    quick = replace(by_road, parameters=replace(SLOW, detour=1.0, near_kph=200.0, far_kph=200.0))
    np.testing.assert_allclose(quick.toward(lon, lat)(lon, lat)[0, 1], 2 + 33 / 200 * 60, atol=2e-3)


def test_an_end_in_a_town_takes_longer():
    dense = PLAIN.density.town * np.pi * PLAIN.density.radius_km**2
    places = line(0, 10, population=[dense, 0.0])
    lon, lat = places["lon"].to_numpy(), places["lat"].to_numpy()
    there = ways(places).toward(lon, lat)(lon, lat)
    middle = 10  # the middle of the way has nobody within the radius
    assert there[0, 1] == pytest.approx(2 + 3 + middle, abs=2e-3)
    assert there[1, 0] == there[0, 1]


def test_the_nearest_of_many_is_the_nearest_of_all():
    territory = load_territory("ain")
    by_road = MainRoads(open_skeleton(territory), KNOWN, territory.estimate("car"))
    rng = np.random.default_rng(3)
    places = pd.DataFrame({"lon": 4.8 + rng.uniform(0, 1.2, 400), "lat": 45.6 + rng.uniform(0, 0.9, 400)})
    lon, lat = 4.8 + rng.uniform(0, 1.2, 90), 45.6 + rng.uniform(0, 0.9, 90)
    lon[50:60], lat[50:60] = lon[3], lat[3]
    wanted, wanted_min = nearest_of_all(places, 90, by_road.toward(lon, lat))
    found, found_min = by_road.nearest(places, lon, lat)
    np.testing.assert_array_equal(found_min, wanted_min)
    np.testing.assert_array_equal(found, wanted)


def test_many_points_are_attached_as_few_are(monkeypatch):
    territory = load_territory("ain")
    by_road = MainRoads(open_skeleton(territory), KNOWN, territory.estimate("car"))
    rng = np.random.default_rng(5)
    lon, lat = 4.8 + rng.uniform(0, 1.2, 300), 45.6 + rng.uniform(0, 0.9, 300)
    few = by_road.attached(lon, lat)
    monkeypatch.setattr("geo.travel.main_roads.ways._FEW", 0)
    many = by_road.attached(lon, lat)
    np.testing.assert_array_equal(many.node, few.node)
    np.testing.assert_allclose(many.leg_min, few.leg_min)


def test_the_skeleton_is_built_once_and_again_when_damaged_or_older(monkeypatch):
    territory = load_territory("ain")
    first = open_skeleton(territory)
    built = []
    build = kept._build
    monkeypatch.setattr(kept, "_build", lambda *given: (built.append(1), build(*given)))
    kept._read.cache_clear()
    np.testing.assert_array_equal(open_skeleton(territory).minutes, first.minutes)
    assert not built
    path = skeleton_path(territory)
    path.write_bytes(path.read_bytes()[:-2000])
    kept._read.cache_clear()
    np.testing.assert_array_equal(open_skeleton(territory).minutes, first.minutes)
    monkeypatch.setattr(kept, "FORMAT", kept.FORMAT + 1)
    np.testing.assert_array_equal(open_skeleton(territory).minutes, first.minutes)
    assert len(built) == 2


@pytest.mark.parametrize("territory_id", SHIPPED)
def test_the_shipped_roads_name_known_localities_in_an_order_that_a_road_can_have(territory_id):
    territory = load_territory(territory_id)
    places = pd.read_parquet(territory.folder / "places.parquet").set_index("place_id")
    table = pd.read_csv(corridors_path(territory))
    assert (table["locality"].to_numpy() == places["name"].loc[table["place_id"]].to_numpy()).all()
    for road in read_corridors(corridors_path(territory), places.index.to_series()):
        lon, lat = (places.loc[list(road.place_ids), axis].to_numpy(dtype=np.float64) for axis in ("lon", "lat"))
        legs = great_circle_km(lon[:-1], lat[:-1], lon[1:], lat[1:])
        skipping = great_circle_km(lon[:-2], lat[:-2], lon[2:], lat[2:])
        assert legs.max() < 36, road
        assert (legs[:-1] + legs[1:] < 1.6 * skipping).all(), f"{road.road} turns back"
        assert len(set(road.place_ids)) == len(road.place_ids)


GOOD = [["N1", "trunk", "1", "a", "A", "s"], ["N1", "trunk", "2", "b", "B", "s"]]


@pytest.mark.parametrize(
    ("reason", "rows"),
    [
        ("class", [GOOD[0], ["N1", "motorway", *GOOD[1][2:]]]),
        ("class", [["N1", "path", *row[2:]] for row in GOOD]),
        ("rank", [GOOD[1], GOOD[0]]),
        ("place", [GOOD[0], [*GOOD[1][:3], "z", "Z", "s"]]),
        ("place", [GOOD[0], [*GOOD[1][:3], "a", "A", "s"]]),
        ("source", [GOOD[0], [*GOOD[1][:5], ""]]),
        ("short", GOOD[:1]),
    ],
)
def test_a_file_of_roads_outside_sense_is_refused(tmp_path, reason, rows):
    path = tmp_path / "corridors.csv"
    pd.DataFrame(rows, columns=COLUMNS).to_csv(path, index=False)
    with pytest.raises(BadInputError, match="corridors-file") as told:
        read_corridors(path, pd.Series(["a", "b"]))
    assert told.value.values["reason"] == reason


def test_other_columns_and_other_speeds_are_refused(tmp_path):
    path = tmp_path / "corridors.csv"
    path.write_text("road,places\nN1,a\n", encoding="utf-8")
    with pytest.raises(BadInputError, match="corridors-file"):
        read_corridors(path, pd.Series(["a"]))
    for old, new in (("kph = 80", "kph = 0"), ("rural = 150", "rural = 5000"), ("detour = 1.12", "detour = 0.5")):
        speeds = tmp_path / f"{new[:5]}.toml"
        text = profile_path().read_text(encoding="utf-8")
        assert old in text
        speeds.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(BadInputError, match="main-roads-file"):
            load_profile(speeds)
