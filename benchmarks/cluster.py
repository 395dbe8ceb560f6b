"""Two workers beside one process on the same work: the same figures, and how long both take.

``python -m benchmarks.cluster [--only access,timetable,roads,worlds,territories]`` prints seconds of wall clock, one
process first, and their ratio; all together less than three minutes on two quiet cores. ``--same`` instead compares
every figure of every measure, to the digit, on the embedded territories joined. All but these is drawn from a seed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.balance.ask import territory_balance
from analysis.balance.record import balance_record
from analysis.closing.ask import redundancy
from analysis.closing.record import redundancy_record
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.doubt.parameters import load_parameters
from analysis.need.universalism import load_weights
from analysis.need.weighing import weighed_area
from analysis.question import Question
from analysis.service_area.area import service_area
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from analysis.siting.ask import run_siting
from analysis.siting.question import SitingQuestion
from analysis.siting.robustness import robustness
from analysis.siting.search import Watch
from analysis.siting.worlds_record import worlds_record
from benchmarks.joined_territories import joined
from benchmarks.synthetic_land import KIND, land
from benchmarks.transit import DAY, asked, built, region
from geo import shards
from geo.errors import MaillageError
from geo.json_values import json_text
from geo.roads.osm import read_pbf
from geo.roads.territory_roads import build_roads, open_roads
from geo.transit.range_query import percentile_times
from geo.travel import estimate, near_pairs, road_trips, times
from geo.workspace.data import TerritoryData
from geo.workspace.territory import load_territory
from ui.cluster import Cluster, cluster

SHARED_KIND = "hopital"
"""A kind of services that three of the embedded territories have in their registers."""

ACCESS = ("nearest", "cumulative", "2sfca", "e2sfca", "3sfca", "mh3sfca", "bfca", "apl")
NEAR_MIN = 45.0

Work = Callable[[], object]


def _access(data: TerritoryData, kind: str, name: str, unit: str | None) -> object:
    area = weighed_area(data, Question(kind=kind, demand="population"))
    question = access_question(name, unit=None if name == "nearest" else unit)
    run = run_access(area, question, parameters=load_parameters())
    return access_record(area, run, data.territory.root)


def _diagnose(data: TerritoryData, kind: str) -> object:
    return diagnosis_record(data, measure(data, Question(kind=kind)), data.territory.root)


def _closures(data: TerritoryData, kind: str) -> object:
    area = service_area(data, Question(kind=kind, threshold_min=NEAR_MIN))
    found = redundancy(area, threshold_min=NEAR_MIN, zone_id=data.territory.root)
    return redundancy_record(area, found, data.territory.root)


def _balance(data: TerritoryData, kind: str, by: str) -> object:
    question = Question(kind=kind, threshold_min=NEAR_MIN)
    given: Any = {"by": by, "programme": load_programme(), "steps": load_conversions()}
    done = territory_balance(data, question, data.need_rules, **given)
    return balance_record(data, done, data.territory.root, weights=load_weights())


def _compare(data: TerritoryData, kind: str) -> object:
    return comparison_record(compare([side(data, measure(data, Question(kind=kind)))]))


def _worlds(data: TerritoryData, kind: str, **given: Any) -> object:  # noqa: ANN401
    question = SitingQuestion(asked=Question(kind=kind, threshold_min=30.0), **given)
    done = run_siting(data, question)
    told: Any = worlds_record(robustness(done, Watch(time_limit_s=120.0)))
    answers = [[list(one.sites), one.value] for one in done.answers.found]
    return [{name: value for name, value in told.items() if name != "seconds"}, answers]


MEASURES: dict[str, Callable[[TerritoryData, str, str | None], object]] = {
    "diagnose": lambda data, kind, _unit: _diagnose(data, kind),
    **{
        f"access-{name}": lambda data, kind, unit, name=name: _access(data, kind, name, unit)  # type: ignore[misc]
        for name in ACCESS
    },
    "closures": lambda data, kind, _unit: _closures(data, kind),
    **{
        f"balance-{by}": lambda data, kind, _unit, by=by: _balance(data, kind, by)  # type: ignore[misc]
        for by in ("declared", "nearest", "assignment")
    },
    "compare": lambda data, kind, _unit: _compare(data, kind),
    "siting-worlds": lambda data, kind, _unit: _worlds(data, kind, model="mclp", posts=3, keep=2),
}
"""Every measure that is cut, as everything that is told of it: territory, kind of services, unit of their capacity."""


@contextmanager
def cut_finely() -> Iterable[None]:  # type: ignore[misc]
    """Cut what is inside in many shards, however small it is."""
    smaller = (
        (times, "FEW_PAIRS", 0),
        (estimate, "_FEW_PAIRS", 0),
        (near_pairs, "PLACES_PER_SHARD", 500),
        (estimate, "_PLACES_PER_BLOCK", 1000),
        (road_trips, "PLACES_PER_TILE", 500),
    )
    before = [(module, name, getattr(module, name)) for module, name, _ in smaller]
    try:
        for module, name, value in smaller:
            setattr(module, name, value)
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def differing(
    data: TerritoryData, workers: Cluster, *, kind: str, unit: str | None, measures: Sequence[str]
) -> dict[str, tuple[bool, int, int]]:
    """Return, for each measure, whether workers tell what one process does, how long that is, and in how many shards.

    Lengths are those of all that is told, as JSON text.
    """
    found = {}
    for name in measures:
        done: list[int] = []
        with cut_finely():
            alone = _told(name, data, kind, unit)
            with shards.given(workers), shards.told(lambda _rank, total, done=done: done.append(total)):  # type: ignore[misc]
                shared = _told(name, data, kind, unit)
        found[name] = (shared == alone, len(alone), max(done, default=0))
    return found


def _told(name: str, data: TerritoryData, kind: str, unit: str | None) -> str:
    """Return all that a measure tells, or the refusal that it ends with."""
    try:
        return json_text(MEASURES[name](data, kind, unit))
    except MaillageError as error:
        return f"refused: {error}"


def same() -> bool:
    """Compare every figure of every measure on the embedded territories joined, then on a land with capacities."""
    drawn = land(3000, 120, communes=400, departments=16, side_km=160, seed=3)
    every = True
    with cluster("local:2") as workers:
        for data, kind, unit in ((joined(), SHARED_KIND, None), (drawn, KIND, "follow-ups")):
            for name in MEASURES:
                equal, length, cut = differing(data, workers, kind=kind, unit=unit, measures=[name])[name]
                told = f"{'same' if equal else 'OTHER':6} {length:9,} characters, {cut} shards"
                print(f"{data.territory.id:10} {name:20} {told}", flush=True)
                every = every and equal
    return every


def _of_access() -> Work:
    data = land(300_000, 3000, communes=2500, departments=25, side_km=330)
    return lambda: _access(data, KIND, "e2sfca", "follow-ups")


def _of_timetable() -> Work:
    table, walking = built([region(4000, 200_000)], DAY, "EPSG:31370")
    rng = np.random.default_rng(5)
    near = [
        pd.DataFrame(rng.random((size, 2)) * (0.8, 0.55) + (4.5, 50.0), columns=["lon", "lat"]) for size in (640, 2000)
    ]
    walks = asked(table, walking, *near)
    moments = range(7 * 3600, 9 * 3600, 60)
    return lambda: percentile_times(table, walks, moments, limit_s=3600, most_changes=3)


def _of_roads() -> Work:
    territory = load_territory("wallonie")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "roads.osm.pbf"
        script = Path(__file__).with_name("country_roads.py")
        subprocess.run([sys.executable, script, file, "--segments", "1"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        build_roads(territory, read_pbf(file), mode="car", extent=(2.5, 49.45, 6.45, 51.55))
    rng = np.random.default_rng(6)
    places, actors = (
        pd.DataFrame(rng.random((size, 2)) * (3.5, 1.8) + (2.7, 49.6), columns=["lon", "lat"])
        for size in (60_000, 1200)
    )
    places, actors = places.assign(place_id=places.index.astype(str)), actors.assign(actor_id=actors.index.astype(str))
    return lambda: road_trips.road_times(open_roads(territory, "car"), places, actors, horizon_min=45.0)


def _of_worlds() -> Work:
    data = land(6000, 60, communes=400, departments=16, side_km=120, seed=3)
    return lambda: _worlds(data, KIND, model="p-median", posts=8, keep=1)


def _of_territories() -> Work:
    return lambda: list(shards.in_shards(_seeded, None, list(range(1, 9))))


def _seeded(shared: None, seed: int) -> str:
    del shared
    return json_text(_diagnose(land(60_000, 600, communes=900, departments=9, side_km=180, seed=seed), KIND))


WORKS = {
    "access": _of_access,
    "timetable": _of_timetable,
    "roads": _of_roads,
    "worlds": _of_worlds,
    "territories": _of_territories,
}


def ratios(names: Sequence[str]) -> None:
    """Print how long one process and two workers take for the same work, each once it is warm."""
    print(f"{date.today()}, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")  # noqa: DTZ011
    print(f"{'work':12} {'one process':>12} {'two workers':>12} {'ratio':>7} {'shards':>7}")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ["MAILLAGE_WORKSPACE"] = folder
        workers = stack.enter_context(cluster("local:2"))
        for name in names:
            work, done = WORKS[name](), []
            with shards.given(workers):
                work()  # workers load what they need, machine code included
            alone = _seconds(work)
            with shards.given(workers), shards.told(lambda _rank, total, done=done: done.append(total)):  # type: ignore[misc]
                shared = _seconds(work)
            print(
                f"{name:12} {alone:10.1f} s {shared:10.1f} s {shared / alone:7.2f} {max(done, default=0):7}", flush=True
            )


def _seconds(work: Work) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Compare figures, or times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--same", action="store_true", help="compare figures instead of times")
    parser.add_argument("--only", default=",".join(WORKS))
    given = parser.parse_args()
    if given.same:
        sys.exit(0 if same() else 1)
    ratios(given.only.split(","))


if __name__ == "__main__":
    main()
