"""Instances of our own with their proven optima: writes ``instances.json`` beside this file.

``python -m tests.analysis.siting.known.generate`` draws the instances from their seeds, writes every question as an
integer programme pair by pair, the way textbooks do, and has the solver of SciPy prove its optimum. ``--cbc`` (in the
environment of the group ``peers``) asks CBC as well, through PuLP, and stops at the first difference. Nothing of the
project takes part.
"""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

FILE = Path(__file__).resolve().parent / "instances.json"
FAR = 120
SIZES = {  # seed: places, candidates, services that exist, zones
    11: (30, 10, 2, 3),
    12: (60, 18, 0, 4),
    13: (120, 40, 4, 6),
}
TIE = 1e-4


def drawn(seed):
    """Towns on a square of 90 minutes: whole minutes, some trips missing, whole needs, sizes and costs."""
    places, candidates, existing, zones = SIZES[seed]
    rng = np.random.default_rng(seed)
    here = rng.integers(0, 90, (places, 2))
    there = rng.integers(0, 90, (existing + candidates, 2))
    minutes = 1 + np.abs(here[:, None] - there[None]).sum(axis=2)
    minutes = np.where(minutes <= FAR - 20, minutes, -1)
    minutes[:, existing:][rng.random((places, candidates)) < 0.05] = -1
    # Every place has one candidate at least.
    minutes[np.arange(places), existing + rng.integers(0, candidates, places)] = rng.integers(10, 60, places)
    need = rng.integers(1, 12, places)
    room = rng.integers(10, 40, existing + candidates) * max(1, places // 30)
    return {
        "seed": seed,
        "existing": existing,
        "minutes": minutes.tolist(),
        "need": need.tolist(),
        "zone": (here[:, 0] * zones // 90).tolist(),
        "room": room.tolist(),
        "cost": rng.integers(2, 9, candidates).tolist(),
    }


def questions(seed):
    """Every question asked of an instance."""
    sizes = (1, 2, 3, 5)
    out = [{"model": "p-median", "posts": posts} for posts in sizes]
    out += [{"model": "p-center", "posts": posts} for posts in sizes]
    out += [{"model": "mclp", "posts": posts, "horizon": horizon} for posts in sizes for horizon in (15, 25)]
    out += [{"model": "lscp", "horizon": horizon} for horizon in (60, 70, 85)]
    out += [{"model": "mclp-budget", "budget": budget, "horizon": 25} for budget in (6, 14)]
    out += [{"model": "mclp-fair", "posts": 3, "horizon": 25, "share": share} for share in (0.5, 1.0)]
    closures = (0, 1) if SIZES[seed][2] else (0,)
    out += [
        {"model": "capacitated", "posts": posts, "closures": shut, "horizon": 30}
        for posts in (2, 3)
        for shut in closures
    ]
    out += [{"model": "capacitated-budget", "budget": 12, "horizon": 30}]
    out += [{"model": "capacitated-fair", "posts": 3, "horizon": 30, "share": share} for share in (0.5, 1.0)]
    return out


@dataclass
class Programme:
    """Columns with a cost and a highest value, rows between two limits: the least cost."""

    cost: list = field(default_factory=list)
    upper: list = field(default_factory=list)
    whole: list = field(default_factory=list)
    rows: list = field(default_factory=list)

    def column(self, cost=0.0, upper=1.0, *, whole=False):
        self.cost.append(float(cost))
        self.upper.append(float(upper))
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, cells, low=-np.inf, high=np.inf):
        self.rows.append((dict(cells), low, high))

    def by_scipy(self):
        matrix = sparse.lil_array((len(self.rows), len(self.cost)))
        for at, (cells, _, _) in enumerate(self.rows):
            for column, value in cells.items():
                matrix[at, column] = value
        limits = LinearConstraint(matrix.tocsr(), [low for _, low, _ in self.rows], [high for _, _, high in self.rows])
        found = milp(
            self.cost,
            constraints=limits,
            integrality=np.array(self.whole, dtype=int),
            bounds=Bounds(0.0, np.array(self.upper)),
            options={"mip_rel_gap": 0.0},
        )
        assert found.status in {0, 2}, found.message
        return float(found.fun) if found.status == 0 else None

    def by_cbc(self):
        import pulp  # noqa: PLC0415 - only where it is asked for

        model = pulp.LpProblem("known", pulp.LpMinimize)
        columns = [
            pulp.LpVariable(f"c{at}", 0, upper if np.isfinite(upper) else None, "Integer" if whole else "Continuous")
            for at, (upper, whole) in enumerate(zip(self.upper, self.whole, strict=True))
        ]
        model += pulp.lpSum(cost * column for cost, column in zip(self.cost, columns, strict=True) if cost)
        for cells, low, high in self.rows:
            total = pulp.lpSum(value * columns[at] for at, value in cells.items())
            if np.isfinite(low):
                model += total >= low
            if np.isfinite(high):
                model += total <= high
        model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0.0, gapAbs=1e-9))
        return float(pulp.value(model.objective)) if pulp.LpStatus[model.status] == "Optimal" else None


def programme(one, asked):
    """Return the integer programme of a question, and what turns its least cost into the value told."""
    minutes = np.array(one["minutes"])
    model, first = asked["model"], one["existing"]
    nodes = range(minutes.shape[1])
    made = Programme()
    is_open = [made.column(whole=True) for _ in nodes]
    new = is_open[first:]
    closures = asked.get("closures", 0)
    if first:
        made.row(dict.fromkeys(is_open[:first], 1.0), first - closures, first - closures)
    if "posts" in asked:
        made.row(dict.fromkeys(new, 1.0), asked["posts"], asked["posts"])
    if "budget" in asked:
        made.row(dict(zip(new, one["cost"], strict=True)), -np.inf, asked["budget"])
        made.row(dict.fromkeys(new, 1.0), 1.0, np.inf)
    if model in {"p-median", "p-center"}:
        return _trips(made, one, is_open, longest=model == "p-center"), lambda cost: cost
    if model == "lscp":
        for at in new:
            made.cost[at] = 1.0
        for line in minutes:
            made.row({is_open[node]: 1.0 for node in nodes if 0 <= line[node] <= asked["horizon"]}, 1.0, np.inf)
        return made, lambda cost: cost
    return _served(made, one, asked, is_open), lambda cost: -cost


def _trips(made, one, is_open, *, longest):
    """Everyone goes to one open node, or stays FAR away: the least sum, or the shortest longest."""
    worst = made.column(1.0, np.inf) if longest else None
    for need, line in zip(one["need"], one["minutes"], strict=True):
        goes, minutes = {}, {}
        for node, took in enumerate(line):
            if took >= 0:
                at = made.column(0.0 if longest else need * took)
                made.row({at: 1.0, is_open[node]: -1.0}, -np.inf, 0.0)
                goes[at], minutes[at] = 1.0, took
        if not longest:
            goes[made.column(need * FAR)] = 1.0
        made.row(goes, 1.0, 1.0)
        if longest:
            made.row({at: -float(took) for at, took in minutes.items()} | {worst: 1.0}, 0.0, np.inf)
    return made


def _served(made, one, asked, is_open):
    """The most need covered or served, with the worst-served zone where a share is asked."""
    need, zone = np.array(one["need"], dtype=float), np.array(one["zone"])
    share = asked.get("share")
    limited = asked["model"].startswith("capacitated")
    much = 1.0 if share is None else max(1.0 - share, TIE) / need.sum()
    of_zone = {int(code): {} for code in np.unique(zone)}
    of_node = {node: {} for node in range(len(is_open))}
    for place, line in enumerate(one["minutes"]):
        near = [node for node, took in enumerate(line) if 0 <= took <= asked["horizon"]]
        if limited:
            mine = {}
            for node in near:
                at = made.column(-much, need[place])
                made.row({at: 1.0, is_open[node]: -need[place]}, -np.inf, 0.0)
                mine[at] = 1.0
                of_node[node][at] = 1.0
                of_zone[int(zone[place])][at] = 1.0
            made.row(mine, -np.inf, need[place])
        else:
            at = made.column(-much * need[place])
            made.row({at: 1.0} | {is_open[node]: -1.0 for node in near}, -np.inf, 0.0)
            of_zone[int(zone[place])][at] = need[place]
    if limited:
        for node, cells in of_node.items():
            made.row(cells | {is_open[node]: -float(one["room"][node])}, -np.inf, 0.0)
    if share is not None:
        worst = made.column(-share)
        for code, cells in of_zone.items():
            total = need[zone == code].sum()
            made.row({at: -value / total for at, value in cells.items()} | {worst: 1.0}, -np.inf, 0.0)
    return made


def main():
    """Draw, solve, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cbc", action="store_true", help="ask CBC as well")
    chosen = parser.parse_args()
    out = []
    for seed in SIZES:
        one = drawn(seed)
        optima = []
        for asked in questions(seed):
            made, told = programme(one, asked)
            cost = made.by_scipy()
            if chosen.cbc:
                other = made.by_cbc()
                away = float((cost is None) != (other is None)) if None in {cost, other} else abs(cost - other)
                assert away <= 1e-6 * max(1.0, abs(cost or 0.0)), (seed, asked, cost, other)
            # Whole numbers, but for shares.
            digits = 6 if "share" in asked else 0
            optima.append(asked | {"optimum": None if cost is None else round(told(cost), digits)})
        out.append(one | {"optima": optima})
    lines = ",\n".join(json.dumps(one) for one in out)
    FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
