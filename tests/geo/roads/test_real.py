"""Real extracts of OpenStreetMap: sanity of what is built, and areas that agree with travel times."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError
from geo.roads.isochrones import basins, cell_grid, isochrones
from geo.roads.network import Network, build, load, save
from geo.roads.osm import RawRoads, read_pbf, require_overlap
from geo.roads.profile import Profile, load_profile
from geo.roads.snapping import attach, snap, snap_index
from geo.routing import RoadGraph, RoutingEngine

SWISS_METRES = "EPSG:2056"
VADUZ, BALZERS, MALBUN, RUGGELL = (9.5215, 47.1410), (9.5030, 47.0660), (9.6090, 47.1030), (9.5270, 47.2400)


@pytest.fixture(scope="module")
def liechtenstein(shared: Path) -> RawRoads:
    return read_pbf(shared / "data" / "osm" / "liechtenstein.osm.pbf")


@pytest.fixture(scope="module")
def by_car(liechtenstein: RawRoads) -> Network:
    return build(liechtenstein, profile=load_profile("car"), country="LI")


def engine_of(network: Network) -> RoutingEngine:
    arcs = network.arcs()
    return RoutingEngine.prepare(RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, network.n_nodes))


def minutes_between(network: Network, profile: Profile, crs: str, *places: tuple[float, float]) -> np.ndarray:
    frame = pd.DataFrame(places, columns=["lon", "lat"])
    points = attach(snap(frame, snap_index(network, metric_crs=crs), max_walk_m=1000), network, profile=profile)
    return engine_of(network).matrix(points, points) / 60


def test_liechtenstein_by_car(by_car: Network, tmp_path: Path) -> None:
    """Vaduz – Balzers is 9 km: 10 to 16 minutes; Vaduz – Malbun 12 km uphill: 14 to 25."""
    car, network = load_profile("car"), by_car
    report = network.about.report
    assert report["left_aside_share"] < 0.12
    assert report["second_part_share"] < 0.03
    assert (report["restrictions_read"], report["restrictions_applied"]) == (3, 2)
    assert 600 < report["length_km"] < 800
    minutes = minutes_between(network, car, SWISS_METRES, VADUZ, BALZERS, MALBUN, RUGGELL)
    assert 10 < minutes[0, 1] < 16
    assert 14 < minutes[0, 2] < 25
    assert 13 < minutes[0, 3] < 22
    assert np.abs(minutes - minutes.T).max() < 5
    save(network, tmp_path / "li.roads")
    pd.testing.assert_frame_equal(load(tmp_path / "li.roads")[0].edges, network.edges)


@pytest.mark.parametrize(("mode", "low", "high"), [("bike", 30, 55), ("foot", 95, 130)])
def test_liechtenstein_otherwise(liechtenstein: RawRoads, mode: str, low: float, high: float) -> None:
    """9 km at 15 km/h, and at 5 km/h."""
    profile = load_profile(mode)
    network = build(liechtenstein, profile=profile, country="LI")
    assert network.about.report["left_aside_share"] < 0.08
    assert low < minutes_between(network, profile, SWISS_METRES, VADUZ, BALZERS)[0, 1] < high


def test_another_country_is_refused(liechtenstein: RawRoads) -> None:
    with pytest.raises(BadInputError, match="roads-elsewhere"):
        require_overlap(liechtenstein, (2.5, 49.4, 6.5, 51.6))


def test_areas_of_liechtenstein_agree_with_its_travel_times(by_car: Network) -> None:
    """Of 4,000 random places, those further than a cell from the edge are inside if and only if they are in time."""
    car, network = load_profile("car"), by_car
    index, engine = snap_index(network, metric_crs=SWISS_METRES), engine_of(network)
    grid = cell_grid(network, index, profile=car, cell_m=100)
    actors = attach(
        snap(pd.DataFrame([VADUZ, RUGGELL], columns=["lon", "lat"]), index, max_walk_m=1000), network, profile=car
    )
    areas = isochrones(actors, ["vaduz", "ruggell"], engine, grid, thresholds_min=[5, 10, 20, 30])
    assert areas.geometry.is_valid.all()
    rng = np.random.default_rng(3)
    places = pd.DataFrame(rng.uniform([9.47, 47.05], [9.63, 47.27], (4000, 2)), columns=["lon", "lat"])
    minutes = engine.matrix(attach(snap(places, index, max_walk_m=1000), network, profile=car), actors) / 60
    points = shapely.points(places.to_numpy())
    for row in areas.itertuples():
        seconds_in = minutes[:, 0 if row.actor_id == "vaduz" else 1] <= row.threshold_min
        inside = shapely.contains(row.geometry, points)
        away = shapely.distance(row.geometry.boundary, points) > 2 * 100 / 75_000  # two cells, in degrees
        assert (seconds_in == inside)[away].mean() > 0.999
    share = basins(actors, ["vaduz", "ruggell"], engine, grid)
    assert share.geometry.is_valid.all()
    assert share.geometry.iloc[0].intersection(share.geometry.iloc[1]).area < 1e-12
    nearest = minutes.argmin(axis=1)
    known = np.isfinite(minutes).any(axis=1)
    for number in (0, 1):
        away = shapely.distance(share.geometry.iloc[number].boundary, points) > 2 * 100 / 75_000
        inside = shapely.contains(share.geometry.iloc[number], points)
        assert (inside == (known & (nearest == number)))[away].mean() > 0.999


def test_andorra_by_car(shared: Path) -> None:
    """Andorra la Vella – Pas de la Casa is 30 km over the pass: 30 to 50 minutes."""
    car = load_profile("car")
    network = build(read_pbf(shared / "data" / "osm" / "andorra.osm.pbf"), profile=car, country="AD")
    assert network.about.report["left_aside_share"] < 0.08
    minutes = minutes_between(network, car, "EPSG:25831", (1.5218, 42.5075), (1.7336, 42.5425))
    assert 30 < minutes[0, 1] < 50


@pytest.mark.slow
def test_rhine_neckar_by_car(shared: Path) -> None:
    """Heidelberg – Mannheim is 18 km with a motorway: 15 to 27 minutes."""
    car = load_profile("car")
    network = build(read_pbf(shared / "data" / "osm" / "rhine-neckar-drive.osm.pbf"), profile=car, country="DE")
    assert network.about.report["left_aside_share"] < 0.04
    minutes = minutes_between(network, car, "EPSG:25832", (8.6724, 49.4104), (8.4694, 49.4890))
    assert 15 < minutes[0, 1] < 27
    assert 15 < minutes[1, 0] < 27
