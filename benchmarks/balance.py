"""How fast the capacitated assignment is: 25,000 places and 300 actors against 10 seconds, and HiGHS for comparison.

``python benchmarks/balance.py`` solves large cases with the transport kernel. ``--highs`` adds HiGHS on a case small
enough for it, in the same run, with the ratio. Places are uniform, actors gather in towns, capacity is a share of the
need: below 1, everyone competes.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.balance.assignment import Assignment, Solver, assign

TARGET_S = 10.0


def territory(
    places: int, actors: int, *, horizon_min: float, capacity_share: float, seed: int = 0
) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Return pairs, need and room of a square of 160 km with 40 towns."""
    rng = np.random.default_rng(seed)
    side_km = 160.0
    here = rng.random((places, 2)) * side_km
    towns = rng.random((40, 2)) * side_km
    there = towns[rng.integers(0, 40, actors)] + rng.normal(0, 8, (actors, 2))
    need = rng.gamma(1.0, 1.3, places)
    room = rng.gamma(2.0, 1.0, actors)
    distance_km = np.sqrt(((here[:, None] - there[None]) ** 2).sum(axis=2))
    minutes = np.round(2 + distance_km * 1.3 / 50 * 60, 6)
    row, column = np.nonzero(minutes <= horizon_min)
    ids = np.array([f"p{number:06}" for number in range(places)])
    pairs = pd.DataFrame({"place_id": ids[row], "node": column, "minutes": minutes[row, column]})
    return pairs, pd.Series(need, index=ids), pd.Series(room * need.sum() * capacity_share / room.sum())


def timed(case: tuple[pd.DataFrame, pd.Series, pd.Series], solver: Solver) -> tuple[float, float, Assignment]:
    """Return wall time, processor time and the answer."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = assign(*case, solver=solver)
    return time.perf_counter() - wall, time.process_time() - cpu, found


def main() -> None:
    """Run and print one line of JSON per case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--highs", action="store_true")
    chosen = parser.parse_args()
    started = time.perf_counter()
    assign(*territory(80, 5, horizon_min=60, capacity_share=0.9), solver="flow")
    print(json.dumps({"case": "kernel loaded or compiled", "wall_s": round(time.perf_counter() - started, 2)}))
    for horizon_min in (30.0, 45.0, 60.0):
        for capacity_share in (0.6, 0.9, 1.05):
            case = territory(25_000, 300, horizon_min=horizon_min, capacity_share=capacity_share)
            wall, cpu, found = timed(case, "flow")
            print(
                json.dumps(
                    {
                        "case": f"25,000 × 300, {horizon_min:g} min, capacity {capacity_share:g}",
                        "pairs": len(case[0]),
                        "wall_s": round(wall, 2),
                        "cpu_s": round(cpu, 2),
                        "share_served": round(found.served.sum() / case[1].sum(), 4),
                        "gap": float(f"{found.gap:.1e}"),
                        "solver": found.solver,
                        "under_target": wall < TARGET_S,
                    }
                ),
                flush=True,
            )
    if chosen.highs:
        case = territory(5_000, 300, horizon_min=30.0, capacity_share=0.9)
        flow, highs = timed(case, "flow"), timed(case, "highs")
        assert np.isclose(flow[2].served.sum(), highs[2].served.sum())
        assert np.isclose(flow[2].minutes_total, highs[2].minutes_total)
        print(
            json.dumps(
                {
                    "case": "5,000 × 300, 30 min: HiGHS ÷ kernel",
                    "pairs": len(case[0]),
                    "flow_s": round(flow[1], 2),
                    "highs_s": round(highs[1], 2),
                    "ratio": round(highs[1] / flow[1], 1),
                }
            )
        )


if __name__ == "__main__":
    main()
