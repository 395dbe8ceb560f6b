"""The parts of the network's screen: each opens on a commune, says where it is, and a cell is in the address."""

import pytest

from tests.ui.driving import app, said
from ui.texts import LANGUAGES, texts
from ui.words.escape import plain


@pytest.mark.parametrize("part", ["call", "diagram", "links", "prenatal", "coordination", "strata"])
def test_every_part_opens_on_a_commune(part):
    for language in LANGUAGES:
        opened = app("network", zone="82039", network=part, lang=language)
        assert not opened.error
        assert "Bastogne" in said(opened)


def test_the_cell_of_the_address_is_the_one_shown():
    opened = app("network", zone="82039", cell="referent@danger", lang="en")
    chosen = [opened.selectbox(key=f"pick-cell-{name}").value for name in ("function", "stratum")]
    assert chosen == ["referent", "danger"]
    told = texts("en")("network-said-unknown", count=0, to_verify=0, planned=0, minutes="45")
    assert plain(told) in said(opened)
    strange = app("network", zone="82039", cell="dancing@rich")
    assert not strange.error


def test_the_screen_opens_on_a_cell_in_which_somebody_is_known():
    opened = app("network", territory="france", lang="en")
    told = texts("en")("network-said-unknown", count=0, to_verify=0, planned=0, minutes="45")
    assert plain(told) not in said(opened)
    assert opened.selectbox(key="pick-cell-function").value != "coordination"


def test_the_experiments_of_a_departement_are_those_of_the_day_in_the_address():
    opened = app("network", territory="france", zone="26", network="experiments", experiments="2023-01-15", lang="en")
    assert not opened.error
    assert "Drôme" in said(opened)
    assert "1 experiment open" in said(opened)
    assert "Experiments" not in said(app("network", zone="82039", network="matrix", lang="en"))


@pytest.mark.parametrize(("territory", "told"), [("souss-massa", "Khamsa"), ("ain", "34.4")])
def test_every_birth_is_a_part_where_a_document_asks_for_it(territory, told):
    opened = app("network", territory=territory, network="every-birth", lang="en")
    assert not opened.error
    assert told in said(opened)


def test_the_card_of_a_row_that_was_chosen_stands_under_its_table():
    def cards(**address):
        opened = app("network", zone="80000", network="strata", **address)
        assert not opened.error
        return [button for button in opened.button if button.key == "card-close"]

    assert not cards()
    assert len(cards(card="zone:82032")) == 1
