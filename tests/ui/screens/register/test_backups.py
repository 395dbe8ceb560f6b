"""Taking the register away and putting a backup back, on screen."""

import io
import zipfile

import openpyxl
import pytest

from geo.files.register.formats.writing import FORMATS
from geo.workspace.backup import dated_copies, write_backup
from geo.workspace.data import load, now
from geo.workspace.register_intake import check_register, import_register
from geo.workspace.rights import OWNER
from geo.workspace.territory import load_territory
from tests.ui.driving import app, forget, said
from ui.screens.register import backups
from ui.texts import texts

ROW = "identifiant;nom;type;commune;statut;source;date de la source\nsaf-neuf;Neuf;saf;Bertrix;ouvert;essai;2026-01\n"


@pytest.fixture
def wallonie(own_workspace):  # noqa: ARG001 - a folder of its own
    forget()
    yield load_territory("wallonie")
    forget()


def restoration(opened):
    return next(box for box in opened.file_uploader if str(box.key).startswith("backups-file"))


def test_a_backup_is_checked_then_put_back_and_the_state_before_kept(wallonie, tmp_path):
    made = write_backup_of(wallonie, tmp_path)
    file = tmp_path / "ajout.csv"
    file.write_text(ROW, encoding="utf-8")
    import_register(wallonie, check_register(wallonie, file), by="x", reason="x", origin=file.name)
    opened = app("actors")
    restoration(opened).upload("sauvegarde.zip", made, "application/zip").run()
    assert not opened.exception
    assert "saf-neuf" in set(load(wallonie).actors["actor_id"])  # nothing before the button
    next(button for button in opened.button if "Revenir" in button.label).click().run()
    assert not opened.exception
    assert "saf-neuf" not in set(load(wallonie).actors["actor_id"])
    kept = next(copy for copy in dated_copies("wallonie") if not copy.automatic)
    assert kept.path.name in said(opened)


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(wallonie):
    load(wallonie)
    opened = app("actors")
    restoration(opened).upload("photo.zip", b"not a zip", "application/zip").run()
    assert not opened.exception
    assert [error.value for error in opened.error if "sauvegarde" in error.value]


def test_what_is_taken_away_holds_the_register(wallonie):
    actors = load(wallonie).actors
    sheet = openpyxl.load_workbook(io.BytesIO(backups._register_file(wallonie, "fr", OWNER))).active
    assert sheet["A1"].value == "identifiant"
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == set(actors["actor_id"])
    with zipfile.ZipFile(io.BytesIO(backups._backup_file(wallonie, OWNER))) as archive:
        assert "tables/register_journal.parquet" in archive.namelist()


def write_backup_of(territory, folder):
    load(territory)
    return write_backup(territory, moment=now(), path=folder / "sauvegarde.zip").read_bytes()


def test_every_format_is_offered_with_a_line(wallonie):
    load(wallonie)
    opened = app("actors")
    assert not opened.exception
    told = said(opened)
    assert all(texts("fr")(f"format-{one}-line") in told for one in FORMATS)
    content = backups._spoken_file(wallonie, "fr", FORMATS["hsds"], OWNER)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.read("services.csv").splitlines()) > 700
