"""What is kept of road files for a territory: several as one, a margin around, the law of each side of a border."""

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.errors import BadInputError
from geo.roads.needed_part import needed_margin, needed_part, read_needed, with_laws
from geo.roads.network import build
from geo.roads.osm import clipped, degree_grid, read_pbf
from geo.roads.profile import LAW, load_limits, load_profile, passages
from geo.roads.territory_roads import build_roads, has_roads
from geo.workspace.territory import load_territory
from tests.geo.roads.drawing import drawn, seconds, simple_profile
from tests.geo.roads.pbf import write_pbf

WALLONIE = load_territory("wallonie")
ROAD = {"highway": "residential"}
# Around Mons (Belgium) and Maubeuge (France): a way crosses the border between them, and is in both extracts.
NODES = {
    "a": (3.90, 50.46),
    "b": (3.95, 50.45),
    "c": (3.96, 50.38),
    "d": (3.97, 50.30),
    "e": (3.97, 50.27),
    "f": (4.00, 50.26),
    "g": (4.02, 50.20),
}
WAYS = {1: "ab", 2: "bcd", 3: "de", 4: "ef", 5: "fg"}
TURN = [("from", "way", 2), ("via", "node", ord("d")), ("to", "way", 3)]
RULE = {"type": "restriction", "restriction:hgv": "no_left_turn"}
MONS = shapely.box(3.85, 50.40, 4.05, 50.50)
NOBODY = pd.DataFrame({"lon": [np.nan], "lat": [np.nan]})


def extract(path, letters, ways, *, tags=ROAD, dense=True, relations=((7, TURN, RULE),)):
    nodes = [(ord(letter), *NODES[letter], {}) for letter in sorted(letters)]
    return write_pbf(path, nodes, [(way, [*map(ord, WAYS[way])], tags) for way in ways], relations, dense=dense)


@pytest.fixture
def belgium(tmp_path):
    return extract(tmp_path / "belgium.osm.pbf", "abcd", [1, 2])


@pytest.fixture
def france(tmp_path):
    return extract(tmp_path / "france.osm.pbf", "bcdef", [2, 3, 4], dense=False)


def lines(raw):
    letters = raw.nodes["osm_id"].map(chr).to_numpy()
    return sorted((way, letters[tail] + letters[head]) for way, _, tail, head in raw.segments.itertuples(index=False))


def test_files_are_joined_and_what_both_hold_counts_once(belgium, france):
    whole = [(1, "ab"), (2, "bc"), (2, "cd"), (3, "de"), (4, "ef")]
    for files in ((belgium, france), (france, belgium)):
        raw = read_pbf(*files)
        assert lines(raw) == whole
        assert len(raw.nodes) == 6
        assert len(raw.restrictions) == 1
    raw = read_pbf(belgium, france)
    assert raw.source == "belgium.osm.pbf + france.osm.pbf"
    network = build(raw, profile=simple_profile(), country="BE")
    alone = build(read_pbf(belgium), profile=simple_profile(), country="BE")
    assert np.isfinite(seconds(network, "a", "f"))
    assert not alone.nodes["osm_id"].isin([ord("f")]).any()


def test_three_files_make_one_network_across_two_borders(tmp_path, belgium, france):
    beyond = extract(tmp_path / "beyond.osm.pbf", "efg", [4, 5])
    raw = read_pbf(beyond, belgium, france)
    assert lines(raw) == [(1, "ab"), (2, "bc"), (2, "cd"), (3, "de"), (4, "ef"), (5, "fg")]
    assert len(raw.restrictions) == 1
    assert np.isfinite(seconds(build(raw, profile=simple_profile(), country="BE"), "a", "g"))


def test_the_first_file_says_what_a_way_is(tmp_path, france):
    newer = extract(tmp_path / "newer.osm.pbf", "abcd", [1, 2], tags={"highway": "primary"})
    raw = read_pbf(newer, france)
    kinds = {way: raw.way_kinds[kind]["highway"] for way, kind, *_ in raw.segments.itertuples(index=False)}
    assert kinds == {1: "primary", 2: "primary", 3: "residential", 4: "residential"}


def test_a_file_given_twice_or_for_nothing_is_told(tmp_path, belgium, france):
    copy = tmp_path / "copy.osm.pbf"
    copy.write_bytes(belgium.read_bytes())
    with pytest.raises(BadInputError, match="roads-file-twice") as raised:
        read_pbf(belgium, france, copy)
    assert raised.value.values == {"file": "copy.osm.pbf", "other": "belgium.osm.pbf"}
    everywhere = degree_grid([shapely.box(3, 50, 5, 51)], extent=(3, 50, 5, 51))
    part = extract(tmp_path / "part.osm.pbf", "ab", [1])
    with pytest.raises(BadInputError, match="roads-file-adds-nothing") as raised:
        read_pbf(belgium, part, within=everywhere)
    assert raised.value.values == {"file": "part.osm.pbf"}
    with pytest.raises(BadInputError, match="roads-elsewhere") as raised:
        read_pbf(write_far(tmp_path), belgium, within=everywhere)
    assert raised.value.values["file"] == "far.osm.pbf"
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(france.read_bytes()[:-7])
    with pytest.raises(BadInputError, match="roads-truncated") as raised:
        read_pbf(belgium, cut)
    assert raised.value.values["file"] == "cut.osm.pbf"


def write_far(folder):
    nodes = [(1, 10.0, 40.0, {}), (2, 10.01, 40.0, {})]
    return write_pbf(folder / "far.osm.pbf", nodes, [(1, [1, 2], ROAD)])


def test_the_margin_is_half_of_what_is_driven_within_the_longest_threshold():
    # 60 min at 0.93 × 120 km/h, the motorways of Belgium; 15 km/h by bike; 5 km/h on foot
    assert [needed_margin(WALLONIE, mode).km for mode in ("car", "bike", "foot")] == [56, 8, 3]
    assert needed_margin(WALLONIE, "car").within_min == 60
    assert needed_margin(load_territory("ain"), "car").kph == pytest.approx(112)


def test_roads_are_kept_up_to_the_margin_and_around_services_across_the_border():
    def kept(margin_km, actors=NOBODY):
        # Points due south of the southern edge, every 500 m or so; 1 km of latitude is 1/111.2 degree.
        south = np.arange(0, 60, 0.5)
        grid = needed_part(WALLONIE, MONS, actors, margin_km=margin_km)
        inside = grid.at(np.full(south.size, 3.95), 50.40 - south / 111.2) > 0
        return south[inside]

    assert kept(10).max() == pytest.approx(10.5, abs=0.8)
    assert kept(0).max() <= 1.5
    service = pd.DataFrame({"lon": [3.95, np.nan, 20.0], "lat": [50.40 - 15 / 111.2, np.nan, 40.0]})
    assert kept(10, service).max() == pytest.approx(25.5, abs=0.8)
    for wrong in (-1, 501, float("nan")):
        with pytest.raises(BadInputError, match="bad-margin"):
            needed_part(WALLONIE, MONS, NOBODY, margin_km=wrong)


def test_trips_within_the_threshold_are_the_same_on_the_part_as_on_the_whole():
    """A random grid of streets: no trip of ``minutes`` between points of the middle changes when the rest is cut."""
    random = np.random.default_rng(3)
    side, step = 15, 0.009  # a kilometre
    letters = [chr(0x4E00 + at) for at in range(side * side)]
    rows = {letter: divmod(at, side) for at, letter in enumerate(letters)}
    ways = [
        (letters[at] + letters[other], {"highway": "residential" if random.random() < 0.6 else "unclassified"})
        for at in range(side * side)
        for other in (at + 1, at + side)
        if other < side * side and (other != at + 1 or other % side) and random.random() < 0.85
    ]
    raw = drawn("".join(letters), ways)
    place = np.array([rows[chr(number)] for number in raw.nodes["osm_id"]])
    raw.nodes["lon"], raw.nodes["lat"] = place[:, 1] * step, place[:, 0] * step
    # The fastest street is at 36 km/h: half of what is driven in 8 min is 2.4 km.
    middle, minutes = shapely.box(5 * step, 5 * step, 9 * step, 9 * step), 8
    grown = middle.buffer(2.4 / 111.2 + 0.005)
    part = clipped(raw, degree_grid([grown], extent=grown.bounds))
    assert 0 < len(part.segments) < len(raw.segments)
    whole, cut = (build(one, profile=simple_profile(), country="BE") for one in (raw, part))
    inside = [letter for letter, (row, column) in rows.items() if 5 <= row <= 9 and 5 <= column <= 9]
    compared = 0
    for start in inside:
        for end in inside:
            if start < end and {ord(start), ord(end)} <= set(cut.nodes["osm_id"]):
                expected = seconds(whole, start, end)
                if expected <= minutes * 60:
                    compared += 1
                    assert seconds(cut, start, end) == pytest.approx(expected)
    assert compared > 50


def test_each_side_of_a_border_keeps_its_own_law(belgium, france):
    raw = with_laws(read_pbf(belgium, france), WALLONIE, MONS)
    laws = {way: raw.way_kinds[kind].get(LAW) for way, kind, *_ in raw.segments.itertuples(index=False)}
    assert laws == {1: "BE-WAL", 2: "BE-WAL", 3: "FR", 4: "FR"}
    raw = with_laws(drawn("a----b", [("ab", ROAD)]), WALLONIE, MONS)
    assert not any(LAW in kind for kind in raw.way_kinds)  # in the ocean: that of the territory's country


def test_unsigned_roads_are_driven_under_the_law_of_their_place(tmp_path):
    dual = {"highway": "primary", "motorroad": "yes"}
    places = {"a": (3.95, 50.45), "b": (3.951, 50.45), "d": (3.97, 50.28), "e": (3.971, 50.28)}
    nodes = [(ord(letter), *place, {}) for letter, place in places.items()]
    file = write_pbf(tmp_path / "both.osm.pbf", nodes, [(1, [97, 98], dual), (2, [100, 101], dual)])
    raw = with_laws(read_pbf(file), WALLONIE, MONS)
    car, limits = load_profile("car").with_speeds({"primary": 200}), load_limits()
    kph = passages(raw.way_kinds, profile=car, limits=limits, country="BE")["forward_kph"]
    by_law = dict(zip([kind.get(LAW) for kind in raw.way_kinds], kph, strict=True))
    assert by_law == pytest.approx({"BE-WAL": 0.8 * 120, "FR": 0.8 * 110})


@pytest.mark.usefixtures("own_workspace")
def test_what_is_built_says_its_margin_and_a_failure_leaves_nothing(belgium, france, tmp_path):
    def read(*files, form="pbf", **asked):
        return read_needed(WALLONIE, files, MONS, NOBODY, mode="car", form=form, **asked)

    with pytest.raises(BadInputError, match="roads-one-of-these"):
        read(belgium, france, form="osm")
    with pytest.raises(BadInputError, match="roads-elsewhere"):
        read(write_far(tmp_path))
    assert not has_roads(WALLONIE, "car")
    roads = build_roads(WALLONIE, read(belgium, france), mode="car", extent=MONS.bounds)
    assert roads.network.about.report["margin_km"] == 56
    with pytest.raises(BadInputError, match="roads-file-adds-nothing"):
        read(belgium, france, margin_km=2)
    narrow = read(belgium, margin_km=2)
    assert lines(narrow) == [(1, "ab"), (2, "bc")]
    assert narrow.fingerprint != read(belgium).fingerprint
    with pytest.raises(BadInputError, match="roads-elsewhere"):
        read(write_far(tmp_path))
    assert has_roads(WALLONIE, "car")
