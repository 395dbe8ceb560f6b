"""A data book holds the tables of a territory, says each column, opens on maps, comes back by the usual commands."""

import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as Xml

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
from click.testing import CliRunner

from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.dossier.data_book import data_book, measures_table
from analysis.question import Question
from geo.errors import BadInputError, CancelledError
from geo.schema import ACTOR, EXPECTED, FIGURE, NEED_RULE, SERVICE, conform
from geo.workspace.data import load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from tests.ui.terminal import run as run_command
from ui.cli import build
from ui.dossier.data_book import columns_table, write_book
from ui.texts import LANGUAGES, texts


@pytest.fixture(scope="module")
def ain():
    territory = load_territory("ain")
    return data_book(load(territory), zone_shapes(territory))


@pytest.fixture(scope="module")
def folder(ain, tmp_path_factory):
    path = tmp_path_factory.mktemp("books") / "ain"
    write_book(ain, path, texts("fr"))
    return path


def run(*arguments):
    return CliRunner().invoke(build(texts("fr")), [*map(str, arguments)])


def told(*arguments):
    return json.loads(run_command(*arguments, "--json"))


def read(folder, name):
    """Read a table of a book as its columns are: codes are texts."""
    columns = pd.read_csv(folder / "csv" / "columns.csv", dtype="str")
    numbers = {"lon", "lat", "value", "year", "capacity", "used", "expected", "low", "high", "rate"}
    text = {one: "str" for one in columns.loc[columns["table"] == name, "column"] if one not in numbers}
    return pd.read_csv(folder / "csv" / f"{name}.csv", dtype=text)


def test_the_tables_are_those_of_the_territory(folder):
    data = load(load_territory("ain"))
    for name, table, own in (
        ("actors", ACTOR, data.actors),
        ("services", SERVICE, data.services),
        ("figures", FIGURE, data.figures),
        ("expected", EXPECTED, data.expected),
    ):
        pd.testing.assert_frame_equal(conform(read(folder, name), table), own.reset_index(drop=True))
    assert set(read(folder, "needs")["rule_id"]) >= set(data.need_rules["rule_id"])
    assert list(read(folder, "needs").columns) == NEED_RULE.names


def test_the_measures_are_those_of_the_diagnosis(ain):
    table = ain.tables["measures"].set_index(["kind", "zone_id"])
    for kind in ("pmi", "hopital"):
        measures = measure(ain.data, Question(kind=kind))
        for zone in ("01", "200042935", "01004"):
            if zone not in set(ain.data.zones["zone_id"]):
                continue
            record, line = diagnosis_record(ain.data, measures, zone), table.loc[(kind, zone)]
            for name in ("births", "population", "need", "capacity", "coverage_rate", "mean_min", "services"):
                expected = np.nan if record[name] is None else record[name]
                assert line[name] == pytest.approx(expected, nan_ok=True), (kind, zone, name)
            share = record["share_within"]["45"]
            assert line["share_within_45_min"] == pytest.approx(np.nan if share is None else share, nan_ok=True)


def test_small_needs_of_delicate_situations_are_not_given_away(ain):
    measures = measure(ain.data, Question(kind="pmi"))
    small = measures.zones.assign(need=3.0, need_status="official", rules="r")
    rules = measures.need.rules.iloc[:0]
    stated = pd.DataFrame({**dict.fromkeys(rules.columns), "rule_id": ["r"], "value": [3.0]})
    need = type(measures.need)(small, stated, measures.need.unit)
    selection = replace(measures.selection, kind=None, stratum="danger", function="protection")
    hidden = measures_table(replace(measures, zones=small, need=need, selection=selection))
    assert hidden["masked"].all()
    assert hidden["need"].isna().all()
    shown = measures_table(replace(measures, zones=small, need=need))
    assert (shown["need"] == 3.0).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_told_in_both_languages(ain, language):
    table = columns_table(ain, texts(language), travel=True)
    assert table["description"].str.len().min() > 3
    assert not table.duplicated(["table", "column"]).any()
    for name, own in ain.tables.items():
        listed = list(table.loc[table["table"] == name, "column"])
        assert listed == [column for column in own.columns if column != "geometry"]


def test_the_workbook_has_a_sheet_per_table_and_codes_stay_texts(ain, folder):
    workbook = openpyxl.load_workbook(folder / "maillage-ain.xlsx", read_only=True)
    assert workbook.sheetnames == ["lisez-moi", *ain.tables, "columns"]
    rows = list(workbook["zones"].iter_rows(values_only=True))
    assert rows[0][:4] == ("zone_id", "level", "parent_id", "name")
    assert len(rows) == len(ain.tables["zones"]) + 1
    assert any(row[0] == "01004" for row in rows)
    assert "Ain" in workbook["lisez-moi"]["A1"].value


def test_a_cell_that_looks_like_a_formula_stays_a_text(ain, tmp_path):
    odd = ain.tables["actors"].assign(name="=1+1 \x07<&> é")
    write_book(replace(ain, tables={**ain.tables, "actors": odd}), tmp_path / "odd", texts("fr"), travel=False)
    sheet = openpyxl.load_workbook(tmp_path / "odd" / "maillage-ain.xlsx")["actors"]
    assert sheet["B2"].value == "=1+1 <&> é"
    assert sheet["B2"].data_type == "s"


def test_the_layers_of_the_geopackage_have_their_shapes_and_their_styles(ain, folder):
    path = folder / "maillage-ain.gpkg"
    layers = dict(pyogrio.list_layers(path))
    assert set(layers) == {*ain.tables, "columns", "layer_styles"}
    assert {name: layers[name] for name in ("zones", "places", "actors", "minutes")} == {
        "zones": "MultiPolygon",
        "places": "Point",
        "actors": "Point",
        "minutes": "MultiPolygon",
    }
    zones = gpd.read_file(path, layer="zones", engine="pyogrio")
    assert zones.crs.to_epsg() == 4326
    assert zones["births"].max() == ain.tables["zones"]["births"].max()
    styles = pyogrio.read_dataframe(path, layer="layer_styles")
    assert set(styles["f_table_name"]) == {"zones", "places", "actors", "minutes"}
    assert styles["useAsDefault"].all()
    for _, style in styles.iterrows():
        assert (folder / "qgis" / f"{style['f_table_name']}.qml").read_text(encoding="utf-8") == style["styleQML"]


def test_the_rules_of_a_style_draw_each_row_once(ain, folder):
    minutes = ain.tables["minutes"]
    root = Xml.fromstring((folder / "qgis" / "minutes.qml").read_text(encoding="utf-8").split("\n", 1)[1])  # noqa: S314 - our own file
    rules = {rule.get("label"): rule.get("filter") for rule in root.iter("rule")}
    assert len(rules) == len(list(root.iter("symbol")))
    column = next(name for name in minutes.columns if f'"{name}"' in " ".join(rules.values()))
    drawn = pd.Series(0, index=minutes.index)
    for rows in rules.values():
        if rows != "ELSE":
            tests = rows.replace(f'"{column}"', "value").replace("AND", "&").split("&")
            drawn += minutes[[column]].set_axis(["value"], axis=1).eval(" & ".join(f"({test})" for test in tests))
    assert (drawn == minutes[column].notna()).all()


@pytest.mark.parametrize("name", ["csv", "maillage-ain.gpkg", "maillage-ain.xlsx"])
def test_the_register_comes_back_from_each_form(folder, name):
    given = told("import", folder / name, "--territory", "ain", "--matched", "update")
    assert given["ok"]
    assert (given["rows_read"], given["rows_kept"]) == (21, 21)
    assert given["recorded"] == 0, "what comes back changes nothing"


@pytest.mark.usefixtures("own_workspace")
def test_places_boundaries_counts_and_times_come_back(folder):
    assert told("places", "import", "ain", folder / "parquet" / "places.parquet", "--dry-run")["points"] == 421
    assert told("places", "import", "ain", folder / "maillage-ain.gpkg", "--dry-run")["points"] == 421
    assert told("places", "import", "ain", folder / "csv" / "places.csv", "--dry-run")["points"] == 421
    assert told("completeness", "import", "ain", folder / "csv" / "expected.csv", "--dry-run")["ok"]
    assert run("boundaries", "import", "ain", folder / "parquet" / "zones.parquet").exit_code == 0
    written = len(read(folder, "travel"))
    got = told("travel", "import", "ain", folder / "csv" / "travel.csv", "--source", "Maillage", "--yes")
    assert (got["rows"], got["unknown_places"], got["unknown_actors"]) == (written, 0, 0)


def test_a_zip_holds_the_same_files_and_is_imported_too(tmp_path):
    path = tmp_path / "ain.zip"
    given = told("export", "ain", path, "--no-travel")
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == given["files"]
    assert "travel" not in given["rows"]
    assert told("import", path, "--territory", "ain", "--dry-run")["rows_kept"] == 21


def test_the_register_alone_is_still_one_file(tmp_path):
    assert run("export", "ain", tmp_path / "a.csv").exit_code == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("identifiant;")


def test_what_cannot_be_written_is_told(ain, tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(BadInputError, match="file-exists"):
        write_book(ain, tmp_path / "there", texts("fr"))
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = run("export", "ain", tmp_path / "taken" / "book")
    assert result.exit_code == 1
    assert texts("fr").error(result.exception)
    with pytest.raises(CancelledError):
        data_book(ain.data, ain.tables["zones"], cancel=lambda: True)


def test_a_territory_without_actors_has_a_whole_book(ain, tmp_path):
    bare = replace(ain.data, actors=ACTOR.empty(), services=SERVICE.empty())
    book = data_book(bare, zone_shapes(bare.territory))
    written = write_book(book, tmp_path / "bare", texts("en"))
    assert written.rows["measures"] == written.rows["nearest"] == written.rows["actors"] == 0
    assert "minutes.qml" not in " ".join(written.files)
