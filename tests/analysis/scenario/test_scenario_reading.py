"""Scenario files: written and read again, and refused with the line of every fault."""

import math
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.question import Question
from analysis.scenario.ask import checked
from analysis.scenario.changes import CHANGES, Capacity, Close, Growth, Hours, Move, Open, Rate, ReachChange, change_of
from analysis.scenario.checking import check_scenario
from analysis.scenario.composing import compose, usual_unit
from analysis.scenario.definition import Scenario
from analysis.scenario.reading import parse_scenario, read_scenario, with_lines
from analysis.scenario.writing import scenario_text
from geo.errors import BadInputError, MissingFileError, NotFoundError
from tests.analysis.scenario.line_land import KM, SERVICES, land, service
from ui.texts import LANGUAGES, texts

HEAD = 'territory = "by-hand"\n'


def faults(text):
    issues = parse_scenario(text).issues
    return [(row.line, row.position, row.field, row.rule) for row in issues.itertuples()]


def test_a_scenario_reads_as_it_was_written():
    scenario = Scenario(
        name='Deux "SAF"\n\\ é \x7f',
        territory="wallonie",
        note="=1+1",
        question=Question(kind="saf", threshold_min=45.0, demand="births:complex", zone="80000", births="2023"),
        changes=(
            Open(kind="saf", zone="83034", capacity=60.5, strata=("complex", "danger"), covers=("80000",)),
            Open(function="coordination", lon=5.123456, lat=50.1),
            Close(actor_id="x"),
            Move(actor_id="x", zone="1"),
            Capacity(actor_id="x", capacity=0.0, capacity_unit="follow-ups"),
            Hours(actor_id="x", hours="lundi matin"),
            ReachChange(actor_id="x", reach_min=30.0),
            Rate(zone="80000", rate=0.115),
            Growth(zone="80000", percent=-5.0, base="births"),
        ),
    )
    reading = parse_scenario(scenario_text(scenario))
    assert reading.issues.empty
    assert reading.scenario == scenario


@given(st.text(), st.floats(0, 1e6), st.floats(-180, 180))
def test_any_text_and_number_survive(name, capacity, lon):
    given_name = name.encode("utf-8", "ignore").decode() or "x"
    scenario = Scenario(name=given_name, territory="t", changes=(Open(kind="k", lon=lon, lat=1.0, capacity=capacity),))
    again = parse_scenario(scenario_text(scenario)).scenario
    if given_name.strip():
        assert again.name == given_name
        assert again.changes[0].capacity == capacity


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    reading = parse_scenario(text)
    assert (reading.scenario is None) == (reading.issues["severity"] == "error").any()


def test_what_an_optimiser_answers_becomes_a_change():
    found = {
        "change": "open",
        "kind": "saf",
        "function": None,
        "zone": "1",
        "lon": 4.0,
        "lat": 50,
        "capacity": math.nan,
    }
    assert change_of(found) == Open(kind="saf", zone="1", lon=4.0, lat=50.0)
    assert change_of({"change": "close", "actor_id": "x"}) == Close(actor_id="x")
    assert change_of({"change": "capacity", "actor_id": "x", "capacity": 3}) == Capacity(actor_id="x", capacity=3.0)


def test_every_fault_is_told_with_its_line():
    text = HEAD + (
        "[question]\n"  # 2
        'kinde = "saf"\n'
        "threshold_min = -3\n"
        "[[changes]]\n"  # 5
        'change = "opne"\n'
        "[[changes]]  # the second\n"  # 7
        'change = "open"\n'
        'kind = "saf"\n'
        "lon = 4.0\n"
        'capacity = "many"\n'
        "[[changes]]\n"  # 12
        'change = "close"\n'
        "[[changes]]\n"  # 14
        'change = "rate"\n'
        'zone = "R"\n'
        "rate = true\n"
        'covers = ["a"]\n'
    )
    assert faults(text) == [
        (3, 0, "kinde", "scenario-field-unknown"),
        (4, 0, "threshold_min", "scenario-field-range"),
        (6, 1, "change", "scenario-change-unknown"),
        (11, 2, "capacity", "scenario-field-number"),
        (7, 2, "lat", "scenario-half-point"),
        (12, 3, "actor_id", "scenario-field-missing"),
        (17, 4, "rate", "scenario-field-number"),
        (18, 4, "covers", "scenario-field-unknown"),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("name = ", "scenario-not-toml"),
        ("<html>", "scenario-not-toml"),
        ('name = "x"', "scenario-field-missing"),
        ('territory = ""', "scenario-field-text"),
        (HEAD + "changes = 3", "scenario-changes-not-list"),
        (HEAD + "changes = [3]", "scenario-change-not-table"),
        (HEAD + "question = 3", "scenario-question-not-table"),
        (HEAD + '[question]\nkind = "a"\nfunction = "b"', "scenario-kind-and-function"),
        (HEAD + '[question]\ndemand = "dogs"', "scenario-field-allowed"),
        (HEAD + '[[changes]]\nchange = "open"\nzone = "a"', "scenario-open-what"),
        (HEAD + '[[changes]]\nchange = "open"\nkind = "saf"', "scenario-where"),
        (HEAD + '[[changes]]\nchange = "move"\nactor_id = "x"', "scenario-where"),
        (HEAD + '[[changes]]\nchange = "reach"\nactor_id = "x"', "scenario-reach-what"),
        (HEAD + '[[changes]]\nchange = "reach"\nactor_id = "x"\ncovers = "a"', "scenario-field-list"),
        (HEAD + '[[changes]]\nchange = "growth"\nzone = "a"\npercent = -101', "scenario-field-range"),
        (HEAD + '[[changes]]\nchange = "growth"\nzone = "a"\npercent = nan', "scenario-field-number"),
        (HEAD + '[[changes]]\nchange = "open"\nkind = "saf"\nzone = "a"\nstrata = ["x"]', "scenario-field-allowed"),
    ],
)
def test_each_fault_has_its_rule_and_its_sentence(text, rule):
    issues = parse_scenario(text).issues
    assert rule in set(issues["rule"])
    for language in LANGUAGES:
        for issue in issues.to_dict("records"):
            assert texts(language)(f"issue-{issue['rule']}", **issue["values"])


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(MissingFileError):
        read_scenario(tmp_path / "none.toml")
    wrong = tmp_path / "latin.toml"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    assert list(read_scenario(wrong).issues["rule"]) == ["scenario-encoding"]
    wrong.write_bytes(b"a" * 1_100_000)
    assert list(read_scenario(wrong).issues["rule"]) == ["scenario-too-large"]
    wrong.write_text("﻿" + HEAD + "[question]\nbirths = 2023\n", encoding="utf-8")
    assert read_scenario(wrong).scenario == Scenario(
        name="latin", territory="by-hand", question=Question(births="2023")
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_file_saved_by_any_program(tmp_path, encoding, ending):
    path = tmp_path / "project.toml"
    path.write_bytes((HEAD + 'note = "L’été"\n').replace("\n", ending).encode(encoding))
    reading = read_scenario(path)
    assert reading.issues.empty
    assert reading.scenario == Scenario(name="project", territory="by-hand", note="L’été")


def test_three_thousand_changes_are_read_and_written(tmp_path):
    path = tmp_path / "many.toml"
    path.write_text(HEAD + '[[changes]]\nchange = "growth"\nzone = "a"\npercent = 1\n' * 3000, encoding="utf-8")
    scenario = read_scenario(path).scenario
    assert len(scenario.changes) == 3000
    assert parse_scenario(scenario_text(scenario)).scenario == scenario


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_a_scenario_with_every_change(language):
    folder = resources.files("ui.texts") / language
    text = (folder / "scenario_template.toml").read_text(encoding="utf-8")
    assert parse_scenario(text).issues.empty
    opened = [line[2:] if line.startswith("# ") else line for line in text.splitlines()[2:]]
    whole = parse_scenario("\n".join(opened))
    assert whole.issues.empty, whole.issues
    assert {change.change for change in whole.scenario.changes} == set(CHANGES)


def check(*changes, question=None, data=None):
    scenario = Scenario(name="s", territory="by-hand", question=question or Question(kind="hopital"), changes=changes)
    return check_scenario(scenario, data or land())


def rules_of(reading):
    return [(row.position, row.field, row.rule) for row in reading.issues.itertuples()]


def test_names_become_codes():
    found = check(Move(actor_id="h1", lon=4.0, lat=50 + 41 * KM), Close(actor_id="H2")).scenario.changes
    assert found == (Move(actor_id="h1", zone="b", lon=4.0, lat=50 + 41 * KM), Close(actor_id="h2"))


def test_what_the_territory_does_not_know_is_said():
    found = check(
        Open(kind="hopitl", zone="d"),
        Close(actor_id="h9"),
        Open(kind="hopital", lon=10.0, lat=10.0),
        Open(kind="hopital", zone="P"),
        Capacity(actor_id="h1", service="other", capacity=1.0),
        question=Question(kind="nobody", threshold_min=999.0, zone="nowhere"),
    )
    assert found.scenario is None
    assert rules_of(found) == [
        (0, "kind", "scenario-code-unknown"),
        (0, "zone", "scenario-zone-unknown"),
        (0, "threshold_min", "scenario-threshold"),
        (1, "kind", "scenario-code-unknown"),
        (1, "zone", "scenario-zone-unknown"),
        (2, "actor_id", "scenario-actor-unknown"),
        (3, "lon", "scenario-outside"),
        (4, "zone", "scenario-zone-too-large"),
        (5, "service", "scenario-service-unknown"),
    ]
    assert found.issues.iloc[3]["values"]["near"] == "hopital"
    for language in LANGUAGES:
        for issue in found.issues.to_dict("records"):
            assert texts(language)(f"issue-{issue['rule']}", **issue["values"])


def test_remarks_do_not_stop_a_scenario():
    found = check(Close(actor_id="p1"), Open(actor_id="h1"))
    assert found.scenario is not None
    assert rules_of(found) == [(1, "actor_id", "scenario-not-open"), (2, "actor_id", "scenario-already-open")]


def test_an_actor_opened_before_may_be_changed_after():
    found = check(Open(kind="hopital", zone="b", name="Neuf"), Capacity(actor_id="Neuf", capacity=4.0))
    assert found.issues.empty
    assert found.scenario.changes[1].actor_id == "scenario-1"
    composed = compose(land(), found.scenario)
    assert composed.services.set_index("actor_id").loc["scenario-1", "capacity"] == 4


def test_an_actor_of_several_services_needs_a_name():
    data = land(services=[*SERVICES, service("h1", name="t")])
    assert rules_of(check(Capacity(actor_id="h1", capacity=1.0), data=data)) == [
        (1, "service", "scenario-service-which")
    ]


def test_faults_found_later_keep_their_line():
    reading = parse_scenario(HEAD + '[[changes]]\nchange = "close"\nactor_id = "h9"\n')
    found = check_scenario(reading.scenario, land())
    assert list(with_lines(found.issues, reading.lines)["line"]) == [4]


def test_a_scenario_of_another_territory_is_refused():
    with pytest.raises(BadInputError, match="scenario-territory"):
        checked(Scenario(name="s", territory="elsewhere"), land())


def test_the_question_is_settled():
    found = checked(Scenario(name="s", territory="by-hand"), land()).scenario.question
    assert found == Question(kind="one-plateforme", threshold_min=30.0, zone="R", layer="localities")


def test_composing_leaves_the_register_alone():
    data = land()
    before = {name: getattr(data, name).copy() for name in ("actors", "services", "places", "figures", "need_rules")}
    changes = (
        Open(kind="hopital", zone="b", capacity=3.0),
        Close(actor_id="h1"),
        Growth(zone="R", percent=10.0),
        Rate(zone="R", rate=1.0),
        Capacity(actor_id="h2", capacity=3.0),
    )
    scenario = Scenario(name="s", territory="by-hand", question=Question(kind="hopital"), changes=changes)
    composed = compose(data, scenario)
    assert composed.inputs_hash != data.inputs_hash
    for name, frame in before.items():
        assert frame.equals(getattr(data, name))
    new = composed.actors.set_index("actor_id").loc["scenario-1"]
    assert (new["name"], new["zone_id"], new["lat"]) == ("+ b", "b", pytest.approx(50 + 41 * KM))
    assert (new["source"], new["status"]) == ("s", "open")
    assert composed.need_rules["status"].tolist() == ["hypothesis"]


def test_codes_that_do_not_exist_stop_composing():
    for change, error in ((Close(actor_id="x"), "unknown-actor"), (Growth(zone="x", percent=1.0), "unknown-zone")):
        with pytest.raises(NotFoundError, match=error):
            compose(land(), Scenario(name="s", territory="by-hand", changes=(change,)))


def test_the_unit_of_a_new_capacity_is_that_of_the_need_or_of_its_likes():
    assert usual_unit(land(), kind="hopital", function=None) == "follow-ups"
    mixed = [service("h1", capacity=1.0) | {"capacity_unit": "families"}, *SERVICES[1:]]
    assert usual_unit(land(services=mixed), kind="hopital", function=None) == "families"
    assert usual_unit(land(), kind=None, function="coordination") == "follow-ups"


def test_a_function_opens_an_actor_that_carries_it():
    composed = compose(
        land(), Scenario(name="s", territory="by-hand", changes=(Open(function="coordination", zone="a"),))
    )
    own = composed.services.set_index("actor_id").loc["scenario-1"]
    assert own["functions"] == "coordination"
    assert composed.actors.set_index("actor_id").loc["scenario-1", "kind"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_file_says_already_is_written_as_it_stands(language):
    text = (resources.files("ui.texts") / language / "scenario_template.toml").read_text(encoding="utf-8")
    reading = parse_scenario(text)
    assert reading.text == text
    assert scenario_text(reading.scenario, over=reading.text) == text


def test_comments_survive_what_changes():
    text = (
        "# réunion du 12 mars\nterritory = 't'  # nous\nnote = 'à revoir'\n\n[question]  # quoi\nkind = 'saf'\n"
        "threshold_min = 45.0  # minutes\n\n# le premier\n[[changes]]\nchange = 'open'\nkind = 'saf'\n"
        "zone = 'Ath'  # une ville\n\n# le second\n[[changes]]\nchange = 'close'\nactor_id = 'a'\n"
    )
    scenario = parse_scenario(text, default_name="n").scenario
    first, second = scenario.changes
    changed = replace(
        scenario,
        name="Deux",
        note="",
        question=replace(scenario.question, threshold_min=30.0),
        changes=(replace(first, zone="51004"), second),
    )
    again = scenario_text(changed, over=text)
    expected = (
        text.replace("45.0", "30")
        .replace("'Ath'", '"51004"')
        .replace("note = 'à revoir'\n", "")
        .replace("# nous\n", '# nous\nname = "Deux"\n')
    )
    assert again == expected
    assert parse_scenario(again).scenario == changed
    fewer = scenario_text(replace(changed, changes=(second,)), over=again)
    assert parse_scenario(fewer).scenario == replace(changed, changes=(second,))
    assert fewer.startswith("# réunion du 12 mars\n")


@pytest.mark.parametrize(
    "over", ["= no TOML", "question = 3\nchanges = []\n", "[[changes]]\n", "[question]\nzone = '1'\n"]
)
def test_whatever_it_is_written_over_a_scenario_is_read_again(over):
    scenario = Scenario(name="n", territory="t", question=Question(kind="k"), changes=(Move(actor_id="x", zone="1"),))
    assert parse_scenario(scenario_text(scenario, over=over)).scenario == scenario
