"""Files and answers that go through OSMnx; the Overpass service is a stand-in."""

import gzip
import json
import time
from pathlib import Path

import networkx as nx
import osmnx
import pandas as pd
import pytest
import requests
from shapely import LineString, box

from geo.errors import BadInputError, MaillageError, MissingFileError
from geo.roads.network import build
from geo.roads.osm import read_graphml, read_osm_xml, read_overpass, read_pbf
from tests.geo.roads.drawing import seconds, simple_profile
from tests.geo.roads.pbf import write_pbf
from tests.geo.roads.test_read_pbf import NODES, RELATIONS, WAYS

SQUARE = box(4.49, 49.99, 4.51, 50.01)


def osm_xml(nodes=NODES, ways=WAYS, relations=RELATIONS) -> str:
    def tags(pairs) -> str:
        return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in pairs.items())

    known = {number for number, *_ in nodes}
    lines = [f'<node id="{number}" lon="{lon}" lat="{lat}">{tags(t)}</node>' for number, lon, lat, t in nodes]
    lines += [
        f'<way id="{number}">{"".join(f"<nd ref={chr(34)}{ref}{chr(34)}/>" for ref in refs)}{tags(t)}</way>'
        for number, refs, t in ways
        if set(refs) <= known
    ]
    lines += [
        f'<relation id="{number}">'
        + "".join(f'<member type="{kind}" ref="{ref}" role="{role}"/>' for role, kind, ref in members)
        + f"{tags(t)}</relation>"
        for number, members, t in relations
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">{"".join(lines)}</osm>'


@pytest.fixture(autouse=True)
def _no_network(monkeypatch) -> None:
    def fail(*_args: object, **_given: object) -> None:
        raise requests.ConnectionError("no network")

    monkeypatch.setattr(requests, "get", fail)
    monkeypatch.setattr(requests, "post", fail)
    monkeypatch.setattr(osmnx._http, "_config_dns", lambda _url: None)


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    path = tmp_path / "small.osm"
    path.write_text(osm_xml(), encoding="utf-8")
    return path


def by_letter(raw) -> set[tuple[int, str, tuple[tuple[str, str], ...]]]:
    letters = raw.nodes["osm_id"].map(chr).to_numpy()
    return {
        (way, letters[tail] + letters[head], tuple(raw.way_kinds[kind].items()))
        for way, kind, tail, head in raw.segments.itertuples(index=False)
    }


def test_osm_xml_reads_what_the_pbf_reads(extract: Path) -> None:
    from_xml = read_osm_xml(extract)
    from_pbf = read_pbf(write_pbf(extract.with_name("same.osm.pbf"), NODES, WAYS, RELATIONS))
    assert by_letter(from_xml) == by_letter(from_pbf)
    pd.testing.assert_frame_equal(from_xml.restrictions, from_pbf.restrictions)
    assert from_xml.restrictions_ignored == from_pbf.restrictions_ignored == 2
    signs = [
        raw.nodes["kind"].map(lambda row, raw=raw: raw.node_kinds[row] if row >= 0 else {})
        for raw in (from_xml, from_pbf)
    ]
    assert signs[0].tolist() == signs[1].tolist()


def test_gzipped_osm_xml(extract: Path) -> None:
    packed = extract.with_suffix(".osm.gz")
    packed.write_bytes(gzip.compress(extract.read_bytes()))
    assert by_letter(read_osm_xml(packed)) == by_letter(read_osm_xml(extract))


def test_reversed_ways_keep_their_drawing_order(tmp_path: Path) -> None:
    """OSMnx turns oneway=-1 around; we put it back, so that forward and backward tags keep their meaning."""
    path = tmp_path / "reversed.osm"
    path.write_text(osm_xml(ways=[(1, [97, 98, 99], {"highway": "residential", "oneway": "-1"})], relations=[]))
    raw = read_osm_xml(path)
    assert {pair for _, pair, _ in by_letter(raw)} == {"ab", "bc"}


def test_the_settings_of_osmnx_are_put_back(extract: Path) -> None:
    before = {name: getattr(osmnx.settings, name) for name in ("useful_tags_way", "all_oneway", "use_cache")}
    read_osm_xml(extract)
    assert {name: getattr(osmnx.settings, name) for name in before} == before


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "roads-not-osm"),
        ("id;name\n", "roads-not-osm"),
        ('<?xml version="1.0"?><gpx', "roads-truncated"),
        ('<?xml version="1.0"?><osm version="0.6"></osm>', "roads-none"),
        ('<?xml version="1.0"?><osm version="0.6"><node id="1" lon="4" lat="50"/></osm>', "roads-none"),
        (osm_xml()[:-300], "roads-truncated"),
        ("<a></b>", "roads-not-osm"),
    ],
)
def test_bad_osm_xml(tmp_path: Path, content: str, key: str) -> None:
    path = tmp_path / "roads.osm"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match=f"^{key}"):
        read_osm_xml(path)


def test_ways_cut_at_the_border(tmp_path: Path) -> None:
    path = tmp_path / "cut.osm"
    whole = osm_xml(relations=[])
    path.write_text(whole.replace('<nd ref="99"/>', '<nd ref="12345"/>', 1), encoding="utf-8")
    with pytest.raises(BadInputError, match="roads-cut-at-border"):
        read_osm_xml(path)


def saved_graph(path: Path, *, with_class: bool = True) -> Path:
    """a–b both ways (with a bend), b→c one way, as OSMnx saves a simplified graph."""
    graph = nx.MultiDiGraph(crs="epsg:4326", simplified=True)
    for letter, lon in (("a", 4.500), ("b", 4.502), ("c", 4.504)):
        graph.add_node(ord(letter), x=lon, y=50.0, street_count=2)
    bend = LineString([(4.500, 50.0), (4.501, 50.001), (4.502, 50.0)])
    street = {"highway": "residential", "maxspeed": ["50", "30"]} if with_class else {}
    both = {"osmid": [1, 2], "oneway": False, "length": 264.0} | street
    graph.add_edge(97, 98, geometry=bend, reversed=False, **both)
    graph.add_edge(98, 97, geometry=bend.reverse(), reversed=True, **(both | {"osmid": [2, 1]}))
    one = {"highway": "residential"} if with_class else {}
    graph.add_edge(98, 99, osmid=3, oneway=True, reversed=False, length=143.0, **one)
    osmnx.save_graphml(graph, path)
    return path


def test_graphml(tmp_path: Path) -> None:
    raw = read_graphml(saved_graph(tmp_path / "saved.graphml"))
    assert len(raw.segments) == 3
    assert len(raw.nodes) == 4
    kinds = [raw.way_kinds[kind] for kind in raw.segments["kind"]]
    assert [kind["oneway"] for kind in kinds] == ["no", "no", "yes"]
    assert kinds[0]["maxspeed"] == "50;30"
    network = build(raw, profile=simple_profile(), country="BE")
    assert sorted(map(chr, network.nodes["osm_id"])) == ["a", "b"]
    assert network.edges["length_m"].sum() == pytest.approx(264, rel=0.01)
    assert seconds(network, "a", "b") == pytest.approx(264 / 30 * 3.6, rel=0.01)


def test_a_projected_graph_is_read_as_the_one_in_degrees(tmp_path: Path) -> None:
    plain = saved_graph(tmp_path / "saved.graphml")
    osmnx.save_graphml(osmnx.project_graph(osmnx.load_graphml(plain)), tmp_path / "projected.graphml")
    one, other = read_graphml(plain), read_graphml(tmp_path / "projected.graphml")
    assert other.nodes[["lon", "lat"]].to_numpy() == pytest.approx(one.nodes[["lon", "lat"]].to_numpy(), abs=1e-7)
    assert len(other.segments) == len(one.segments)


def test_graphml_without_speeds(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="roads-without-speeds"):
        read_graphml(saved_graph(tmp_path / "bare.graphml", with_class=False))


@pytest.mark.parametrize("content", ["", "not a graph", "<graphml></graphml>", "<html><body/></html>"])
def test_not_graphml(tmp_path: Path, content: str) -> None:
    path = tmp_path / "roads.graphml"
    path.write_text(content)
    with pytest.raises(BadInputError, match=r"^roads-(not-graphml|none)"):
        read_graphml(path)


def test_missing_files(tmp_path: Path) -> None:
    for reader in (read_osm_xml, read_graphml):
        with pytest.raises(MissingFileError, match="roads-file-missing"):
            reader(tmp_path / "absent")


def answer(*_args) -> list[dict[str, object]]:
    elements: list[dict[str, object]] = [
        {"type": "node", "id": number, "lon": lon, "lat": lat, "tags": tags} for number, lon, lat, tags in NODES[:4]
    ]
    elements += [{"type": "way", "id": way, "nodes": list(refs), "tags": tags} for way, refs, tags in WAYS[:4]]
    return [{"elements": elements}]


@pytest.fixture
def posted(monkeypatch) -> list[str]:
    """Queries sent to a stand-in of the service, which answers with the drawing."""
    queries: list[str] = []

    def reply(url: str, *, data: dict[str, str], **_given: object) -> requests.Response:
        queries.append(data["data"])
        response = requests.Response()
        response.status_code, response.url = 200, url
        response._content = json.dumps(answer()[0]).encode()
        return response

    status = requests.Response()
    status._content = b"Connected as: 1\nCurrent time: now\nAnnounced endpoint: none\nRate limit: 2\n2 slots available"
    monkeypatch.setattr(requests, "get", lambda *_args, **_given: status)
    monkeypatch.setattr(requests, "post", reply)
    return queries


def test_overpass_is_asked_as_it_expects_and_only_once(tmp_path: Path, posted: list[str]) -> None:
    raw = read_overpass(SQUARE, classes=["residential", "primary"], cache=tmp_path)
    assert {way for way, _, _ in by_letter(raw)} == {10, 11, 12, 13}
    assert len(posted) == 2
    assert '["highway"~"^(primary|residential)$"]' in posted[0]
    assert '["route"="ferry"]' in posted[1]
    assert all(query.startswith("[out:json]") and "(poly:" in query for query in posted)
    read_overpass(SQUARE, classes=["residential", "primary"], cache=tmp_path)
    assert len(posted) == 2  # kept from the first time


def test_without_network_overpass_fails_at_once(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("waits") if seconds else None)
    with pytest.raises(MaillageError, match="roads-unreachable"):
        read_overpass(SQUARE, classes=["residential"], cache=tmp_path)


def test_overpass_asks_for_the_classes_and_reads_the_answer(tmp_path: Path, monkeypatch) -> None:
    asked = []

    def download(polygon, network_type, custom_filter):
        asked.append((polygon, custom_filter, osmnx.settings.cache_folder, network_type))
        return answer()

    monkeypatch.setattr(osmnx._overpass, "_download_overpass_network", download)
    raw = read_overpass(SQUARE, classes=["residential", "primary"], cache=tmp_path)
    assert {way for way, _, _ in by_letter(raw)} == {10, 11, 12, 13}
    polygon, filters, cache, _ = asked[0]
    assert polygon.contains(SQUARE)
    assert filters[0].startswith('["highway"~"^(primary|residential)$"]')
    assert filters[1] == '["route"="ferry"]'
    assert cache == tmp_path
    assert raw.fingerprint == read_overpass(SQUARE, classes=["residential"], cache=tmp_path).fingerprint
    assert len(raw.fingerprint) == 64


@pytest.mark.parametrize(
    ("failure", "kind", "key"),
    [
        (requests.ConnectionError("no route to host"), MaillageError, "roads-unreachable"),
        (requests.Timeout("too slow"), MaillageError, "roads-unreachable"),
        (requests.TooManyRedirects("round and round"), MaillageError, "roads-download-failed"),
        (osmnx._errors.ResponseStatusCodeError("400"), MaillageError, "roads-download-failed"),
        (osmnx._errors.InsufficientResponseError("nothing"), BadInputError, "roads-none"),
    ],
)
def test_overpass_failures(tmp_path: Path, monkeypatch, failure, kind, key) -> None:
    def download(*_args):
        raise failure

    monkeypatch.setattr(osmnx._overpass, "_download_overpass_network", download)
    with pytest.raises(kind, match=key):
        read_overpass(SQUARE, classes=["residential"], cache=tmp_path)


def test_an_area_without_roads(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(osmnx._overpass, "_download_overpass_network", lambda *_args: [{"elements": []}])
    with pytest.raises(BadInputError, match="roads-none"):
        read_overpass(SQUARE, classes=["residential"], cache=tmp_path)
