"""The other templates: a project's case, zones side by side in four pages, a page for each commune."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from analysis.diagnosis.record import diagnosis_record
from analysis.dossier.replay import figures_of
from analysis.dossier.sheets import sheet_ground, sheet_of, sheet_zones
from analysis.question import Question
from analysis.service_area.programme import load_programme, service_functions
from geo.errors import BadInputError, CancelledError, NotFoundError
from geo.schema import ACTOR, SERVICE
from geo.workspace.data import load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from tests.dossiers import answers_of
from tests.ui.dossier.test_dossier import DAY, composed, tables, terminal, words_of
from ui.dossier.blocks import Paragraph, Picture
from ui.dossier.compose import SECTIONS
from ui.dossier.composition import Composition, OwnParagraph
from ui.dossier.files import dossier_bytes
from ui.dossier.sheets import sheet_document, sheets_zip
from ui.dossier.templates import DEFAULT, load_template, template_names
from ui.texts import LANGUAGES, texts
from ui.words.measures import figure


@pytest.fixture(scope="module")
def ain():
    return answers_of("ain", "pmi")


@pytest.fixture(scope="module")
def ground():
    return sheet_ground(load(load_territory("ain")), Question(kind="pmi"))


def pages_of(made: bytes) -> int:
    return int(re.search(rb"/Type/Pages/Count (\d+)", made)[1])


def keys(dossier):
    return [section.key for section in dossier.sections]


def test_templates_name_parts_that_exist_in_both_languages():
    assert template_names()[0] == DEFAULT
    for name in template_names():
        template = load_template(name)
        assert set(template.names) == set(template.titles) == set(LANGUAGES)
        assert template.each or set(template.sections) <= set(SECTIONS)
    with pytest.raises(NotFoundError, match="unknown-template"):
        load_template("../diagnostic")


def test_a_template_of_ones_own_that_says_something_else_is_refused(tmp_path, monkeypatch):
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "dossiers" / "mine.toml").write_text("sections = 3", encoding="utf-8")
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))
    with pytest.raises(BadInputError, match="bad-template"):
        load_template("mine")


@pytest.mark.parametrize("name", ["note", "projet"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_another_template_has_a_hole(ain, name, language):
    dossier = composed(ain, language, template=name)
    assert len(dossier.sections) >= 4
    for text in words_of(dossier):
        assert not re.search(r"\{|\}|\bNone\b|\bnan\b|\binf\b|  | ,|\(\)|\s\.(\s|$)|dossier-", text), text
    assert dossier.file_name.startswith(name)


def test_a_note_has_four_pages_and_the_figures_of_the_comparison(ain):
    dossier = composed(ain, template="note")
    assert 1 <= pages_of(dossier_bytes(dossier, "pdf")) <= 4
    assert not dossier.contents
    for wanted in ("docx", "html"):
        assert dossier_bytes(dossier, wanted)
    told = terminal("compare", "ain", "--kind", "pmi")
    table = next(one for one in tables(dossier) if one.caption.startswith("Services pour"))
    shown = {zone["name"]: zone["figures"]["services_per_1000"] for zone in told["zones"]}
    assert [row[0] for row in table.rows] == list(shown)
    assert ain.compared["zones"] == told["zones"]


def test_the_case_of_a_project_counts_who_carries_its_functions_already(ain):
    dossier = composed(ain, template="projet")
    assert keys(dossier)[0] == "place"
    data = ain.data
    listed = service_functions(data.services, data.actors, programme=load_programme())
    listed["kind"] = listed["actor_id"].map(data.actors.set_index("actor_id")["kind"])
    own = set(listed.loc[listed["kind"] == "pmi", "function"])
    table = next(one for one in tables(dossier) if one.caption.startswith("Fonctions et acteurs"))
    assert len(table.rows) == len(own)
    open_kinds = {line["kind"] for line in ain.kinds if line["open"]} - {"pmi"}
    carried = own & set(listed.loc[listed["kind"].isin(open_kinds), "function"])
    alone = [row for row in table.rows if row[1] == "personne d’autre n’est connu"]
    assert len(alone) == len(own) - len(carried)
    costs = next(one for one in tables(dossier) if one.caption == "Coûts")
    assert {cell for row in costs.rows for cell in row[1:]} == {"à compléter"}


def test_the_place_of_interviews_goes_once_they_are_written_or_the_document_is_ready(ain):
    assert "interviews" in keys(composed(ain))
    assert "interviews" not in keys(composed(ain, final=True))
    own = Composition(paragraphs=(OwnParagraph("interviews", {"fr": "On attend trois semaines."}, "réunion"),))
    dossier = composed(ain, composition=own)
    section = next(one for one in dossier.sections if one.key == "interviews")
    assert [type(block) for block in section.blocks] == [Paragraph, Paragraph]
    assert section.blocks[0].text == "On attend trois semaines."


def test_handovers_and_the_diagram_are_in_the_document_and_the_network_in_its_figures(ain):
    section = next(one for one in composed(ain).sections if one.key == "handovers")
    drawn = [block for block in section.blocks if isinstance(block, Picture)]
    assert drawn
    assert all("<svg" in one.svg and one.alternative for one in drawn)
    cells = {name: value for name, value in figures_of(ain).items() if name.startswith("network/cells/")}
    one = ain.network["cells"][0]
    assert cells[f"network/cells/{one['function']} {one['stratum']}/open"] == one["open"]


def test_each_sheet_says_the_figures_of_the_diagnosis_on_one_page(ground):
    shapes, found = (
        zone_shapes(ground.data.territory),
        [sheet_of(ground, zone) for zone in sheet_zones(ground, "200042935")],
    )
    assert len(found) == len({sheet.record["zone"] for sheet in found}) > 3
    for sheet in found[:3]:
        record = diagnosis_record(ground.data, ground.measures, sheet.record["zone"])
        assert sheet.record == record
        page = sheet_document(sheet, shapes, texts("fr"), on=DAY)
        assert tables(page)[0].rows[0][1] == figure(record["births"], texts("fr"))
        assert pages_of(dossier_bytes(page, "pdf")) == 1
        for text in words_of(page):
            assert not re.search(r"\{|\}|\bNone\b|\bnan\b|  |\(\)", text), text


def test_the_nearest_of_a_sheet_is_the_nearest_of_most_births(ground):
    sheet = sheet_of(ground, "01004")
    for one in sheet.nearest:
        nearest = ground.kinds[one.kind].nearest
        here = nearest[nearest["zone_id"] == "01004"]
        assert here["actor_id"].nunique() == 1, "one place: Ambérieu"
        names = ground.data.actors.set_index("actor_id")["name"]
        assert one.name == names[here["actor_id"].iloc[0]]
        assert one.minutes == pytest.approx(here["minutes"].iloc[0])


def test_sheets_are_zipped_with_progress_and_can_be_stopped(ground):
    told = []
    shapes = zone_shapes(ground.data.territory)
    made, pages = sheets_zip(
        ground, "200042935", shapes, texts("en"), "html", on=DAY, final=True, progress=lambda *at: told.append(at)
    )
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert len(archive.namelist()) == pages == len(told)
        assert not [name for name in archive.namelist() if "draft" in name or not name.startswith("fiche-")]
    assert told[-1] == (pages, pages)
    with pytest.raises(CancelledError):
        sheets_zip(ground, "200042935", shapes, texts("en"), "html", on=DAY, cancel=lambda: True)


def test_a_territory_without_anybody_nor_births_still_has_its_sheets(ground):
    data = ground.data
    bare = replace(data, actors=ACTOR.empty(), services=SERVICE.empty(), births_years=())
    bare = replace(bare, figures=bare.figures[bare.figures["indicator"] != "births"])
    bare = replace(bare, places=bare.places.assign(births=float("nan")))
    sheet = sheet_of(sheet_ground(bare, Question(kind="pmi")), "01004")
    page = sheet_document(sheet, zone_shapes(data.territory), texts("fr"), on=date(2026, 1, 1))
    assert "ne sont pas publiées" in "\n".join(words_of(page))
    assert dossier_bytes(page, "docx")


def test_the_command_writes_each_template(tmp_path, monkeypatch):
    told = terminal("report", "ain", "--zone", "01004", "--template", "fiche", "--out", str(tmp_path / "a.zip"))
    assert told["pages"] == 1
    monkeypatch.setattr("analysis.dossier.ask.dossier_answers", lambda *_, **_more: answers_of("ain", "pmi"))
    assert terminal("report", "ain", "--template", "projet", "--out", str(tmp_path / "p.html"))["sections"] >= 5
