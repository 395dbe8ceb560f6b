"""Every rule of a layer file: a bad file that breaks it, and its sentence in both languages."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.errors import MissingFileError
from geo.files.issues import SHOWN_PER_RULE
from geo.files.layers import RULES, ReadingOptions, read_layer
from geo.files.layers import opening as layer_files
from geo.workspace.layer_intake import check_layer
from tests.geo.layer_land import X0, Y0, A
from ui.texts import LANGUAGES, texts

GRID = ReadingOptions(crs="EPSG:3035")


def cells(*rows: str, header: str = "X;Y;T") -> str:
    return "\n".join([header, *rows]) + "\n"


CELL_A, CELL_B, CELL_C = (f"{X0 + x};{Y0}" for x in (0, 2000, 4000))
EVERYWHERE = (f"{CELL_A};100", f"{CELL_B};70", f"{CELL_C};25")
CODED = "X;Y;T;commune"

CASES = {
    "layer-type-unknown": ("couche.docx", "x", GRID),
    "layer-empty": ("vide.csv", " \n\n", GRID),
    "layer-type-mismatch": ("couche.gpkg", "X;Y;T\n1;2;3\n", GRID),
    "layer-unreadable": ("couche.parquet", "PAR1" + "x" * 100, GRID),
    "layer-encoding": ("couche.csv", b"lon;lat;pop;nom\n5;50;1;\x81\x8d\x8f\x90\xff\n", GRID),
    "layer-encoding-converted": (
        "couche.csv",
        cells(f"{CELL_A};1;Bi\xe8vre", header="X;Y;T;nom").encode("cp1252"),
        GRID,
    ),
    "layer-quotes": ("couche.csv", 'X;Y;T\n1;2;"3\n4;5;6\n', GRID),
    "layer-line-too-long": ("couche.csv", cells(*EVERYWHERE, "1;2;3;4"), GRID),
    "layer-duplicate-header": ("couche.csv", cells("1;2;3;4", header="X;Y;T;T"), GRID),
    "layer-no-rows": ("couche.csv", "X;Y;T\n", GRID),
    "layer-no-population": ("couche.csv", cells("1;2;3", header="X;Y;menages"), GRID),
    "layer-column-absent": ("couche.csv", cells(*EVERYWHERE), ReadingOptions(crs="EPSG:3035", population="P")),
    "layer-column-passed-over": ("couche.csv", cells(f"{CELL_A};1;9", header="X;Y;T;population"), GRID),
    "layer-columns-not-read": ("couche.csv", cells(f"{CELL_A};1;9", header="X;Y;T;EMP"), GRID),
    "layer-degrees": ("couche.csv", "X,Y,T\n5.53,50.03,4\n", ReadingOptions()),
    "layer-placed-by-code": ("couche.csv", cells("01001;2", header="commune;T"), ReadingOptions()),
    "layer-no-position": ("couche.csv", cells("un;2", header="nom;T"), GRID),
    "layer-crs-missing": ("couche.csv", cells(*EVERYWHERE), ReadingOptions()),
    "layer-crs-unknown": ("couche.csv", cells(*EVERYWHERE), ReadingOptions(crs="EPSG:99999")),
    "layer-not-degrees": ("couche.csv", cells(*EVERYWHERE, header="lon;lat;T"), GRID),
    "layer-bad-coordinate": ("couche.csv", cells(*EVERYWHERE, f"5° 30';{Y0};4"), GRID),
    "layer-not-a-number": ("couche.csv", cells(*EVERYWHERE, f"{X0 + 1000};{Y0};environ 40"), GRID),
    "layer-number-ambiguous": ("couche.csv", cells(*EVERYWHERE, f"{X0 + 1000};{Y0};1.250"), GRID),
    "layer-duplicate-id": ("couche.csv", cells(*EVERYWHERE, f"{CELL_A};8"), GRID),
    "more-errors": ("couche.csv", cells(*(f"{X0 + 1000 * n};{Y0};x" for n in range(30))), GRID),
    "layer-nothing-known": ("couche.csv", cells(f"{CELL_A};0", f"{CELL_B};-9999"), GRID),
    "layer-position-missing": ("couche.csv", cells(*EVERYWHERE, ";;12"), GRID),
    "layer-read-as-cells": ("couche.csv", cells(*EVERYWHERE), GRID),
    "layer-nothing-inside": ("couche.csv", cells("3000000;2000000;5", "3001000;2000000;5"), GRID),
    "layer-swapped": ("couche.csv", cells("50.03;5.53;4", header="lon;lat;T"), ReadingOptions()),
    "layer-outside": ("couche.csv", cells(*EVERYWHERE, f"{X0 + 90_000};{Y0};3"), GRID),
    "layer-astray": (
        "couche.csv",
        cells(*(f"{row};" for row in EVERYWHERE), f"3000000;2000000;3;{A}", header=CODED),
        GRID,
    ),
    "layer-zone-unknown": ("couche.csv", cells(f"{CELL_A};100;99999", f"{CELL_B};70;", header=CODED), GRID),
    "layer-code-lost-zero": ("couche.csv", cells(f"{CELL_A};100;1001", f"{CELL_B};70;", header=CODED), GRID),
    "layer-zone-differs": ("couche.csv", cells(f"{CELL_A};100;{A}", f"{CELL_B};70;{A}", header=CODED), GRID),
    "layer-zones-without-points": ("couche.csv", cells(f"{CELL_A};100", f"{CELL_B};70"), GRID),
    "layer-shares-far": ("couche.csv", cells(f"{CELL_A};100", f"{CELL_B};70", f"{CELL_C};900"), GRID),
    "layer-confidential": ("couche.csv", cells(*EVERYWHERE, f"{X0 + 1000};{Y0};-9999"), GRID),
    "layer-confidential-count": (
        "couche.csv",
        cells(*(f"{row};20" for row in EVERYWHERE), f"{X0 + 1000};{Y0};30;-1", header="X;Y;T;Y_LT15"),
        GRID,
    ),
    "layer-nobody-there": ("couche.csv", cells(*EVERYWHERE, f"{X0 + 1000};{Y0};0"), GRID),
    "layer-spread-by-population": (
        "couche.csv",
        cells(f"{CELL_A};100;0", f"{CELL_B};70;9", header="X;Y;T;Y_LT15"),
        GRID,
    ),
}
"""Per rule: name of the file, its content, what the user says of it."""

ELSEWHERE = {
    "layer-not-a-file",
    "layer-file-too-large",
    "layer-too-many-rows",
    "layer-other-tables",
    "layer-crs-conflict",
}
"""Rules that no small text file breaks: tested below."""


def test_every_rule_has_its_bad_file():
    assert set(CASES) | ELSEWHERE == set(RULES)


@pytest.fixture
def checked(land, tmp_path):
    def check(name, content, options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return check_layer(land, path, options=options)

    return check


def said(plan, rule):
    """The first issue of a rule, after checking its severity and its sentences."""
    issues = plan.findings.table()
    assert rule in set(issues["rule"]), issues["rule"].tolist()
    issue = issues[issues["rule"] == rule].iloc[0]
    assert issue["severity"] == RULES[rule]
    assert plan.ok == (RULES[rule] != "error")
    sentences = [texts(language)(f"issue-{rule}", **issue["values"]) for language in LANGUAGES]
    assert all(sentences)
    assert sentences[0] != sentences[1]
    return issue


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_bad_file_is_told_in_both_languages(checked, rule):
    plan = checked(*CASES[rule])
    said(plan, rule)
    if not plan.ok:
        assert (plan.points, plan.localities, len(plan.places)) == (0, 0, 0)


def test_a_finding_names_its_line_and_column(checked):
    issue = said(checked(*CASES["layer-not-a-number"]), "layer-not-a-number")
    assert (issue["row"], issue["column"], issue["value"]) == (5, "T", "environ 40")
    assert said(checked(*CASES["layer-line-too-long"]), "layer-line-too-long")["row"] == 5


def test_the_same_error_is_listed_then_counted(checked):
    issues = checked(*CASES["more-errors"]).findings.table()
    assert (issues["rule"] == "layer-not-a-number").sum() == SHOWN_PER_RULE
    more = issues[issues["rule"] == "more-errors"].iloc[0]
    assert more["values"] == {"count": 30 - SHOWN_PER_RULE}


def test_a_folder_is_not_a_file_and_nothing_is_missing(land, tmp_path):
    folder = tmp_path / "couche.csv"
    folder.mkdir()
    said(check_layer(land, folder), "layer-not-a-file")
    with pytest.raises(MissingFileError, match="missing-file"):
        read_layer(tmp_path / "absent.csv")


def test_sizes_have_limits(land, tmp_path, monkeypatch):
    path = tmp_path / "couche.csv"
    path.write_text(cells(*EVERYWHERE), "utf-8")
    monkeypatch.setattr(layer_files, "MAX_ROWS", 2)
    said(check_layer(land, path, options=GRID), "layer-too-many-rows")
    monkeypatch.setattr(layer_files, "MAX_FILE_MB", 0)
    said(check_layer(land, path, options=GRID), "layer-file-too-large")


def test_what_only_a_geopackage_can_do(land, tmp_path):
    path = tmp_path / "points.gpkg"
    points = gpd.GeoDataFrame({"T": [1]}, geometry=[shapely.Point(X0 + 500, Y0 + 500)], crs="EPSG:3035")
    for layer in ("un", "deux"):
        points.to_file(path, layer=layer)
    said(check_layer(land, path), "layer-other-tables")
    said(check_layer(land, path, options=ReadingOptions(crs="EPSG:31370")), "layer-crs-conflict")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"SQLite format 3\0" + b"\0" * 100, "database"),
        (b"PK\x03\x04" + b"\0" * 100, "workbook"),
        (b'{"type": "FeatureCollection"}', "json"),
        (b"<html></html>", "markup"),
        (b"%PDF-1.4", "pdf"),
        (bytes(range(1, 32)) * 20, "other"),
    ],
)
def test_content_that_is_not_what_the_name_says(checked, content, found):
    issue = said(checked("couche.csv", content, GRID), "layer-type-mismatch")
    assert issue["values"]["found"] == found


def test_a_table_of_two_types_of_cells_is_read(tmp_path):
    path = tmp_path / "points.parquet"
    pd.DataFrame({"lon": [10.0], "lat": [50.0], "T": ["12"]}).to_parquet(path)
    assert read_layer(path).points["population"].tolist() == [12]
