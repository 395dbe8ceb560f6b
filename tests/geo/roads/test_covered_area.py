"""What a file of roads covers: its roads, the holes between them, and nothing beyond."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError, MissingFileError
from geo.files.atomic import temporary_path
from geo.roads import territory_roads as kept
from geo.roads.covered_area import area_arrays, area_of, covered_area
from geo.roads.network import build
from geo.roads.osm import RawRoads
from geo.roads.osm.raw import no_restrictions
from geo.roads.profile import load_profile
from geo.roads.territory_roads import build_roads, has_roads, open_roads, remove_roads, roads_folder
from geo.travel.engines import available_engines
from geo.travel.times import travel_times
from geo.workspace.territory import load_territory

METRIC = "EPSG:31370"
SOUTH, WEST = 50.0, 5.0
KM_NORTH, KM_EAST = 1 / 111.2, 1 / 71.5
EXTENT = (4.0, 49.0, 7.0, 51.0)


def at(east_km, north_km):
    return {"lon": WEST + east_km * KM_EAST, "lat": SOUTH + north_km * KM_NORTH}


def roads(*lines, tags=None):
    """Ways through points given in kilometres east and north; those of ``tags`` by position are tagged otherwise."""
    points = sorted({point for line in lines for point in line})
    row = {point: number for number, point in enumerate(points)}
    kinds = [{"highway": "tertiary"}, *(tags or {}).values()]
    which = {line: number for number, line in enumerate((tags or {}), start=1)}
    segments = [
        (number, which.get(number, 0), row[tail], row[head])
        for number, line in enumerate(lines)
        for tail, head in pairwise(line)
    ]
    nodes = pd.DataFrame([at(*point) for point in points]).assign(osm_id=range(len(points)), kind=-1)
    frame = pd.DataFrame(segments, columns=["way_id", "kind", "tail", "head"])
    return RawRoads(nodes, frame, tuple(kinds), (), no_restrictions(), "by hand", "hash")


def area(raw, mode="car"):
    network = build(raw, profile=load_profile(mode), country="BE")
    return covered_area(raw, network, metric_crs=METRIC, extent=EXTENT)


def held(found, *points):
    return found.holds(pd.DataFrame([at(*point) for point in points])).tolist()


SQUARE = ((0, 0), (8, 0), (8, 8), (0, 8), (0, 0))


def test_a_hole_is_covered_and_what_lies_beyond_is_not():
    """A square of roads, 8 km on a side: its middle is 4 km from any road and inside; 4 km outside of it is not."""
    assert held(area(roads(SQUARE)), (4, 4), (0, 4), (12, 4), (4, -4), (8, 8)) == [True, True, False, False, True]


def test_a_hole_wider_than_ten_kilometres_is_not_covered():
    wide = tuple((east * 4, north * 4) for east, north in SQUARE)
    assert held(area(roads(wide)), (16, 16), (0.2, 16)) == [False, True]


def test_the_segments_of_a_road_count_not_their_ends_alone():
    assert held(area(roads(((0, 0), (30, 0)))), (15, 0), (15, 3), (31.5, 0)) == [True, False, False]


def test_an_island_near_by_is_covered_and_a_part_far_away_is_not():
    """What the network cannot reach is out of reach where the file shows that nothing leads there; 30 km away the file
    shows nothing of the sort: another province, whose roads to here are in another file."""
    island, far = ((13, 4), (14, 4)), ((40, 4), (41, 4))
    assert held(area(roads(SQUARE, island, far)), (13.5, 4), (40.5, 4)) == [True, False]
    # A ferry is a way of the file: what it leads to is covered, however far.
    ferry = {3: {"route": "ferry", "motor_vehicle": "yes"}}
    assert held(area(roads(SQUARE, island, far, ((8, 8), (40, 4)), tags=ferry)), (40.5, 4)) == [True]


def test_a_road_that_the_mode_may_not_use_is_covered_all_the_same():
    path = {1: {"highway": "path"}}
    assert held(area(roads(SQUARE, ((8, 4), (12, 4)), tags=path)), (11.5, 4)) == [True]


def test_an_area_is_kept_beside_its_network_and_found_again():
    found = area(roads(SQUARE))
    again = area_of(area_arrays(found), metric_crs=METRIC)
    assert again is not None
    np.testing.assert_array_equal(again.squares, found.squares)
    assert (again.column, again.row) == (found.column, found.row)
    assert area_of({}, metric_crs=METRIC) is None
    assert found.holds(pd.DataFrame({"lon": [np.nan, 170.0], "lat": [50.0, -80.0]})).tolist() == [False, False]


WALLONIE = load_territory("wallonie")


@pytest.fixture
def built(own_workspace):
    del own_workspace
    return build_roads(WALLONIE, roads(SQUARE), mode="car", extent=EXTENT)


def points(kind, **places):
    return pd.DataFrame([{f"{kind}_id": name, **at(*where)} for name, where in places.items()])


@pytest.mark.usefixtures("built")
def test_roads_of_a_part_leave_the_rest_to_the_estimate_and_an_island_out_of_reach():
    """``hole`` is inside the file and has no road: out of reach. ``east`` and ``beyond`` are outside: estimated."""
    places = points("place", corner=(0, 0), hole=(4, 4), east=(40, 0))
    actors = points("actor", door=(8, 0), beyond=(41, 0))
    times = travel_times(WALLONIE, places, actors)
    alone = travel_times(WALLONIE, places, actors, engine="estimate").trips.table("car")
    found = times.trips.table("car").assign(estimated=times.trips.marks).set_index(["place_id", "actor_id"])
    estimated = found[found["estimated"]]["minutes"]
    assert set(estimated.index) == {("east", "door"), ("east", "beyond"), ("corner", "beyond"), ("hole", "beyond")}
    pd.testing.assert_series_equal(
        estimated.sort_index(), alone.set_index(["place_id", "actor_id"])["minutes"].loc[estimated.index].sort_index()
    )
    assert set(found.index) - set(estimated.index) == {("corner", "door")}
    assert times.left_out[["kind", "id"]].to_numpy().tolist() == [["place", "hole"]]


def test_a_network_of_an_earlier_version_covers_what_it_holds(built):
    older = replace(built, area=kept.area_of_streets(built.index))
    where = pd.concat([points("place", hole=(4, 4), road=(8, 4), out=(13, 4))])
    assert older.covers(where).tolist() == built.covers(where).tolist() == [True, True, False]


def test_what_covers_too_little_can_be_refused_before_the_long_work(built):
    def accept(covered):
        where = points("place", hole=(4, 4), out=(13, 4))
        assert covered(where).tolist() == [True, False]
        raise BadInputError("no")

    with pytest.raises(BadInputError, match="no"):
        build_roads(WALLONIE, roads(SQUARE), mode="car", extent=EXTENT, accept=accept)
    assert open_roads(WALLONIE, "car").built_on == built.built_on


@pytest.mark.usefixtures("built")
def test_removed_roads_are_gone_at_once(monkeypatch):
    folder = roads_folder(WALLONIE, "car")
    assert available_engines(WALLONIE, "car") == ["roads", "estimate"]
    remove_roads(WALLONIE, "car")
    assert not has_roads(WALLONIE, "car")
    assert list(folder.parent.iterdir()) == []
    assert available_engines(WALLONIE, "car") == ["estimate"]
    with pytest.raises(MissingFileError, match="network-file-missing"):
        remove_roads(WALLONIE, "car")
    del monkeypatch


@pytest.mark.usefixtures("built")
def test_a_removal_that_is_killed_leaves_what_the_doctor_sweeps(monkeypatch):
    from geo.doctor import examine  # noqa: PLC0415 - the doctor opens everything

    monkeypatch.setattr("geo.files.atomic._remove", lambda _path: None)
    remove_roads(WALLONIE, "car")
    assert not has_roads(WALLONIE, "car")
    assert any(finding.key == "leftovers" for finding in examine())


def test_foot_and_bike_cross_on_a_trunk_road_and_nothing_is_left_aside():
    """Two villages that only a trunk road joins: without it, half of the streets would be left aside."""
    trunk = {2: {"highway": "trunk"}}
    raw = roads(((0, 0), (2, 0)), ((6, 0), (8, 0)), ((2, 0), (6, 0)), tags=trunk)
    for mode in ("foot", "bike"):
        profile = load_profile(mode)
        closed = replace(profile, lawful_classes=frozenset(), opened_when={})
        before, after = (build(raw, profile=one, country="BE").about.report for one in (closed, profile))
        assert before["left_aside_share"] == pytest.approx(0.5, abs=0.01)
        assert after["left_aside_share"] == 0
    assert temporary_path(roads_folder(WALLONIE, "car")).name.endswith(".tmp")
