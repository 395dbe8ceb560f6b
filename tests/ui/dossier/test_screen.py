"""The screen prepares a dossier when it is asked for, keeps it, and asks again for another one."""

from tests.ui.driving import app, said
from ui.dossier.files import FORMATS


def test_a_dossier_is_prepared_on_demand_and_offered_in_every_format():
    opened = app("dossier", territory="ain", zone="01004", kind="pmi")
    assert not opened.get("download_button")
    opened.button("dossier-prepare").click().run()
    assert not opened.exception
    offered = [one.key for one in opened.get("download_button")] if opened.get("download_button") else []
    assert len(opened.get("download_button")) == len(FORMATS), offered
    assert "2. Le territoire et ses familles" in said(opened)
    opened.toggle("dossier-final").set_value(True).run()
    assert not opened.get("download_button")


def test_a_data_book_is_prepared_on_demand_and_offered():
    opened = app("dossier", territory="ain", zone="01004", kind="pmi")
    opened.button("book-prepare").click().run()
    assert not opened.exception
    assert len(opened.get("download_button")) == 1
    assert "Le cahier de données" in said(opened)
