"""Everything exported can be imported again without a change, and what a format leaves out is told."""

import json
import shutil
import zipfile

import pandas as pd
import pytest

from geo.errors import BadInputError
from geo.files.register.columns import COLUMNS
from geo.files.register.formats.content import records_of
from geo.files.register.formats.writing import FORMATS, format_of
from geo.workspace.journal import Signature
from geo.workspace.register_changes import open_desk, save
from geo.workspace.register_drafts import edited
from geo.workspace.register_exports import export_register
from geo.workspace.register_intake import check_register, examine_list, import_register, present_register, put_beside
from geo.workspace.territory import load_territory
from ui.words.exports import words_of_catalogues

READ = [one for one in FORMATS.values() if one.read]

# Two of one name, places that are not known, semicolons, quotes and lines in notes, two at one door, a suspended one, a
# closed one, rooms known in part, zero that means zero, names that data·inclusion refuses, hours of both writings.
HERE = {
    "lon": "5.2254",
    "lat": "46.2047",
    "position_quality": "address",
    "address": "1 rue Haute",
    "postal_code": "01000",
    "locality": "Bourg-en-Bresse",
    "zone_id": "01053",
}
BELLEY = {"locality": "Belley", "zone_id": "01034", "postal_code": "01300"}
CENTRE = {"lon": "5.69", "lat": "45.76", "zone_id": "01034", "position_quality": "commune"}
MOON = {
    "actor_id": "n-1",
    "name": "Maison Lune",
    **HERE,
    "hours": "Mo-Fr 09:00-12:00",
    "since": "2024",
    "identifiers": "siret:26010004500012",
    "website": "https://lune.example",
}
NASTY = (
    {
        **MOON,
        "note": 'un ; deux, "trois"\net une ligne',
        "capacity": "120",
        "used": "80,5",
        "capacity_unit": "follow-ups",
        "covers": "01;01004",
        "verified": "2026-05-06",
        "fees": "gratuit",
        "conditions": "habiter l’Ain",
        "functions": "vaccination",
        "source": "page ; autre",
        "as_of": "2026-01",
        "mode": "home-visits",
    },
    {**MOON, "service": "Jeux", "capacity": "0", "used": "0", "capacity_unit": "places", "as_of": "undated"},
    {**MOON, "service": "FO", "capacity": "10", "used": "12", "capacity_unit": "places", "as_of": "undated"},
    {"actor_id": "n-2", "name": "Maison Lune", **HERE, "lon": "5.22541"},
    {"actor_id": "n-3", "name": "Autre porte", **HERE, "capacity": "30", "capacity_unit": "places"},
    {
        "actor_id": "n-4",
        "name": "Sans lieu",
        "position_quality": "unknown",
        "locality": "Belley",
        "hours": "mardi 9h-12h",
    },
    {"actor_id": "n-5", "name": "Nulle part", "position_quality": "unknown", "note": "=pas une formule"},
    {
        "actor_id": "n-6",
        "name": "À peu près",
        **BELLEY,
        "website": "lune.example",
        "position_quality": "approximate",
        "lon": "5.7",
        "lat": "45.75",
    },
    {"actor_id": "n-7", "name": "Au centre", **CENTRE},
    {
        "actor_id": "n-8",
        "name": "En attente",
        **BELLEY,
        "address": "2 rue Basse",
        "lon": "5.6892",
        "lat": "45.7591",
        "position_quality": "address",
        "status": "suspended",
        "expected_return": "2030-01",
    },
    {
        "actor_id": "n-9",
        "name": "Plus rien.",
        **BELLEY,
        "address": "3 rue Basse",
        "lon": "5.6893",
        "lat": "45.7592",
        "position_quality": "address",
        "status": "closed",
        "since": "2020",
        "until": "2024-06",
    },
    {"actor_id": "n-10", "name": "Projet", **CENTRE, "status": "planned"},
    {"actor_id": "n-11", "name": "Un jour", **CENTRE, "status": "to-verify"},
)


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    """A workspace as shipped and one with the nasty register, made once."""
    kept = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("plain", "nasty"):
            kept[name] = tmp_path_factory.mktemp(name) / "workspace"
            patch.setenv("MAILLAGE_WORKSPACE", str(kept[name]))
            territory = load_territory("ain")
            present_register(territory)
            if name == "nasty":
                _bring_nasty(territory, kept[name].parent / "nasty.csv")
    return kept


def _bring_nasty(territory, file):
    plain = {"service": "Accueil", "kind": "saf", "status": "open", "source": "page", "as_of": "2025"}
    pd.DataFrame([{**plain, **row} for row in NASTY]).to_csv(file, index=False, sep=";")
    reading = check_register(territory, file)
    assert reading.ok, reading.issues.to_string()
    assert import_register(territory, reading, by="x", reason="x", origin="x") == len(NASTY)


@pytest.fixture
def ain(workspaces, tmp_path, monkeypatch):
    return _copied(workspaces["plain"], tmp_path, monkeypatch)


@pytest.fixture
def nasty(workspaces, tmp_path, monkeypatch):
    return _copied(workspaces["nasty"], tmp_path, monkeypatch)


def _copied(workspace, tmp_path, monkeypatch):
    shutil.copytree(workspace, tmp_path / "workspace")
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "workspace"))
    return load_territory("ain")


def written(territory, chosen, tmp_path, *, language="fr", ending=None, **given):
    path = tmp_path / f"registre-{chosen.id}{chosen.endings[0] if ending is None else ending}"
    told = export_register(territory, path, chosen, language=language, words=words_of_catalogues, **given)
    return path, told


def changes_on_return(territory, path):
    """How many rows a file changes when it is brought back as it is."""
    before = present_register(territory)
    intake = examine_list(territory, path)
    assert intake.ok, (intake.questions, intake.reading.issues.to_string())
    sides = put_beside(territory, intake.reading)
    assert sides.matches.sure.empty
    rows = sides.rows()
    count = import_register(territory, intake.reading, by="x", reason="x", origin="x", rows=rows)
    pd.testing.assert_frame_equal(present_register(territory), before)
    return count, len(rows)


@pytest.mark.parametrize("chosen", READ, ids=lambda one: one.id)
def test_what_is_written_comes_back_without_a_change(chosen, nasty, tmp_path):
    path, told = written(nasty, chosen, tmp_path)
    changed, rows = changes_on_return(nasty, path)
    assert changed == 0
    # data·inclusion has open services only, without the one of two letters; an actor is recorded with all its rows.
    every = present_register(nasty)
    listed = int((every["status"] == "open").sum())
    assert (told.rows, rows) == ((listed - 1, listed) if chosen.id == "data-inclusion" else (len(every), len(every)))


@pytest.mark.parametrize("chosen", [one for one in READ if one.package], ids=lambda one: one.id)
def test_shipped_registers_come_back_from_folders_too(chosen, own_workspace, tmp_path):  # noqa: ARG001
    territory = load_territory("ain" if chosen.id == "hsds" else "souss-massa")
    path, _ = written(territory, chosen, tmp_path, ending="", language="en")
    assert path.is_dir()
    assert changes_on_return(territory, path)[0] == 0
    assert changes_on_return(territory, path / "datapackage.json" if chosen.id != "data-inclusion" else path)[0] == 0


@pytest.mark.parametrize("chosen", [one for one in READ if not one.package], ids=lambda one: one.id)
def test_shipped_registers_come_back_from_files(chosen, ain, tmp_path):
    path, told = written(ain, chosen, tmp_path, language="en")
    assert changes_on_return(ain, path) == (0, told.rows)


@pytest.mark.parametrize("format_id", ["csv", "geojson", "geopackage", "geoparquet", "hsds", "datapackage"])
def test_another_workspace_takes_every_row_from_it(format_id, nasty, tmp_path, monkeypatch):
    """Nothing is lost on the way to a workspace that has none of these actors."""
    path, told = written(nasty, FORMATS[format_id], tmp_path)
    assert not told.left_out
    here = {(row["actor_id"], row["service"]): row for row in records_of(present_register(nasty))}
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path / "other"))
    intake = examine_list(nasty, path)
    assert intake.ok
    rows = put_beside(nasty, intake.reading).rows("both")
    import_register(nasty, intake.reading, by="x", reason="x", origin="x", rows=rows)
    there = {(row["actor_id"], row["service"]): row for row in records_of(present_register(nasty))}
    assert there == here


def test_what_comes_back_corrected_is_a_change(nasty, tmp_path):
    path, _ = written(nasty, FORMATS["data-inclusion"], tmp_path, ending="")
    file = path / "structures.json"
    structures = json.loads(file.read_text(encoding="utf-8"))
    next(one for one in structures if one["id"] == "maillage--n-3")["telephone"] = "04 74 00 00 00"
    file.write_text(json.dumps(structures), encoding="utf-8")
    services = path / "services.json"
    told = json.loads(services.read_text(encoding="utf-8"))
    for one in told:
        if one["structure_id"] == "maillage--n-4":
            one["adresse"] = "9 rue Neuve"
    services.write_text(json.dumps(told), encoding="utf-8")
    intake = examine_list(nasty, path)
    sides = put_beside(nasty, intake.reading)
    assert import_register(nasty, intake.reading, by="x", reason="x", origin="x", rows=sides.rows()) == 2
    after = present_register(nasty).set_index("actor_id")
    assert after.loc["n-3", ["phone", "capacity", "source", "kind"]].tolist() == ["04 74 00 00 00", 30.0, "page", "saf"]
    assert after.loc["n-4", "address"] == "9 rue Neuve"


def test_data_inclusion_tells_what_it_leaves_out(nasty, tmp_path):
    _, told = written(nasty, FORMATS["data-inclusion"], tmp_path)
    register = present_register(nasty)
    own = register[register["actor_id"].str.startswith("n-")]
    assert told.aside["status"] == int((register["status"] != "open").sum())
    assert told.aside["name"] == 1  # the service “FO”; a closed actor is counted once
    assert told.rows == len(register) - told.aside["status"] - 1
    assert told.left_out["source"] == told.rows
    assert told.left_out["capacity"] == int(own["capacity"].notna().sum()) - 1
    assert "name" not in told.left_out
    assert "note" not in told.left_out


def test_a_geopackage_has_a_point_where_one_is_known(nasty, tmp_path):
    import geopandas as gpd  # noqa: PLC0415 - one test

    register = present_register(nasty)
    for format_id, read in (("geopackage", gpd.read_file), ("geoparquet", gpd.read_parquet)):
        shapes = read(written(nasty, FORMATS[format_id], tmp_path)[0])
        assert shapes.crs.to_epsg() == 4326
        assert len(shapes) == len(register)
        assert int(shapes.geometry.isna().sum()) == int(register["lon"].isna().sum()) > 0
        assert set(shapes.columns) == set(COLUMNS) - {"lon", "lat"} | {"geometry"}


def test_the_history_of_a_row_is_in_hsds(ain, tmp_path):
    actor = str(present_register(ain)["actor_id"].iloc[0])
    draft = edited(open_desk(ain), actor, {"phone": "04 74 11 22 33"})
    save(ain, draft, signed=Signature("Claire", "appel", "elle"))
    path, _ = written(ain, FORMATS["hsds"], tmp_path)
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("metadata.csv").decode().splitlines()
    assert [line for line in lines if "04 74 11 22 33" in line and line.endswith("Claire") and ",update,phone," in line]
    assert len(lines) == 1 + len(present_register(ain)) + 1


def test_the_dictionary_says_every_column_in_both_languages(ain, tmp_path):
    path, _ = written(ain, FORMATS["datapackage"], tmp_path, ending="", licence="https://licence.example/1")
    descriptor = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    fields = {one["name"]: one for one in descriptor["resources"][0]["schema"]["fields"]}
    assert tuple(fields) == COLUMNS
    assert all(set(one["titles"]) == set(one["descriptions"]) == {"fr", "en"} for one in fields.values())
    assert fields["lat"]["constraints"] == {"minimum": -90, "maximum": 90}
    assert fields["status"]["constraints"]["enum"][0] == "open"
    assert fields["capacity"] | {"type": "number", "unit": "capacity_unit per year"} == fields["capacity"]
    assert fields["name"]["constraints"] == {"required": True}
    assert descriptor["licenses"] == [{"path": "https://licence.example/1"}]
    table = pd.read_csv(path / "register.csv", dtype="str")
    assert tuple(table.columns) == COLUMNS
    assert not table.duplicated(descriptor["resources"][0]["schema"]["primaryKey"]).any()


def test_the_description_names_its_files_from_where_it_is(nasty, tmp_path):
    given = {"publisher": "Département de l’Ain", "licence": "https://licence.example/1"}
    path, told = written(nasty, FORMATS["dcat"], tmp_path, ending="", **given)
    described = json.loads((path / "dcat.jsonld").read_text(encoding="utf-8"))
    files = {one["dcat:downloadURL"]["@id"]: one for one in described["dcat:distribution"]}
    assert set(files) == set(told.files) - {"dcat.jsonld"}
    for name, one in files.items():
        assert int(one["dcat:byteSize"]["@value"]) == (path / name).stat().st_size
        assert one["dct:license"] == {"@id": "https://licence.example/1"}
    assert described["dct:publisher"]["foaf:name"] == "Département de l’Ain"
    assert [one["@value"] for one in described["dct:title"]] == [
        "Registre des services de la petite enfance\u202f: Ain",
        "Register of early-childhood services: Ain",
    ]
    # The earliest and the latest day that the sources bear.
    dates = [text for text in present_register(nasty)["as_of"] if text != "undated"]
    assert described["dct:temporal"]["dcat:startDate"]["@value"][:4] == min(dates)[:4]
    west = float(described["dct:spatial"]["dcat:bbox"]["@value"].removeprefix("POLYGON((").split()[0])
    assert 4.6 < west < 4.8
    for name in files:
        if name.endswith((".zip", ".gpkg")):
            assert changes_on_return(nasty, path / name)[0] == 0


def test_a_format_wants_its_ending_and_a_free_name(ain, tmp_path):
    for name, named in (("x.zip", None), ("x", None), ("x.csv", "hsds"), ("x", "csv")):
        with pytest.raises(BadInputError, match="register-format"):
            format_of(tmp_path / name, named)
    assert format_of(tmp_path / "x.parquet", None).id == "geoparquet"
    (tmp_path / "registre-hsds").mkdir()
    with pytest.raises(BadInputError, match="file-exists"):
        written(ain, FORMATS["hsds"], tmp_path, ending="")


def test_a_package_that_is_damaged_is_refused(ain, tmp_path):
    for names in ({"datapackage.json": "{"}, {"structures.json": "{}", "services.json": "[]"}):
        path = tmp_path / f"{len(names)}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in names.items():
                archive.writestr(name, text)
        issues = examine_list(ain, path).reading.issues
        assert issues["rule"].tolist() == ["file-unreadable"]


@pytest.mark.usefixtures("own_workspace")
def test_lists_of_somebody_else_are_joined_and_their_kinds_read_in_names(ain, tmp_path):
    """A kind is read in the name of the structure; a structure whose name says none is left aside and counted."""
    place = {"commune": "Belley", "code_postal": "01300", "code_insee": "01034", "date_maj": "2025-01-02"}
    structures = [
        {"source": "dora", "id": "dora--1", "nom": "PMI de Belley", "description": "x", **place},
        {"source": "dora", "id": "dora--2", "nom": "Truc", "description": "x", **place},
    ]
    services = [{"source": "dora", "id": "s1", "structure_id": "dora--1", "nom": "Pesée", "description": "y", **place}]
    (tmp_path / "di").mkdir()
    (tmp_path / "di" / "structures.json").write_text(json.dumps(structures), encoding="utf-8")
    (tmp_path / "di" / "services.json").write_text(json.dumps(services), encoding="utf-8")
    intake = examine_list(ain, tmp_path / "di")
    assert intake.ok
    assert intake.recipe_id == "data-inclusion"
    (row,) = intake.reading.services.merge(intake.reading.actors, on="actor_id").to_dict("records")
    assert (row["kind"], row["service"], row["name"]) == ("pmi", "Pesée", "PMI de Belley")
    assert row["source_x"] == "data·inclusion (dora)"
    assert dict(intake.reading.aside) == {"other-kind": 1}
