"""The screen prepares a dossier when it is asked for, keeps it, and asks again for another one."""

import io

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from geo.files.atomic import write_atomic
from tests.ui.driving import app, said
from ui.dossier.composition import OwnParagraph, composition_path, kept_composition
from ui.dossier.files import FORMATS


def offered(opened: AppTest) -> set[str]:
    """Return what can be taken away once it is prepared: the composition always can."""
    return {one.key for one in opened.get("download_button")} - {"dossier-composition"}


def test_a_dossier_is_prepared_on_demand_and_offered_in_every_format():
    opened = app("dossier", territory="ain", zone="01004", kind="pmi")
    assert not offered(opened)
    opened.button("dossier-prepare").click().run()
    assert not opened.exception
    assert offered(opened) == {f"dossier-{name}" for name in FORMATS}
    assert "2. Le territoire et ses familles" in said(opened)
    opened.toggle("dossier-final").set_value(True).run()
    assert not offered(opened)


def test_a_data_book_is_prepared_on_demand_and_offered():
    opened = app("dossier", territory="ain", zone="01004", kind="pmi")
    opened.button("book-prepare").click().run()
    assert not opened.exception
    assert offered(opened) == {"book-zip"}
    assert "Le cahier de données" in said(opened)


@pytest.mark.usefixtures("own_workspace")
def test_what_is_composed_on_the_screen_is_kept_and_stands_in_the_next_document(picture):
    opened = app("dossier", territory="ain", zone="01004", kind="pmi")
    opened.text_input("dossier-author").set_value("Coordination « de l’Ain »").run()
    opened.button("dossier-own-add").click().run()
    opened.text_area("dossier-own-fr-1").set_value('Trois semaines d’attente.\nDit par "deux" services.').run()
    opened.text_area("dossier-own-en-1").set_value("Three weeks to wait.").run()
    opened.text_input("dossier-own-source-1").set_value("réunion du 12 novembre").run()
    opened.selectbox("dossier-own-after-1").set_value("families").run()
    opened.toggle("dossier-final").set_value(True).run()
    opened.multiselect("dossier-parts-diagnostic").set_value(["families", "answer"]).run()
    opened.file_uploader("dossier-logo-file").upload("logo.png", picture, "image/png").run()
    assert not opened.exception, opened.exception
    kept = kept_composition("ain", "01004")
    own = {"fr": 'Trois semaines d’attente.\nDit par "deux" services.', "en": "Three weeks to wait."}
    assert kept.paragraphs == (OwnParagraph("families", own, "réunion du 12 novembre"),)
    assert (kept.author, kept.final, kept.sections) == ("Coordination « de l’Ain »", True, ("families", "answer"))
    assert kept.picture == picture
    again = app("dossier", territory="ain", zone="01004", kind="pmi")
    assert again.text_input("dossier-author").value == "Coordination « de l’Ain »"
    assert again.text_area("dossier-own-en-1").value == "Three weeks to wait."
    assert again.multiselect("dossier-parts-diagnostic").value == ["families", "answer"]
    again.button("dossier-own-remove-1").click().run()
    again.button("dossier-logo-remove").click().run()
    kept = kept_composition("ain", "01004")
    assert kept.paragraphs == ()
    assert kept.picture == b""
    assert [path.name for path in composition_path("ain", "01004").parent.iterdir()] == ["01004.toml"]
    other = app("dossier", territory="ain", zone="01053", kind="pmi")
    assert other.text_input("dossier-author").value == ""


@pytest.mark.usefixtures("own_workspace")
def test_a_kept_file_that_cannot_be_read_is_told_and_stays_as_it_is():
    path = composition_path("ain", "01004")
    write_atomic(path, "author = 3\n")
    opened = app("dossier", territory="ain", zone="01004", kind="pmi")
    assert "01004.toml" in said(opened)
    opened.text_input("dossier-author").set_value("Quelqu’un").run()
    assert path.read_text("utf-8") == "author = 3\n"


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 10), "navy").save(out, "PNG")
    return out.getvalue()
