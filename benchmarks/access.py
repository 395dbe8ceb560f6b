"""How fast the measures of access are, as ratios and against their targets, in one run.

``python benchmarks/access.py --peer /path/to/python`` compares with PySAL ``access`` installed for another
interpreter; without ``--peer`` that comparison is left out. ``--huge`` adds the run at 10⁸ pairs.
"""

import argparse
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.access.cumulative import cumulative
from analysis.access.decay import Decay, gaussian, stepped
from analysis.access.fca import balanced, modified_huff, three_step, two_step
from analysis.closing.costs import closure_costs
from analysis.service_area.nearest import nearest
from analysis.service_area.pairs import TravelPairs, travel_pairs, travel_pairs_from_batches

STEPS_MIN = [10.0, 20.0, 30.0]
WEIGHTS = [1.0, 0.68, 0.22]

PEER = """
import json, sys, time
import pandas as pd
from access import fca, weights
travel, need, capacity = (pd.read_parquet(f"{sys.argv[1]}/{name}.parquet") for name in ("travel", "need", "capacity"))
step = weights.step_fn(dict(zip(json.loads(sys.argv[2]), json.loads(sys.argv[3]))))
start = time.process_time()
access = fca.two_stage_fca(need, capacity, travel, demand_index=True, cost_origin="place_id",
                           cost_dest="actor_id", cost_name="minutes", weight_fn=step)
print(json.dumps(time.process_time() - start))
access.to_frame("access").to_parquet(f"{sys.argv[1]}/peer.parquet")
"""


def timed(work: Callable[[], object], *, repeat: int = 3) -> float:
    """Return the best processor time of a few runs, in seconds: nothing here runs on more than one core."""
    best = np.inf
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return float(best)


def square(n_places: int, n_actors: int, seed: int) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Return a full travel table of whole-number ids, needs and capacities."""
    rng = np.random.default_rng(seed)
    travel = pd.DataFrame(
        {
            "place_id": np.repeat(np.arange(n_places), n_actors),
            "actor_id": np.tile(np.arange(n_actors), n_places),
            "minutes": np.round(rng.random(n_places * n_actors) * 60, 1),
        }
    )
    need = pd.Series(rng.integers(1, 50, n_places).astype(float), name="demand")
    capacity = pd.Series(rng.integers(1, 500, n_actors).astype(float), name="supply")
    return travel, need, capacity


def against_pysal(peer: str) -> None:
    """Compare E2SFCA at 10⁷ pairs with PySAL ``access``."""
    travel, need, capacity = square(33_334, 300, seed=1)
    decay = stepped(thresholds_min=STEPS_MIN, weights=WEIGHTS)
    pairs = travel_pairs(travel)
    ours = two_step(pairs, need, capacity, decay=decay).places["access"]
    prepared = timed(lambda: two_step(pairs, need, capacity, decay=_fresh()))
    whole = timed(lambda: two_step(travel_pairs(travel), need, capacity, decay=_fresh()))
    with tempfile.TemporaryDirectory() as folder:
        travel.to_parquet(f"{folder}/travel.parquet")
        need.rename_axis("place_id").to_frame().to_parquet(f"{folder}/need.parquet")
        capacity.rename_axis("actor_id").to_frame().to_parquet(f"{folder}/capacity.parquet")
        command = [peer, "-W", "ignore", "-c", PEER, folder, json.dumps(STEPS_MIN), json.dumps(WEIGHTS)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        theirs = pd.read_parquet(f"{folder}/peer.parquet")["access"].reindex(ours.index, fill_value=0.0)
    seconds = float(json.loads(done.stdout.splitlines()[-1]))
    gap = float((theirs - ours).abs().max() / ours.max())
    print(f"E2SFCA, {len(travel):,} pairs: PySAL access {seconds:.2f} s; largest relative difference {gap:.1e}")
    print(
        f"  prepared pairs, new parameter: {prepared * 1e3:.0f} ms, {seconds / prepared:.0f} times faster (target 50)"
    )
    print(f"  from the travel table, sorting included: {whole:.2f} s, {seconds / whole:.0f} times faster")
    assert gap < 1e-9


def wallonia_like(*, horizon_min: float) -> tuple[TravelPairs, pd.Series, pd.Series]:
    """Return 25,000 places and 300 actors in a box of 170 km by 100 km, at 60 km/h on detours of 1.3."""
    rng = np.random.default_rng(2)
    place, actor = rng.random((25_000, 2)) * [170, 100], rng.random((300, 2)) * [170, 100]
    minutes = 1.3 * np.hypot(*(place[:, None, :] - actor[None, :, :]).transpose(2, 0, 1))
    rows, columns = np.nonzero(minutes <= horizon_min)
    places = pd.Index([f"cell-{i:05d}" for i in range(len(place))])
    actors = pd.Index([f"actor-{i:03d}" for i in range(len(actor))])
    travel = pd.DataFrame(
        {"place_id": places.take(rows), "actor_id": actors.take(columns), "minutes": minutes[rows, columns]}
    )
    births = pd.Series(rng.poisson(1.5, len(place)).astype(float), index=places)
    capacity = pd.Series(rng.integers(20, 400, len(actor)).astype(float), index=actors)
    return travel_pairs(travel, places=places, actors=actors), births, capacity


def all_measures(pairs: TravelPairs, births: pd.Series, capacity: pd.Series, decay: Decay) -> None:
    """Compute every measure of access, with a decay never seen before."""
    for measure in (two_step, three_step, modified_huff, balanced):
        measure(pairs, births, capacity, decay=decay)
    two_step(pairs, births * 1.1, capacity, decay=decay)  # APL: the same, over standardised inhabitants
    cumulative(pairs, capacity, decay=decay)
    nearest(pairs)


def _fresh() -> Decay:
    return stepped(thresholds_min=STEPS_MIN, weights=WEIGHTS)


def parameter_change(*, horizon_min: float) -> None:
    """Time all measures after a change of decay, and the closure of every actor."""
    pairs, births, capacity = wallonia_like(horizon_min=horizon_min)
    label = f"25,000 places × 300 actors, {pairs.n_pairs:,} pairs"
    all_measures(pairs, births, capacity, _fresh())
    seconds = timed(lambda: all_measures(pairs, births, capacity, _fresh()), repeat=5)
    print(f"{label}, all measures, steps 10/20/30: {seconds * 1e3:.0f} ms (target 300)")
    seconds = timed(lambda: all_measures(pairs, births, capacity, gaussian(sigma_min=20)), repeat=5)
    print(f"{label}, all measures, Gaussian without end: {seconds * 1e3:.0f} ms (target 300)")
    seconds = timed(lambda: closure_costs(pairs, births, threshold_min=30))
    print(f"{label}, closure of every actor: {seconds * 1e3:.0f} ms (target 2,000)")


def _batches(n_places: int, n_actors: int) -> Iterator[pd.DataFrame]:
    size = 10_000
    for low in range(0, n_places, size):
        rng = np.random.default_rng([3, low])
        count = min(size, n_places - low)
        yield pd.DataFrame(
            {
                "place_id": np.repeat(np.arange(low, low + count), n_actors),
                "actor_id": np.tile(np.arange(n_actors), count),
                "minutes": rng.random(count * n_actors) * 45,
            }
        )


def _huge() -> None:
    n_places, n_actors = 1_000_000, 100
    places, actors = pd.RangeIndex(n_places), pd.RangeIndex(n_actors)
    start = time.perf_counter()
    pairs = travel_pairs_from_batches(partial(_batches, n_places, n_actors), places=places, actors=actors)
    built = time.perf_counter()
    need, capacity = pd.Series(1.0, index=places), pd.Series(1000.0, index=actors)
    result = two_step(pairs, need, capacity, decay=_fresh())
    done = time.perf_counter()
    handed_out = float(result.places["access"].sum())
    assert abs(handed_out - 1000.0 * n_actors) < 1e-2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(
        f"E2SFCA, {pairs.n_pairs:,} pairs: built in {built - start:.0f} s, computed in {done - built:.1f} s,", end=" "
    )
    print(f"peak {peak:.2f} GiB (target 4)")


def main() -> None:
    """Run the benchmarks asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="interpreter that has PySAL access")
    parser.add_argument("--huge", action="store_true", help="also run at 10⁸ pairs")
    options = parser.parse_args()
    for horizon_min in (90.0, np.inf):
        parameter_change(horizon_min=horizon_min)
    if options.peer:
        against_pysal(options.peer)
    if options.huge:
        # In a process of its own, so that the peak is its own.
        process = multiprocessing.get_context("spawn").Process(target=_huge)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
