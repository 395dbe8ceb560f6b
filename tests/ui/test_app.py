"""The app itself, screen by screen, without a browser."""

import dataclasses
import io
import re
from itertools import cycle

import openpyxl
import pandas as pd
import pytest

from geo.schema import ACTOR, SERVICE
from geo.travel.times import travel_times
from geo.workspace.data import load
from geo.workspace.territory import list_territories, load_territory
from tests.ui.driving import HOSTILE, app, changed, forget, record, said
from ui.app import SCREENS
from ui.drawing.downloads import csv_bytes, xlsx_bytes
from ui.texts import LANGUAGES, texts
from ui.words.known import share_cell
from ui.words.numbers import count, percent

ACTIVE = re.compile(r"(?<!\\)(<script|<img|!\[x|\[lien|\*\*gras|:red\[|\$x\$)")
"""What the hostile name would be if a screen obeyed it: each mark without the backslash that makes it a text."""


def titled(screen: str, language: str) -> str:
    """Return whose name the title of a screen bears: the register and the methods are those of the territory."""
    whole = {"fr": "Wallonie", "en": "Wallonia"}[language]
    return whole if screen in ("actors", "methods") else "Luxembourg"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_opens_in_both_languages(screen, language):
    opened = app(screen, lang=language, zone="80000", kind="saf")
    assert not opened.error
    assert titled(screen, language) in opened.header[0].value
    if screen != "overview":
        assert texts(language)(f"lead-{screen}") in said(opened)


@pytest.fixture(scope="class")
def _nobody():
    with changed(lambda data: dataclasses.replace(data, actors=ACTOR.empty(), services=SERVICE.empty())):
        yield


@pytest.fixture(scope="class")
def _hostile_names():
    def edit(data):
        return dataclasses.replace(
            data, actors=data.actors.assign(name=HOSTILE + data.actors["actor_id"], note=HOSTILE)
        )

    with changed(edit):
        yield


@pytest.mark.usefixtures("_nobody")
class TestEmptyRegister:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("screen", SCREENS)
    def test_every_screen_says_so(self, screen, language):
        opened = app(screen, lang=language)
        assert not opened.error
        catalogue = texts(language)
        expected = {
            "overview": catalogue("register-empty"),
            "map": catalogue("lead-map"),
            "capacity": catalogue("services-none", state="not-listed"),
            "travel": catalogue("services-none", state="not-listed"),
            "compare": catalogue("services-none", state="not-listed"),
            "parcours": catalogue("register-empty"),
            "network": catalogue("network-register-empty"),
            "plan": catalogue("plan-nobody", state="partial"),
            "dossier": catalogue("dossier-will-say"),
            "actors": catalogue("register-empty-here"),
            "methods": catalogue("methods-approximate"),
        }
        assert expected[screen] in said(opened)


@pytest.mark.usefixtures("_hostile_names")
class TestHostileRegister:
    @pytest.mark.parametrize(("screen", "language"), list(zip(SCREENS, cycle(LANGUAGES), strict=False)))
    def test_names_from_a_file_are_shown_as_text(self, screen, language):
        opened = app(screen, kind="saf", lang=language)
        assert not opened.error
        for kind in ("markdown", "header", "caption", "info", "warning"):
            for element in opened.get(kind):
                text = str(element.value)
                assert not ACTIVE.search(text), (kind, text)
        for element in opened.get("html"):
            assert "<script" not in str(element.proto.body)
            assert "<img" not in str(element.proto.body)

    def test_the_card_of_an_actor_shows_them_as_text(self):
        opened = app("actors")
        opened.session_state["table-actors"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
        opened.run()
        assert not opened.error
        titles = [element.value for element in opened.get("markdown") if "script" in str(element.value)]
        assert titles
        assert not any(ACTIVE.search(title) for title in titles)


@pytest.mark.parametrize("screen", SCREENS)
def test_an_unknown_address_falls_back_on_what_the_territory_opens_on(screen):
    opened = app(screen, territory="atlantide", zone="99999", kind="sorcier", threshold="7", births="1", layer="x")
    assert not opened.error
    assert titled(screen, "fr") in opened.header[0].value
    assert "zone" not in opened.query_params


@pytest.mark.parametrize("territory", list_territories())
def test_every_territory_opens(territory):
    opened = app("overview", territory=territory)
    assert not opened.error
    assert opened.metric[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_the_overview_are_those_of_the_analysis(language):
    shown = [metric.value for metric in app(zone="80000", lang=language).metric]
    known = record("one-plateforme", "80000")
    assert [shown[0], shown[1], shown[2], shown[4]] == [
        count(known[key], language) for key in ("births", "need", "capacity", "gap")
    ]
    assert shown[1:3] == ["300", "120"]
    assert shown[4] == "180"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_times_are_those_of_the_analysis(language):
    shown = [metric.value for metric in app("travel", zone="80000", kind="saf", lang=language).metric]
    known = record("saf", "80000")
    sense = known["bounds"]["share_within"]
    assert shown == [share_cell(share, sense, texts(language)) for share in known["share_within"].values()]


def test_the_comparison_shows_the_share_of_each_province():
    table = app("compare", kind="saf", threshold="30", zone="03000").dataframe[0].value
    shares = dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))
    for part in record("saf", "03000")["parts"]:
        assert shares[part["name"]] == pytest.approx(part["share_within"]["30"], abs=1e-6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_closure_costs_is_what_the_analysis_says(language):
    table = app("parcours", zone="80000", kind="saf", study="robust", lang=language).dataframe[0].value
    data = load(load_territory("wallonie"))
    opened = data.actors[
        (data.actors["kind"] == "saf") & (data.actors["status"] == "open") & data.actors["lon"].notna()
    ]
    inside = data.ancestors.loc[data.ancestors["ancestor_id"] == "80000", "zone_id"]
    places = data.places[data.places["zone_id"].isin(inside)]
    pairs = travel_times(data.territory, places, opened.reset_index(drop=True), mode="car").trips.table("car")
    near = pairs.sort_values(["minutes", "actor_id"]).drop_duplicates("place_id").set_index("place_id")["actor_id"]
    births = places.set_index("place_id")["births"].groupby(near).sum()
    shown = dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))
    for actor, name in zip(opened["actor_id"], opened["name"], strict=True):
        # Those nearest to nobody of the zone are told in one line.
        assert shown.get(name, 0.0) == pytest.approx(births.get(actor, 0.0)), name


def test_the_register_lists_every_actor_and_filters():
    opened = app("actors")
    known = load(load_territory("wallonie")).actors
    assert len(opened.dataframe[0].value) == len(known)
    opened.text_input(key="actors-search").input("écholine").run()
    assert list(opened.dataframe[0].value.iloc[:, 0]) == ["Écholine asbl"]


def test_a_supposed_rate_changes_the_need_and_is_marked():
    opened = app("capacity", zone="80000")
    opened.number_input[0].set_value(20.0).run()
    assert texts("fr")("suppose-warning") in said(opened)
    # 2,665 births at 20 % are 533: a hypothesis is said with two digits.
    assert record("one-plateforme", "80000")["births"] == 2665
    assert opened.metric[0].value == "530"
    assert opened.metric[1].value == "120"


def test_the_address_reopens_the_same_view_and_follows_choices():
    opened = app(zone="80000", kind="saf", lang="en", threshold="30")
    assert "Luxembourg" in opened.header[0].value
    assert "30 min" in said(opened) or "30" in opened.metric[5].label
    opened.selectbox(key="choice-zone").select("90000").run()
    assert "Namur" in opened.header[0].value
    wanted = {"zone": "90000", "kind": "saf", "lang": "en", "threshold": "30"}
    assert {name: opened.query_params[name] for name in wanted} in (wanted, {n: [v] for n, v in wanted.items()})


def test_the_welcome_goes_away_and_stays_away():
    opened = app()
    folded = texts("fr")("welcome-title")
    assert folded in [expander.label for expander in opened.expander]
    opened.button(key="welcome-dismiss").click().run()
    assert folded not in [expander.label for expander in opened.expander]
    assert opened.query_params["intro"] in ("0", ["0"])


def test_a_function_without_a_need_figure_says_so():
    opened = app(by="function", function="group-activities")
    assert "Besoin par an, " in said(opened), "named once among what is not known"
    assert "Besoin par an" not in [metric.label for metric in opened.metric]
    assert texts("fr")("bar-empty-elsewhere") in said(opened)


def test_unknown_capacities_are_a_minimum_never_a_zero():
    def edit(data):
        return dataclasses.replace(data, services=data.services.assign(capacity=float("nan"), used=float("nan")))

    with changed(edit):
        opened = app(zone="80000")
    assert "Offert par an, Couverture, Manque" in said(opened)
    assert "Offert par an" not in [metric.label for metric in opened.metric]
    assert "la capacité du seul service au registre n’est pas connue" in said(opened)


def test_a_territory_with_one_actor_says_what_its_closure_means():
    def edit(data):
        kept = data.actors[(data.actors["kind"] == "saf") & data.actors["lon"].notna()]
        one = kept[kept["status"] == "open"].head(1).reset_index(drop=True)
        services = data.services[data.services["actor_id"].isin(one["actor_id"])].reset_index(drop=True)
        return dataclasses.replace(data, actors=one, services=services)

    with changed(edit):
        assert texts("fr")("closure-one", state="partial") in said(app("parcours", kind="saf", study="robust"))
        assert not app("compare", kind="saf").error


def test_a_territory_without_travel_times_says_so(monkeypatch):
    monkeypatch.setattr("geo.travel.engines.available_engines", lambda *_: [])
    monkeypatch.setattr("ui.session.choices.available_engines", lambda *_: [])
    forget()
    opened = app("travel", kind="saf")
    assert opened.error
    assert "Aucune hypothèse de trajet" in opened.error[0].value
    assert texts("fr")("app-after-error") in said(opened)
    forget()


def test_downloads_hold_texts_that_never_run():
    frame = pd.DataFrame({"nom": ["=1+1", "Écholine"], "valeur": [1234.5, float("nan")]})
    french = csv_bytes(frame, "fr").decode("utf-8-sig")
    assert french.splitlines() == ["nom;valeur", "'=1+1;1234,5000", "Écholine;"]
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(frame, "fr"))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == "=1+1"
    assert sheet["B3"].value is None


def test_services_to_verify_count_when_asked_and_the_address_keeps_it():
    asked = {"territory": "wallonie", "zone": "80000", "kind": "hopital", "threshold": "30"}
    without, with_them = (record("hopital", "80000")[name]["30"] for name in ("share_open", "share_with_to_verify"))
    opened = app("overview", **asked)
    label = texts("fr")("column-within", minutes=30)

    def shown() -> str:
        return next(metric.value for metric in opened.metric if metric.label == label)

    assert shown() == f"≥ {percent(without, 'fr')}"
    assert f"{percent(with_them, 'fr')} avec ceux à vérifier" in said(opened)
    opened.radio(key="choice-verify").set_value("1").run()
    assert shown() == f"≥ {percent(with_them, 'fr')}"
    assert f"{percent(without, 'fr')} sans ceux à vérifier" in said(opened)
    assert "1" in opened.query_params["verify"]
    assert f"≥ {percent(with_them, 'fr')}" in {metric.value for metric in app("overview", verify="1", **asked).metric}
