"""Bringing a register file in: refused line by line, or recorded once somebody has signed."""

import pytest

from geo.workspace.data import load
from geo.workspace.register_intake import check_register, import_register, put_beside
from geo.workspace.territory import load_territory
from tests.ui.driving import HOSTILE, app, button, said
from ui.screens.register.upload import _MEGABYTES, _TYPES
from ui.texts import LANGUAGES, texts

HEADER = "nom,type,commune,capacité,unité,source,date de la source\n"


def brought(content: str, language: str = "fr", name: str = "registre.csv"):
    opened = app("actors", lang=language)
    opened.file_uploader[0].upload(name, content.encode(), "text/csv").run()
    assert not opened.exception
    return opened


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_with_errors_is_refused_in_words(language):
    opened = brought(HEADER + "Un,saf,Nulleville,-3,,s,2025\n", language)
    assert opened.error
    severity, message = (texts(language)(f"column-{name}") for name in ("severity", "message"))
    issues = next(table.value for table in opened.dataframe if severity in table.value.columns)
    assert issues[message].str.contains("Nulleville").any()
    assert not any("upload-commit" in str(button.key) for button in opened.button)


@pytest.mark.usefixtures("own_app")
def test_a_file_is_recorded_once_it_is_signed():
    before = load(load_territory("wallonie")).actors
    opened = brought(HEADER + 'Maison <b>des</b> "petits",saf,Arlon,12,follow-ups,Enquête,2026\n')
    catalogue = texts("fr")
    assert catalogue("upload-clean", kept=1, rows=1) in said(opened)
    commit = button(opened, catalogue("upload-commit"))
    commit.click().run()
    assert catalogue("upload-who") in said(opened)
    assert len(load(load_territory("wallonie")).actors) == len(before)
    fields = {field.label: field for field in opened.text_input}
    fields[catalogue("upload-by")].input("Claire")
    fields[catalogue("upload-reason")].input("nouvelle maison")
    button(opened, catalogue("upload-commit")).click().run()
    assert not opened.exception
    assert catalogue("upload-done", changed=1) in said(opened)
    after = load(load_territory("wallonie")).actors
    new = after[~after["actor_id"].isin(before["actor_id"])]
    assert list(new["name"]) == ['Maison <b>des</b> "petits"']
    shown = next(table.value for table in opened.dataframe if catalogue("column-actor") in table.value.columns)
    assert 'Maison <b>des</b> "petits"' in set(shown[catalogue("column-actor")])
    assert opened.file_uploader[0].value is None


@pytest.mark.usefixtures("own_app")
def test_what_somebody_changed_while_it_was_read_is_shown_again_before_it_is_written(tmp_path):
    wallonie, catalogue = load_territory("wallonie"), texts("fr")
    known, field = "be-saf-maison-source-barvaux", "086 11 11 11"
    text = (
        "identifiant,nom,type,localité,téléphone,statut,source,date de la source\n"
        f"{known},La Maison Source - Barvaux,sap,Barvaux-sur-Ourthe,{field},ouvert,appel,2026-11\n"
    )
    opened = brought(text)
    assert catalogue("updated-count", count=1) in said(opened)
    changes = next(table.value for table in opened.dataframe if catalogue("register-head-after") in table.value.columns)
    assert field in set(changes[catalogue("register-head-after")])
    theirs = tmp_path / "autre.csv"
    theirs.write_text(text.replace("11 11 11", "22 22 22"), encoding="utf-8")
    reading = check_register(wallonie, theirs)
    rows = put_beside(wallonie, reading).rows()
    import_register(wallonie, reading, by="y", reason="y", origin="autre.csv", rows=rows)
    fields = {field.label: field for field in opened.text_input}
    fields[catalogue("upload-by")].input("Claire")
    fields[catalogue("upload-reason")].input("appel")

    def commit():
        return button(opened, catalogue("upload-commit"))

    commit().click().run()
    assert not opened.exception
    assert catalogue("upload-changed-since") in said(opened)
    phones = load(wallonie).actors.set_index("actor_id")["phone"]
    assert phones[known] == "086 22 22 22"
    commit().click().run()
    assert catalogue("upload-done", changed=1) in said(opened)
    assert load(wallonie).actors.set_index("actor_id")["phone"][known] == field


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("registre.csv", ""),
        ("registre.csv", "\x00\x01\x02"),
        ("registre.csv", HOSTILE),
        ("registre.xlsx", "a;b\n1;2\n"),
        ("registre.xlsx", "PK\x03\x04 not a workbook"),
    ],
)
def test_a_file_that_is_no_register_is_refused_without_breaking(name, content):
    opened = brought(content, name=name)
    assert opened.error
    assert texts("fr")("app-unexpected") not in said(opened)


def test_uploads_are_limited_in_size_and_type():
    opened = app("actors")
    box = opened.file_uploader[0].proto
    assert sorted(box.type) == sorted(f".{kind}" for kind in _TYPES)
    assert box.max_upload_size_mb == _MEGABYTES


@pytest.mark.usefixtures("own_app")
def test_only_what_is_missing_is_asked_then_recorded():
    opened = brought("Nom de la structure;Type;Ville\nUn;SAF;Luik\nDeux;Boulangerie;Namur\n")
    catalogue = texts("fr")
    assert catalogue("import-needs", count=3) in said(opened)
    fields = {field.label: field for field in opened.text_input}
    fields[catalogue("import-ask-source")].input("annuaire")
    fields[catalogue("import-ask-as-of")].input("2026-02")
    kinds = next(box for box in opened.selectbox if "Boulangerie" in box.label)
    assert kinds.value == "-"
    button(opened, catalogue("import-answer")).click().run()
    assert not opened.exception
    assert catalogue("upload-clean", kept=1, rows=2) in said(opened)
    shown = next(
        table.value for table in opened.dataframe if catalogue("import-column-position") in table.value.columns
    )
    assert shown[catalogue("column-place")].tolist() == ["Liège"]
    fields = {field.label: field for field in opened.text_input}
    fields[catalogue("upload-by")].input("Claire")
    fields[catalogue("upload-reason")].input("annuaire de la ville")
    fields[catalogue("import-keep")].input("Annuaire")
    button(opened, catalogue("upload-commit")).click().run()
    assert not opened.exception
    assert catalogue("upload-done", changed=1) in said(opened)
    again = brought("Nom de la structure;Type;Ville\nTrois;SAF;Namur\n")
    assert catalogue("import-needs", count=1) in said(again)


def test_another_column_may_be_chosen():
    opened = brought("nom;titre;type;localité;source;date de la source\n1;Maison;SAF;Namur;s;2026\n")
    catalogue = texts("fr")
    box = next(box for box in opened.selectbox if box.label == "nom")
    assert box.value == "nom"
    box.select("titre")
    button(opened, catalogue("import-read-again")).click().run()
    assert not opened.exception
    shown = next(
        table.value for table in opened.dataframe if catalogue("import-column-position") in table.value.columns
    )
    assert shown[catalogue("column-actor")].tolist() == ["Maison"]


@pytest.mark.usefixtures("own_app")
def test_an_actor_who_is_there_already_is_shown_beside_and_decided():
    catalogue = texts("fr")
    line = "Maison Source Bastogne,sap,Bastogne,061 00 00 00,appel,2026-11\n"
    opened = brought("nom,type,localité,téléphone,source,date de la source\n" + line)
    assert catalogue("matched-count", count=1) in said(opened)
    shown = next(table.value for table in opened.dataframe if catalogue("upload-after") in table.value.columns)
    assert "061 00 00 00" in set(shown[catalogue("upload-after")])
    assert not any(button.label == catalogue("upload-commit") for button in opened.button)
    opened.radio(key="upload-matched-choice").set_value("update").run()
    fields = {field.label: field for field in opened.text_input if field.form_id == "upload-commit"}
    fields[catalogue("upload-by")].input("Claire")
    fields[catalogue("upload-reason")].input("appel")
    button(opened, catalogue("upload-commit")).click().run()
    assert not opened.exception
    actors = load(load_territory("wallonie")).actors.set_index("actor_id")
    assert actors.loc["be-saf-maison-source-bastogne", "phone"] == "061 00 00 00"
    assert not actors["name"].eq("Maison Source Bastogne").sum() > 1
