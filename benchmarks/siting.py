"""How fast siting is, beside spopt with the best solver that it can use: MCLP, p-median, and with capacities.

``python benchmarks/siting.py`` solves every case here. ``--peer PYTHON`` runs spopt with another interpreter (spopt,
PuLP and highspy installed), on the same tables, in the same run; its solver is stopped after ``--limit`` seconds. Both
sides aim at the same proven gap. Times are wall clock and processor time, kernels loaded; places gather in towns,
sites are places drawn at random: synthetic, seeded. With capacities spopt has no maximum assignment; its capacitated
p-median (everyone is assigned, to one site each) is run on the same table, and the model is named on the line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.siting.capacitated import most_assigned
from analysis.siting.capacities import Capacities
from analysis.siting.covering import most_covered
from analysis.siting.minutes import least_minutes
from analysis.siting.problem import Problem, siting_problem
from analysis.siting.search import Watch

CASES = ((200, 2_000, 20), (500, 10_000, 30))
HORIZON_MIN = 12.0
GAP = 0.01
PEER = Path(__file__).resolve().parent / "siting_peer.py"


def territory(sites: int, places: int, *, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return minutes (places × sites) and weights of a square of 100 km with 30 towns."""
    rng = np.random.default_rng(seed)
    side_km = 100.0
    towns = rng.random((30, 2)) * side_km
    near = towns[rng.integers(0, 30, places)] + rng.normal(0, 5, (places, 2))
    here = np.where(rng.random((places, 1)) < 0.6, near, rng.random((places, 2)) * side_km)
    there = here[rng.choice(places, sites, replace=False)]
    minutes = 2 + np.sqrt(((here[:, None] - there[None]) ** 2).sum(axis=2)) * 1.3
    return minutes.round(4), rng.gamma(1.0, 1.3, places).round(3)


def table(minutes: np.ndarray, weight: np.ndarray) -> Problem:
    """Return the problem of a full table."""
    row, column = np.indices(minutes.shape)
    ids = np.array([f"p{number:06}" for number in range(len(weight))])
    pairs = pd.DataFrame({"place_id": ids[row.ravel()], "site_id": column.ravel(), "minutes": minutes.ravel()})
    return siting_problem(pairs, pd.Series(weight, index=ids), pd.RangeIndex(minutes.shape[1]))


def capacities(minutes: np.ndarray, weight: np.ndarray, posts: int) -> Capacities:
    """Return services that together take 110 % of the need when ``posts`` of them open."""
    row, node = np.nonzero(minutes <= 2 * HORIZON_MIN)
    sites = minutes.shape[1]
    room = np.full(sites, weight.sum() * 1.1 / posts)
    return Capacities(weight, row, node, room, np.zeros(sites), 0, np.full(sites, np.nan))


def cpu_s() -> float:
    """Return the processor time of this process and of those that it has ended with."""
    return sum(os.times()[:4])


def ours(case: str, minutes: np.ndarray, weight: np.ndarray, posts: int) -> dict[str, object]:
    """Solve one case here."""
    if case == "capacitated":
        model = capacities(minutes, weight, posts)
        began, used = time.perf_counter(), cpu_s()
        found = most_assigned(model, posts=posts, watch=Watch(time_limit_s=60), gap=GAP)
        value, bound = found.found[0].value, found.bound
    else:
        problem = table(minutes, weight)
        began, used = time.perf_counter(), cpu_s()
        if case == "mclp":
            answers = most_covered(problem, posts, horizon_min=HORIZON_MIN, watch=Watch(time_limit_s=60), gap=GAP)
        else:
            answers = least_minutes(problem, posts, far_min=1000.0, watch=Watch(time_limit_s=60), gap=GAP)
        value, bound = answers.best.value, answers.bound
    spent = time.perf_counter() - began
    work = cpu_s() - used
    return {
        "seconds": round(spent, 2),
        "cpu_s": round(work, 2),
        "value": round(value, 2),
        "gap": round(abs(bound - value) / value, 5),
    }


def theirs(
    python: str, case: str, minutes: np.ndarray, weight: np.ndarray, *, posts: int, limit_s: float
) -> dict[str, object]:
    """Solve one case with spopt, in its own process; the time is that of building and solving, imports left out."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.npz"
        np.savez(file, minutes=minutes, weight=weight, posts=posts, horizon=HORIZON_MIN, gap=GAP, limit=limit_s)
        command = [python, str(PEER), case, str(file)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=3 * limit_s + 60, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            return {"seconds": None, "state": f"not solved in {3 * limit_s + 60:g} s"}
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1]) if lines else {"seconds": None, "state": done.stderr.strip()[-200:]}


def main() -> None:
    """Run and print one line of JSON per case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="interpreter that has spopt")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds given to the peer's solver")
    parser.add_argument("--case", action="append", choices=["mclp", "p-median", "capacitated"])
    parser.add_argument("--size", type=int, action="append", choices=[200, 500])
    chosen = parser.parse_args()
    for case in ("mclp", "p-median", "capacitated"):
        ours(case, *territory(12, 60, seed=1), posts=3)
    for sites, places, posts in CASES:
        if chosen.size and sites not in chosen.size:
            continue
        minutes, weight = territory(sites, places)
        for case in chosen.case or ("mclp", "p-median", "capacitated"):
            line: dict[str, object] = {"case": case, "sites": sites, "places": places, "posts": posts}
            line["maillage"] = mine = ours(case, minutes, weight, posts)
            if chosen.peer:
                peer = theirs(chosen.peer, case, minutes, weight, posts=posts, limit_s=chosen.limit)
                line["spopt"] = peer
                if peer.get("seconds") and peer.get("state") == "optimal":
                    line["ratio"] = round(float(str(peer["seconds"])) / max(float(str(mine["seconds"])), 1e-3), 1)
                    if case != "capacitated":
                        apart = abs(float(str(peer["value"])) - float(str(mine["value"]))) / float(str(mine["value"]))
                        assert apart <= 2 * GAP, f"{case}: answers differ by {apart:.2%}"
            print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
