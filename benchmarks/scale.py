"""Time and memory of every measure on large territories, each in a process of its own.

``python benchmarks/scale.py --places 1000000 --services 10000 [--only access-2sfca,closures]``
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.balance.ask import territory_balance
from analysis.closing.ask import redundancy
from analysis.closing.record import redundancy_record
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.overview import kinds_overview, overview_records
from analysis.diagnosis.record import diagnosis_record
from analysis.doubt.parameters import load_parameters
from analysis.need.ledger import ledger
from analysis.need.weighing import weighed_area
from analysis.question import Question
from analysis.service_area.area import service_area
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from analysis.siting.ask import run_siting
from analysis.siting.question import SitingQuestion
from benchmarks.synthetic_land import KIND, france, land
from geo.errors import MaillageError
from geo.workspace.data import TerritoryData

ROOT = Path(__file__).resolve().parents[1]
NEAR_MIN = 45.0
POSTS = 20
SITE_MIN = 15.0

Measure: TypeAlias = Callable[[TerritoryData], object]


def _diagnose(data: TerritoryData) -> object:
    record = diagnosis_record(data, measure(data, _question()), data.territory.root)
    return record["coverage_rate"], overview_records(kinds_overview(data, data.territory.root, _question()))[0]["kind"]


def _access(name: str) -> Measure:
    def run(data: TerritoryData) -> object:
        area = weighed_area(data, _question())
        question = access_question(name, unit=None if name == "nearest" else "follow-ups")
        run = run_access(area, question, parameters=load_parameters())
        return access_record(area, run, data.territory.root)["value"]

    return run


def _balance(by: str) -> Measure:
    def run(data: TerritoryData) -> object:

        asked = _question(threshold_min=NEAR_MIN)
        told = territory_balance(
            data, asked, data.need_rules, by=by, programme=load_programme(), steps=load_conversions()
        )
        return (
            told.balance.zones.set_index("zone_id")
            .loc[data.territory.root, ["need", "served_low", "unreached"]]
            .to_dict()
        )

    return run


def _ledger(data: TerritoryData) -> object:

    book = ledger(data, data.need_rules, programme=load_programme(), steps=load_conversions())
    return float(book.lines["missing_low"].max())


def _closures(data: TerritoryData) -> object:

    area = service_area(data, _question(threshold_min=NEAR_MIN))
    found = redundancy(area, threshold_min=NEAR_MIN, zone_id=data.territory.root)
    record = redundancy_record(area, found, data.territory.root)
    return len(record["closures"]), float(found.closures["births_newly_beyond"].max())


def _compare(data: TerritoryData) -> object:

    return len(comparison_record(compare([side(data, measure(data, _question()))]))["zones"])


def _siting(model: str) -> Measure:
    def run(data: TerritoryData) -> object:

        posts = None if model == "lscp" else POSTS
        asked = SitingQuestion(model=model, asked=_question(threshold_min=SITE_MIN), posts=posts, keep=1)
        found = run_siting(data, asked)
        one, cells = found.answers, found.setting.gathering
        return len(one.found[0].sites), one.found[0].value, one.bound, cells

    return run


MEASURES: dict[str, Measure] = {
    "diagnose": _diagnose,
    "ledger": _ledger,
    "balance-declared": _balance("declared"),
    "balance-nearest": _balance("nearest"),
    "balance-assignment": _balance("assignment"),
    **{
        f"access-{name}": _access(name)
        for name in ("nearest", "cumulative", "2sfca", "e2sfca", "3sfca", "mh3sfca", "bfca", "apl")
    },
    "closures": _closures,
    "compare": _compare,
    **{f"siting-{model}": _siting(model) for model in ("mclp", "lscp", "p-median", "p-center")},
}


def _question(*, threshold_min: float | None = None) -> Question:

    return Question(kind=KIND, threshold_min=threshold_min)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def child(name: str, places: int, services: int, communes: int, side_km: float | None) -> None:
    """Take one measure and print what it took, as JSON."""
    data = france(places, services) if side_km is None else land(places, services, communes=communes, side_km=side_km)
    before, start, cpu = _peak_mb(), time.perf_counter(), time.process_time()
    out: dict[str, object] = {"measure": name, "places": places, "services": services}
    try:
        out["answer"] = str(MEASURES[name](data))
    except MaillageError as error:
        out["refused"] = f"{error.key} {error.values}"
    out |= {"wall_s": round(time.perf_counter() - start, 1), "cpu_s": round(time.process_time() - cpu, 1)}
    print(json.dumps(out | {"peak_mb": round(_peak_mb()), "data_mb": round(before)}))


def main() -> None:
    """Run every measure asked for, one process after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--places", type=int, default=100_000)
    parser.add_argument("--services", type=int, default=3000)
    parser.add_argument("--communes", type=int, default=10_000)
    parser.add_argument("--side-km", type=float, default=600.0)
    parser.add_argument("--france", action="store_true", help="communes of France instead of a grid")
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--limit-gb", type=float, default=12.0, help="address space of each process")
    parser.add_argument("--timeout", type=float, default=600.0)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.places, asked.services, asked.communes, None if asked.france else asked.side_km)
        return
    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'measure':22} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'data MB':>8}  answer")
    limit = int(asked.limit_gb * 2**30)
    same = [f"--places={asked.places}", f"--services={asked.services}", f"--communes={asked.communes}"]
    same += ["--france"] if asked.france else [f"--side-km={asked.side_km}"]
    for name in asked.only.split(","):
        try:
            done = subprocess.run(  # noqa: S603 - this file
                [sys.executable, "-m", "benchmarks.scale", "--child", name, *same],
                capture_output=True,
                text=True,
                timeout=asked.timeout,
                cwd=ROOT,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"{name:22} more than {asked.timeout:g} s", flush=True)
            continue
        if done.returncode:
            print(f"{name:22} failed: {done.stderr.strip().splitlines()[-1][:150]}", flush=True)
            continue
        told = json.loads(done.stdout.splitlines()[-1])
        said = told.get("answer", "refused: " + str(told.get("refused")))
        print(
            f"{name:22} {told['wall_s']:8} {told['cpu_s']:8} {told['peak_mb']:8} {told['data_mb']:8}  {said[:110]}",
            flush=True,
        )


if __name__ == "__main__":
    main()
