"""The screen to plan, without a browser."""

import dataclasses
import time
from functools import partial

import pytest

import ui.session.territory_tables
from analysis.question import Question
from analysis.scenario.ask import checked, run_scenario
from analysis.scenario.changes import Close, Open
from analysis.scenario.definition import Scenario
from geo.errors import BadInputError
from geo.schema import ACTOR, SERVICE
from geo.workspace.data import load
from geo.workspace.kept_scenarios import list_scenarios
from geo.workspace.territory import load_territory
from tests.ui.driving import app as open_app
from tests.ui.driving import forget, said
from ui.texts import LANGUAGES, texts
from ui.words.numbers import count

ATH, BERTRIX, WALLONIA = "51004", "be-saf-bertrix", "03000"


app = partial(open_app, "plan")


def with_ath(screen):
    screen.selectbox(key="plan-zone").select(ATH).run()
    return screen.button(key="plan-add-open").click().run()


def known(*changes):
    data = load(load_territory("wallonie"))
    scenario = Scenario(
        name="s", territory="wallonie", question=Question(kind="saf", threshold_min=45.0), changes=changes
    )
    return run_scenario(data, checked(scenario, data).scenario)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_those_of_the_analysis(language):
    opened = app(kind="saf", zone=WALLONIA, lang=language)
    assert texts(language)("plan-nothing") in said(opened)
    opened = with_ath(opened)
    opened.selectbox(key="plan-actor-Selection(kind='saf', function=None, stratum=None)").select(BERTRIX).run()
    opened.button(key="plan-add-close").click().run()
    assert not opened.error
    record = known(Open(kind="saf", zone=ATH), Close(actor_id=BERTRIX))
    shown = [metric.value for metric in opened.metric]
    # The register of SAF is partial: more may be within reach, fewer may gain, lose or stay out of reach.
    assert record["after"]["bounds"]["within"] == "at-least"
    some, fewer = texts(language)("at-least", value="%"), texts(language)("at-most", value="%")
    assert shown == [
        some.replace("%", count(record["after"]["within"], language)),
        fewer.replace("%", count(record["moves"]["gaining"], language)),
        fewer.replace("%", count(record["moves"]["losing"], language)),
        fewer.replace("%", count(record["after"]["weight"] - record["after"]["within"], language)),
    ]
    assert record["moves"]["losing"] > 0
    table = opened.dataframe[0].value
    assert table.iloc[-1, 2] == record["after"]["within"]
    assert table.iloc[:-1, 2].sum() == pytest.approx(table.iloc[-1, 2])


def test_a_change_may_be_taken_away():
    opened = with_ath(app(kind="saf"))
    assert "Ouvrir un service à Ath" in said(opened)
    opened.button(key="plan-remove-0").click().run()
    assert "Ouvrir un service à Ath" not in said(opened)
    assert not opened.metric


def test_the_reference_platform_strengthened():
    opened = app(zone="80000")
    opened.selectbox(key="plan-actor-Selection(kind='one-plateforme', function=None, stratum=None)").select(
        "be-one-plateforme-luxembourg"
    ).run()
    opened.radio(key="plan-way").set_value("capacity").run()
    field = next(one for one in opened.number_input if one.key.startswith("plan-new-capacity"))
    assert field.value == 120
    field.set_value(300.0).run()
    opened.button(key="plan-add-capacity").click().run()
    assert [metric.value for metric in opened.metric] == ["300", "300", "0"]
    assert "120 → 300 suivis par an pour un besoin de 300" in said(opened)


def test_growth_and_rates_are_hypotheses():
    opened = app(zone="80000")
    opened.number_input(key="plan-growth").set_value(10.0).run()
    opened.button(key="plan-add-growth").click().run()
    assert opened.metric[0].value == "330"
    assert "c’est une hypothèse" in said(opened)
    opened.number_input(key="plan-rate").set_value(5.0).run()
    opened.button(key="plan-add-rate").click().run()
    assert not opened.error
    assert int(opened.metric[0].value) < 330


@pytest.mark.usefixtures("own_workspace")
def test_proposals_are_kept_side_by_side_and_taken_up_again():
    forget()
    opened = with_ath(app(kind="saf", zone=WALLONIA))
    next(one for one in opened.text_input if one.key.startswith("plan-name")).set_value("Un SAF à <b>Ath</b>").run()
    opened.button(key="plan-keep").click().run()
    assert [one.key for one in list_scenarios("wallonie")] == ["un-saf-a-b-ath-b"]
    assert "<b>" not in "".join(str(element.value) for element in opened.success)
    table = opened.dataframe[-1].value
    assert list(table.iloc[:, 0]) == ["Aujourd’hui", "Proposition en cours", "Un SAF à <b>Ath</b>"]
    assert table.iloc[0, 1] < table.iloc[1, 1] == table.iloc[2, 1]
    record = known(Open(kind="saf", zone=ATH))
    most = record["vulnerability"]["classes"][-1]
    assert table.iloc[0, 2:4].tolist() == [0, 0]
    assert table["Gagnent, zones les plus vulnérables"].tolist() == [0, most["gaining"], most["gaining"]]
    gini = record["inequality"]["gini"]
    shown = table["Inégalité des trajets (Gini)"].tolist()
    assert shown == pytest.approx([gini["before"], gini["after"], gini["after"]])
    opened.button(key="plan-keep").click().run()
    assert "existe déjà" in said(opened)
    opened.button(key="plan-clear").click().run()
    assert not opened.metric
    opened.button(key="plan-kept-open").click().run()
    assert opened.metric
    opened.button(key="plan-kept-forget").click().run()
    assert list_scenarios("wallonie") == []
    forget()


def test_the_search_finds_places_and_puts_them_in_the_proposal():
    opened = app(kind="saf", zone="80000")
    opened.number_input(key="plan-search-posts").set_value(1).run()
    opened.button(key="plan-search-run").click().run()
    for _ in range(60):
        if any(button.key == "plan-search-try-1" for button in opened.button):
            break
        time.sleep(0.5)
        opened.run()
    opened.button(key="plan-search-try-1").click().run()
    assert not opened.error
    assert len(opened.metric) == 4
    assert "1. Ouvrir un service à" in said(opened)


def test_a_search_without_sense_is_said():
    opened = app(kind="saf", zone=ATH)
    opened.number_input(key="plan-search-posts").set_value(5).run()
    opened.button(key="plan-search-run").click().run()
    for _ in range(60):
        if opened.error:
            break
        time.sleep(0.5)
        opened.run()
    assert opened.error


def test_what_cannot_be_computed_keeps_the_proposal(monkeypatch):
    opened = with_ath(app(kind="saf"))

    def fail(*_args, **_options):
        raise BadInputError("scenario-matrix", actor="x", source="y")

    monkeypatch.setattr("ui.screens.planning.screen.remembered_effect", fail)
    opened.run()
    assert "ne connaît pas « x »" in said(opened).replace("\u202f", " ")
    assert "Ouvrir un service à Ath" in said(opened)


def test_nobody_offers_it_yet(monkeypatch):
    forget()
    monkeypatch.setattr(
        ui.session.territory_tables,
        "load",
        lambda territory, **options: dataclasses.replace(
            load(territory, **options), actors=ACTOR.empty(), services=SERVICE.empty()
        ),
    )
    opened = app(kind="one-plateforme")
    assert texts("fr")("plan-nobody", state="partial") in said(opened)
    opened = with_ath(opened)
    assert not opened.error
    assert opened.metric
    forget()


@pytest.mark.parametrize("territory", ["ain", "souss-massa", "france"])
def test_every_territory_can_be_planned(territory):
    opened = app(territory=territory)
    assert not opened.error
    zones = opened.selectbox(key="plan-zone").options
    opened.selectbox(key="plan-zone").select_index(len(zones) // 2).run()
    opened.button(key="plan-add-open").click().run()
    assert not opened.error
    assert opened.metric
