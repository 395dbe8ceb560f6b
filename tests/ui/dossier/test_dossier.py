"""Dossiers of real zones: the figures of the terminal to the digit, whole documents whatever is not known."""

import base64
import io
import json
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from functools import cache, partial
from xml.etree import ElementTree as Xml

import docx
import pytest
import typst
from click.testing import CliRunner
from docx.shared import Cm

from analysis.dossier.ask import KeptPlan, dossier_answers
from analysis.question import Question
from geo.errors import BadInputError
from geo.schema import ACTOR, SERVICE
from geo.workspace.data import load
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from tests.dossiers import answers_of
from tests.ui.terminal import run
from ui.cli import build
from ui.dossier.blocks import BulletList, Dossier, Paragraph, Picture, TextTable
from ui.dossier.compose import SECTIONS, compose
from ui.dossier.files import FORMATS, dossier_bytes, format_asked
from ui.texts import LANGUAGES, texts
from ui.words.diagnosis_tables import capacity_text, coverage_text, gap_text
from ui.words.known import bounded_short, share_cell
from ui.words.measures import figure, needed

DAY = date(2026, 11, 27)


def shapes_of(territory):
    return zone_shapes(load_territory(territory))


@pytest.fixture(scope="module")
def luxembourg():
    return answers_of("wallonie", "one-plateforme", "80000")


@pytest.fixture(scope="module")
def ain():
    return answers_of("ain", "pmi")


def composed(answers, language="fr", **more) -> Dossier:
    if not more:
        return as_it_comes(answers, language)
    return compose(answers, shapes_of(answers.data.territory.id), texts(language), on=DAY, **more)


@cache
def as_it_comes(answers, language) -> Dossier:
    return compose(answers, shapes_of(answers.data.territory.id), texts(language), on=DAY)


def words_of(dossier):
    for _, section in dossier.all_sections():
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph(text=text):
                    yield text
                case BulletList(lines=lines):
                    yield from lines
                case TextTable():
                    yield block.caption
                    yield from block.headers
                    for row in block.rows:
                        yield from row
                case Picture():
                    yield block.caption
                    yield block.alternative


def tables(dossier):
    return [block for block in dossier.blocks() if isinstance(block, TextTable)]


def terminal(*arguments):
    return json.loads(run(*arguments, "--json"))


def test_ten_figures_are_those_of_the_terminal(luxembourg):
    dossier, said = composed(luxembourg), texts("fr")
    told = terminal("diagnose", "wallonie", "--zone", "80000", "--kind", "one-plateforme")
    figures = {row[0]: row[1] for row in tables(dossier)[0].rows}
    assert figures["Naissances"] == figure(told["births"], said) == "2\u202f665"
    assert figures["Population"] == figure(told["population"], said)
    assert figures["Besoin par an"] == needed(told["need"], told["need_status"], said) == "300"
    assert figures["Offert par an"] == capacity_text(told, said) == "120"
    assert figures["Couverture"] == coverage_text(told, said)
    assert figures["Manque"] == gap_text(told, said) == "180"
    hospital = terminal("diagnose", "wallonie", "--zone", "80000", "--kind", "hopital")
    shown = share_cell(hospital["share_within"]["45"], hospital["bounds"]["share_within"], said)
    assert figures["Hôpitaux à 45 min"] == shown
    every = {row[0]: row for table in tables(dossier) for row in table.rows}
    part = next(one for one in told["parts"] if one["name"] == "Virton")
    balance = next(table for table in tables(dossier) if table.caption.endswith("besoin et offre par an"))
    virton = next(row for row in balance.rows if row[0] == "Virton")
    assert virton[1:4] == (
        figure(part["births"], said),
        f"environ {needed(part['need'], 'hypothesis', said)} (hyp.)",
        capacity_text(part, said),
    )
    path = terminal("parcours", "wallonie", "--zone", "80000", "--step", "kind:hopital=45", "--step", "kind:saf=45")
    step = next(one for one in path["steps"] if one["step"] == "kind:saf=45")
    row = every["Service d’accompagnement des familles (SAF) à 45 min"]
    assert row[1] == bounded_short(figure(step["reaching"], said), step["bounds"]["reaching"], said)
    choice = terminal("redundancy", "wallonie", "--zone", "80000", "--kind", "hopital")
    table = next(one for one in tables(dossier) if "combien de services" in one.caption)
    assert table.rows[-1][3] == figure(choice["with_1"], said)


def test_a_dossier_of_another_day_says_so_and_is_of_that_day_throughout(ain):
    data = load(load_territory("ain"))
    since = data.actors.assign(since=data.actors["since"].where(data.actors["kind"] != "pmi", "2026-06-01"))
    then = dossier_answers(replace(data, actors=since), Question(kind="pmi", at="2026-05-31"))
    assert then.data.on == date(2026, 5, 31)
    assert not then.data.actors.loc[then.data.actors["kind"] == "pmi", "status"].eq("open").any()
    assert (ain.data.actors.loc[ain.data.actors["kind"] == "pmi", "status"] == "open").any()
    told = " ".join(words_of(composed(then)))
    assert "ouverts le 31/05/2026" in told
    assert "Jour des acteurs comptés 31/05/2026" in told
    assert "Jour des acteurs comptés aujourd’hui" in " ".join(words_of(composed(ain)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_hole_nor_a_placeholder(luxembourg, ain, language):
    for answers in (luxembourg, ain):
        for text in words_of(composed(answers, language)):
            assert text.strip()
            assert not re.search(r"\{|\}|\bNone\b|\bnan\b|\binf\b|  | ,|\(\)|\s\.(\s|$)", text), text
            assert "dossier-" not in text


def test_english_says_no_french_of_its_own_and_french_no_english(ain):
    french, english = ("\n".join(words_of(composed(ain, language))) for language in LANGUAGES)
    for word in ("births", "unknown", "Services in the register", "within"):
        assert word not in french
    for word in ("naissances par an", "inconnu", "Tableau", "à 45 min"):
        assert word not in english


def test_sections_come_in_their_order_and_those_without_content_are_not_announced(ain):
    dossier = composed(ain)
    keys = [section.key for section in dossier.sections]
    assert keys == [key for key in SECTIONS if key in keys]
    assert "plans" not in keys
    assert "path" not in keys  # one kind of actor has a known place
    assert not [text for text in words_of(dossier) if "proposition" in text.lower()]
    assert [section.number for section in dossier.sections] == [str(rank + 1) for rank in range(len(keys))]


def test_what_a_map_shows_is_told_to_those_who_do_not_see_it(ain):
    maps = [
        block for block in composed(ain).blocks() if isinstance(block, Picture) and block.alternative[:5] == "Carte"
    ]
    counted = [
        sum(map(int, re.findall(r": (\d+)(?=[,.])", one.alternative.replace("\u202f", " ").replace(" :", ":"))))
        for one in maps
    ]
    assert counted == [391] * len(maps)
    assert maps


def bare(data, **more):
    return replace(data, actors=ACTOR.empty(), services=SERVICE.empty(), **more)


def test_a_territory_with_nobody_and_without_births_is_a_whole_document():
    data = load(load_territory("ain"))
    silent = bare(data, figures=data.figures[data.figures["indicator"] != "births"], births_years=())
    silent = replace(silent, places=silent.places.assign(births=float("nan")))
    nothing = replace(silent, figures=data.figures.iloc[:0])
    nothing = replace(nothing, places=nothing.places.assign(population=float("nan")))
    for zone, known, people in (("01", silent, " habitants"), ("01004", nothing, "ni la population")):
        dossier = composed(dossier_answers(known, Question(kind="pmi", zone=zone)))
        first = next(block for section in dossier.sections if section.key == "unknown" for block in section.blocks[1:])
        assert isinstance(first, BulletList)
        assert any("aucun acteur n’est au registre" in line for line in first.lines)
        assert any("naissances" in line for line in first.lines)
        assert any(people in text and "inconnu habitants" not in text for text in words_of(dossier))
        assert all(dossier_bytes(dossier, wanted) for wanted in FORMATS)
        said = "\n".join(words_of(dossier))
        assert "publiées" in said
        assert "inconnu, non nul" in said


def test_names_with_any_character_go_through_every_format(ain):
    odd = 'A<b>&"é" #let x = 1 $y$ \\ `code` @ref *b* _i_ ]] \u200f\U0001f476 \x0b'
    actors = ain.actors.assign(name=odd)
    dossier = composed(replace(ain, actors=actors), final=True)
    for wanted in FORMATS:
        assert dossier_bytes(dossier, wanted)
    page = dossier_bytes(dossier, "html").decode("utf-8")
    assert "A&lt;b&gt;&amp;&quot;é&quot; #let x" in page
    assert "<b>" not in page
    word = docx.Document(io.BytesIO(dossier_bytes(dossier, "docx")))
    assert any('A<b>&"é" #let x = 1' in cell.text for table in word.tables for cell in table.columns[0].cells)


def test_a_word_document_has_real_headings_captions_and_alternative_texts(luxembourg):
    dossier = composed(luxembourg)
    made = dossier_bytes(dossier, "docx")
    assert len(made) < 5_000_000
    word = docx.Document(io.BytesIO(made))
    headings = [line.text for line in word.paragraphs if line.style.name.startswith("Heading")]
    assert headings == [section.heading for _, section in dossier.all_sections()]
    assert len(word.tables) == len(tables(dossier))
    for table in word.tables:
        assert table.rows[0]._tr.trPr is not None
        grid = [column.width for column in table.columns]
        assert sum(grid) == pytest.approx(Cm(17.4), rel=0.001)
        assert all([cell.width for cell in row.cells] == grid for row in (table.rows[0], table.rows[-1]))
    pictures = [block for block in dossier.blocks() if isinstance(block, Picture)]
    described = re.findall(r'<pic:cNvPr|wp:docPr [^>]*descr="([^"]+)"', word.element.xml)
    assert len([text for text in described if text]) == len(pictures)
    codes = re.findall(r"<w:instrText[^>]*>([^<]+)<", word.element.xml)
    assert sum("SEQ Tableau" in code for code in codes) == len(word.tables)
    assert any("TOC" in code for code in codes)
    assert word.core_properties.language == "fr"
    assert 'w:lang w:val="fr-FR"' in word.styles.element.xml
    assert "BROUILLON" in word.sections[0].header.paragraphs[0].text
    assert word.paragraphs[0].text == "Luxembourg\u202f: diagnostic de territoire"


def test_a_pdf_is_tagged_for_everybody_with_its_fonts_inside(ain):
    made = dossier_bytes(composed(ain), "pdf")
    inside = made + b"".join(_inflated(made))
    assert b"pdfuaid" in inside
    assert b"/StructTreeRoot" in inside
    assert b"/Marked true" in inside
    assert b"/FontFile" in inside
    assert b"(fr)" in inside


def test_a_machine_without_any_font_writes_the_same_pdf(ain, monkeypatch):
    monkeypatch.setattr(typst, "compile", partial(typst.compile, ignore_system_fonts=True))
    made = dossier_bytes(composed(ain), "pdf")
    inside = made + b"".join(_inflated(made))
    assert b"pdfuaid" in inside
    assert b"LibertinusSerif" in inside


def _inflated(made):
    for found in re.finditer(rb"stream\r?\n", made):
        try:
            yield zlib.decompressobj().decompress(made[found.end() :])
        except zlib.error:
            continue


def test_a_page_asks_nothing_of_any_other_host(luxembourg):
    page = dossier_bytes(composed(luxembourg, "en"), "html").decode("utf-8")
    drawings = [base64.b64decode(one).decode("utf-8") for one in re.findall(r"svg\+xml;base64,([^\"]+)", page)]
    assert drawings
    outside = re.compile(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//")
    assert not outside.search(page)
    assert not [one for one in drawings if outside.search(one)]
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page


def test_a_draft_says_so_everywhere_until_it_is_ready(ain):
    draft, ready = composed(ain), composed(ain, final=True)
    assert (draft.file_name, ready.file_name) == ("dossier-Ain-brouillon", "dossier-Ain")
    assert "rouillon" in dossier_bytes(draft, "html").decode("utf-8")
    assert "rouillon" not in dossier_bytes(ready, "html").decode("utf-8")
    word = docx.Document(io.BytesIO(dossier_bytes(ready, "docx")))
    assert not word.sections[0].header.paragraphs[0].text


def test_a_proposal_that_cannot_be_worked_out_is_named_among_what_is_not_known(ain):
    dossier = composed(replace(ain, plans=[KeptPlan("deux-maisons", None)]))
    assert "plans" not in [section.key for section in dossier.sections]
    assert any("deux-maisons" in text for text in words_of(dossier))


def test_the_format_is_that_of_the_file_unless_it_is_named(tmp_path):
    assert format_asked(None, tmp_path / "a.PDF") == "pdf"
    assert format_asked("html", tmp_path / "a.pdf") == "html"
    assert format_asked(None, None) == "docx"
    with pytest.raises(BadInputError, match="dossier-format"):
        format_asked(None, tmp_path / "a.rtf")


def test_the_command_writes_the_file_and_says_what_is_in_it(tmp_path):
    told = terminal("report", "ain", "--zone", "01004", "--out", str(tmp_path / "a.html"))
    assert told["bytes"] == (tmp_path / "a.html").stat().st_size
    assert told["sections"] >= 8
    assert told["tables"] > 8


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    result = CliRunner().invoke(
        build(texts("fr")), ["report", "ain", "--zone", "01004", "--out", str(tmp_path / "taken" / "a.html")]
    )
    assert result.exit_code == 1
    assert texts("fr").error(result.exception)


def test_an_odt_is_a_whole_package_with_headings_captions_and_alternative_texts(luxembourg):
    dossier = composed(luxembourg)
    made = dossier_bytes(dossier, "odt")
    assert made[30:38] == b"mimetype"
    assert made[38:].startswith(b"application/vnd.oasis.opendocument.text")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        listed = set(re.findall(r'full-path="([^"]+)"', package.read("META-INF/manifest.xml").decode()))
        assert listed - {"/"} == set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        for name in package.namelist():
            if name.endswith(".xml"):
                Xml.fromstring(package.read(name))  # noqa: S314 - our own file
        body = Xml.fromstring(package.read("content.xml"))  # noqa: S314
        drawn = {name for name in package.namelist() if name.startswith("Pictures/")}
    space = {prefix: f"urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0" for prefix in ("text", "table")}
    headings = ["".join(one.itertext()) for one in body.iter(f"{{{space['text']}}}h")]
    assert headings == [section.heading for _, section in dossier.all_sections()]
    assert len(list(body.iter(f"{{{space['table']}}}table"))) == len(tables(dossier))
    pictures = [block for block in dossier.blocks() if isinstance(block, Picture)]
    described = [one.text for one in body.iter("{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc")]
    assert described == [one.alternative for one in pictures]
    assert len(drawn) == len(pictures)
