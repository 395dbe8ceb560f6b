"""The embedded figures of Wallonia, worked out a second time by plain loops over the frames."""

import json
import math
import subprocess
import sys

import numpy as np
import pytest

from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.closing.ask import redundancy
from analysis.path.ask import follow_path, parse_step, path_ground
from analysis.question import Question
from analysis.service_area.area import service_area
from geo.schema import split_codes
from geo.travel.times import travel_times
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.terminal import run


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


@pytest.fixture(scope="module")
def hospitals(data):
    return service_area(data, Question(kind="hopital"))


@pytest.fixture(scope="module")
def minutes(data):
    """Minutes by place and hospital, and births and province by place, as dictionaries."""
    mine = data.actors[(data.actors["kind"] == "hopital") & (data.actors["status"] == "open")]
    table = travel_times(data.territory, data.places, mine).trips.table("car")
    found: dict[str, dict[str, float]] = {place: {} for place in data.places["place_id"]}
    for row in table.itertuples():
        found[row.place_id][row.actor_id] = row.minutes
    return found


def births_of(data, zone):
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == zone, "zone_id"])
    return {row.place_id: row.births for row in data.places.itertuples() if row.zone_id in inside}


@pytest.mark.parametrize("zone", ["03000", "80000"])
def test_nearest_and_shares(data, hospitals, minutes, zone):
    births = births_of(data, zone)
    nearest = {place: min(minutes[place].values(), default=math.inf) for place in births}
    total = sum(births.values())
    record = access_record(hospitals, run_access(hospitals, access_question("nearest")), zone)
    reached = {place for place in births if nearest[place] < math.inf}
    mean = sum(births[p] * nearest[p] for p in reached) / sum(births[p] for p in reached)
    assert record["value"] == pytest.approx(mean, abs=1e-5)
    for line in record["reach"]:
        share = sum(births[p] for p in births if nearest[p] <= line["threshold_min"]) / total
        assert line["share"] == pytest.approx(share, abs=1e-6)
        assert line["low"] <= line["share"]
        assert line["high"] is None, "the register of hospitals is not complete: more may be within reach"


@pytest.mark.parametrize("zone", ["03000", "80000"])
def test_two_step(data, hospitals, minutes, zone):
    everyone = births_of(data, "03000")
    ratio: dict[str, float] = {}
    for place, births in everyone.items():
        for actor, time in minutes[place].items():
            if time <= 30:
                ratio[actor] = ratio.get(actor, 0.0) + births
    ratio = {actor: 1 / reached for actor, reached in ratio.items() if reached}
    inside = births_of(data, zone)
    access = {p: sum(ratio[a] for a, t in minutes[p].items() if t <= 30 and a in ratio) for p in inside}
    mean = 1000 * sum(inside[p] * access[p] for p in inside) / sum(inside.values())
    run = run_access(hospitals, access_question("2sfca", supply="one"))
    assert run.zones.loc[zone, "mean"] == pytest.approx(mean, rel=1e-9)
    values = np.array([access[p] for p in inside])
    weight = np.array([inside[p] for p in inside])
    gaps = (weight[:, None] * weight[None, :] * np.abs(values[:, None] - values[None, :])).sum()
    gini = gaps / (2 * weight.sum() ** 2 * (weight @ values / weight.sum()))
    record = access_record(hospitals, run, zone)
    assert record["inequality"]["indices"]["gini"] == pytest.approx(gini, abs=1e-6)


def test_closures(data, hospitals, minutes):
    births = births_of(data, "03000")
    lines = redundancy(hospitals, threshold_min=30).closures.set_index("actor_id")
    for actor in lines.index[:6]:
        beyond = affected = 0.0
        for place, count in births.items():
            now = min(minutes[place].values())
            after = min((time for other, time in minutes[place].items() if other != actor), default=math.inf)
            affected += count * (after > now)
            beyond += count * (now <= 30 < after)
        assert lines.loc[actor, "births_affected"] == pytest.approx(affected)
        assert lines.loc[actor, "births_newly_beyond"] == pytest.approx(beyond)


def test_a_path(data, minutes):
    answer = follow_path(path_ground(data, [parse_step("kind:hopital=45"), parse_step("kind:one-plateforme=declared")]))
    platforms = data.actors[(data.actors["kind"] == "one-plateforme") & (data.actors["status"] == "open")]
    covers = data.services[data.services["actor_id"].isin(platforms["actor_id"])]["covers"]
    assert covers.notna().all()
    codes = {code for cell in covers for code in split_codes(cell)}
    served = set(data.ancestors.loc[data.ancestors["ancestor_id"].isin(codes), "zone_id"])
    complete = sum(
        row.births
        for row in data.places.itertuples()
        if row.zone_id in served and min(minutes[row.place_id].values(), default=math.inf) <= 45
    )
    assert answer.zones.loc["03000", "complete"] == pytest.approx(complete)
    assert answer.zones.loc["03000", "total"] == pytest.approx(data.places["births"].sum())


@pytest.mark.parametrize(
    "arguments",
    [
        ["access", "wallonie", "--kind", "hopital"],
        ["access", "wallonie", "--kind", "saf", "--measure", "e2sfca", "--supply", "one", "--zone", "80000"],
        ["access", "wallonie", "--measure", "2sfca"],
        ["access", "souss-massa", "--measure", "cumulative", "--supply", "one"],
        ["parcours", "wallonie", "--step", "kind:hopital=45", "--step", "kind:one-plateforme=declared"],
        ["parcours", "ain", "--step", "kind:pmi=30", "--step", "function:birth-and-maternity=45"],
        ["redundancy", "wallonie", "--kind", "saf", "--threshold", "45"],
        ["redundancy", "france"],
        ["compare", "wallonie"],
        ["compare", "wallonie", "souss-massa", "--kind", "hopital"],
    ],
    ids=" ".join,
)
def test_commands_in_words_and_in_json(arguments):
    json.loads(run(*arguments, "--json"), parse_constant=pytest.fail)
    for language in ("fr", "en"):
        assert "nan" not in run(*arguments, language=language).lower().split()


def test_the_diagnosis_does_not_load_the_compiler():
    code = "import sys, ui.cli.diagnose, ui.cli.compare; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
