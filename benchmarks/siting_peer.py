"""One case solved by spopt: run by ``benchmarks/siting.py`` with an interpreter that has spopt, PuLP and highspy."""

import json
import sys
import time
import warnings

import numpy as np
import pulp
from spopt.locate import MCLP, PMedian


def solver(gap: float, limit_s: float) -> pulp.LpSolver:
    """Return the best solver there is: HiGHS, else CBC."""
    if "HiGHS" in pulp.listSolvers(onlyAvailable=True):
        return pulp.HiGHS(msg=False, gapRel=gap, timeLimit=limit_s)
    return pulp.PULP_CBC_CMD(msg=False, gapRel=gap, timeLimit=limit_s)


def main() -> None:
    """Read, build, solve, and print one line of JSON."""
    warnings.simplefilter("ignore")
    case, data = sys.argv[1], np.load(sys.argv[2])
    minutes, weight, posts = data["minutes"], data["weight"], int(data["posts"])
    began = time.perf_counter()
    if case == "mclp":
        model = MCLP.from_cost_matrix(minutes, weight, float(data["horizon"]), posts)
    elif case == "p-median":
        model = PMedian.from_cost_matrix(minutes, weight, posts)
    else:
        room = np.full(minutes.shape[1], weight.sum() * 1.1 / posts)
        model = PMedian.from_cost_matrix(minutes, weight, posts, facility_capacities=room)
    built = time.perf_counter()
    chosen = solver(float(data["gap"]), float(data["limit"]))
    model.problem.solve(chosen)
    ended = time.perf_counter()
    state = pulp.LpStatus[model.problem.status].lower()
    if ended - built >= float(data["limit"]):
        state = "time limit"
    value = pulp.value(model.problem.objective)
    print(
        json.dumps(
            {
                "seconds": round(ended - began, 2),
                "build_s": round(built - began, 2),
                "state": state,
                "value": None if value is None else round(value, 2),
                "solver": chosen.name,
                "model": "capacitated p-median" if case == "capacitated" else case,
            }
        )
    )


if __name__ == "__main__":
    main()
