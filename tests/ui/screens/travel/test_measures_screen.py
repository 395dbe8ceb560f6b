"""The measures of access: the screen shows the figures of ``maillage access``, and says what it cannot measure."""

import dataclasses
import json

import pandas as pd
import pytest

from geo.schema import ACTOR, SERVICE
from tests.ui.driving import app, changed, said
from tests.ui.terminal import run
from ui.session.measure_answers import MEASURES
from ui.texts import LANGUAGES, texts
from ui.words.access import access_figure, access_indices
from ui.words.escape import plain

FR = texts("fr")
MATERNITIES = {"access": "measures", "zone": "84000", "kind": "maternite"}


def asked(measure: str, *more: str) -> dict:
    """Return what the command answers about the maternities of a district."""
    words = ["access", "wallonie", "--zone", "84000", "--kind", "maternite", "--measure", measure, *more, "--json"]
    return json.loads(run(*words))


def zones_table(screen) -> pd.DataFrame:
    return next(one.value for one in screen.dataframe if FR("column-unserved") in one.value.columns)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_screen_and_the_command_give_the_same_figures(measure):
    # Capacities of maternities are not known: every actor counts for one, except for minutes, that count none.
    supply = () if measure == "nearest" else ("--supply", "one")
    record = asked(measure, *supply)
    screen = app("travel", **MATERNITIES, measure=measure, **({"supply": "one"} if supply else {}))
    assert not screen.error
    assert plain(access_figure(record, "value", record, FR)) in said(screen)
    for sentence in access_indices(record, FR):
        assert plain(sentence) in said(screen)
    table = zones_table(screen).set_index(FR("choice-zone"))
    figures = table.iloc[:, 0]
    parts = {part["name"]: part["value"] for part in record["parts"]}
    assert figures.to_dict() == pytest.approx(parts)
    worst_first = list(figures) if measure == "nearest" else [-value for value in figures]
    assert worst_first == sorted(worst_first, reverse=True)


def test_another_weight_of_time_and_another_count_are_those_of_the_command():
    record = asked("cumulative", "--decay", "binary:45", "--supply", "one", "--demand", "population")
    screen = app("travel", **MATERNITIES, measure="cumulative", decay="binary:45", supply="one", demand="population")
    assert plain(access_figure(record, "value", record, FR)) in said(screen)
    assert record["value"] != asked("cumulative", "--supply", "one")["value"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_capacity_is_known_the_screen_says_what_to_choose(language):
    screen = app("travel", access="measures", measure="e2sfca", kind="saf", lang=language)
    assert not screen.error
    assert plain(texts(language)("measures-access-no-capacity")) in said(screen)


def test_a_weight_that_says_nothing_is_refused_in_a_sentence():
    screen = app("travel", **MATERNITIES, measure="e2sfca", supply="one", decay="binary:soon")
    assert not screen.exception
    assert plain("binary:soon") in said(screen)
    assert screen.selectbox(key="pick-measure").value == "e2sfca"


def test_without_anybody_listed_the_measure_is_unknown_not_zero():
    with changed(lambda data: dataclasses.replace(data, actors=ACTOR.empty(), services=SERVICE.empty())):
        screen = app("travel", access="measures")
    assert not screen.error
    assert plain(FR("access-state-no-actor", count=0, listed="no")) in said(screen)


def test_where_no_service_has_a_place_another_kind_is_asked_about_in_one_click():
    screen = app("travel", access="measures", zone="80000", kind="one-plateforme", measure="nearest")
    screen.button_group(key="pick-instead").set_value("administration-communale").run()
    assert screen.session_state["choice-kind"] == "administration-communale"
    assert not screen.info
