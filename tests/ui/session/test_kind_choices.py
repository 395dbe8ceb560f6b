"""Which kinds can be chosen: all of them, those that a register names first, the others marked."""

import pytest

from geo.files.names import name_key
from geo.workspace.user_kinds import add_kind
from geo.workspace.vocabulary import load_vocabulary
from tests.ui.driving import app, button, forget, said
from ui.app import SCREENS
from ui.session.kind_choices import kind_namer, kinds_in_order
from ui.texts import texts


@pytest.mark.parametrize(
    ("language", "first", "mark"), [("fr", ["hopital", "pmi"], "aucun connu"), ("en", ["hopital", "pmi"], "none known")]
)
def test_listed_kinds_come_first_and_the_others_are_marked(language, first, mark):
    kinds = kinds_in_order({"pmi", "hopital"}, language)
    assert kinds[:2] == first
    assert sorted(kinds) == sorted(load_vocabulary().kinds)
    name = kind_namer({"pmi", "hopital"}, texts(language))
    assert mark not in name("hopital")
    assert all(name(kind).endswith(mark) for kind in kinds[2:])
    keys = [name_key(load_vocabulary().label("kind", kind, language=language)) for kind in kinds[2:]]
    assert keys == sorted(keys)


def test_a_kind_that_the_vocabulary_lost_is_still_there_by_its_code():
    assert "gone" in kinds_in_order({"gone"}, "fr")
    assert kind_namer({"gone"}, texts("fr"))("gone") == "gone"


@pytest.mark.parametrize("screen", [name for name in SCREENS if name != "methods"])
def test_every_screen_opens_on_a_kind_that_nobody_lists(screen):
    opened = app(screen, kind="maison-1000-jours")
    chosen = opened.selectbox(key="choice-kind")
    assert chosen.value == "maison-1000-jours"
    assert "Maison des 1000 premiers jours · aucun connu" in chosen.options
    assert len(chosen.options) >= len(load_vocabulary().kinds)


def test_a_kind_added_on_screen_can_be_chosen_at_once_and_a_taken_name_is_refused(own_workspace):  # noqa: ARG001
    forget()
    opened = app("actors", territory="ain")
    name = next(box for box in opened.text_input if box.form_id == "new-kind")
    name.set_value("Crèches")
    button(opened, texts("fr")("kinds-add")).click().run()
    assert any("désigne déjà" in error.value for error in opened.error)
    name = next(box for box in opened.text_input if box.form_id == "new-kind")
    name.set_value("Bébé-bus <b>x</b>")
    button(opened, texts("fr")("kinds-add")).click().run()
    assert not opened.exception
    assert "bebe-bus-b-x-b" in load_vocabulary().kinds
    assert "Type ajouté" in said(opened)
    assert any("Bébé-bus" in option for option in opened.selectbox(key="choice-kind").options)
    forget()


def test_a_kind_added_elsewhere_is_offered(own_workspace):  # noqa: ARG001
    forget()
    add_kind("ludotheque", fr="Ludothèque", family="childcare")
    opened = app("overview", territory="ain", kind="ludotheque")
    assert opened.selectbox(key="choice-kind").value == "ludotheque"
    forget()
