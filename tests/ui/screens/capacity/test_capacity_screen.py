"""Capacity and need: what the screen shows is what the analysis says, and a hypothesis answers at once."""

import pandas as pd
import pytest

from analysis.balance.ask import territory_balance
from analysis.balance.record import balance_record
from analysis.need.ledger import ledger
from analysis.need.ledger_record import ledger_record
from analysis.need.rules import all_rules
from analysis.need.universalism import load_weights
from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.question import Question
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.driving import app, record, said
from ui.drawing.charts import balance_parts, ground_parts
from ui.texts import LANGUAGES, texts
from ui.words.balances import subject_text, verdict_text
from ui.words.measures import supposed
from ui.words.numbers import significant

GROUNDS = ("declared", "nearest", "assignment")


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


@pytest.fixture(scope="module")
def lines(data):
    book = ledger(data, all_rules(data), programme=load_programme(), steps=load_conversions())
    return ledger_record(data, book, "80000")["lines"]


def table_with(screen, title: str) -> pd.DataFrame:
    return next(table.value for table in screen.dataframe if title in table.value.columns)


def needs(lines):
    """Return needs as they are shown: two significant digits where they are a hypothesis; -1 where unknown."""
    return [-1 if line["need"] is None else supposed(line["need"], line["need_status"]) for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_shows_every_line_of_the_analysis(language, lines):
    catalogue = texts(language)
    shown = table_with(app("capacity", zone="80000", part="lines", lang=language), catalogue("ledger-column-needed"))
    assert list(shown[catalogue("ledger-column-needed")].fillna(-1)) == pytest.approx(needs(lines))
    for line, (_, row) in zip(lines, shown.iterrows(), strict=True):
        assert subject_text(line, catalogue) in row[catalogue("column-subject")]
    platform = shown.iloc[[line["kind"] == "one-plateforme" for line in lines].index(True)]
    assert platform[catalogue("ledger-column-offered")] == 120
    assert platform[catalogue("ledger-column-missing")] == 180


def test_another_rate_changes_its_line_and_no_other(lines):
    opened = app("capacity", zone="80000", part="lines")
    rules = opened.data_editor[0].value
    at = list(rules["said"].str.startswith("5 ×")).index(True)
    opened.session_state["ledger-rates-wallonie-80000"] = {
        "edited_rows": {at: {"supposed": 10.0}},
        "added_rows": [],
        "deleted_rows": [],
    }
    opened.run()
    assert not opened.error
    assert texts("fr")("suppose-warning") in said(opened)
    after = table_with(opened, texts("fr")("ledger-column-supposed-need"))
    need, before = (after[texts("fr")(f"ledger-column-{name}")] for name in ("supposed-need", "before"))
    changed = (need - before).abs() > 1e-6
    assert changed.sum() == 1
    births = record("one-plateforme", "80000")["births"]
    assert need[changed].iloc[0] == significant(births * 10)  # what the user supposes is a hypothesis
    assert before[changed].iloc[0] == pytest.approx(births * 5)
    assert list(before.fillna(-1)) == pytest.approx(needs(lines))


@pytest.mark.parametrize("ground", GROUNDS)
def test_who_can_serve_whom_is_the_balance_of_the_analysis(ground, data):
    rules = all_rules(data)
    done = territory_balance(
        data,
        Question(kind="one-plateforme", threshold_min=45),
        rules,
        by=ground,
        programme=load_programme(),
        steps=load_conversions(),
    )
    known = balance_record(data, done, "80000", weights=load_weights())
    catalogue = texts("fr")
    opened = app("capacity", zone="80000", part="grounds", ground=ground)
    shown = table_with(opened, catalogue("grounds-column-low"))
    assert shown[catalogue("grounds-column-low")].iloc[-1] == pytest.approx(known["served_low"])
    assert list(shown[catalogue("ledger-column-needed")])[:-1] == pytest.approx(needs(known["parts"]))
    actors = table_with(opened, catalogue("bal-column-load"))
    assert list(actors[catalogue("bal-column-load")]) == pytest.approx([a["load_low"] for a in known["actors"]])


def test_a_question_without_need_has_no_balance():
    assert texts("fr")("grounds-no-need") in said(app("capacity", kind="saf", part="grounds"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_norm_is_shown_with_its_verdict(language, data):
    found = verdicts(data, "80000", programme=load_programme(), steps=load_conversions())
    shown = said(app("capacity", zone="80000", part="norms", lang=language)).replace("\\", "")
    for verdict in verdicts_record(data, "80000", found)["verdicts"]:
        for sentence in verdict_text(verdict, texts(language)):
            assert sentence[1:] in shown  # a line of a screen begins with a capital


def test_a_supposed_capacity_answers_at_once():
    opened = app("capacity", zone="80000")
    key = opened.data_editor[0].key
    opened.session_state[key] = {"edited_rows": {0: {"supposed": 300.0}}, "added_rows": [], "deleted_rows": []}
    opened.run()
    assert [metric.value for metric in opened.metric] == ["300", "300", "100\u00a0%", "0"]


def test_bars_never_show_an_unknown_as_missing():
    line = {"name": "a", "need": 10.0, "capacity": 4.0, "capacity_is_minimum": True}
    parts = balance_parts([line, {**line, "name": "b", "capacity": None}, {**line, "name": "c", "need": None}])
    assert parts.drop(columns="sense").to_dict("records") == [
        {"zone": "a", "part": "offered", "value": 4.0},
        {"zone": "a", "part": "unknown", "value": 6.0},
        {"zone": "b", "part": "unknown", "value": 10.0},
    ]
    assert parts["sense"].iloc[0] == "at-least"
    unmet = {"full": 2.0, "too_far": 3.0, "unknown": 1.0}
    line = {
        "name": "a",
        "need": 10.0,
        "served_low": 4.0,
        "unmet": unmet,
        "bounds": {"served_low": "at-least", "unmet": "at-most"},
    }
    ground = ground_parts([line], far="too_far")
    assert dict(zip(ground["part"], ground["value"], strict=True)) == {"served": 4.0, **unmet}
