from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError, CancelledError, MissingFileError
from geo.roads.network import build
from geo.roads.osm import read_pbf, require_overlap
from tests.geo.roads.drawing import seconds, simple_profile
from tests.geo.roads.pbf import write_pbf

SIGNALS = {"highway": "traffic_signals", "name": "not read"}
STREET = {"highway": "residential", "name": "Rue Haute", "oneway": "yes"}
NODES = [
    (ord("a"), 4.500, 50.000, {}),
    (ord("b"), 4.501, 50.000, SIGNALS),
    (ord("c"), 4.502, 50.000, {"natural": "tree"}),
    (ord("d"), 4.501, 50.001, {"barrier": "gate"}),
    (ord("x"), 5.000, 51.000, {"amenity": "cafe"}),
]
WAYS = [
    (10, [ord("a"), ord("b"), ord("c")], STREET),
    (11, [ord("b"), ord("d")], {"highway": "residential", "maxspeed": "30 mph", "building": "no"}),
    (12, [ord("c"), ord("d"), ord("a")], STREET),
    (13, [ord("c"), ord("a")], {"route": "ferry", "duration": "00:10"}),
    (14, [ord("a"), 999], {"highway": "residential"}),
    (15, [ord("a"), ord("x")], {"building": "yes"}),
    (16, [ord("a")], {"highway": "residential"}),
]
TURN = [("from", "way", 10), ("via", "node", ord("b")), ("to", "way", 11)]
RELATIONS = [
    (20, TURN, {"type": "restriction", "restriction": "no_left_turn"}),
    (21, TURN, {"type": "restriction", "restriction:hgv": "no_left_turn", "except": "psv"}),
    (22, TURN, {"type": "restriction", "restriction:conditional": "no_left_turn @ (Mo-Fr)"}),
    (23, [TURN[0], ("via", "way", 12), TURN[2]], {"type": "restriction", "restriction": "no_u_turn"}),
    (24, TURN, {"type": "route", "restriction": "no_left_turn"}),
]


@pytest.fixture(params=[True, False], ids=["dense nodes", "plain nodes"])
def extract(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return write_pbf(tmp_path / "small.osm.pbf", NODES, WAYS, RELATIONS, dense=request.param)


def test_what_is_read(extract: Path) -> None:
    raw = read_pbf(extract)
    assert raw.nodes["osm_id"].tolist() == sorted(map(ord, "abcd"))
    assert raw.nodes.set_index("osm_id").loc[ord("d"), ["lon", "lat"]].tolist() == pytest.approx(
        [4.501, 50.001], abs=1e-9
    )
    letters = raw.nodes["osm_id"].map(chr).to_numpy()
    drawn = [
        (way, letters[tail] + letters[head], raw.way_kinds[kind].get("highway", raw.way_kinds[kind].get("route")))
        for way, kind, tail, head in raw.segments.itertuples(index=False)
    ]
    assert drawn == [
        (10, "ab", "residential"),
        (10, "bc", "residential"),
        (11, "bd", "residential"),
        (12, "cd", "residential"),
        (12, "da", "residential"),
        (13, "ca", "ferry"),
    ]
    assert {"highway": "residential", "maxspeed": "30 mph"} in raw.way_kinds
    assert not any("name" in kind for kind in (*raw.way_kinds, *raw.node_kinds))
    signs = raw.nodes[raw.nodes["kind"] >= 0]
    assert {chr(row.osm_id): raw.node_kinds[row.kind] for row in signs.itertuples()} == {
        "b": {"highway": "traffic_signals"},
        "d": {"barrier": "gate"},
    }


def test_rivers_are_lines_and_change_nothing_of_the_roads(tmp_path: Path, extract: Path) -> None:
    """The river passes by c, a point of streets, in two ways that meet; one of its points is not in the file."""
    bank = [(ord("r"), 4.503, 50.002, {"barrier": "lock"}), (ord("s"), 4.504, 50.003, {})]
    river = {"waterway": "river", "name": "Ry"}
    ways = [
        (30, [ord("c"), ord("r")], river),
        (31, [ord("r"), ord("s"), 998], river),
        (32, [ord("s"), ord("x")], {"waterway": "stream"}),
        (33, [ord("d"), ord("c")], {**river, "route": "ferry"}),
    ]
    raw = read_pbf(write_pbf(tmp_path / "river.osm.pbf", NODES + bank, WAYS + ways, RELATIONS))
    (line,) = shapely.get_parts(raw.rivers)
    course = np.array(sorted(line.coords))
    assert course == pytest.approx(np.array([(4.502, 50.0), (4.503, 50.002), (4.504, 50.003)]))
    dry = read_pbf(extract)
    assert dry.rivers.is_empty
    pd.testing.assert_frame_equal(raw.nodes, dry.nodes)
    pd.testing.assert_frame_equal(raw.segments.query("way_id < 30"), dry.segments)
    assert raw.segments.query("way_id >= 30")["way_id"].tolist() == [33]


def test_restrictions_read(extract: Path) -> None:
    """Those by a way, conditional or of another type are left out; those of trucks are kept for what they are."""
    raw = read_pbf(extract)
    rows = raw.restrictions.to_records(index=False).tolist()
    assert rows == [("no_left_turn", "", "", 10, ord("b"), 11), ("no_left_turn", "hgv", "psv", 10, ord("b"), 11)]
    assert raw.restrictions_ignored == 2


def test_from_file_to_times(extract: Path) -> None:
    """a→b→c→d→a one way; from b to d the turn is forbidden to those who come from a: a→d goes by c."""
    network = build(read_pbf(extract), profile=simple_profile(waits={"ferry": 1e6}), country="BE")
    raw = build(
        read_pbf(write_pbf(extract.with_name("free.osm.pbf"), NODES, WAYS)),
        profile=simple_profile(waits={"ferry": 1e6}),
        country="BE",
    )
    assert seconds(network, "a", "d") > seconds(raw, "a", "d") + 10
    assert network.about.source == "small.osm.pbf"
    assert len(network.about.inputs_hash) == 64


def test_progress_is_told_and_may_stop(extract: Path) -> None:
    told: list[float] = []
    read_pbf(extract, progress=lambda _step, share: told.append(share))
    assert told[0] == 0
    assert told[-1] < 1

    def stop(step: str, _share: float) -> None:
        if step == "read":
            raise CancelledError("cancelled")

    with pytest.raises(CancelledError):
        read_pbf(extract, progress=stop)


def test_reading_twice_gives_the_same(extract: Path) -> None:
    first, second = read_pbf(extract), read_pbf(extract)
    assert first.segments.equals(second.segments)
    assert first.nodes.equals(second.nodes)
    assert (first.way_kinds, first.fingerprint) == (second.way_kinds, second.fingerprint)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "roads-not-pbf"),
        (b"PK\x03\x04 a zip file, not a map", "roads-not-pbf"),
        (b"id;name\n1;crossing\n", "roads-not-pbf"),
        (b"\x00\x00", "roads-not-pbf"),
        (b"\x00\x00\x00\x05hello", "roads-not-pbf"),
        (b'<?xml version="1.0"?><osm version="0.6"/>', "roads-is-xml"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "roads.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=f"^{key}:"):
        read_pbf(path)


@pytest.mark.parametrize("lost", [1, 5, 40, 200])
def test_a_cut_file(extract: Path, lost: int) -> None:
    extract.write_bytes(extract.read_bytes()[:-lost])
    with pytest.raises(BadInputError, match="roads-truncated"):
        read_pbf(extract)


def test_a_damaged_file(extract: Path) -> None:
    content = bytearray(extract.read_bytes())
    content[-60:-20] = bytes(40)
    extract.write_bytes(bytes(content))
    with pytest.raises(BadInputError, match="roads-damaged"):
        read_pbf(extract)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="roads-file-missing"):
        read_pbf(tmp_path / "absent.osm.pbf")


def test_a_file_without_roads(tmp_path: Path) -> None:
    path = write_pbf(tmp_path / "buildings.osm.pbf", NODES, [WAYS[5]])
    with pytest.raises(BadInputError, match="roads-none"):
        read_pbf(path)


def test_a_file_of_another_country(extract: Path) -> None:
    raw = read_pbf(extract)
    assert require_overlap(raw, (4.0, 49.5, 4.5005, 51.0)) is raw
    with pytest.raises(BadInputError, match="roads-elsewhere") as caught:
        require_overlap(raw, (-10.0, 29.0, -7.0, 31.0))
    assert caught.value.values["file_west"] == 4.5
    assert caught.value.values["north"] == 31.0
