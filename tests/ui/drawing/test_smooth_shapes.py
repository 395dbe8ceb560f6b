"""Approximate boundaries bent: neighbours still touch, official lines stay, the larger zones are the sum of theirs."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import list_territories, load_territory
from ui.drawing.smooth_shapes import bend, smooth_shapes

NOTHING = shapely.GeometryCollection()


def puzzle(across: int, *, seed: int) -> np.ndarray:
    """Return the cells around random points of a square: straight cuts, three by three at their corners."""
    spots = np.random.default_rng(seed).uniform(0, 1, (across, 2))
    square = shapely.box(0, 0, 1, 1)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=square))
    return shapely.intersection(cells, square)


@pytest.mark.parametrize("seed", range(6))
def test_a_puzzle_of_straight_cuts_becomes_curves_without_gap_nor_overlap(seed):
    cells = puzzle(40, seed=seed)
    bent = bend(cells, NOTHING)
    assert shapely.coverage_is_valid(bent)
    assert shapely.is_valid(bent).all()
    assert shapely.area(bent).sum() == pytest.approx(shapely.area(shapely.union_all(bent)), rel=1e-9)
    changed = shapely.area(shapely.symmetric_difference(bent, cells)) / shapely.area(cells)
    assert 0 < np.median(changed) < 0.3
    assert shapely.get_num_coordinates(bent).sum() > 2 * shapely.get_num_coordinates(cells).sum()


def test_what_is_official_keeps_its_line():
    cells = puzzle(40, seed=1)
    official = shapely.boundary(shapely.box(0, 0, 1, 1))
    bent = bend(cells, official)
    assert shapely.union_all(bent).equals(shapely.box(0, 0, 1, 1))
    assert shapely.area(shapely.symmetric_difference(bent, cells)).max() > 0


def test_larger_zones_are_the_sum_of_the_smallest_and_official_ones_are_left():
    cells = puzzle(12, seed=3)
    zones = gpd.GeoDataFrame(
        {
            "zone_id": ["all", *(f"c{at}" for at in range(12))],
            "level": ["region", *["commune"] * 12],
            "parent_id": [None, *["all"] * 12],
            "geometry_quality": "approximate",
        },
        geometry=[shapely.union_all(cells), *cells],
        crs="EPSG:4326",
    )
    bent = smooth_shapes(zones, smallest="commune")
    whole = shapely.union_all(bent.geometry.to_numpy()[1:])
    assert bent.geometry.iloc[0].symmetric_difference(whole).area < 1e-9
    assert smooth_shapes(zones.assign(geometry_quality="official"), smallest="commune") is not None
    kept = smooth_shapes(zones.assign(geometry_quality="official"), smallest="commune")
    assert kept.geometry.equals(zones.geometry)


@pytest.mark.parametrize("territory_id", list_territories())
def test_the_communes_of_a_territory_still_touch_each_other(territory_id):
    territory = load_territory(territory_id)
    zones = zone_shapes(territory)
    bent = smooth_shapes(zones, smallest=territory.smallest_level)
    low = bent.loc[bent["level"] == territory.smallest_level, "geometry"].to_numpy()
    was = zones.loc[zones["level"] == territory.smallest_level, "geometry"].to_numpy()
    assert shapely.coverage_is_valid(low)
    assert (~shapely.is_empty(low)).all()
    shared = shapely.area(shapely.intersection(low, was)) / shapely.area(shapely.union(low, was))
    assert np.median(shared) > 0.9
    assert shared.min() > 0.7
