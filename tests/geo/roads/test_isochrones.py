from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError
from geo.roads.isochrones import basins, cell_grid, isochrones
from geo.roads.network import build
from geo.roads.snapping import attach, snap, snap_index
from geo.routing import RoadGraph, RoutingEngine
from tests.geo.roads.drawing import STREET, degrees, drawn, simple_profile

METRIC = "+proj=tmerc +lat_0=0 +lon_0=0 +k=1 +ellps=WGS84 +units=m"
WALK_M_PER_S = 5 / 3.6

LONG_STREET = "a" + "-" * 99 + "b"
"""2 km from west to east, 10 m/s."""

SQUARE = "a" + "-" * 49 + "b\n" + "\n" * 19 + "c" + "-" * 49 + "d"
"""A ring road of 1 km by 1 km."""


class Town:
    """A drawn network, its engine and its grid."""

    def __init__(self, picture, ways, *, cell_m=20.0, max_walk_m=300.0, waits=None, **options) -> None:
        self.profile = simple_profile(waits=waits)
        self.network = build(drawn(picture, ways, **options), profile=self.profile, country="BE")
        self.index = snap_index(self.network, metric_crs=METRIC)
        arcs = self.network.arcs()
        graph = RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, self.network.n_nodes)
        self.engine = RoutingEngine.prepare(graph)
        self.max_walk_m = max_walk_m
        self.grid = cell_grid(self.network, self.index, profile=self.profile, cell_m=cell_m, max_walk_m=max_walk_m)

    def points(self, *metres):
        frame = pd.DataFrame([degrees(*place) for place in metres], columns=["lon", "lat"])
        return attach(snap(frame, self.index, max_walk_m=self.max_walk_m), self.network, profile=self.profile)

    def areas(self, *metres, thresholds_min=(1.0,), **options):
        ids = [f"actor-{number}" for number in range(len(metres))]
        table = isochrones(self.points(*metres), ids, self.engine, self.grid, thresholds_min=thresholds_min, **options)
        return table.assign(metric=table.geometry.to_crs(METRIC))


def test_along_a_street_and_then_on_foot() -> None:
    """In one minute: |x| / 10 + |y| / 1.389 ≤ 60, a diamond of 600 m by 83.3 m either side: 100,000 m²."""
    town = Town(LONG_STREET, [("ab", STREET)])
    area = town.areas((1000, 0)).iloc[0]
    assert area["area_km2"] == pytest.approx(0.1, rel=0.01)
    assert area["metric"].area / 1e6 == pytest.approx(area["area_km2"], rel=1e-3)
    west, south, east, north = area["metric"].bounds
    assert (west, east) == pytest.approx((400, 1600), abs=2)
    assert (south, north) == pytest.approx((-60 * WALK_M_PER_S, 60 * WALK_M_PER_S), abs=2)


def test_the_longest_walk_bounds_the_area() -> None:
    """In ten minutes, at most 100 m from the street: the street and 100 m around it, half-discs at its ends."""
    town = Town(LONG_STREET, [("ab", STREET)], max_walk_m=100.0)
    area = town.areas((1000, 0), thresholds_min=[10])["metric"].iloc[0]
    assert area.area == pytest.approx(2000 * 200 + np.pi * 100**2, rel=0.01)


def test_the_walk_of_the_actor_counts() -> None:
    """An actor 50 m from the street is 36 s further: 24 s remain, 240 m and 33.3 m either side."""
    town = Town(LONG_STREET, [("ab", STREET)], cell_m=10)
    west, south, east, north = town.areas((1000, -50))["metric"].iloc[0].bounds
    assert (west, east) == pytest.approx((760, 1240), abs=2)
    assert (south, north) == pytest.approx((-24 * WALK_M_PER_S, 24 * WALK_M_PER_S), abs=2)


def test_one_way_streets_tell_going_from_coming() -> None:
    """
    a→→→→b    a→b is one way, the rest both ways: in one minute one comes to the middle of a→b from the west only.
    |    |
    c----d
    """
    town = Town(SQUARE, [("ab", STREET | {"oneway": "yes"}), ("acdb", STREET)])
    to_actor = town.areas((500, 0), to_actor=True)["metric"].iloc[0]
    from_actor = town.areas((500, 0), to_actor=False)["metric"].iloc[0]
    west, east = shapely.Point(300, 0), shapely.Point(700, 0)
    assert (to_actor.contains(west), to_actor.contains(east)) == (True, False)
    assert (from_actor.contains(west), from_actor.contains(east)) == (False, True)


def test_areas_are_valid_nested_and_keep_their_holes() -> None:
    """The ring road around a square kilometre: nobody walks further than 300 m from it, the middle stays a hole."""
    town = Town(SQUARE, [("abdca", STREET)])
    table = town.areas((0, 0), (500, 0), thresholds_min=[10, 1, 2, 3, 2])
    assert table["threshold_min"].tolist() == [1, 2, 3, 10] * 2
    assert table.geometry.is_valid.all()
    for _, areas in table.groupby("actor_id"):
        shapes = areas["metric"].tolist()
        for small, large in pairwise(shapes):
            assert small.difference(large).area < 1e-3
    whole = table["metric"].iloc[3]
    assert len(whole.geoms) == 1
    assert len(whole.geoms[0].interiors) == 1
    assert shapely.Polygon(whole.geoms[0].interiors[0]).area == pytest.approx(400 * 400, rel=0.02)
    assert not whole.contains(shapely.Point(500, -500))


def test_the_area_agrees_with_the_travel_table() -> None:
    """Random places: within the area if and only if their time is the threshold or less, but for one cell of edge."""
    ways = [("abdca", STREET), ("ad", {"highway": "unclassified"})]
    town = Town(SQUARE, ways, waits={"junction": 5, "yield": 5})
    rng = np.random.default_rng(7)
    metres = rng.uniform([-300, -1300], [1300, 300], (3000, 2))
    places, actor = town.points(*map(tuple, metres)), town.points((250, 40))
    minutes = town.engine.matrix(places, actor)[:, 0] / 60
    for row in town.areas((250, 40), thresholds_min=[1, 2, 3]).itertuples():
        inside = shapely.contains(row.metric, shapely.points(metres))
        edge = shapely.distance(row.metric.boundary, shapely.points(metres)) < 20 * np.sqrt(2)
        assert ((minutes <= row.threshold_min) == inside)[~edge].all()
        assert inside[~edge].any()


def test_thresholds_are_inclusive_and_stable() -> None:
    """The point of the grid 500 m east of the actor is at 50 s exactly: it belongs to the area of 50 s."""
    town = Town(LONG_STREET, [("ab", STREET)])
    sizes = town.areas((1000, 0), thresholds_min=np.array([49.9, 50, 50 + 1e-6, 50.1]) / 60)
    on_edge = shapely.Point(1500, 0)
    assert sizes["metric"].distance(on_edge).tolist()[1:] == pytest.approx([0, 0, 0], abs=1e-2)
    assert sizes["metric"].distance(on_edge).iloc[0] > 0.5
    assert sizes["area_km2"].iloc[2] == pytest.approx(sizes["area_km2"].iloc[1], rel=1e-6)
    assert sizes["area_km2"].is_monotonic_increasing


def test_an_actor_in_the_sea_has_an_empty_area() -> None:
    town = Town(LONG_STREET, [("ab", STREET)])
    table = town.areas((1000, 0), (50_000, 0), thresholds_min=[1, 2])
    assert table.geometry.is_empty.tolist() == [False, False, True, True]
    assert table["area_km2"].tolist()[2:] == [0, 0]
    assert town.areas(thresholds_min=[1]).empty


def test_bad_settings_are_refused() -> None:
    town = Town(LONG_STREET, [("ab", STREET)])
    for thresholds in ([], [-1], [np.inf], [np.nan]):
        with pytest.raises(BadInputError, match="bad-thresholds"):
            town.areas((0, 0), thresholds_min=thresholds)
    for cell_m in (0, -5, 0.001):
        with pytest.raises(BadInputError, match="bad-cell-size"):
            cell_grid(town.network, town.index, profile=town.profile, cell_m=cell_m)


def test_a_grid_over_a_part_only() -> None:
    town = Town(LONG_STREET, [("ab", STREET)])
    extent = (*degrees(0, -10), *degrees(500, 10))
    small = cell_grid(town.network, town.index, profile=town.profile, cell_m=20, max_walk_m=300, extent=extent)
    assert small.columns < town.grid.columns
    table = isochrones(town.points((1000, 0)), ["x"], town.engine, small, thresholds_min=[1])
    assert table.geometry.iloc[0].bounds[2] < degrees(900, 0)[0]
    assert table.geometry.is_valid.all()


def test_basins_are_those_of_the_nearest_actor() -> None:
    """Two actors at 400 m and 1,200 m along the street: the border is at 800 m. A third, beside the first, has none."""
    town = Town(LONG_STREET, [("ab", STREET)])
    points = town.points((400, 0), (1200, 0), (400, 0))
    table = basins(points, ["west", "east", "late"], town.engine, town.grid)
    metric = table.geometry.to_crs(METRIC)
    assert table.geometry.is_valid.all()
    assert metric.iloc[0].bounds[2] == pytest.approx(800, abs=20)
    assert metric.iloc[1].bounds[0] == pytest.approx(800, abs=20)
    assert metric.iloc[2].is_empty
    assert metric.iloc[0].intersection(metric.iloc[1]).area == pytest.approx(0, abs=1e-3)
    assert table["area_km2"].sum() == pytest.approx(metric.union_all().area / 1e6, rel=1e-3)
    near = basins(points, ["west", "east", "late"], town.engine, town.grid, limit_min=0.5)
    assert near["area_km2"].sum() < table["area_km2"].sum()
    with pytest.raises(BadInputError, match="bad-thresholds"):
        basins(points, ["west", "east", "late"], town.engine, town.grid, limit_min=-1)
