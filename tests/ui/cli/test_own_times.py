"""Times and roads that a user brings: told, asked about, kept, taken away, as in the terminal."""

import json

import pandas as pd
import pytest

import ui.cli.known_trips as asking
from geo.errors import MaillageError
from geo.travel.matrix import kept_matrix, matrix_files
from geo.workspace.data import ensure_built, load
from geo.workspace.territory import load_territory
from tests.ui.terminal import run as run_command
from ui.texts import texts

WALLONIE = load_territory("wallonie")
HOSPITAL = "be-hopital-chc-montlegia"
PAIRS = f"place_id,actor_id,minutes\n25005-beauvechain,{HOSPITAL},41\n25005-nodebais,{HOSPITAL},44\n"
SECONDS = f"place_id,actor_id,minutes\n25005-beauvechain,{HOSPITAL},2460\n25005-nodebais,{HOSPITAL},2640\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a workspace of its own; errors are raised."""
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    ensure_built(WALLONIE)

    def invoke(*arguments, language="fr", answers=None):
        monkeypatch.setattr(asking, "is_asked", lambda: answers is not None)
        monkeypatch.setattr("ui.cli.own_times.is_asked", lambda: answers is not None)
        return run_command(*arguments, language=language, typed=answers)

    return invoke


@pytest.fixture
def file(tmp_path):
    def written(text, name="temps.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def bring(run, path, *more, **given):
    return run("travel", "import", "wallonie", path, "--source", "Essai", *more, **given)


def test_a_table_of_two_pairs_is_refused_in_a_script_and_kept_when_that_is_meant(run, file):
    with pytest.raises(MaillageError, match="travel-partial"):
        bring(run, file(PAIRS))
    assert matrix_files(WALLONIE, "car") == []
    said = bring(run, file(PAIRS), "--yes")
    assert "<\u00a01" in said
    assert "Hôpitaux" in said or "hôpitaux" in said
    assert "Brabant wallon" in said
    assert "2 temps de trajet enregistrés." in said
    told = json.loads(run("diagnose", "wallonie", "--kind", "saf", "--json"))
    assert told["travel_engine"]["kind"] == "estimate"
    assert told["births_within"]["60"] / told["births"] > 0.9


def test_whoever_is_there_is_asked(run, file):
    with pytest.raises(MaillageError, match="travel-not-kept"):
        bring(run, file(PAIRS), answers="n\n")
    assert matrix_files(WALLONIE, "car") == []
    assert "Garder quand même" in bring(run, file(PAIRS), answers="y\n")
    assert len(matrix_files(WALLONIE, "car")) == 1


def test_seconds_are_asked_about_or_refused_with_the_way_out(run, file):
    with pytest.raises(MaillageError, match="matrix-seconds") as refused:
        bring(run, file(SECONDS), "--yes")
    assert "--unit seconds" in texts("fr").error(refused.value)
    for more, answers in ((("--unit", "seconds", "--yes"), None), (("--yes",), "y\n")):
        said = bring(run, file(SECONDS), *more, answers=answers)
        assert "en secondes" in said
        assert kept_matrix(WALLONIE, "car")[0]["minutes"].tolist() == [41.0, 44.0]


def test_no_time_is_told_and_may_mean_out_of_reach(run, file):
    text = PAIRS.replace("44", "NA")
    assert "--na-is unreachable" in bring(run, file(text), "--yes")
    assert len(kept_matrix(WALLONIE, "car")[0]) == 1
    told = json.loads(bring(run, file(text), "--yes", "--na-is", "unreachable", "--json"))
    assert (told["rows"], told["unreachable"], told["without_time"]) == (2, 1, 0)
    assert told["known"]["share"] == pytest.approx(2 / told_trips(told), abs=1e-6)


def told_trips(told):
    return sum(kind["trips"] for kind in told["known"]["kinds"])


def test_what_was_brought_can_be_taken_away(run, file):
    bring(run, file(PAIRS), "--yes")
    said = run("travel", "remove", "wallonie")
    assert "(Essai)" in said
    assert "L’estimation répond désormais" in said
    assert matrix_files(WALLONIE, "car") == []
    with pytest.raises(MaillageError, match="matrix-missing") as refused:
        run("travel", "remove", "wallonie", "--mode", "bike")
    assert texts("fr").error(refused.value).endswith("(mode bike).")


def test_a_layer_of_ones_own_has_its_own_times(run, file, tmp_path):
    """Two points of Namur: the file names one of them, and the localities of the other communes keep their estimate."""
    layer = file("id,lon,lat,population\nnorth,4.8674,50.4669,100\nsouth,4.8674,50.4600,100\n", "layer.csv")
    run("places", "import", "wallonie", layer, "--name", "points")
    places, localities = load(WALLONIE, layer="points").places["place_id"], load(WALLONIE).places["place_id"]
    points = places[~places.isin(localities)].tolist()
    assert len(points) == 2
    path = file(f"place_id,actor_id,minutes\n{points[0]},{HOSPITAL},3\n", "points.csv")
    with pytest.raises(MaillageError, match="matrix-no-match"):
        bring(run, path, "--yes")
    bring(run, path, "--layer", "points", "--yes")
    run("travel", "export", "wallonie", tmp_path / "out.csv", "--layer", "points")
    out = pd.read_csv(tmp_path / "out.csv").set_index(["place_id", "actor_id"])
    assert out.loc[(points[0], HOSPITAL), ["minutes", "engine"]].tolist() == [3, "matrix"]
    assert set(points) < set(out.index.get_level_values(0)) <= set(places)
    assert (out["engine"] == "estimate").sum() == len(out) - 1
    own = json.loads(run("diagnose", "wallonie", "--kind", "hopital", "--json"))
    assert own["travel_engine"]["estimated_share"] is None
    run("travel", "remove", "wallonie", "--layer", "points")


def test_candidate_places_have_times_too(run, file, tmp_path):
    """A commune by its code, and a place of a file of candidates; both come out again, and siting asks for them."""
    sites = file("name,lon,lat\nPlace du Marché,4.86,50.46\n", "sites.csv")
    rows = "25005-beauvechain,92094,33\n25005-beauvechain,Place du Marché,34\n"
    path = file(f"place_id,actor_id,minutes\n{rows}")
    with pytest.raises(MaillageError, match="travel-one-destination"):
        run("travel", "export", "wallonie", tmp_path / "out.csv", "--candidates", sites, "--seats")
    told = json.loads(bring(run, path, "--candidates", sites, "--yes", "--json"))
    assert {kind["kind"]: kind["known"] for kind in told["known"]["kinds"]}["candidates"] == 2
    for option, site, minutes in ((["--seats"], "92094", 33), (["--candidates", sites], "Place du Marché", 34)):
        run("travel", "export", "wallonie", tmp_path / "out.csv", *option)
        out = pd.read_csv(tmp_path / "out.csv", dtype={"actor_id": str}).set_index(["place_id", "actor_id"])
        assert out.loc[("25005-beauvechain", site), ["minutes", "engine"]].tolist() == [minutes, "matrix"]
    asked = ["siting", "wallonie", "--kind", "saf", "--candidates", sites, "--posts", 1, "--json"]
    assert json.loads(run(*asked))["answers"]


def test_roads_that_touch_the_rectangle_alone_are_refused(run, file):
    """A street at the border of the rectangle around Wallonia, in Flanders, far from any of its places."""
    nodes = "".join(f'<node id="{at}" lat="50.79" lon="{2.86 + at / 1000}"/>' for at in range(1, 4))
    refs = "".join(f'<nd ref="{at}"/>' for at in range(1, 4))
    street = '<tag k="highway" v="residential"/>'
    path = file(f'<osm version="0.6">{nodes}<way id="1">{refs}{street}</way></osm>', "flandre.osm")
    with pytest.raises(MaillageError, match="roads-no-place") as refused:
        run("roads", "build", "wallonie", "--osm", path, "--yes")
    said = texts("fr").error(refused.value)
    assert "touche le rectangle" in said
    assert not refused.value.values["places"] < 1000
    with pytest.raises(MaillageError, match="roads-not-built"):
        run("roads", "show", "wallonie")


def test_roads_of_a_village_are_asked_about_and_can_be_removed(run, file):
    spot = load(WALLONIE).places.set_index("place_id").loc["25005-beauvechain"]
    nodes = "".join(
        f'<node id="{at}" lat="{spot["lat"]:.6f}" lon="{spot["lon"] + (at - 2) / 200:.6f}"/>' for at in range(1, 4)
    )
    refs = "".join(f'<nd ref="{at}"/>' for at in range(1, 4))
    street = '<tag k="highway" v="residential"/>'
    path = file(f'<osm version="0.6">{nodes}<way id="1">{refs}{street}</way></osm>', "village.osm")
    with pytest.raises(MaillageError, match="travel-partial"):
        run("roads", "build", "wallonie", "--osm", path)
    told = json.loads(run("roads", "build", "wallonie", "--osm", path, "--yes", "--json"))
    assert told["places_left_out"] == []
    assert told["places_outside"] > 1500
    assert told["known"]["share"] < 0.01
    diagnosed = json.loads(run("diagnose", "wallonie", "--kind", "saf", "--json"))
    assert diagnosed["births_within"]["60"] / diagnosed["births"] > 0.9
    assert "L’estimation répond désormais" in run("roads", "remove", "wallonie")
    with pytest.raises(MaillageError, match="roads-not-built"):
        run("roads", "remove", "wallonie")
