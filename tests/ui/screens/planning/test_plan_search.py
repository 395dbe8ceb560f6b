"""The optimiser in the screen to plan, without a browser: its figures, what it refuses, and its end on demand."""

import time

import numpy as np
import pandas as pd
import pytest

import ui.screens.planning.search
from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.candidates import commune_seats
from analysis.siting.record import siting_record
from analysis.siting.setting import siting_setting
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from tests.ui.driving import app, said
from ui.texts import LANGUAGES, texts
from ui.words.numbers import amount, minutes

WALLONIA, LUXEMBOURG, ATH, AUBANGE = "03000", "80000", "51004", "81004"
SAF, PLATFORM = Selection(kind="saf"), Selection(kind="one-plateforme")
CANCEL_S = 30.0


def searched(screen):
    """Run the search, and wait for its answers or for what stops it."""
    screen.button(key="plan-search-run").click().run()
    return ended(screen)


def ended(screen):
    for _ in range(120):
        if not any(button.key == "plan-search-stop" for button in screen.button):
            return screen
        time.sleep(0.5)
        screen.run()
    raise AssertionError("the search never ended")


def known(**asked):
    data = load(load_territory("wallonie"))
    question = siting_question(**{"model": "mclp", "selection": SAF, "horizon_min": 45.0} | asked)
    return siting_record(run_siting(data, question))


def best_of_all_pairs(**asked):
    """Return the most that two seats can bring: every pair tried, by counting."""
    question = siting_question(**{"model": "mclp", "selection": SAF, "horizon_min": 45.0, "posts": 2} | asked)
    problem = siting_setting(load(load_territory("wallonie")), question).problem
    reached = np.zeros((problem.n_sites, problem.n_places), dtype=bool)
    near = problem.minutes <= 45.0
    reached[problem.site[near], problem.place[near]] = True
    reached &= problem.before > 45.0
    gain = reached @ problem.weight
    both = (reached * problem.weight) @ reached.T
    pairs = gain[:, None] + gain[None, :] - both
    np.fill_diagonal(pairs, 0.0)
    return pairs.max()


def in_words(screen):
    """What the screen says, spaces and marks of Markdown aside."""
    return said(screen).replace("\\", "").replace("\u202f", " ").replace("\u00a0", " ")


def table(screen, title):
    return next(frame.value for frame in screen.dataframe if title in frame.value.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_more_services_for_births_in_complex_situations(language):
    opened = app("plan", kind="saf", zone=WALLONIA, lang=language)
    choice = next(box for box in opened.selectbox if (box.key or "").startswith("plan-search-demand"))
    choice.select("births:complex").run()
    searched(opened)
    record = known(posts=2, demand="births:complex")
    best = record["answers"][0]
    assert best["weight_gain"] == pytest.approx(best_of_all_pairs(demand="births:complex"), abs=1e-6)
    words = in_words(opened)
    assert amount(best["weight_gain"], language).replace("\u202f", " ") in words
    assert amount(best["counts_gain"], language).replace("\u202f", " ") in words
    shown = table(opened, texts(language)("siting-table-sites"))
    assert shown[texts(language)("siting-table-gain")].tolist() == [one["counts_gain"] for one in record["answers"]]
    assert shown.iloc[:, 2].tolist() == [one["weight_gain"] for one in record["answers"]]


def test_a_second_base_for_the_platform_of_luxembourg():
    opened = app("plan", kind="one-plateforme", zone=LUXEMBOURG)
    opened.selectbox(key="plan-search-model").select("capacitated").run()
    opened.number_input(key="plan-search-posts").set_value(1).run()
    # What is missing today is proposed at once, and the team goes to families as the platform does.
    assert next(one.value for one in opened.number_input if one.key.startswith("plan-search-capacity")) == 180
    assert next(one.value for one in opened.toggle if one.key.startswith("plan-search-visits"))
    searched(opened)
    record = known(
        model="capacitated", selection=PLATFORM, zone=LUXEMBOURG, demand="need", posts=1, capacity=180.0, visits_min=45
    )
    best, words = record["answers"][0], in_words(opened)
    assert best["sites"][0]["name"] == "Habay"
    assert "il en manque 180" in words
    assert f"trajet moyen : {minutes(best['minutes_mean_new'], 'fr')}".replace("\u00a0", " ") in words
    shown = table(opened, "Servi de plus")
    assert shown["Servi de plus"].tolist() == pytest.approx([one["weight_gain"] for one in record["answers"]])
    opened.button(key="plan-search-try-1").click().run()
    assert not opened.error
    assert opened.metric[-1].value == "0"
    assert "120 → 300 suivis par an pour un besoin de 300" in in_words(opened)


def test_nobody_too_far_is_not_always_possible():
    opened = app("plan", kind="saf", zone=LUXEMBOURG, threshold="15")
    opened.selectbox(key="plan-search-model").select("lscp").run()
    searched(opened)
    assert [error.value for error in opened.error] != []
    assert "aucun lieu candidat à 15" in in_words(opened)
    assert "Il faudrait" in in_words(opened)


def test_a_budget_that_pays_nothing():
    opened = app("plan", kind="saf", zone=LUXEMBOURG)
    opened.toggle(key="plan-search-budget-on").set_value(True).run()
    opened.number_input(key="plan-search-budget").set_value(0.0).run()
    searched(opened)
    assert "ne paie rien" in in_words(opened)
    assert "--posts" not in in_words(opened)
    opened.number_input(key="plan-search-budget").set_value(0.5).run()
    searched(opened)
    assert "il faut au moins 1" in in_words(opened)


def test_more_services_than_candidate_places():
    opened = app("plan", kind="saf", zone=AUBANGE)
    opened.number_input(key="plan-search-posts").set_value(5).run()
    searched(opened)
    assert "5 services à ouvrir pour un lieu candidat seulement" in in_words(opened)


def test_all_need_met_already():
    searched(opened := app("plan", kind="saf", zone=ATH))
    assert "Il n’y a rien à gagner" in in_words(opened)


def test_a_question_that_changed_is_told():
    opened = app("plan", kind="saf", zone=LUXEMBOURG)
    searched(opened)
    assert "La question a changé" not in in_words(opened)
    opened.number_input(key="plan-search-posts").set_value(1).run()
    assert "La question a changé" in in_words(opened)


def test_a_search_may_be_stopped(monkeypatch):
    def endless(data, question, *, candidates=None, watch=None):
        watch.tell("highs", 12.0, 40.0)
        assert watch.wait(CANCEL_S)
        return run_siting(data, question, candidates=candidates)

    monkeypatch.setattr(ui.screens.planning.search, "run_siting", endless)
    opened = app("plan", kind="saf", zone=LUXEMBOURG)
    opened.button(key="plan-search-run").click().run()
    progress = next(one for one in opened.get("progress"))
    assert "12,0" in progress.proto.text
    assert "40,0" in progress.proto.text
    opened.button(key="plan-search-stop").click().run()
    ended(opened)
    assert "Meilleure réponse" in in_words(opened)


def test_a_search_that_is_stopped_leaves_the_former_answer(monkeypatch):
    given = run_siting

    def stopped(data, question, *, candidates=None, watch=None):
        if question.posts == 1:
            return given(data, question, candidates=candidates, watch=watch)
        assert watch.wait(CANCEL_S)
        raise BadInputError("siting-stopped")

    monkeypatch.setattr(ui.screens.planning.search, "run_siting", stopped)
    opened = app("plan", kind="saf", zone=LUXEMBOURG)
    opened.number_input(key="plan-search-posts").set_value(1).run()
    searched(opened)
    best = next(line for line in in_words(opened).splitlines() if "Meilleure réponse" in line)
    opened.number_input(key="plan-search-posts").set_value(2).run()
    opened.button(key="plan-search-run").click().run()
    former = texts("fr")("plan-search-former")
    assert former in in_words(opened)
    assert best in in_words(opened)
    opened.button(key="plan-search-stop").click().run()
    ended(opened)
    assert "Recherche arrêtée avant la première réponse" in in_words(opened)
    assert former in in_words(opened)
    assert best in in_words(opened)


def test_what_fails_is_said_without_its_secrets(monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(ui.screens.planning.search, "run_siting", broken)
    opened = searched(app("plan", kind="saf", zone=LUXEMBOURG))
    assert [error.value for error in opened.error] == [texts("fr")("app-unexpected")]


def test_the_balance_between_all_and_the_worst_served():
    opened = app("plan", kind="saf")
    opened.selectbox(key="plan-search-aim").select("mix").run()
    searched(opened)
    curve = known(posts=2, objective="mix", keep=1)["curve"]
    words = in_words(opened)
    assert "Mieux servir la zone la moins bien servie" in words
    assert curve[0]["covered"] >= curve[-1]["covered"]
    assert len(opened.get("vega_lite_chart")) >= 1


def test_points_of_the_map_are_candidates():
    opened = app("plan", kind="saf", zone=LUXEMBOURG)
    opened.radio(key="plan-search-places").set_value("points").run()
    assert opened.button(key="plan-search-run").disabled
    seats = commune_seats(load(load_territory("wallonie"))).set_index("zone_id")
    for zone in ("81001", "84009"):
        opened.session_state["plan-point"] = {"zone": zone, "lon": seats.lon[zone], "lat": seats.lat[zone]}
        opened.run()
        opened.button(key="plan-places-add").click().run()
    opened.number_input(key="plan-search-posts").set_value(1).run()
    searched(opened)
    assert not opened.error
    shown = table(opened, "Lieux")
    assert shown["Lieux"].tolist() == ["Arlon (Luxembourg)", "Bertrix (Luxembourg)"]
    assert pd.api.types.is_numeric_dtype(shown["Naissances de plus"])


def worked_out(opened, key, *, stop):
    """Press a button, and wait until the one that stops its work is gone."""
    opened.button(key=key).click().run()
    for _ in range(120):
        if not any(button.key == stop for button in opened.button):
            break
        time.sleep(0.5)
        opened.run()


def test_how_many_are_needed_is_told_apart_from_where():
    opened = app("plan", kind="one-plateforme", zone=LUXEMBOURG)
    opened.selectbox(key="plan-search-model").select("capacitated").run()
    worked_out(opened, "plan-search-posts-run", stop="plan-search-posts-stop")
    said_so = in_words(opened)
    assert "Un seul suffit" in said_so
    assert "Meilleure réponse" not in said_so
    # The number chosen for the other question changes nothing here; another capacity does.
    opened.number_input(key="plan-search-posts").set_value(3).run()
    assert "La question a changé" not in in_words(opened)
    capacity = next(one for one in opened.number_input if str(one.key).startswith("plan-search-capacity"))
    capacity.set_value(20.0).run()
    assert "La question a changé" in in_words(opened)


def test_in_which_order_to_open_and_what_waiting_loses():
    opened = app("plan", kind="saf", zone=LUXEMBOURG)
    opened.toggle(key="plan-search-phases-on").set_value(True).run()
    worked_out(opened, "plan-search-phases-run", stop="plan-search-phases-stop")
    said = in_words(opened)
    assert "Étape 1" in said
    assert "Étape 2" in said
    assert "Chaque étape compte autant" in said
    opened.number_input(key="plan-search-phases-next").set_value(2).run()
    assert "La question a changé" in in_words(opened)


def test_whether_answers_hold_is_told_under_them():
    opened = searched(app("plan", kind="saf", zone=LUXEMBOURG))
    worked_out(opened, "plan-worlds-run", stop="plan-search-worlds-stop")
    said_so = in_words(opened)
    assert "jamais du monde" in said_so
    assert "mondes sur 100" in said_so
    # Answers found anew have not been looked at in any world.
    opened.number_input(key="plan-search-posts").set_value(1).run()
    searched(opened)
    assert "jamais du monde" not in in_words(opened)


def test_nobody_goes_much_farther_where_something_closes():
    # One platform of two closes: whoever it served goes 36 minutes farther at least, so 10 is refused and 36 is not.
    opened = app("plan", kind="one-plateforme", zone=WALLONIA)
    opened.selectbox(key="plan-search-model").select("capacitated").run()
    opened.number_input(key="plan-search-posts").set_value(1).run()
    next(one for one in opened.number_input if one.key.startswith("plan-search-capacity")).set_value(50.0).run()
    next(one for one in opened.toggle if one.key.startswith("plan-search-visits")).set_value(False).run()
    # Nothing closes: nobody goes farther, and there is nothing to limit.
    assert not any(one.key == "plan-search-worse-on" for one in opened.toggle)
    opened.number_input(key="plan-search-closures").set_value(1).run()
    opened.toggle(key="plan-search-worse-on").set_value(True).run()
    assert "le trajet ne s’allonge de plus de 10 min" in in_words(opened)
    searched(opened)
    assert "il faudrait admettre au moins 36 min, ou ne rien fermer" in in_words(opened)
    opened.number_input(key="plan-search-worse").set_value(36).run()
    assert "La question a changé" in in_words(opened)
    searched(opened)
    assert not opened.error
    assert "(36 min au plus demandées)" in in_words(opened)
    # By the mean of zones, the sentence names them.
    opened.selectbox(key="plan-search-worse-who").select("commune").run()
    assert "le trajet moyen ne s’allonge de plus de 36 min" in in_words(opened)
    assert "Pour personne" not in in_words(opened)
