"""Roads kept in the workspace: opened at once, asked both ways, given other speeds, written to a file."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError, CancelledError, MissingFileError, NotFoundError, TooLargeError
from geo.roads import territory_roads as kept
from geo.roads.snapping import index_of, snap_index
from geo.roads.territory_roads import build_roads, open_roads, retime_roads
from geo.travel import memory
from geo.travel.engines import travel_version
from geo.travel.export import write_times
from geo.travel.matrix import keep_matrix
from geo.travel.road_trips import road_nearest, road_times, road_trips
from geo.travel.times import travel_times
from geo.travel.trips import nearest_trip
from geo.workspace.territory import load_territory
from tests.geo.roads.drawing import STREET, degrees, drawn, points_of
from tests.geo.roads.test_covered_area import at
from tests.geo.roads.test_covered_area import roads as drawn_in_km

pytestmark = pytest.mark.usefixtures("own_workspace")

PICTURE = """
a----b----c
|         |
d----e----f
"""
# 1 = the street from a to c, one way; 2 = the way back, by f, e, d
WAYS = [("abc", {**STREET, "oneway": "yes"}), ("cfeda", STREET)]
AT = {letter: degrees(*point) for letter, point in points_of(PICTURE).items()}
PLACES = pd.DataFrame({"place_id": list("abcf"), "lon": [AT[x][0] for x in "abcf"], "lat": [AT[x][1] for x in "abcf"]})
ACTORS = pd.DataFrame({"actor_id": ["west", "none"], "lon": [AT["a"][0], np.nan], "lat": [AT["a"][1], np.nan]})
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)


@pytest.fixture
def territory():
    return load_territory("wallonie")


@pytest.fixture
def roads(territory):
    return build_roads(territory, drawn(PICTURE, WAYS), mode="car", extent=EVERYWHERE)


def minutes(table: pd.DataFrame) -> dict[str, float]:
    return dict(zip(table["place_id"], table["minutes"], strict=True))


def test_the_index_of_streets_is_opened_not_made_again(territory, roads, monkeypatch):
    kept._opened.cache_clear()
    monkeypatch.setattr(kept, "snap_index", lambda *_args, **_given: pytest.fail("made again"))
    again = open_roads(territory, "car")
    made = snap_index(roads.network, metric_crs=territory.metric_crs)
    for name in ("edge", "share_start", "share_end"):
        np.testing.assert_array_equal(getattr(again.index, name), getattr(made, name))
    for ours, expected in zip(again.index.grid, made.grid, strict=True):
        np.testing.assert_array_equal(ours, expected)
    assert index_of({}, metric_crs="EPSG:31370") is None


def test_an_index_in_another_metric_system_is_made_again(roads):
    arrays = kept.arrays_of(roads.index)
    assert index_of(arrays, metric_crs=roads.index.crs) is not None
    assert index_of(arrays, metric_crs="EPSG:2154") is None


def test_a_network_stays_open_until_it_is_built_anew(territory, roads):
    assert open_roads(territory, "car") is open_roads(territory, "car")
    before = travel_version(territory, "car")
    shorter = drawn(PICTURE.replace("----", "--"), WAYS)
    rebuilt = build_roads(territory, shorter, mode="car", extent=EVERYWHERE)
    assert rebuilt is not roads
    assert open_roads(territory, "car") is rebuilt
    assert travel_version(territory, "car") != before
    assert rebuilt.network.about.report["length_km"] < roads.network.about.report["length_km"]


def test_rivers_are_kept_light_and_around_the_territory_alone(territory):
    """A bend of 50 m is straightened, what is beyond 0.3 degrees is cut, an arm of 0.01 degree is left out."""
    raw = drawn(PICTURE, WAYS)
    west, south = (raw.nodes[side].min() for side in ("lon", "lat"))
    rivers = shapely.MultiLineString(
        [
            [(west, south), (west + 0.1, south + 0.0005), (west + 0.2, south), (west + 9, south)],
            [(west, south), (west, south + 0.01)],
        ]
    )
    extent = (west, south, west + 0.2, south + 0.2)
    built = build_roads(territory, replace(raw, rivers=rivers), mode="car", extent=extent)
    assert [list(line.coords) for line in shapely.get_parts(built.rivers)] == [
        [pytest.approx((west, south)), pytest.approx((west + 0.5, south))]
    ]
    kept._opened.cache_clear()
    assert open_roads(territory, "car").rivers.equals(built.rivers)
    assert retime_roads(territory, mode="car", class_kph={"residential": 20}).rivers.equals(built.rivers)
    assert build_roads(territory, raw, mode="car", extent=extent).rivers.is_empty


def table_of(roads, places=PLACES, **asked):
    return road_times(roads, places, ACTORS, **asked)[0].table("car")


def test_one_way_streets_tell_the_two_directions_apart(roads):
    """From b one goes on to c and all the way round to a; from a to b it is one block."""
    _, left_out = road_times(roads, PLACES, ACTORS, horizon_min=60)
    there = table_of(roads, horizon_min=60)
    back = table_of(roads, horizon_min=60, to_actor=False)
    to_west, from_west = minutes(there), minutes(back)
    assert to_west["b"] > 3 * from_west["b"]
    assert to_west["f"] < from_west["f"] + to_west["f"] < 60
    assert set(there["actor_id"]) == {"west"}
    assert left_out.empty
    assert there["mode"].unique().tolist() == ["car"]


def test_beyond_the_horizon_there_is_no_row(roads):
    whole = minutes(table_of(roads, horizon_min=60))
    limit = sorted(whole.values())[1]
    cut = table_of(roads, horizon_min=limit + 1e-4)
    assert set(cut["place_id"]) == {place for place, time in whole.items() if time <= limit}
    assert len(table_of(roads, PLACES.iloc[:0], horizon_min=60)) == 0


def test_one_search_by_road_finds_the_nearest_of_all_trips(roads):
    two = pd.concat([ACTORS, PLACES.iloc[-1:].rename(columns={"place_id": "actor_id"})], ignore_index=True)
    actor, time, left_out = road_nearest(roads, PLACES, two, horizon_min=60)
    trips, _ = road_times(roads, PLACES, two, horizon_min=60)
    wanted, wanted_min = nearest_trip(trips)
    np.testing.assert_array_equal(actor, wanted)
    np.testing.assert_array_equal(time, wanted_min)
    assert len(set(actor)) == 2
    assert left_out.empty
    nobody, never, _ = road_nearest(roads, PLACES, two.iloc[:0], horizon_min=60)
    assert set(nobody) == {-1}
    assert np.isnan(never).all()


def test_work_can_be_cancelled(roads):
    trips = road_trips(roads, PLACES, ACTORS, horizon_min=60, cancel=lambda: True)
    with pytest.raises(CancelledError):
        list(trips.parts)


def test_other_speeds_need_no_new_order(territory, roads):
    before = minutes(table_of(roads, horizon_min=60))
    version = travel_version(territory, "car")
    half = retime_roads(
        territory, mode="car", class_kph={"residential": roads.profile.class_kph["residential"] / 2}, limit_share=0.4
    )
    assert travel_version(territory, "car") != version
    np.testing.assert_array_equal(half.engine.hierarchy.rank, roads.engine.hierarchy.rank)
    slower = minutes(table_of(half, horizon_min=60))
    assert all(slower[place] > 1.5 * before[place] for place in "bcf")
    times = travel_times(territory, PLACES, ACTORS)
    assert minutes(times.trips.table("car")) == slower
    assert "residential = 12.5" in times.engine.source
    original = retime_roads(territory, mode="car")
    assert minutes(table_of(original, horizon_min=60)) == pytest.approx(before, abs=1e-4)
    assert original.source == "drawn"


def test_wrong_speeds_change_nothing(territory, roads):
    assert roads.speeds == {}
    with pytest.raises(NotFoundError, match="unknown-road-class"):
        retime_roads(territory, mode="car", class_kph={"canal": 5})
    with pytest.raises(BadInputError, match="bad-speed"):
        retime_roads(territory, mode="car", limit_share=0)
    with pytest.raises(MissingFileError, match="network-file-missing"):
        retime_roads(territory, mode="bike")
    assert open_roads(territory, "car") is not None
    assert open_roads(territory, "car").speeds == {}


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_times_are_written_as_they_are_computed(territory, roads, tmp_path, suffix):
    path = tmp_path / f"times{suffix}"
    told = []
    written = write_times(territory, PLACES, ACTORS, path, progress=lambda done, total: told.append((done, total)))
    read = pd.read_csv(path) if suffix == ".csv" else pd.read_parquet(path)
    pd.testing.assert_frame_equal(
        read.astype({"minutes": float}),
        table_of(roads, horizon_min=territory.horizon_min).assign(engine="roads"),
        check_dtype=False,
    )
    assert (written.rows, written.engine.kind, told[-1]) == (len(read), "roads", (4, 4))
    back = write_times(territory, PLACES, ACTORS, path, to_actor=False)
    assert back.rows == 4
    assert [file.name for file in tmp_path.glob("times*")] == [path.name]


def test_a_cancelled_file_does_not_appear(territory, roads, tmp_path):
    del roads
    with pytest.raises(CancelledError):
        write_times(territory, PLACES, ACTORS, tmp_path / "times.csv", cancel=lambda: True)
    assert not list(tmp_path.glob("times*"))


def test_what_cannot_be_written_is_refused(territory, tmp_path):
    with pytest.raises(BadInputError, match="export-format"):
        write_times(territory, PLACES, ACTORS, tmp_path / "times.xlsx")
    table = pd.DataFrame({"place_id": ["a"], "actor_id": ["west"], "mode": ["car"], "minutes": [3.0]})
    keep_matrix(territory, table, mode="car", source="s")
    written = write_times(territory, PLACES, ACTORS, tmp_path / "times.csv", engine="matrix")
    assert (written.rows, written.estimated) == (4, 3)
    assert pd.read_csv(tmp_path / "times.csv")["engine"].tolist() == ["matrix", "estimate", "estimate", "estimate"]
    with pytest.raises(BadInputError, match="matrix-one-way"):
        write_times(territory, PLACES, ACTORS, tmp_path / "times.csv", engine="matrix", to_actor=False)


def test_times_by_road_that_memory_would_not_hold_are_refused(roads, monkeypatch):
    monkeypatch.setattr(memory, "free_memory_bytes", lambda: 1.0)
    with pytest.raises(TooLargeError) as refused:
        road_times(roads, PLACES, ACTORS, horizon_min=60)
    assert refused.value.key == "too-many-trips"
    assert (refused.value.values["places"], refused.value.values["actors"]) == (4, 2)


def test_a_point_at_1001_m_of_a_road_keeps_its_time_where_the_file_speaks_of_it(territory):
    """A block of 6 km: its middle is 3 km from any street, and inside what the file covers."""
    raw = drawn_in_km(((0, 0), (8, 0), (8, 8), (0, 8), (0, 0)))
    built = build_roads(territory, raw, mode="car", extent=(4.0, 49.0, 7.0, 51.0))
    away_km = [0.99, 1.01, 2.9, -0.98, -1.5, 3.1]  # inside the block, then outside of it
    places = pd.DataFrame([{"place_id": str(km), **at(4, km)} for km in away_km])
    actors = pd.DataFrame([{"actor_id": "corner", **at(0, 0)}])
    trips, left_out = road_times(built, places, actors, horizon_min=240)
    found = minutes(trips.table("car"))
    assert set(found) == {"0.99", "1.01", "2.9", "-0.98"}
    assert found["1.01"] - found["0.99"] == pytest.approx(0.02 / 5 * 60, abs=0.02)
    assert found["2.9"] - found["1.01"] == pytest.approx(1.89 / 5 * 60, rel=0.01)
    # beyond the file, streets may be in another one: the estimate answers; 3.1 km from any road, out of reach
    assert left_out["id"].tolist() == ["-1.5", "3.1"]
    assert built.covers(places).tolist() == [True, True, True, True, False, True]
