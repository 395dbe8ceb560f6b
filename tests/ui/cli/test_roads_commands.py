"""The commands of roads and travel, one after the other on one small network, as a user would run them."""

import json
import shutil
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.errors import MaillageError
from geo.workspace.data import database_path, ensure_built
from geo.workspace.territory import load_territory
from tests.ui.terminal import run as run_command

SOUTH, WEST, STEP = 50.40, 4.44, 0.004
"""A grid of streets over Charleroi, where there are several places and actors."""


@pytest.fixture(scope="module")
def street_file(tmp_path_factory) -> Path:
    """Eleven streets each way, 300 to 450 m apart."""
    side = range(11)
    nodes = "".join(
        f'<node id="{1 + row * 11 + column}" lat="{SOUTH + row * STEP:.6f}" lon="{WEST + column * STEP * 1.5:.6f}"/>'
        for row in side
        for column in side
    )
    lines = [[1 + row * 11 + column for column in side] for row in side]
    lines += [[1 + row * 11 + column for row in side] for column in side]
    tags = '<tag k="highway" v="tertiary"/><tag k="maxspeed" v="50"/>'
    ways = "".join(
        f'<way id="{number}">{"".join(f"<nd ref={chr(34)}{ref}{chr(34)}/>" for ref in line)}{tags}</way>'
        for number, line in enumerate(lines, start=1)
    )
    path = tmp_path_factory.mktemp("osm") / "streets.osm"
    path.write_text(f'<osm version="0.6">{nodes}{ways}</osm>', encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run(tmp_path_factory, street_file):
    """Run a command in a workspace where the roads are built; errors are raised."""
    with pytest.MonkeyPatch.context() as patch:
        wallonie = load_territory("wallonie")
        ensure_built(wallonie)
        workspace = tmp_path_factory.mktemp("roads")
        shutil.copy(database_path(wallonie), workspace)  # the base that all tests share, and only read
        patch.setenv("MAILLAGE_WORKSPACE", str(workspace))

        invoke = partial(run_command, language="en")
        invoke("roads", "build", "wallonie", "--osm", street_file, "--yes")
        yield invoke


def test_what_was_built_is_told(run):
    out = json.loads(run("roads", "show", "wallonie", "--json"))
    assert out["mode"] == "car"
    assert out["source"] == "streets.osm"
    assert 20 * 3 < out["length_km"] < 22 * 5
    assert len(out["issues"]) == 1
    assert "holds no turn restriction" in out["issues"][0]
    assert out["places_outside"] > 1000  # the rest of Wallonia, of which the file says nothing
    assert out["known"]["share"] < 0.01
    shown = run("roads", "show", "wallonie", language="fr")
    assert "Lieux rattachés à une rue" in shown
    assert "Hors de l’étendue du fichier" in shown


def test_times_both_ways_to_a_file(run, tmp_path):
    there = run("travel", "export", "wallonie", tmp_path / "there.csv")
    assert "time on the road network" in there
    assert "come from the estimate" in there
    run("travel", "export", "wallonie", tmp_path / "back.parquet", "--from-actor")
    there, back = pd.read_csv(tmp_path / "there.csv"), pd.read_parquet(tmp_path / "back.parquet")
    assert len(there) == len(back) > 0
    assert set(there["engine"]) == set(back["engine"]) == {"roads", "estimate"}
    by_road = there[there["engine"] == "roads"]
    assert len(set(by_road["place_id"])) > 1
    assert (by_road["minutes"] < 60).all()


def test_areas_basins_and_population_agree(run, tmp_path):
    reached = pd.read_csv(_exported(run, tmp_path))
    reached = reached[reached["engine"] == "roads"]
    actor = reached["actor_id"].iloc[0]
    said = run(
        "travel", "areas", "wallonie", tmp_path / "areas.geojson", "--actor", actor, "--within", 3, "--within", 9
    )
    assert said.startswith("2 areas drawn")
    areas = gpd.read_file(tmp_path / "areas.geojson").sort_values("threshold_min")
    near, far = areas.geometry
    assert near.is_valid
    assert far.covers(near.buffer(-1e-9))
    assert areas["engine"].unique().tolist() == ["roads"]
    run("travel", "areas", "wallonie", tmp_path / "basin.gpkg", "--actor", actor, "--within", 9, "--basins")
    basin = gpd.read_file(tmp_path / "basin.gpkg").geometry[0]
    assert basin.intersection(far).area == pytest.approx(far.area, rel=0.15)
    table = json.loads(run("travel", "population", "wallonie", "--actor", actor, "--within", 9, "--json"))
    assert table["engine"]["kind"] == "roads"
    everyone = pd.read_csv(tmp_path / "times.csv")
    near = everyone[(everyone["actor_id"] == actor) & (everyone["minutes"] <= 9)]
    assert sum(row["places"] for row in table["rows"]) == len(near)
    # Nine minutes around an actor of the town do not leave what the file covers: nothing is estimated, nor said to be.
    assert set(near["engine"]) == {"roads"}
    assert table["engine"]["estimated_share"] is None


def test_other_speeds_and_back(run):
    changed = json.loads(run("roads", "speeds", "wallonie", "--limit-share", "0.4", "--class", "tertiary=20", "--json"))
    assert changed["speeds"] == {"tertiary": 20, "limit_share": 0.4}
    assert json.loads(run("roads", "speeds", "wallonie", "--json"))["speeds"] == {}


def test_the_estimate_is_compared_and_calibrated(run):
    compared = json.loads(run("travel", "compare", "wallonie", "--json"))
    assert compared["bands"][-1]["to_km"] is None
    calibrated = json.loads(run("travel", "calibrate", "wallonie", "--json"))
    assert calibrated["parameters"]["source"] == "streets.osm"
    assert calibrated["bands"][-1]["median_error"] <= compared["bands"][-1]["median_error"]


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["roads", "build", "wallonie"], "roads-one-source"),
        (["roads", "show", "wallonie", "--mode", "bike"], "roads-not-built"),
        (["roads", "speeds", "wallonie", "--class", "residential"], "bad-class-speed"),
        (["travel", "areas", "wallonie", "areas.shp"], "areas-format"),
        (["travel", "areas", "wallonie", "absent/areas.gpkg"], "missing-folder"),
        (["travel", "areas", "wallonie", "areas.gpkg", "--actor", "nobody"], "unknown-actor-id"),
        (["travel", "areas", "wallonie", "areas.gpkg", "--kind", "nothing"], "no-actor-of-kind"),
        (["travel", "areas", "wallonie", "areas.gpkg", "--engine", "estimate", "--basins"], "areas-need-roads"),
        (["travel", "population", "wallonie", "--out", "people.xlsx"], "population-format"),
        (["travel", "export", "wallonie", "absent/times.csv"], "missing-folder"),
    ],
)
def test_what_is_refused(run, arguments, key):
    with pytest.raises(MaillageError, match=key):
        run(*arguments)


def _exported(run, folder: Path) -> Path:
    run("travel", "export", "wallonie", folder / "times.csv")
    return folder / "times.csv"
