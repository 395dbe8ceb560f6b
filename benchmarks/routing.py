"""How fast the routing engine is, as ratios to its peers in one run.

``python benchmarks/routing.py`` measures both networks of the targets (Rhine-Neckar when the folder of real data is
there, and a synthetic million of crossings), then growth, memory and cold start. Both sides run in one process, one
after the other in turn; figures are medians, in seconds of wall clock, or of processor with ``--cpu``, for a machine
that others use too. A peer too slow to be run whole is run once on some of the sources and scaled: such figures are
marked ``~``. Whatever is timed is compared with scipy's Dijkstra: a difference of more than 0.01 s ends the run.
pyroutingkit is measured when it can be imported.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.real import FILE, rhine_neckar
from benchmarks.synthetic import SPACING_M, Roads, grid
from geo.routing import RoadGraph, RoutingEngine
from geo.routing.matrix import Matrix
from geo.routing.rows import LANES

try:
    import pyroutingkit
except ImportError:
    pyroutingkit = None

PROJECT = Path(__file__).resolve().parent.parent
WITHIN_S = 0.01
COUNTRY_POINTS, COUNTRY_SERVICES = 1_000_000, 10_000
TARGETS = {"matrix": (8, 80), "prepare": (8, None), "nearest": (None, 6)}


def graph_of(roads: Roads) -> RoadGraph:
    """Return the engine's graph."""
    return RoadGraph.from_edges(roads.tail, roads.head, roads.seconds, roads.n_nodes, x=roads.x, y=roads.y)


def weights_of(graph: RoadGraph) -> csr_matrix:
    """Return scipy's graph: the fastest of parallel edges, as the engine keeps them."""
    seconds = graph.seconds.astype(np.float64).round(3)
    return csr_matrix((seconds, graph.head, graph.pointer), shape=(graph.n_nodes, graph.n_nodes))


class Peer:
    """pyroutingkit, counting in milliseconds."""

    def __init__(self, roads: Roads) -> None:
        kit: Any = pyroutingkit
        degrees = (roads.y / 111_195.0).astype(np.float32), (roads.x / 111_195.0).astype(np.float32)
        start = Watch.now()
        self.topology = kit.CCHTopology()
        self.topology.build(roads.tail.astype(np.uint32), roads.head.astype(np.uint32), *degrees, roads.n_nodes)
        self.prepare_s = Watch.now() - start
        start = Watch.now()
        self.metric = kit.CCHMetric(self.topology)
        cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
        self.metric.customize(np.round(roads.seconds * 1000).astype(np.uint32), 2)
        self.customise_s = Watch.now() - start
        if cores is not None:  # its OpenMP ties the calling thread, and the threads it starts, to one core
            os.sched_setaffinity(0, cores)

    def matrix(self, sources: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """Return seconds from every source to every target."""
        found = self.metric.distances_many_to_many(sources.astype(np.uint32), targets.astype(np.uint32))
        return np.where(found >= pyroutingkit.INF_WEIGHT, np.inf, found / 1000)


class Watch:
    """What seconds are counted: of wall clock, or of processor, all threads added, which a busy machine blurs less."""

    now = staticmethod(time.perf_counter)


def clock(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work took, and its result."""
    start = Watch.now()
    result = work()
    return Watch.now() - start, result


def in_turn(works: dict[str, Callable[[], Any]], *, times: int) -> dict[str, float]:
    """Return the median time of each work, run in turn so that a busy moment falls on all."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            taken[name].append(clock(work)[0])
    return {name: statistics.median(values) for name, values in taken.items()}


def check(found: np.ndarray, expected: np.ndarray, what: str) -> float:
    """Return the greatest difference; stop when it is too great or an unreachable pair differs."""
    assert np.array_equal(np.isinf(found), np.isinf(expected)), f"{what}: unreachable pairs differ"
    finite = np.isfinite(expected)
    worst = float(np.abs(found[finite] - expected[finite]).max(initial=0.0))
    assert worst <= WITHIN_S, f"{what}: {worst:.4f} s from scipy"
    return worst


def row(what: str, ours: float, kit: float | None, scipy: float | None, *, marks: str = "", task: str = "") -> None:
    """Print one line of the table, with the ratios and whether they reach their targets."""
    cells = [f"{what:<34}", f"{ours:>9.3f}"]
    for peer, mark, target in zip((kit, scipy), marks.ljust(2), TARGETS.get(task, (None, None)), strict=True):
        if peer is None:
            cells += [f"{'–':>9} ", f"{'':>9}"]
            continue
        ratio = peer / ours
        verdict = "" if target is None else (" ok" if ratio >= target else " LOW")
        cells += [f"{mark.strip():>1}{peer:>8.2f} ", f"{ratio:>5.0f}×{verdict:<4}"]
    print(" ".join(cells), flush=True)


def network(roads: Roads, *, quick: bool) -> None:
    """Measure one network against the peers."""
    print(f"\n{roads.name}: {roads.n_nodes:,} nodes, {roads.tail.size:,} edges", flush=True)
    print(f"{'':<34} {'maillage':>9} {'routingkit':>20} {'scipy':>20}")
    graph = graph_of(roads)
    prepared = [clock(lambda: RoutingEngine.prepare(graph)) for _ in range(3)]
    engine: RoutingEngine = prepared[0][1]
    peer = None if pyroutingkit is None else Peer(roads)
    ours = statistics.median(taken for taken, _ in prepared)
    row("prepare, once", ours, peer and peer.prepare_s, None, task="prepare")
    ours = in_turn({"ours": lambda: engine.recustomise(roads.seconds)}, times=3)["ours"]
    row("new speeds", ours, peer and peer.customise_s, None)
    weights = weights_of(graph)
    rng = np.random.default_rng(0)
    large = roads.n_nodes > 500_000
    for n_sources, n_targets in ((200, 10_000), (1_000, 100_000)):
        sources = rng.choice(roads.n_nodes, n_sources, replace=False)
        targets = rng.choice(roads.n_nodes, min(n_targets, roads.n_nodes), replace=False)
        matrix(engine, peer, weights, sources, targets, slow=large or n_sources > 200, quick=quick)
    nearest(engine, weights, rng.choice(roads.n_nodes, 200, replace=False))


def matrix(
    engine: RoutingEngine,
    peer: Peer | None,
    weights: csr_matrix,
    sources: np.ndarray,
    targets: np.ndarray,
    *,
    slow: bool,
    quick: bool,
) -> None:
    """Measure one matrix, the slow peers on some of its sources."""
    what = f"matrix {sources.size:,} × {targets.size:,}"
    some = sources[: (10 if quick else 50) if slow else 20]
    scipy_s, expected = clock(lambda: dijkstra(weights, indices=some)[:, targets])
    scipy_s *= sources.size / some.size
    worst = check(engine.matrix(sources, targets)[: some.size], expected, what)
    kit_s, kit_mark = None, ""
    if peer is not None and slow:
        few = sources[: max(some.size, sources.size // 10)]
        kit_s, found = clock(lambda: peer.matrix(few, targets))
        check(found[: some.size], expected, "pyroutingkit")
        kit_s, kit_mark = kit_s * sources.size / few.size, "~"
    works = {"ours": lambda: engine.matrix(sources, targets)}
    if peer is not None and not slow:
        works["kit"] = lambda: peer.matrix(sources, targets)
    medians = in_turn(works, times=5)
    row(what, medians["ours"], medians.get("kit", kit_s), scipy_s, marks=kit_mark.ljust(1) + "~", task="matrix")
    low = floor(engine, sources, targets)
    print(f"    {medians['ours'] / low:.1f} × the floor of {low:.3f} s (memory traffic); {worst:.4f} s from scipy")


def floor(engine: RoutingEngine, sources: np.ndarray, targets: np.ndarray) -> float:
    """Time to move what the sweep must move, at the rate at which two cores copy memory."""
    job = Matrix(engine.hierarchy, engine.metric, sources, targets, 0, 1)
    below = job._targets_below  # noqa: SLF001 (what the sweep reads)
    batches = -(-sources.size // LANES)
    moved = batches * (8 * below.head.size + 4 * LANES * below.pointer.size) + 4 * sources.size * targets.size
    block = np.ones(32 * 2**20, np.uint8)
    copy_s = min(clock(block.copy)[0] for _ in range(5))
    return moved * copy_s / (2 * block.size) / min(2, os.cpu_count() or 1)


def nearest(engine: RoutingEngine, weights: csr_matrix, targets: np.ndarray) -> None:
    """Measure the nearest of some targets for every node."""
    backward = weights.T.tocsr()
    check(engine.nearest(targets)[0], dijkstra(backward, indices=targets, min_only=True), "nearest")
    medians = in_turn(
        {
            "ours": lambda: engine.nearest(targets),
            "scipy": lambda: dijkstra(backward, indices=targets, min_only=True),
            "one": lambda: engine.one_to_all(int(targets[0]), reverse=True),
            "one by scipy": lambda: dijkstra(backward, indices=targets[0]),
        },
        times=5,
    )
    row("nearest of 200, every node", medians["ours"], None, medians["scipy"], task="nearest")
    row("one to all", medians["one"], None, medians["one by scipy"])


def growth(sides: list[int]) -> None:
    """Show how the times grow with the network."""
    print(f"\n{'growth':<34} {'prepare':>9} {'speeds':>9} {'200×10,000':>11} {'nearest':>9}")
    for side in sides:
        roads = grid(side)
        graph = graph_of(roads)
        prepare_s, engine = clock(lambda graph=graph: RoutingEngine.prepare(graph))
        rng = np.random.default_rng(0)
        sources, targets = rng.choice(roads.n_nodes, 200), rng.choice(roads.n_nodes, 10_000)
        check(
            engine.matrix(sources[:5], targets), dijkstra(weights_of(graph), indices=sources[:5])[:, targets], "growth"
        )
        taken = in_turn(
            {
                "speeds": lambda engine=engine, roads=roads: engine.recustomise(roads.seconds),
                "matrix": lambda engine=engine, s=sources, t=targets: engine.matrix(s, t),
                "nearest": lambda engine=engine, s=sources: engine.nearest(s),
            },
            times=3,
        )
        times = f"{prepare_s:>9.3f} {taken['speeds']:>9.3f} {taken['matrix']:>11.3f} {taken['nearest']:>9.3f}"
        print(f"{roads.name:<34} {times}", flush=True)


CHILD = """
import json, sys, time
start = time.perf_counter()
sys.path.insert(0, sys.argv[1])
import numpy as np
import benchmarks.routing_child as child
result = getattr(child, sys.argv[2])(sys.argv[3])
taken = time.perf_counter() - start
with open("/proc/self/status") as status:  # getrusage would count the parent's memory too
    peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
print(json.dumps({"seconds": taken, "peak_mb": peak, "mean": result}))
"""


def alone(task: str, folder: str) -> dict[str, float]:
    """Run a task of ``benchmarks.routing_child`` in a process of its own; byte code is kept, as on a user's machine."""
    command = [sys.executable, "-c", CHILD, str(PROJECT), task, folder]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(folder) / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def processes(roads: Roads) -> None:
    """Measure the peak memory of the whole job, and the first answer of a fresh process."""
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        points = {"sources": rng.choice(roads.n_nodes, 200), "targets": rng.choice(roads.n_nodes, 10_000)}
        np.savez(Path(folder) / "roads.npz", **{k: v for k, v in vars(roads).items() if k != "name"}, **points)
        RoutingEngine.prepare(graph_of(roads)).save(Path(folder) / "engine")
        ours, scipy = alone("whole_job", folder), alone("whole_job_by_scipy", folder)
        assert abs(ours["mean"] - scipy["mean"]) < WITHIN_S
        share = ours["peak_mb"] / scipy["peak_mb"]
        print(
            f"\n{roads.name}, prepare and 200 × 10,000 in one process: peak memory {ours['peak_mb']:.0f} MB,", end=" "
        )
        print(f"scipy {scipy['peak_mb']:.0f} MB, {share:.2f}× {'ok' if share < 2 else 'HIGH'} (target: under 2×)")
        alone("first_answer", folder)
        starts = [alone("first_answer", folder)["seconds"] for _ in range(5)]
        print(f"cold start, from nothing to a 10 × 10 matrix: {statistics.median(starts):.2f} s (target: under 2 s)")


def country(side: int) -> None:
    """Build a network of a country, keep it, open it again, and ask it the nearest of 10⁴ services from 10⁶ points."""
    made_s, roads = clock(lambda: grid(side))
    print(f"\n{roads.name}: {roads.n_nodes:,} nodes, {roads.tail.size:,} edges, drawn in {made_s:.0f} s", flush=True)
    rng = np.random.default_rng(0)
    points = rng.uniform(0, side * SPACING_M, (COUNTRY_POINTS, 2))
    graph_s, graph = clock(lambda given=roads: graph_of(given))
    crossings = np.column_stack([roads.x, roads.y])
    del roads
    prepare_s, engine = clock(lambda: RoutingEngine.prepare(graph))
    print(f"graph {graph_s:.1f} s, prepared {prepare_s:.1f} s, peak {peak_mb():,.0f} MB", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "engine"
        saved_s, _ = clock(lambda: engine.save(path))
        size_mb = path.stat().st_size / 2**20
        opened_s, engine = clock(lambda: RoutingEngine.load(path))
        print(f"kept {saved_s:.1f} s, {size_mb:,.0f} MB on disk, opened {opened_s:.2f} s", flush=True)
        services = rng.choice(graph.n_nodes, COUNTRY_SERVICES, replace=False)
        joined_s, places = clock(lambda: cKDTree(crossings).query(points, workers=2)[1])
        nearest_s, found = clock(lambda: engine.nearest(services, places=places))
        again_s, _ = clock(lambda: engine.nearest(services, places=places))
        # Some of the answers, by a search that knows nothing of the preparation.
        where = {int(node): at for at, node in enumerate(services)}
        for at in rng.choice(COUNTRY_POINTS, 20, replace=False):
            nodes, seconds = engine.reach(int(places[at]), limit_s=float(found[0][at]) + WITHIN_S)
            first = next(each for each, node in zip(seconds, nodes, strict=True) if int(node) in where)
            assert abs(first - found[0][at]) <= WITHIN_S, (first, found[0][at])
        print(
            f"{COUNTRY_POINTS:,} points joined to the nearest crossing {joined_s:.1f} s, nearest of "
            f"{COUNTRY_SERVICES:,} services {nearest_s:.2f} s then {again_s:.2f} s, median "
            f"{np.median(found[0]) / 60:.2f} min, peak {peak_mb():,.0f} MB",
            flush=True,
        )


def peak_mb() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure everything asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("MAILLAGE_SHARED", PROJECT.parent / "shared"))
    )
    parser.add_argument("--full", action="store_true", help="run the slow peers on more sources")
    parser.add_argument("--side", type=int, default=1000, help="crossings along one side of the synthetic network")
    parser.add_argument("--only", choices=["real", "synthetic", "growth", "processes", "country"])
    parser.add_argument("--cpu", action="store_true", help="count processor time, not wall clock")
    asked = parser.parse_args()
    if asked.cpu:
        Watch.now = staticmethod(time.process_time)
    counted = "of processor" if asked.cpu else "of wall clock"
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; all figures in seconds {counted}")
    first = grid(30)
    RoutingEngine.prepare(graph_of(first)).nearest(np.arange(3))  # machine code is ready before anything is timed
    RoutingEngine.prepare(graph_of(first)).matrix(np.arange(40), np.arange(40))
    wanted = {asked.only} if asked.only else {"real", "synthetic", "growth", "processes"}
    if "real" in wanted and (asked.shared / FILE).is_file():
        network(rhine_neckar(asked.shared), quick=not asked.full)
    if "synthetic" in wanted:
        network(grid(asked.side), quick=not asked.full)
    if "growth" in wanted:
        growth([100, 316, asked.side])
    if "processes" in wanted:
        processes(grid(asked.side))
    if "country" in wanted:
        country(asked.side)
    print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
