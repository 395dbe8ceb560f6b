"""Lists of others on the three square communes of ``register_cases``: what is understood, aside, asked.

Every list is written here, in a layout that publishers and spreadsheets use.
"""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pytest
from pyproj import Transformer
from shapely import Point

from geo.errors import MissingFileError
from geo.files.register.intake.assistant import ImportQuestion, Intake, examine
from geo.files.register.intake.recipes import Recipe, keep_recipe
from geo.files.register.positions import REACH_KM
from tests.geo.files.register.register_cases import context
from ui.texts import LANGUAGES, texts

KINDS = frozenset({"hopital", "pmi", "centre-de-sante", "planning-familial", "sage-femme", "maison-d-accouchement"})
CONTEXT = replace(
    context(), kinds=KINDS, kind_labels={"Hospital": "hopital", "Hôpital": "hopital"}, metric_crs="EPSG:2154"
)
SAID = Recipe(constants={"source": "liste", "as_of": "2026-01"})
Write = Callable[[str, str], Path]


def look(path: Path, answers: Recipe | None = None, **options: Any) -> Intake:
    intake = examine(path, context=CONTEXT, answers=answers, **options)
    for issue in intake.reading.issues.to_dict("records"):
        for language in LANGUAGES:
            texts(language)(f"issue-{issue['rule']}", **issue["values"])
    return intake


def asked(intake: Intake) -> list[str]:
    return [question.key for question in intake.questions]


def rules(intake: Intake) -> set[str]:
    return set(intake.reading.issues["rule"])


def kinds(intake: Intake) -> list[str]:
    return intake.reading.actors["kind"].tolist()


def metres(lon: float, lat: float) -> tuple[float, float]:
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True).transform(lon, lat)
    return round(x, 1), round(y, 1)


def test_a_list_in_plain_words_needs_only_its_source_and_date(write: Write) -> None:
    path = write("liste.csv", "Nom de la structure;Type de structure;Commune d'implantation\nA;Maternité;Bourg\n")
    first = look(path)
    assert asked(first) == ["source", "as-of"]
    assert first.columns["name"] == ("Nom de la structure",)
    assert first.reading.rows_kept == 1
    assert not first.ok
    done = look(path, SAID)
    assert done.ok
    actor = done.reading.actors.iloc[0]
    assert actor[["kind", "zone_id", "source", "as_of"]].tolist() == ["hopital", "01002", "liste", "2026-01"]


def test_unknown_words_for_kinds_are_asked_with_the_likeliest(write: Write) -> None:
    path = write("l.csv", "nom;type;localité\nA;Hospitl;Bourg\nB;Boulangerie;Bourg\nC;PMI;Bourg\n")
    first = look(path, SAID)
    assert first.questions == (ImportQuestion("kinds", ("Hospitl", "Boulangerie"), ("hopital", "-"), 2),)
    done = look(path, replace_kinds({"Hospitl": "hopital", "Boulangerie": "-"}))
    assert done.ok
    assert kinds(done) == ["hopital", "pmi"]
    assert done.reading.aside == {"other-kind": 1}
    every = look(path, replace_kinds({"*": "-"}))
    assert kinds(every) == ["pmi"]
    assert every.reading.aside == {"other-kind": 2}


def replace_kinds(table: dict[str, str]) -> Recipe:
    return Recipe(constants=SAID.constants, kinds=table)


def test_a_kind_may_be_said_once_or_read_in_the_name(write: Write) -> None:
    path = write("l.csv", "nom;localité\nPMI de Bourg;Bourg\nMaternité du Val;Bourg\nLe Nid;Bourg\n")
    first = look(path, SAID)
    assert first.questions == (ImportQuestion("kind", proposals=("pmi", "hopital"), count=3),)
    assert kinds(look(path, Recipe(constants=SAID.constants, kind="sage-femme"))) == ["sage-femme"] * 3
    named = look(path, Recipe(constants=SAID.constants, kinds_from_name=True, kinds={"*": "-"}))
    assert kinds(named) == ["pmi", "hopital"]
    assert named.reading.aside == {"other-kind": 1}


def test_known_kinds_that_are_not_in_the_vocabulary_are_counted_apart(write: Write) -> None:
    path = write("l.csv", "nom;type;localité\nA;Crèche;Bourg\nB;PMI;Bourg\n")
    intake = look(path, SAID)
    assert intake.ok
    assert intake.reading.aside == {"kind-not-here": 1}
    with_it = examine(path, context=replace(CONTEXT, kinds=KINDS | {"creche"}), answers=SAID)
    assert kinds(with_it) == ["creche", "pmi"]


def sheet_of(tmp_path: Path, rows: list[list[Any]], *, title: str = "Liste") -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Bienvenue"])
    sheet = workbook.create_sheet(title)
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    path = tmp_path / "liste.xlsx"
    workbook.save(path)
    return path


LISTED = [
    ["Répertoire des PMI, mise à jour avril 2026"],
    ["Lieu", None, "Contact", None],
    ["Nom", "Type", "Localité", "Tél."],
    ["CONTRÉE DU HAUT", None, None, None],
    ["PMI Un", "PMI", "Bourg", "04 00"],
    ["PMI Deux", "PMI", "Hameau (Plaine)", None],
    ["Total : 2", None, None, None],
]


def test_titles_headings_and_totals_are_left_aside_and_the_right_sheet_is_read(tmp_path: Path) -> None:
    intake = look(sheet_of(tmp_path, LISTED), Recipe(constants={"source": "liste"}))
    assert intake.reading.aside == {"heading": 2}
    assert intake.reading.actors["name"].tolist() == ["PMI Un", "PMI Deux"]
    assert intake.questions == (ImportQuestion("as-of", proposals=("2026-04",), count=2),)
    told = intake.reading.issues.set_index("rule").loc["rows-heading", "value"]
    assert told == "CONTRÉE DU HAUT; Total : 2"


def test_headers_far_below_and_a_sheet_by_its_name(tmp_path: Path) -> None:
    rows = [[f"ligne {number}"] for number in range(30)] + LISTED[2:]
    path = sheet_of(tmp_path, rows, title="Deuxième")
    assert look(path, SAID).reading.rows_kept == 2
    named = look(path, Recipe(constants=SAID.constants, sheet="Deuxième"))
    assert named.reading.rows_kept == 2
    assert rules(look(path, Recipe(sheet="Troisième"))) == {"column-absent"}


_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def open_document(path: Path, rows: list[list[str]]) -> Path:
    """Write the least that an OpenDocument sheet holds."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Liste">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    rows = [["Les PMI"], ["Nom", "Type", "Localité"], ["A", "PMI", "Bourg"], ["Total 1"]]
    intake = look(open_document(tmp_path / "liste.ods", rows), SAID)
    assert kinds(intake) == ["pmi"]
    assert intake.reading.aside == {"heading": 1}


def test_metres_without_a_system_are_asked_not_guessed(write: Write) -> None:
    x, y = metres(5.15, 50.05)
    rows = f"nom;type;x;y;localité\nA;PMI;{x};{y};Bourg\nB;PMI;5.12;50.02;Bourg\n"
    path = write("l.csv", rows)
    first = look(path, SAID)
    assert first.questions == (ImportQuestion("crs", proposals=("EPSG:2154",), count=1),)
    done = look(path, Recipe(constants=SAID.constants, crs="EPSG:2154"))
    assert done.ok
    assert done.reading.actors["lon"].tolist() == pytest.approx([5.15, 5.12], abs=1e-5)


def test_positions_as_people_write_them(write: Write) -> None:
    path = write(
        "l.csv",
        "nom;type;coordonnées;localité\n"
        'A;PMI;"50,05, 5,15";\nB;PMI;"[5.12,50.02]";\nC;PMI;POINT (5.16 50.06);\nD;PMI;illisible;Bourg\n',
    )
    intake = look(path, SAID)
    assert intake.reading.actors["lon"].tolist() == pytest.approx([5.15, 5.12, 5.16, 5.15])
    degrees = write("d.csv", "nom;type;latitude;longitude\nA;PMI;50°03'00\"N;5°09'00\"E\nB;PMI;50.05 N;5.15 E\n")
    assert look(degrees, SAID).reading.actors["lon"].tolist() == pytest.approx([5.15, 5.15])


def test_a_point_far_from_its_commune_is_asked_about(write: Write) -> None:
    path = write("l.csv", "nom;type;lon;lat;localité\nA;PMI;5.29;50.05;Saint-Étienne\nB;PMI;5.15;50.05;Bourg\n")
    first = look(path, SAID)
    assert first.questions == (ImportQuestion("believe", ("A",), ("point", "commune"), 1),)
    point = look(path, Recipe(constants=SAID.constants, believe="point"))
    assert point.ok
    assert point.reading.actors["zone_id"].tolist() == ["02001", "01002"]
    assert point.reading.actors["lon"].tolist() == [5.29, 5.15]
    commune = look(path, Recipe(constants=SAID.constants, believe="commune"))
    assert commune.reading.actors["zone_id"].tolist() == ["01001", "01002"]
    assert commune.reading.actors.loc[0, "position_quality"] == "commune"
    assert commune.reading.actors.loc[0, "lon"] < 5.1


def test_what_is_outside_is_left_aside_or_kept_as_far_as_one_can_go(write: Write) -> None:
    near, far = 5.3 + 50 / 71.0, 5.3 + 2 * REACH_KM / 71.0
    path = write("l.csv", f"nom;type;lon;lat\nA;PMI;5.15;50.05\nB;PMI;{near};50.05\nC;PMI;{far};50.05\n")
    skipped = look(path, SAID)
    assert skipped.ok
    assert skipped.reading.aside == {"outside": 1, "outside-far": 1}
    kept = look(path, Recipe(constants=SAID.constants, outside="keep"))
    assert kept.ok
    assert kept.reading.actors["name"].tolist() == ["A", "B"]
    assert kept.reading.actors["zone_id"].isna().tolist() == [False, True]
    assert kept.reading.aside == {"outside-far": 1}


def test_a_list_that_is_all_outside_is_asked_about(write: Write) -> None:
    path = write("l.csv", "nom;type;lon;lat;localité\nA;PMI;5.9;50.05;Ailleurs\n")
    assert look(path, SAID).questions == (ImportQuestion("outside", proposals=("keep", "skip"), count=1),)
    assert rules(look(path, Recipe(constants=SAID.constants, outside="skip"))) >= {"nothing-left", "rows-outside"}


def test_a_name_of_commune_that_is_almost_known_is_proposed(write: Write) -> None:
    path = write("l.csv", "nom;type;commune\nA;PMI;Bourgg\nB;PMI;Plaine\n")
    first = look(path, SAID)
    assert first.questions == (ImportQuestion("places", ("Bourgg",), ("01002",), 1),)
    done = look(path, Recipe(constants=SAID.constants, places={"Bourgg": "01002"}))
    assert done.ok
    assert done.reading.actors["zone_id"].tolist() == ["01002", "02001"]


def test_the_name_and_the_code_of_a_commune_may_both_be_there(write: Write) -> None:
    path = write("l.csv", "nom;type;commune;code_insee\nA;PMI;Bourg;01002\n")
    intake = look(path, SAID)
    assert intake.ok
    assert intake.columns["locality"] == ("commune",)
    assert intake.reading.actors.loc[0, "zone_id"] == "01002"


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".shp", ".parquet"])
def test_shapes_give_the_same_lines_whatever_holds_them(suffix: str, tmp_path: Path) -> None:
    points = gpd.GeoDataFrame(
        {"nom": ["Un", "Deux"], "type": ["PMI", "Hôpital"], "source": ["s", "s"], "date maj": ["2026", "2026"]},
        geometry=[Point(5.15, 50.05), Point(5.25, 50.05).buffer(0.001)],
        crs="EPSG:4326",
    )
    if suffix == ".shp":
        points.geometry = gpd.GeoSeries([Point(5.15, 50.05), Point(5.25, 50.05)], crs="EPSG:4326")
    path = tmp_path / f"lieux{suffix}"
    metric = points.to_crs("EPSG:2154") if suffix in {".gpkg", ".shp", ".parquet"} else points
    metric.to_parquet(path) if suffix == ".parquet" else metric.to_file(path)
    intake = look(path)
    assert intake.ok
    assert kinds(intake) == ["pmi", "hopital"]
    assert intake.reading.actors["lon"].tolist() == pytest.approx([5.15, 5.25], abs=1e-4)


def test_lines_with_errors_refuse_the_file_unless_they_are_left_aside(write: Write) -> None:
    path = write("l.csv", "nom;type;localité;capacité;unité\nA;PMI;Bourg;-3;places\nB;PMI;Bourg;4;places\n")
    assert rules(look(path, SAID)) >= {"number-negative"}
    assert not look(path, SAID).ok
    skipped = look(path, Recipe(constants=SAID.constants, errors="skip"))
    assert skipped.ok
    assert skipped.reading.actors["name"].tolist() == ["B"]
    assert skipped.reading.aside == {"error": 1}


def test_the_unit_may_be_in_the_header(write: Write) -> None:
    path = write("l.csv", "nom;type;localité;Nombre de places agréées\nA;PMI;Bourg;12\n")
    services = look(path, SAID).reading.services
    assert services[["capacity", "capacity_unit"]].iloc[0].tolist() == [12.0, "places"]


def test_same_name_at_two_addresses_are_two_services_and_a_repeated_line_is_one(write: Write) -> None:
    path = write("l.csv", "nom;type;localité;adresse\nPMI;PMI;Bourg;rue A\nPMI;PMI;Bourg;rue B\nPMI;PMI;Bourg;rue A\n")
    intake = look(path, SAID)
    assert intake.reading.actors["actor_id"].tolist() == ["pmi-pmi-bourg", "pmi-pmi-bourg-rue-b"]
    assert intake.reading.aside == {"repeated": 1}


def test_what_is_no_list_is_refused(write: Write, tmp_path: Path) -> None:
    assert rules(look(write("t.csv", "texte;demi\nlundi;1\nmardi;2\n"))) == {"not-a-list"}
    assert rules(look(write("t.json", "{broken"))) == {"file-unreadable"}
    assert rules(look(write("t.json", "[]"))) == {"no-rows"}
    assert rules(look(write("t.gpkg", "no"))) == {"file-unreadable"}
    assert rules(look(write("t.xls", "no"))) == {"not-what-its-name-says"}
    with pytest.raises(MissingFileError, match="missing-file"):
        look(tmp_path / "absent.csv")


def test_answers_are_kept_for_the_next_file_of_this_form(write: Write) -> None:
    first = write("un.csv", "Intitulé du lieu;Famille;Endroit\nA;Naissance;Bourg\n")
    answers = Recipe(
        columns={"name": ("Intitulé du lieu",), "kind": ("Famille",), "locality": ("Endroit",)},
        kinds={"Naissance": "hopital"},
        constants={"source": "Ville", "as_of": "2026"},
    )
    intake = look(first, answers)
    assert intake.ok
    keep_recipe("Lieux de la ville", intake.recipe, headers=intake.headers, layout=intake.layout)
    second = write("deux.csv", "Endroit;Famille;Intitulé du lieu;Autre\nPlaine;Naissance;B;x\n")
    again = look(second)
    assert again.recipe_id == "lieux-de-la-ville"
    assert asked(again) == ["as-of"]
    done = look(second, Recipe(constants={"as_of": "2026-02"}))
    assert done.ok
    assert done.reading.actors[["name", "kind", "zone_id", "source"]].iloc[0].tolist() == [
        "B",
        "hopital",
        "02001",
        "Ville",
    ]


HEADS = "identifiant;nom;type;adresse;localité;statut;horaires;source;date de la source"


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        ("a1;A;PMI;rue X 1;North;ouvert;Mo-Fr 09:00-12:00; PH off;liste;2026", "hours", "Mo-Fr 09:00-12:00; PH off"),
        (
            "a1;A;PMI;rue X 1;North;ouvert;lundi 9h-12h; mardi 14h-16h; fermé en août;liste;2026",
            "hours",
            "lundi 9h-12h; mardi 14h-16h; fermé en août",
        ),
        ("a1;A;PMI;12;rue du Puits;North;ouvert;lundi 9h-12h;liste;2026", "address", "12; rue du Puits"),
    ],
)
def test_a_text_that_holds_the_separator_is_one_cell(write: Write, line: str, column: str, text: str) -> None:
    intake = look(write("list.csv", f"{HEADS}\n{line}\n"))

    assert "cells-rejoined" in rules(intake)
    assert "too-many-cells" not in rules(intake)
    assert list(intake.reading.actors[column]) == [text]
    assert list(intake.reading.actors["source"]) == ["liste"]


def test_a_line_that_could_be_mended_in_two_ways_is_refused(write: Write) -> None:
    line = "a1;A;PMI;rue X 1;North;ouvert;sur rendez-vous;autre chose;liste;2026"
    intake = look(write("list.csv", f"{HEADS}\n{line}\n"))

    assert "too-many-cells" in rules(intake)
    assert not intake.ok


@pytest.mark.parametrize(
    ("header", "system", "point"),
    [
        ("(Lambert 2008)", "EPSG:3812", (5.15, 50.05)),
        ("L72", "EPSG:31370", (5.15, 50.05)),
        ("Lambert-93", "EPSG:2154", (5.15, 50.05)),
        ("EPSG:3857", "EPSG:3857", (5.15, 50.05)),
    ],
)
def test_a_header_may_name_the_system_of_its_coordinates(
    write: Write, header: str, system: str, point: tuple[float, float]
) -> None:
    x, y = Transformer.from_crs("EPSG:4326", system, always_xy=True).transform(*point)
    intake = look(write("list.csv", f"nom;type;X {header};Y {header};source;date\nA;PMI;{x:.1f};{y:.1f};s;2026\n"))

    assert "crs" not in asked(intake)
    assert list(intake.reading.actors[["lon", "lat"]].iloc[0]) == pytest.approx(point, abs=1e-5)


def test_accents_that_were_encoded_twice_are_put_right_and_told(tmp_path: Path) -> None:
    text = "nom;type;localité;source;date\nMaison de l’Été;PMI;North;à vérifier;2026\n"
    path = tmp_path / "twice.csv"
    path.write_bytes(text.encode().decode("cp1252", errors="ignore").encode())
    intake = look(path)

    assert "encoding-twice" in rules(intake)
    assert list(intake.reading.actors["name"]) == ["Maison de l’Été"]


@pytest.mark.parametrize(
    ("written", "read"), [("mars 2026", "2026-03"), ("12 mars 2026", "2026-03-12"), ("1er août 2025", "2025-08-01")]
)
def test_a_month_may_be_written_in_words(write: Write, written: str, read: str) -> None:
    intake = look(write("list.csv", f"nom;type;localité;source;date\nA;PMI;North;s;{written}\n"))

    assert list(intake.reading.actors["as_of"]) == [read]


def test_the_commune_of_the_seat_is_never_that_of_the_service(write: Write) -> None:
    intake = look(write("list.csv", "nom;type;commune du siège;localité;source;date\nA;PMI;South;North;s;2026\n"))

    assert list(intake.reading.actors["locality"]) == ["North"]
    assert list(intake.reading.actors["seat"]) == ["South"]
