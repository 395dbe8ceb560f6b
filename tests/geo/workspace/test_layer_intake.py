"""Layers recorded, served, replaced, kept through a rebuild; nothing recorded where something is wrong."""

import json

import numpy as np
import pandas as pd
import pytest

from geo.errors import BadInputError, NotFoundError
from geo.files.layers import ReadingOptions
from geo.workspace.build import register_context
from geo.workspace.data import database_path, load, now
from geo.workspace.layer_intake import check_layer, import_layer, layer_name, list_layers
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory
from tests.geo.layer_land import X0, Y0, A, B, C
from tests.geo.workspace.layers.test_layer_plan import IDS, SQUARES
from tests.ui.terminal import run
from ui.texts import texts

GRID = ReadingOptions(crs="EPSG:3035")


@pytest.fixture
def squares(tmp_path):
    path = tmp_path / "Grille 1 km.csv"
    path.write_text(SQUARES, "utf-8")
    return path


def recorded(territory, path, layer="grille", options=GRID):
    plan = check_layer(territory, path, options=options)
    assert plan.ok, plan.findings.table().to_dict("records")
    return import_layer(territory, plan, layer=layer, by="coordination", origin=path.name, source="Eurostat, 2021")


def rebuilt(territory):
    """Make the database look older than its inputs, so that the next reading builds it again."""
    with open_database(database_path(territory), write=True) as database:
        database.run("UPDATE meta SET value = 'older' WHERE key = 'inputs_hash'")


def test_the_layer_chosen_is_served_with_the_same_totals(own_land, squares):
    assert recorded(own_land, squares) is False
    own, grid = load(own_land), load(own_land, layer="grille")
    assert (own.layer, grid.layer) == ("localities", "grille")
    assert grid.places["place_id"].tolist() == sorted([*IDS, "c-village"])
    for column in ("births", "population"):
        pd.testing.assert_series_equal(
            own.places.groupby("zone_id")[column].sum(), grid.places.groupby("zone_id")[column].sum()
        )
    assert len(own.places) == 4
    assert grid.inputs_hash != own.inputs_hash


def test_every_year_and_the_mean_are_served(own_land, squares):
    recorded(own_land, squares)
    by_zone = {
        births: load(own_land, births=births, layer="grille").places.groupby("zone_id")["births"].sum(min_count=1)
        for births in ("2024", "latest", "mean-3")
    }
    assert by_zone["latest"].to_dict() == {A: 10, B: 7, C: 3}
    assert by_zone["2024"].drop(B).to_dict() == {A: 9, C: 2}
    assert np.isnan(by_zone["2024"][B])
    assert by_zone["mean-3"].to_dict() == {A: 9.5, B: 7, C: 2.5}


def test_a_layer_survives_a_rebuild_and_follows_new_figures(own_land, squares):
    recorded(own_land, squares)
    before = load(own_land, layer="grille").places
    rebuilt(own_land)
    pd.testing.assert_frame_equal(load(own_land, layer="grille").places, before)
    listed = list_layers(own_land).set_index("layer").loc["grille"]
    assert (listed["origin"], listed["source"], listed["recorded_by"]) == (
        squares.name,
        "Eurostat, 2021",
        "coordination",
    )
    figures = own_land.folder / "figures.csv"
    text = figures.read_text("utf-8")
    try:
        figures.write_text(text.replace(f"{A},births,2025,10", f"{A},births,2025,20"), "utf-8")
        after = load(own_land, layer="grille").places.set_index("place_id")["births"]
    finally:
        figures.write_text(text, "utf-8")
    assert after[IDS[:3]].tolist() == [12, 6, 2]


def test_other_counts_of_the_file_are_kept_and_served(own_land, tmp_path):
    path = tmp_path / "couche.csv"
    path.write_text(
        f"X;Y;T;enfants 0-2 ans;F\n{X0};{Y0};9;2;4\n{X0 + 1000};{Y0};9;-1;5\n{X0 + 2000};{Y0};9;3;6\n", "utf-8"
    )
    recorded(own_land, path)
    rebuilt(own_land)
    places = load(own_land, layer="grille").places.set_index("place_id")
    ids = ["1kmN3000E4000", "1kmN3000E4001", "1kmN3000E4002"]
    np.testing.assert_array_equal(places.loc[ids, "children_0_2"], [2, np.nan, 3])
    assert places["women_15_49"].isna().all()
    with open_database(database_path(own_land)) as database:
        women = database.frame("SELECT value FROM layer_value WHERE indicator = 'women' ORDER BY point_id")
    assert women["value"].tolist() == [4, 5, 6]
    assert places.loc[ids[:2], "births"].tolist() == [5, 5]


def test_a_layer_replaces_the_one_of_its_name_only(own_land, squares, tmp_path):
    recorded(own_land, squares)
    recorded(own_land, squares, layer="autre")
    first = load(own_land, layer="grille").inputs_hash
    path = tmp_path / "deux.csv"
    path.write_text(f"X;Y;T\n{X0};{Y0};1\n{X0 + 2000};{Y0};1\n", "utf-8")
    assert recorded(own_land, path) is True
    assert load(own_land, layer="grille").places["place_id"].tolist() == [IDS[0], IDS[3], "c-village"]
    assert load(own_land, layer="grille").inputs_hash != first
    assert len(load(own_land, layer="autre").places) == 6
    assert list_layers(own_land)["layer"].tolist() == ["localities", "autre", "grille"]


def test_an_unknown_layer_names_those_that_are_known(own_land, squares):
    recorded(own_land, squares)
    with pytest.raises(NotFoundError, match="unknown-layer") as caught:
        load(own_land, layer="secteurs")
    assert caught.value.values["known"] == "grille, localities"


def test_a_layer_with_errors_changes_nothing(own_land, squares, tmp_path):
    recorded(own_land, squares)
    before = load(own_land, layer="grille").places
    path = tmp_path / "faux.csv"
    path.write_text(SQUARES + f"{X0};{Y0 + 9000};beaucoup\n", "utf-8")
    plan = check_layer(own_land, path, options=GRID)
    with pytest.raises(BadInputError, match="layer-has-errors"):
        import_layer(own_land, plan, layer="grille", by="x", origin=path.name)
    pd.testing.assert_frame_equal(load(own_land, layer="grille").places, before)


def test_a_failure_while_writing_changes_nothing(own_land, squares, monkeypatch):
    recorded(own_land, squares)
    before = load(own_land, layer="grille").places
    plan = check_layer(own_land, squares, options=GRID)
    monkeypatch.setattr("geo.workspace.layers.keep._write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_layer(own_land, plan, layer="grille", by="x", origin="x")
    pd.testing.assert_frame_equal(load(own_land, layer="grille").places, before)


@pytest.mark.parametrize(
    ("name", "key"), [("localities", "layer-name-taken"), ("Ma grille", "layer-name"), ("", "layer-name")]
)
def test_names_that_a_layer_cannot_have(land, squares, name, key):
    plan = check_layer(land, squares, options=GRID)
    with pytest.raises(BadInputError, match=key) as caught:
        import_layer(land, plan, layer=name, by="x", origin="x")
    assert texts("fr").error(caught.value) != texts("en").error(caught.value)


def test_a_file_gives_its_name_to_its_layer(squares):
    assert layer_name(squares) == "grille-1-km"


def test_squares_are_not_taken_for_localities_by_the_register(own_land, squares):
    recorded(own_land, squares)
    with open_database(database_path(own_land)) as database:
        context = register_context(database, own_land, moment=now())
    assert context.places is not None
    assert context.places["place_id"].tolist() == ["a-village", "b-bourg", "b-hameau", "c-village"]


@pytest.mark.usefixtures("own_land")
def test_the_command_imports_lists_and_diagnoses(squares):
    out = json.loads(run("places", "import", "land", str(squares), "--crs", "EPSG:3035", "--dry-run", "--json"))
    assert (out["ok"], out["recorded"], out["layer"]) == (True, False, "grille-1-km")
    assert [row["layer"] for row in json.loads(run("places", "list", "land", "--json"))] == ["localities"]
    shown = run("places", "import", "land", str(squares), "--crs", "EPSG:3035", "--name", "grille")
    assert "7 lignes lues, 5 points gardés, 1 hors du territoire." in shown
    assert "Couche « grille » enregistrée." in shown.replace("\u202f", " ")
    out = json.loads(run("places", "import", "land", str(squares), "--crs", "EPSG:3035", "--name", "grille", "--json"))
    wanted = {"points": 5, "localities": 1, "confidential": 1, "outside": 1, "nobody_there": 1, "replaced": True}
    assert {key: out[key] for key in wanted} == wanted
    assert out["zones_without_points"] == [{"zone": C, "name": "Cville"}]
    assert "grille" in run("places", "list", "land", language="en")
    for layer in ("grille", "localities"):
        told = json.loads(run("diagnose", "land", "--layer", layer, "--kind", "hopital", "--json"))
        assert (told["layer"], told["births"], told["population"]) == (layer, 20, 1951)
    assert "6 points" in run("diagnose", "land", "--layer", "grille", "--kind", "hopital").replace("\u202f", " ")


@pytest.mark.usefixtures("land")
def test_the_command_refuses_a_bad_file_and_says_why(tmp_path):
    path = tmp_path / "couche.csv"
    path.write_text(f"X;Y;T\n{X0};{Y0};un\n", "utf-8")
    out = json.loads(run("places", "import", "land", str(path), "--crs", "EPSG:3035", "--json", status=1))
    assert (out["ok"], out["recorded"]) == (False, False)
    error = next(issue for issue in out["issues"] if issue["severity"] == "error")
    assert (error["row"], error["column"]) == (2, "T")
    assert "Rien n’a été enregistré" in run("places", "import", "land", str(path), "--crs", "EPSG:3035", status=1)


def test_the_population_served_is_that_of_one_year():
    # The Ain has populations of 2021 and 2023: its points show the year that the territory states, never a mean.
    territory = load_territory("ain")
    data = load(territory)
    known = data.figures[(data.figures["indicator"] == "population") & (data.figures["year"] == 2021)]
    assert territory.population_year == 2021
    assert data.places["population"].sum() == known["value"].sum() == 663_202
