"""Words of sources in another language than the document's: quoted in sentences, marked in every format."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest

from geo.workspace.data import load, told_apart
from geo.workspace.shapes import zone_shapes
from geo.workspace.territory import load_territory
from tests.dossiers import answers_of
from ui.dossier.blocks import BulletList, parted
from ui.dossier.compose import compose
from ui.dossier.files import dossier_bytes
from ui.texts import texts


@pytest.fixture(scope="module")
def answers():
    territory = load_territory("souss-massa")
    return answers_of("souss-massa", territory.headline_kind)


@pytest.fixture(scope="module")
def english(answers):
    return compose(answers, zone_shapes(answers.data.territory), texts("en"), on=date(2026, 11, 27))


def test_a_text_is_parted_by_the_longest_words_and_never_inside_a_word():
    assert parted("par an", ()) == [("par an", False)]
    assert parted("le relais santé, relais", ("relais", "relais santé")) == [
        ("le ", False),
        ("relais santé", True),
        (", ", False),
        ("relais", True),
    ]
    assert parted("relaisé (relais)", ("relais",)) == [("relaisé (", False), ("relais", True), (")", False)]


def test_titles_of_sources_are_quoted_in_english_sentences_and_not_in_french(answers, english):
    titles = [source.title for source in answers.data.territory.sources.values() if "é" in source.title]
    lines = [line for block in english.blocks() if isinstance(block, BulletList) for line in block.lines]
    told = [title for title in titles if any(title in line for line in lines)]
    assert told
    assert all(f"“{title}”" in line for title in told for line in lines if title in line)
    french = compose(answers, zone_shapes(answers.data.territory), texts("fr"), on=date(2026, 11, 27))
    assert not french.foreign
    assert not any("“" in line for block in french.blocks() if isinstance(block, BulletList) for line in block.lines)


def test_french_words_are_said_to_be_french_in_every_format(english):
    title = next(one for one in english.foreign if one in dossier_bytes(english, "html").decode("utf-8"))
    page = dossier_bytes(english, "html").decode("utf-8")
    assert f'<span lang="fr">{title}</span>' in page
    word = docx.Document(io.BytesIO(dossier_bytes(english, "docx")))
    marked = re.findall(r'<w:lang w:val="fr-FR"/></w:rPr><w:t[^>]*>([^<]+)', re.sub(r">\s+<", "><", word.element.xml))
    assert title in marked
    assert 'w:lang w:val="en-GB"' in word.styles.element.xml
    with zipfile.ZipFile(io.BytesIO(dossier_bytes(english, "odt"))) as package:
        assert f'<text:span text:style-name="Source">{title}</text:span>' in package.read("content.xml").decode("utf-8")


def test_a_zone_that_has_the_name_of_a_smaller_one_is_told_apart_by_its_level():
    data = load(load_territory("wallonie"))
    for language, level in (("fr", "arrondissement"), ("en", "arrondissement")):
        zones = told_apart(data, "52000", language).zones.set_index("zone_id")["name"]
        assert (zones["52000"], zones["52011"]) == (f"Charleroi ({level})", "Charleroi")
    assert told_apart(data, "80000", "fr") is data
    assert told_apart(data, None, "fr") is data
