"""A dossier carries what reproduces it, and what somebody wrote in it; both are checked when they are read."""

import copy
import json
from datetime import date

import pytest

from analysis.dossier.editions import EditionFigure, Editions
from analysis.dossier.replay import changes_since, figures_of, replay_record, replayed_question
from geo.errors import BadInputError, MissingFileError
from geo.json_values import json_text
from tests.dossiers import answers_of
from tests.ui.dossier.test_dossier import DAY, composed, words_of
from ui.dossier.composition import Composition, OwnParagraph, read_composition
from ui.dossier.edition_page import edition_lines, edition_page
from ui.dossier.embedded_replay import read_replay
from ui.dossier.files import FORMATS, dossier_bytes
from ui.dossier.html_file import html_text
from ui.texts import texts


@pytest.fixture(scope="module")
def answers():
    return answers_of("ain", "pmi", "01004")


def test_every_format_carries_the_record_whole(answers, tmp_path):
    dossier = composed(answers)
    record = json.loads(json_text(replay_record(answers, on=DAY)))
    for wanted in FORMATS:
        path = tmp_path / f"a.{wanted}"
        path.write_bytes(dossier_bytes(dossier, wanted))
        assert read_replay(path) == record
    path = tmp_path / "a.json"
    path.write_text(json_text(record), encoding="utf-8")
    assert read_replay(path) == record


def test_the_same_answers_change_nothing_and_another_figure_is_named(answers):
    record = json.loads(json_text(replay_record(answers)))
    assert replayed_question(record) == answers.question
    assert changes_since(record, answers) == []
    other = copy.deepcopy(record)
    other["figures"]["diagnosis/births"] += 1
    other["figures"]["gone"] = 3
    del other["figures"]["diagnosis/population"]
    found = {one.figure: (one.before, one.now) for one in changes_since(other, answers)}
    population = answers.record["population"]
    assert found == {"diagnosis/births": (232, 231), "gone": (3, None), "diagnosis/population": (None, population)}


def test_the_figures_are_those_of_the_answers(answers):
    figures = figures_of(answers)
    assert figures["diagnosis/births"] == answers.record["births"] == 231
    assert figures["around/births"] == 6881
    assert figures["diagnosis/share_within/45"] == answers.record["share_within"]["45"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not a package",
        b"%PDF-1.7 stream\nnothing",
        b"<html></html>",
        b"{}",
        b'{"form": "other"}',
        b"\xff\xfe[",
    ],
)
def test_a_file_without_a_record_is_refused(content, tmp_path):
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match="dossier-replay"):
        read_replay(path)
    with pytest.raises(MissingFileError):
        read_replay(tmp_path / "absent")


@pytest.mark.parametrize(
    "record", [{}, {"form": "maillage-dossier-1"}, {"form": "maillage-dossier-1", "question": {"x": 1}}]
)
def test_a_record_that_says_something_else_is_refused(record):
    with pytest.raises(BadInputError, match="dossier-replay"):
        replayed_question(record)


def test_own_words_stand_in_their_section_with_their_source(answers, tmp_path):
    path = tmp_path / "with.toml"
    path.write_text(
        'author = "Coordination"\nsections = ["norms", "answer"]\n'
        '[[paragraphs]]\nafter = "answer"\nsource = "réunion"\n[paragraphs.text]\nfr = "On attend trois semaines."\n',
        encoding="utf-8",
    )
    chosen = read_composition(path)
    dossier = composed(answers, composition=chosen)
    assert [section.key for section in dossier.sections] == ["norms", "answer"]
    assert dossier.author == "Coordination"
    said = list(words_of(dossier))
    assert said.index("Source\u202f: réunion") == said.index("On attend trois semaines.") + 1
    assert "On attend trois semaines." in list(words_of(composed(answers, "en", composition=chosen)))


def test_what_cannot_be_composed_is_refused(answers, tmp_path):
    for chosen in (Composition(sections=("nowhere",)), Composition(paragraphs=(OwnParagraph("nowhere", {"fr": "x"}),))):
        with pytest.raises(BadInputError, match="dossier-section"):
            composed(answers, composition=chosen)
    path = tmp_path / "with.toml"
    path.write_text("sections = 3", encoding="utf-8")
    with pytest.raises(BadInputError, match="bad-composition"):
        read_composition(path)
    path.write_text('logo = "logo.png"', encoding="utf-8")
    with pytest.raises(MissingFileError):
        read_composition(path)
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(BadInputError, match="dossier-logo"):
        read_composition(path)


def test_two_editions_are_told_in_words_on_one_page(answers):
    """Twelve births more, a mean trip two minutes shorter by services and half a minute longer by the rest."""
    found = Editions(
        date(2026, 11, 1),
        (
            EditionFigure("diagnosis/births", 100.0, 112.0, 0.0, 12.0, "neither"),
            EditionFigure("diagnosis/mean_min", 12.0, 10.5, -2.0, 0.5, "better"),
            EditionFigure("diagnosis/share_within/30", 0.5, 0.53, 0.03, 0.0, "better"),
            EditionFigure("diagnosis/population", 1000.1, 1000.2, 0.0, 0.1, "neither"),
            EditionFigure("diagnosis/gap", None, 4.0, None, None, "neither"),
        ),
        "data",
    )
    lines = edition_lines(found, answers, texts("en"))
    told = [(line.direction, tuple(cell.replace("\xa0", " ") for cell in line.cells)) for line in lines]
    assert told == [
        (
            "better",
            ("Maternal and child protection services (PMI): Mean trip", "12 min", "11 min", "−2.0 min", "+0.5 min"),
        ),
        (
            "better",
            ("Maternal and child protection services (PMI) within 30 min", "50%", "53%", "+3.0 points", "0 points"),
        ),
        ("neither", ("Births", "100", "112", "0", "+12")),
        ("neither", ("Maternal and child protection services (PMI): Missing", "unknown", "4", "unknown", "unknown")),
    ]
    page = edition_page(found, answers, texts("fr"), today="2026-11-28")
    assert dossier_bytes(page, "pdf").startswith(b"%PDF")
    said = html_text(page)
    assert "01/11/2026" in said
    assert "Ce qui s’améliore" in said
    assert "Ce qui se dégrade" not in said
