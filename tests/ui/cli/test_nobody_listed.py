"""A kind that nobody listed is unknown: no command says zero, none, a gap, a rank or a missed norm of it."""

import json
import re

import pytest

import analysis.service_area.travel_times as door
from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.balance.ask import GROUNDS, territory_balance
from analysis.balance.record import balance_record
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.compare.record import comparison_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.need.ledger import ledger
from analysis.need.ledger_record import ledger_record
from analysis.need.rules import all_rules
from analysis.need.universalism import load_weights
from analysis.question import Question, Selection
from analysis.scenario.record import effect_record
from analysis.scenario.state import present_state
from analysis.scenario.states_compared import compare_states
from analysis.service_area.completeness import KindsKnown
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from tests.analysis.three_zones import asking, land, need_rule, standing
from tests.ui.terminal import ran, run
from ui.texts import LANGUAGES, texts
from ui.words.balances import balance_sentences, missing_text, offered_text
from ui.words.diagnosis import headline, remarks
from ui.words.diagnosis_tables import cells
from ui.words.scenario import effect_sentences

FIGURES = frozenset(
    {
        "services",
        "actors",
        "open",
        "open_all",
        "capacity",
        "used",
        "coverage_rate",
        "gap",
        "births_within",
        "population_within",
        "share_within",
        "mean_min",
        "max_min",
        "unreached_places",
        "value",
        "served",
        "unserved",
        "served_share",
        "with_0",
        "with_1",
        "with_2",
        "with_3_or_more",
        "complete",
        "broken",
        "share_low",
        "share_high",
        "reaching",
        "missing",
        "breaking",
        "offered_low",
        "offered_high",
        "missing_low",
        "missing_high",
        "surplus",
        "rank_low",
        "rank_high",
        "served_low",
        "served_high",
        "coverage_low",
        "coverage_high",
        "unmet",
        "within",
        "low",
        "high",
        "weight_before",
        "counts_before",
        "share_before",
        "gaining",
        "losing",
        "newly_within",
        "newly_beyond",
        "share",
    }
)
"""Fields of records that say something of the supply or of travel."""

APART = frozenset(
    {
        "bounds",
        "register",
        "left_out",
        "flags",
        "kinds",
        "confidence",
        "edge",
        "quality",
        "inequality",
        "rules",
        "sensitivity",
    }
)
"""Parts that speak of something else: all the kinds, draws, borders, what figures rest on."""

ZERO = re.compile(r"(?<![\w,.:/\u202f\u00a0-])(?:[≥≤]\s?)?0(?:[.,]0+)?(?:\s?%)?(?![\w.,:/-])")
"""A zero that stands alone, as a figure does."""

RULE = need_rule("R", kind="pmi", rate=0.5, status="stated")


def said_figures(told, path="", *, inside=False):
    """Every figure of the supply or of travel that a record gives, with where it is."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name not in APART:
                yield from said_figures(value, f"{path}.{name}", inside=name in FIGURES or inside)
    elif isinstance(told, list):
        for place, value in enumerate(told):
            yield from said_figures(value, f"{path}[{place}]")
    elif inside and isinstance(told, (int, float)) and not isinstance(told, bool):
        yield path, told


def small_record(measure_name):
    data, zone = land(rules=[RULE]), "R"
    question = Question(kind="pmi")
    area = standing(Selection(kind="pmi"), data=data)
    if measure_name == "diagnosis":
        return diagnosis_record(data, measure(data, question), zone)
    if measure_name in {"nearest", "2sfca", "e2sfca", "cumulative", "bfca"}:
        return access_record(area, run_access(area, access_question(measure_name, supply="one")), zone)
    if measure_name in GROUNDS:
        kept = {"by": measure_name, "programme": load_programme(), "steps": load_conversions()}
        done = territory_balance(data, Question(kind="pmi", threshold_min=45), all_rules(data), **kept)
        return balance_record(data, done, zone, weights=load_weights(None))
    if measure_name == "ledger":
        book = ledger(data, all_rules(data), programme=load_programme(), steps=load_conversions())
        record = ledger_record(data, book, zone)
        mine = [line for line in record["lines"] if line["kind"] == "pmi"]
        assert mine
        return {"lines": mine}
    if measure_name == "scenario":
        state = present_state(data, question)
        return effect_record(compare_states(state, state))
    return comparison_record(compare([side(data, measure(data, question))]))


MEASURES = ["diagnosis", "nearest", "2sfca", "e2sfca", "cumulative", "bfca", *GROUNDS, "ledger", "scenario", "compare"]


@pytest.mark.parametrize("name", MEASURES)
def test_a_record_says_nothing_of_a_kind_nobody_listed(name, monkeypatch):
    monkeypatch.setattr(door, "travel_times", asking())
    record = small_record(name)
    figures = dict(said_figures(record))
    if name == "compare":
        figures = {where: value for where, value in figures.items() if "need_per_1000" not in where}
    assert figures == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_say_unknown_of_a_kind_nobody_listed(language, monkeypatch):
    monkeypatch.setattr(door, "travel_times", asking())
    catalogue = texts(language)
    record = small_record("diagnosis")
    said = [*headline(record, catalogue), *remarks(record, load_territory("wallonie"), catalogue)]
    said += cells([record], catalogue)[0][3:]
    said += balance_sentences(small_record("assignment"), catalogue)
    (line,) = small_record("ledger")["lines"]
    said += [offered_text(line, catalogue), missing_text(line, catalogue)]
    said += effect_sentences(small_record("scenario"), catalogue)
    assert [sentence for sentence in said if ZERO.search(sentence)] == []
    assert ("non recensé" if language == "fr" else "listed") in " ".join(said) or "recensé" in " ".join(said)


def unlisted(territory_id):
    """A kind that the register of a territory does not know at all."""
    data = load(load_territory(territory_id))
    known, root = KindsKnown.of(data), data.territory.root
    return next(kind for kind in ("pmi", *load_vocabulary().kinds) if known[kind][root].state == "not-listed")


COMMANDS = {
    "diagnose": ["diagnose", "{t}", "--kind", "{k}"],
    "access": ["access", "{t}", "--kind", "{k}"],
    "access-2sfca": ["access", "{t}", "--kind", "{k}", "--measure", "2sfca", "--supply", "one"],
    "compare": ["compare", "{t}", "--kind", "{k}"],
    "redundancy": ["redundancy", "{t}", "--kind", "{k}"],
    "parcours": ["parcours", "{t}", "--step", "kind:{k}=45"],
}


@pytest.mark.parametrize("territory_id", ["ain", "france"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_says_zero_of_a_kind_nobody_listed(command, territory_id):
    kind = unlisted(territory_id)
    arguments = [part.format(t=territory_id, k=kind) for part in COMMANDS[command]]
    figures = dict(said_figures(json.loads(run(*arguments, "--json"))))
    assert {where: value for where, value in figures.items() if "need_per_1000" not in where} == {}
    shown = ran(*arguments)
    lines = shown.stdout.partition(texts("fr")("sources-title"))[0].splitlines()
    assert [line for line in lines if ZERO.search(line)] == []
    assert "inconnu" in shown.stdout


@pytest.mark.parametrize("territory_id", ["ain", "france", "souss-massa", "wallonie"])
def test_no_norm_is_missed_by_a_register_that_is_not_complete(territory_id):
    judged = [one for one in json.loads(run("norms", territory_id, "--json"))["verdicts"] if one["form"] != "none"]
    assert all(one["outcome"] != "not-met" for one in judged if one["register_state"] != "complete")
    silent = [one for one in judged if one["register_state"] == "not-listed"]
    assert all(one["services"] is None and one["outcome"] in {"unknown", "reported"} for one in silent)


def test_a_place_to_open_is_only_ever_a_most_where_nobody_is_listed():
    arguments = ["siting", "ain", "--kind", unlisted("ain"), "--posts", "1", "--horizon", "30"]
    said = " ".join(run(*arguments).partition(texts("fr")("sources-title"))[0].split())
    gains = re.findall(r"(\S+ \S+) [\d\s]+ naissances de plus", said)
    assert len(gains) >= 2
    assert {gain.lower() for gain in gains} == {"au plus"}
    assert said.count("aujourd’hui inconnu") >= len(gains)
    assert re.findall(r"hors de portée (?!au plus)", said.partition("Lieux ")[0]) == []
    assert not ZERO.search(said)
