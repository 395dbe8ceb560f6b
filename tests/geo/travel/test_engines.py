"""Which engine answers, and what it says of itself: the estimate, a matrix of the user, roads."""

import math
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.roads.osm import read_osm_xml
from geo.roads.territory_roads import build_roads, has_roads, open_roads
from geo.travel.calibration import errors_by_band, fitted, sampled_trips
from geo.travel.engines import available_engines, choose_engine, travel_version
from geo.travel.kept_calibration import estimate_parameters, keep_calibration
from geo.travel.matrix import keep_matrix, kept_matrix, matrix_path, read_matrix
from geo.travel.times import travel_times
from geo.workspace.territory import load_territory

pytestmark = pytest.mark.usefixtures("own_workspace")

NAN = float("nan")
SOUTH, NORTH = 49.80, 49.90
KM = (NORTH - SOUTH) * 111.2
PLACES = pd.DataFrame(
    {"place_id": ["south", "north", "away"], "lon": [5.25, 5.25, 4.0], "lat": [SOUTH, NORTH, 50.5], "zone_id": "z"}
)
ACTORS = pd.DataFrame(
    {"actor_id": ["at-south", "nowhere", "at-sea"], "lon": [5.25, NAN, 2.5], "lat": [SOUTH, NAN, 51.5]}
)


@pytest.fixture
def wallonie():
    return load_territory("wallonie")


@pytest.fixture
def one_road(tmp_path) -> Path:
    """A straight two-way road of eleven kilometres, with a bend every kilometre.

    south ── 1 ── 2 ── … ── 10 ── north
    """
    lats = [SOUTH + (NORTH - SOUTH) * step / 10 for step in range(11)]
    nodes = "".join(f'<node id="{at + 1}" lat="{lat:.6f}" lon="5.25"/>' for at, lat in enumerate(lats))
    refs = "".join(f'<nd ref="{at + 1}"/>' for at in range(11))
    tags = '<tag k="highway" v="primary"/><tag k="maxspeed" v="60"/>'
    path = tmp_path / "road.osm"
    path.write_text(f'<osm version="0.6">{nodes}<way id="1">{refs}{tags}</way></osm>', encoding="utf-8")
    return path


def build(territory, path):
    return build_roads(territory, read_osm_xml(path), mode="car", extent=(2.8, 49.4, 6.5, 50.9))


def test_the_estimate_answers_first_and_says_so(wallonie):
    assert available_engines(wallonie, "car") == ["estimate"]
    times = travel_times(wallonie, PLACES, ACTORS)
    assert (times.engine.kind, times.engine.name, times.engine.status) == (
        "estimate",
        "estimate-main-roads",
        "calibrated",
    )
    assert times.unlocated == ("nowhere",)
    assert 0 < times.engine.median_error_share < times.engine.p90_error_share < 1


def test_a_mode_without_any_engine_is_refused(wallonie):
    with pytest.raises(NotFoundError, match="no-travel-assumption"):
        choose_engine(wallonie, mode="bike")
    with pytest.raises(NotFoundError, match="engine-not-ready"):
        choose_engine(wallonie, mode="car", engine="roads")
    with pytest.raises(BadInputError, match="unknown-engine"):
        choose_engine(wallonie, mode="car", engine="teleport")


def test_roads_take_over_once_built_and_lose_nobody_silently(wallonie, one_road):
    before = travel_version(wallonie, "car")
    built = build(wallonie, one_road)
    assert has_roads(wallonie, "car")
    assert travel_version(wallonie, "car") != before
    times = travel_times(wallonie, PLACES, ACTORS)
    assert times.engine.kind == "roads"
    assert times.engine.source == "road.osm"
    found = times.trips.table("car").set_index(["place_id", "actor_id"])["minutes"]
    # What lies outside of the file is unknown by it: the place that it does not cover keeps its estimated time.
    covered = {(place, "at-south") for place in ("south", "north")}
    assert set(found.index) == covered | {("away", "at-south"), ("away", "at-sea")}
    estimated = travel_times(wallonie, PLACES, ACTORS, engine="estimate").trips.table("car")
    away = estimated.set_index(["place_id", "actor_id"]).loc[("away", "at-south"), "minutes"]
    assert found["away", "at-south"] == away
    assert times.trips.estimated.tolist() == [False, False, True, True]
    assert found["south", "at-south"] == pytest.approx(0, abs=0.01)
    free_flow_min = KM / 60 * 60
    assert free_flow_min * 0.95 < found["north", "at-south"] < free_flow_min * 1.4
    assert times.unlocated == ("nowhere",)
    assert times.left_out.empty
    assert built.network.about.report["length_km"] == pytest.approx(KM, rel=0.01)


def test_reopened_roads_give_the_same_times(wallonie, one_road):
    build(wallonie, one_road)
    first = travel_times(wallonie, PLACES, ACTORS).trips.table("car")
    again = build(wallonie, one_road)
    pd.testing.assert_frame_equal(travel_times(wallonie, PLACES, ACTORS).trips.table("car"), first)
    assert open_roads(wallonie, "car").network.n_nodes == again.network.n_nodes


def test_the_estimate_can_still_be_asked_for(wallonie, one_road):
    build(wallonie, one_road)
    assert available_engines(wallonie, "car") == ["roads", "estimate"]
    assert travel_times(wallonie, PLACES, ACTORS, engine="estimate").engine.kind == "estimate"


def matrix(tmp_path, text) -> Path:
    path = tmp_path / "times.csv"
    path.write_text(text, encoding="utf-8")
    return path


def read(path):
    return read_matrix(path, mode="car", places=PLACES, actors=ACTORS)


def test_the_users_matrix_answers_within_the_horizon(wallonie, tmp_path):
    reading = read(
        matrix(tmp_path, "place_id;actor_id;minutes\nsouth;nowhere;12,5\nnorth;at-south;999\nmars;at-south;3\n")
    )
    assert (reading.unknown_places, reading.unknown_actors) == (1, 0)
    keep_matrix(wallonie, reading.table, mode="car", source="Bureau d’études, 2026")
    times = travel_times(wallonie, PLACES, ACTORS)
    assert (times.engine.kind, times.engine.source) == ("matrix", "Bureau d’études, 2026")
    found = times.trips.table("car")[~times.trips.estimated]
    assert found[["place_id", "actor_id", "minutes"]].to_numpy().tolist() == [["south", "nowhere", 12.5]]


def test_a_time_of_the_matrix_at_the_horizon_is_within_it(wallonie, tmp_path):
    """The horizon of a territory is 240 minutes: 240 stays, a hundredth more does not."""
    assert wallonie.horizon_min == 240
    reading = read(matrix(tmp_path, "place_id,actor_id,minutes\nsouth,at-south,240\nnorth,at-south,240.01\n"))
    keep_matrix(wallonie, reading.table, mode="car", source="s")
    trips = travel_times(wallonie, PLACES, ACTORS).trips
    table = trips.table("car")[~trips.estimated]
    assert table[["place_id", "minutes"]].to_numpy().tolist() == [["south", 240.0]]
    assert "north" not in trips.table("car")["place_id"].tolist()


def test_a_matrix_of_another_layer_leaves_the_estimate_to_answer(wallonie, tmp_path):
    reading = read(matrix(tmp_path, "place_id,actor_id,minutes\nsouth,at-south,5\n"))
    keep_matrix(wallonie, reading.table, mode="car", source="s")
    cells = PLACES.assign(place_id=["cell-1", "cell-2", "cell-3"])
    assert travel_times(wallonie, cells, ACTORS).engine.kind == "estimate"
    with pytest.raises(BadInputError, match="matrix-other-layer"):
        travel_times(wallonie, cells, ACTORS, engine="matrix")


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("place_id,actor_id\na,b\n", "missing-column", {"table": "times.csv", "column": "minutes"}),
        (
            "place_id,actor_id,minutes\nsouth,at-south,3\nsouth,nowhere,vite\n",
            "matrix-bad-minutes",
            {"file": "times.csv", "row": 3, "column": "minutes", "value": "vite"},
        ),
        (
            "place_id,actor_id,minutes\nsouth,nowhere,-2\n",
            "matrix-bad-minutes",
            {"file": "times.csv", "row": 2, "column": "minutes", "value": "-2"},
        ),
        (
            "place_id,actor_id,minutes\nsouth,nowhere,1440.5\n",
            "matrix-bad-minutes",
            {"file": "times.csv", "row": 2, "column": "minutes", "value": "1440.5"},
        ),
        (
            "place_id,actor_id,minutes\nsouth,nowhere,1\nnorth,nowhere,1\nsouth,nowhere,2\n",
            "matrix-duplicate",
            {"file": "times.csv", "row": 4, "value": "south → nowhere"},
        ),
        ("place_id,actor_id,minutes\nx,y,1\n", "matrix-no-match", {"file": "times.csv"}),
    ],
)
def test_a_bad_matrix_says_what_is_wrong_and_where(tmp_path, text, key, values):
    """Rows are those of the file as a spreadsheet numbers them, the header being the first."""
    with pytest.raises(BadInputError) as caught:
        read(matrix(tmp_path, text))
    assert (caught.value.key, caught.value.values) == (key, values)


def test_zero_and_a_whole_day_are_times_and_spreadsheets_begin_with_a_mark(tmp_path):
    """A file that Excel writes as UTF-8 begins with a byte order mark, which is no part of the first column’s name."""
    text = "\ufeffplace_id;actor_id;minutes\nsouth;at-south;0\nnorth;at-south;1440\nnorth;nobody;2\nmars;nobody;2\n"
    reading = read(matrix(tmp_path, text))
    assert reading.table.columns.tolist() == ["place_id", "actor_id", "mode", "minutes"]
    assert reading.table.to_numpy().tolist() == [
        ["south", "at-south", "car", 0.0],
        ["north", "at-south", "car", 1440.0],
    ]
    assert (reading.unknown_places, reading.unknown_actors) == (1, 1)


def test_a_matrix_takes_the_place_of_the_one_before_with_its_source(wallonie, tmp_path):
    day = datetime.now(UTC).date()
    for minutes, source in (("7", "première"), ("9", "seconde, à l’été")):
        reading = read(matrix(tmp_path, f"place_id,actor_id,minutes\nsouth,at-south,{minutes}\n"))
        keep_matrix(wallonie, reading.table, mode="car", source=source)
    table, about = kept_matrix(wallonie, "car")
    engine = travel_times(wallonie, PLACES, ACTORS).engine
    assert (engine.kind, engine.mode, engine.status) == ("matrix", "car", "stated")
    assert (engine.source, engine.date) == (about["source"], about["date"])
    assert math.isnan(engine.median_error_share)
    assert math.isnan(engine.p90_error_share)
    assert table["minutes"].tolist() == [9.0]
    assert about["source"] == "seconde, à l’été"
    assert day <= date.fromisoformat(about["date"]) <= datetime.now(UTC).date()
    assert not list(matrix_path(wallonie, "car").parent.glob("*.building"))


def test_a_matrix_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MissingFileError) as caught:
        read(tmp_path / "absent.csv")
    assert (caught.value.key, caught.value.values) == ("missing-file", {"path": str(tmp_path / "absent.csv")})


def test_a_file_that_is_no_table_is_refused(tmp_path):
    path = tmp_path / "times.parquet"
    path.write_bytes(b"\x00\x01 not parquet")
    with pytest.raises(BadInputError, match="matrix-unreadable") as caught:
        read(path)
    assert caught.value.values == {"file": "times.parquet"}
    empty = tmp_path / "times.csv"
    empty.write_bytes(b"")
    with pytest.raises(BadInputError, match="matrix-unreadable"):
        read(empty)


def test_calibration_on_the_roads_is_kept_and_no_worse(wallonie, one_road):
    roads = build(wallonie, one_road)
    start = estimate_parameters(wallonie, "car")
    trips = sampled_trips(roads.network, roads.engine, access_min=start.access_min)
    assert trips.detour == pytest.approx(1, abs=0.01)
    found = fitted(trips, start, source="road.osm")
    keep_calibration(wallonie, found)
    kept = choose_engine(wallonie, mode="car", engine="estimate").info
    assert (kept.status, kept.source) == ("calibrated", "road.osm")
    whole = errors_by_band(trips, found).iloc[-1]
    assert math.isnan(whole["to_km"])
    assert whole["median_error"] <= errors_by_band(trips, start).iloc[-1]["median_error"]
