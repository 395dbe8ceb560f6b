"""A territory made in the app: from a country's tables, from files, from a ZIP; then looked after."""

from base64 import b64decode

import pytest

from geo.territories.kept import share
from geo.workspace.data import load
from geo.workspace.territory import list_territories, load_territory
from tests.geo.territories.squares import squares, written
from tests.ui.driving import app, button, said
from ui.texts import texts

TABLE = b"code;naissances 2023\n1;10\n2;20\n3;0\n4;7\n"
WORDS = texts("fr")


pytestmark = pytest.mark.usefixtures("own_app")


def press(opened, label: str):
    button(opened, WORDS(label)).click().run()
    assert not opened.exception
    assert not opened.error, opened.error[0].value
    return opened


def number_26(opened):
    field(opened, "selectbox", "territories-country").select("FR").run()
    field(opened, "selectbox", "territories-unit").select("26").run()


def field(opened, kind: str, key: str):
    return next(one for one in opened.get(kind) if one.key == key)


def test_a_departement_is_made_from_its_number_and_opened():
    opened = app("territories")
    number_26(opened)
    assert "1 département, 16 intercommunalités, 362 communes" in said(opened)
    assert "une hypothèse" in said(opened)
    (picture,) = (one.proto.body for one in opened.get("html") if one.proto.body.startswith("<img"))
    drawing = b64decode(picture.partition("base64,")[2].rstrip('">')).decode()
    assert drawing.count("<path") == 362
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing  # without it a browser draws nothing
    press(opened, "territories-keep")
    assert "territoire enregistré" in said(opened)
    assert "drome" in list_territories()
    shown = app("overview", territory="drome")
    assert "Drôme" in said(shown)
    assert "inconnu" in said(shown)
    again = app("territories")
    number_26(again)
    button(again, WORDS("territories-keep")).click().run()
    assert "existe déjà" in again.error[0].value


def test_files_are_shown_before_anything_is_kept(tmp_path):
    opened = app("territories", territories="files")
    content = written(squares(), tmp_path / "communes.geojson").read_bytes()
    opened.file_uploader[0].upload("communes.geojson", content, "application/geo+json").run()
    assert field(opened, "selectbox", "territories-code").value == "nis"
    assert field(opened, "selectbox", "territories-label").value == "nom"
    assert WORDS("territories-name-first") in said(opened)
    opened.file_uploader[1].upload("naissances.csv", TABLE, "text/csv").run()
    field(opened, "text_input", "territories-name").input("Les quatre")
    field(opened, "text_input", "territories-level-0").input("province")
    field(opened, "selectbox", "territories-level-code-0").select("prov")
    field(opened, "selectbox", "territories-level-name-0").select("prov_nom").run()
    assert "1 territoire, 2 provinces, 4 communes" in said(opened)
    assert "37 naissances en 2023" in said(opened)
    assert "les-quatre" not in list_territories()
    press(opened, "territories-keep")
    assert load(load_territory("les-quatre")).places["births"].sum() == 37


def test_a_table_in_error_is_told_with_its_row(tmp_path):
    opened = app("territories", territories="files")
    content = written(squares(), tmp_path / "communes.geojson").read_bytes()
    opened.file_uploader[0].upload("communes.geojson", content, "application/geo+json").run()
    opened.file_uploader[1].upload("naissances.csv", TABLE + b"99;1\n", "text/csv").run()
    field(opened, "text_input", "territories-name").input("Les quatre").run()
    issues = next(table.value for table in opened.dataframe if WORDS("column-severity") in table.value.columns)
    assert issues.iloc[0][WORDS("column-row")] == "6"
    assert not any(button.label == WORDS("territories-keep") for button in opened.button)


def test_a_file_that_is_no_file_of_boundaries():
    opened = app("territories", territories="files")
    opened.file_uploader[0].upload("communes.geojson", b"{}", "application/geo+json").run()
    assert not opened.exception
    assert "communes.geojson" in opened.error[0].value


def test_ones_own_territory_is_renamed_removed_and_taken_in_again(tmp_path):
    test_files_are_shown_before_anything_is_kept(tmp_path)
    share("les-quatre", tmp_path / "partage.zip")
    opened = app("territories", territories="own")
    next(one for one in opened.text_input if one.label == WORDS("territories-new-name")).input("Le plateau")
    press(opened, "territories-rename")
    assert load_territory("les-quatre").names["fr"] == "Le plateau"
    field(opened, "checkbox", "territories-remove-sure").check().run()
    press(opened, "territories-remove")
    assert "les-quatre" not in list_territories()
    assert WORDS("territories-none-own") in said(opened)
    opened = app("territories", territories="zip")
    opened.file_uploader[0].upload("partage.zip", (tmp_path / "partage.zip").read_bytes(), "application/zip").run()
    press(opened, "territories-zip-take")
    assert "les-quatre" in list_territories()
