"""From an OpenStreetMap file to a network, to snapped points, to isochrones: how fast, as ratios in one run.

``python benchmarks/osm.py [--file FILE.osm.pbf] [--crs EPSG:…] [--country CC] [--json]``

- *network*: PBF to the network of cars, against OSMnx from the same roads in XML (read, simplify, speeds, times). Both
  must have read the same ways.
- *isochrones*: 50 sites × 3 bands, against the searches alone, which must equal scipy's Dijkstra within 0.01 s.
- *snapping*: a million points, against a tree of the middles of the streets' pieces, which is not exact.

Figures are medians in seconds of wall clock; OSMnx runs once. Without ``--file``, the extract of Rhine-Neckar in the
folder of real data; without it, nothing can be measured.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from geo.roads.isochrones import cell_grid, isochrones
from geo.roads.isochrones.areas import one_of
from geo.roads.network import Network, build
from geo.roads.osm import RawRoads, read_pbf
from geo.roads.profile import load_profile
from geo.roads.snapping import SnapIndex, attach, projection, snap, snap_index
from geo.routing import PointSet, RoadGraph, RoutingEngine
from geo.workspace.store import spatial_connection

PROJECT = Path(__file__).resolve().parents[1]
SITES, BANDS_MIN, POINTS = 50, (15.0, 30.0, 45.0), 1_000_000
WITHIN_S = 0.01
TARGETS = {"network": 20.0, "isochrones": 2.0}


def timed(work: Callable[[], object], *, runs: int = 5) -> float:
    """Median wall clock of some runs, in seconds."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def write_xml(pbf: Path, xml: Path) -> None:
    """Write the roads of an extract as OSM XML, which is what OSMnx reads."""
    connection = spatial_connection()
    given = {"file": str(pbf)}
    connection.execute(
        "CREATE TEMP TABLE way AS SELECT id, refs, tags FROM ST_ReadOSM($file) "
        "WHERE kind = 'way' AND tags['highway'] IS NOT NULL",
        given,
    )
    connection.execute(
        "CREATE TEMP TABLE point AS SELECT id, lon, lat FROM ST_ReadOSM($file) "
        "SEMI JOIN (SELECT DISTINCT unnest(refs) AS id FROM way) USING (id) WHERE kind = 'node'",
        given,
    )
    known = set(connection.execute("SELECT id FROM point").fetchnumpy()["id"].tolist())
    with xml.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n')
        for number, lon, lat in connection.execute("SELECT id, lon, lat FROM point").fetchall():
            file.write(f'<node id="{number}" lon="{lon}" lat="{lat}"/>\n')
        for number, refs, tags in connection.execute("SELECT id, refs, tags FROM way").fetchall():
            points = "".join(f'<nd ref="{ref}"/>' for ref in refs if ref in known)
            words = "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
            file.write(f'<way id="{number}">{points}{words}</way>\n')
        file.write("</osm>\n")
    connection.close()


def network_ratio(pbf: Path, country: str) -> dict[str, float]:
    """PBF to network, against OSMnx."""
    import osmnx  # noqa: PLC0415  (not to be counted in our own start)

    car = load_profile("car")

    def ours() -> Network:
        return build(read_pbf(pbf), profile=car, country=country)

    ours()
    cpu = time.process_time()
    before_s = timed(ours, runs=3)
    ours_cpu_s = (time.process_time() - cpu) / 3
    with tempfile.TemporaryDirectory() as folder:
        xml = Path(folder) / "roads.osm"
        write_xml(pbf, xml)
        start, cpu = time.perf_counter(), time.process_time()
        graph = osmnx.graph_from_xml(xml, simplify=False, retain_all=True)
        ways = {tags["osmid"] for _, _, tags in graph.edges(data=True)}
        graph = osmnx.simplify_graph(graph)
        osmnx.add_edge_travel_times(osmnx.add_edge_speeds(graph))
        osmnx_s, osmnx_cpu_s = time.perf_counter() - start, time.process_time() - cpu
    _require_same_ways(read_pbf(pbf), ways)
    ours_s = (before_s + timed(ours, runs=3)) / 2  # before and after, so that both meet the same machine
    return {
        "ours_s": ours_s,
        "osmnx_s": osmnx_s,
        "ratio": osmnx_s / ours_s,
        "ours_cpu_s": ours_cpu_s,
        "osmnx_cpu_s": osmnx_cpu_s,
    }


def _require_same_ways(raw: RawRoads, ways: set[int]) -> None:
    is_road = np.array(["highway" in kind for kind in raw.way_kinds])[raw.segments["kind"]]
    ours = set(raw.segments["way_id"][is_road].tolist())
    if ours != ways:
        raise SystemExit(f"the readers disagree on {len(ours ^ ways)} ways")


def isochrones_ratio(network: Network, engine: RoutingEngine, index: SnapIndex) -> dict[str, float]:
    """Isochrones of 50 sites × 3 bands, against the searches alone."""
    car = load_profile("car")
    snap(network.nodes.iloc[:10], index, max_walk_m=1000)
    start = time.perf_counter()
    grid = cell_grid(network, index, profile=car)
    grid_s = time.perf_counter() - start
    chosen = network.nodes.sample(SITES, random_state=3)
    sites = attach(snap(chosen, index, max_walk_m=1000), network, profile=car)
    names = [str(number) for number in range(SITES)]
    limit_s = 60 * max(BANDS_MIN)

    def search(site: int) -> tuple[np.ndarray, np.ndarray]:
        return engine.reach(one_of(sites, site), limit_s=limit_s, reverse=True)

    def searches() -> list[tuple[np.ndarray, np.ndarray]]:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(search, range(SITES)))

    def areas() -> pd.DataFrame:
        return isochrones(sites, names, engine, grid, thresholds_min=BANDS_MIN)

    _require_scipy(network, sites, searches(), limit_s)
    if not areas().geometry.is_valid.all():
        raise SystemExit("an area is not valid")
    alone_s, whole_s = [], []
    for _ in range(5):  # in turn, so that both meet the same machine
        alone_s.append(timed(searches, runs=1))
        whole_s.append(timed(areas, runs=1))
    alone, whole = statistics.median(alone_s), statistics.median(whole_s)
    return {"searches_s": alone, "isochrones_s": whole, "ratio": whole / alone, "grid_once_s": grid_s}


def _require_scipy(
    network: Network, sites: PointSet, found: list[tuple[np.ndarray, np.ndarray]], limit_s: float
) -> None:
    arcs = network.arcs()
    order = np.lexsort((arcs.seconds, arcs.head, arcs.tail))
    tail, head = arcs.tail[order], arcs.head[order]
    first = np.ones(tail.size, np.bool_)
    first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    keep = order[first]
    turned = csr_matrix((arcs.seconds[keep], (arcs.head[keep], arcs.tail[keep])), shape=(network.n_nodes,) * 2)
    for site in range(0, SITES, 10):
        nodes, access_s = sites.in_nodes[site], sites.in_seconds[site]
        usable = np.isfinite(access_s)
        times = dijkstra(turned, indices=nodes[usable]) + access_s[usable][:, None]
        expected = times.min(axis=0)
        reached, seconds = found[site]
        if not np.array_equal(np.sort(reached), np.flatnonzero(expected <= limit_s + WITHIN_S)) and (
            abs(reached.size - np.count_nonzero(expected <= limit_s)) > 2
        ):
            raise SystemExit("the searches reach other nodes than scipy's")
        if np.abs(expected[reached] - seconds).max() > WITHIN_S:
            raise SystemExit("the searches differ from scipy's")


def snapping_ratio(network: Network, index: SnapIndex) -> dict[str, float]:
    """Snap a million points exactly, against the nearest middle of a piece."""
    rng = np.random.default_rng(1)
    low, high = network.nodes[["lon", "lat"]].min(), network.nodes[["lon", "lat"]].max()
    points = pd.DataFrame(rng.uniform(low, high, (POINTS, 2)), columns=["lon", "lat"])
    snap(points.iloc[:100], index, max_walk_m=1000)
    ours_s = timed(lambda: snap(points, index, max_walk_m=1000), runs=3)

    def rough() -> None:
        tree = cKDTree(index.grid.start + index.grid.span / 2)
        x, y = projection(index.crs)(points["lon"].to_numpy(), points["lat"].to_numpy())
        tree.query(np.column_stack([x, y]), workers=2)

    rough_s = timed(rough, runs=3)
    return {"ours_s": ours_s, "tree_s": rough_s, "ratio": ours_s / rough_s}


def main() -> None:
    """Measure and print."""
    shared = Path(os.environ.get("MAILLAGE_SHARED", PROJECT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--file", type=Path, default=shared / "data" / "osm" / "rhine-neckar-drive.osm.pbf")
    parser.add_argument("--crs", default="EPSG:25832")
    parser.add_argument("--country", default="DE")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if not chosen.file.is_file():
        raise SystemExit(f"{chosen.file.name} is not there: give an extract with --file")
    network = build(read_pbf(chosen.file), profile=load_profile("car"), country=chosen.country)
    arcs = network.arcs()
    engine = RoutingEngine.prepare(RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, network.n_nodes))
    index = snap_index(network, metric_crs=chosen.crs)
    results = {
        "isochrones": isochrones_ratio(network, engine, index),
        "snapping": snapping_ratio(network, index),
        "network": network_ratio(chosen.file, chosen.country),
    }
    if chosen.json:
        print(json.dumps(results, indent=2))
        return
    print(f"{chosen.file.name}: {network.n_nodes:,} nodes, {arcs.tail.size:,} arcs")
    for name, figures in results.items():
        target = f" (target {TARGETS[name]:g})" if name in TARGETS else ""
        shown = ", ".join(f"{key.removesuffix('_s')} {value:.3f} s" for key, value in figures.items() if key != "ratio")
        print(f"{name:<11} ratio {figures['ratio']:.2f}{target}: {shown}")


if __name__ == "__main__":
    main()
