"""Answers in every world: worlds worked out by hand on a line, brute force, and what must hold of any."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import analysis.siting.robustness
from analysis.doubt.parameters import TravelRange
from analysis.question import Selection
from analysis.siting.ask import Siting, answers_of, run_siting
from analysis.siting.record import siting_record
from analysis.siting.robustness import robustness
from analysis.siting.search import Watch
from analysis.siting.worlds import parts, unknowns, worlds
from analysis.siting.worlds_record import worlds_record
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.lines import line_setting
from tests.analysis.siting.small import every_set, siting_question
from tests.ui.terminal import run
from ui.texts import LANGUAGES, texts
from ui.words.siting_worlds import doubt_lines, worlds_sentences, worlds_table

SAF = Selection(kind="saf")


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


def answered(setting, keep=5):
    asked = replace(setting, question=replace(setting.question, keep=keep))
    return Siting(asked, answers_of(asked, Watch()), ())


def doubts(monkeypatch, **changed):
    """Make these doubts, and no others, those of every setting."""

    def only(setting):
        known = unknowns(setting)
        calm = replace(known, travel=TravelRange(1.0, 1.0, 0.0, 0.0), shift_min=0.0)
        return replace(calm, **changed)

    monkeypatch.setattr(analysis.siting.robustness, "unknowns", only)


def test_a_bias_turns_the_first_proposal_into_the_second(monkeypatch):
    """By hand: 100 births at 9.5 minutes of s0, 90 at 2 of s1; were trips a tenth longer, s0 would reach nobody."""
    doubts(monkeypatch, travel=TravelRange(0.9, 1.1, 0.0, 0.0))
    done = answered(line_setting([(0, 100), (50, 90)], [9.5, 52]))
    found = robustness(done, Watch(), count=3)
    assert [(world.doubt, world.end) for world in found.worlds] == [("given", ""), ("times", "low"), ("times", "high")]
    assert found.pool == ((0,), (1,))
    assert found.gain.tolist() == [[100, 100, 0], [90, 90, 90]]
    assert found.regret.tolist() == [[0, 0, 90], [10, 10, 0]]
    assert found.is_first.sum(axis=1).tolist() == [2, 1]
    assert (found.best_worst, found.least_regret) == (1, 1)
    record = worlds_record(found)
    assert (record["proposals"][0]["first"], record["proposals"][0]["gain_low"]) == (2, 0)
    assert record["least_regret"]["regret"] == 10
    assert record["proposals"][0]["regretted"] == [{"doubt": "times", "end": "high", "name": None}]


def test_the_best_of_a_world_that_no_answer_is_stands_beside_them(monkeypatch):
    """One answer is asked for: the other place, best when trips are longer, is found all the same."""
    doubts(monkeypatch, travel=TravelRange(1.0, 1.1, 0.0, 0.0))
    found = robustness(answered(line_setting([(0, 100), (50, 90)], [9.5, 52]), keep=1), Watch(), count=2)
    assert (found.answers, found.pool) == (1, ((0,), (1,)))
    assert worlds_record(found)["best_worst"]["rank"] is None


def test_a_row_to_verify_and_two_that_are_perhaps_one(monkeypatch):
    """By hand: a row to verify at 0 serves the 100 births already; s0 then brings nothing, s1 still its 60."""
    setting = line_setting([(0, 100), (30, 60)], [4, 30])
    doubts(
        monkeypatch,
        rows=("doubted",),
        row_min=np.array([[0.0, 30.0]]),
        sure_min=np.array([np.inf, np.inf]),
        given=np.array([False]),
        verified=np.array([False]),
    )
    found = robustness(answered(setting), Watch(), count=2)
    assert [(world.doubt, world.end) for world in found.worlds] == [("given", ""), ("to-verify", "high")]
    assert found.gain.tolist() == [[100, 0], [60, 60]]
    # Two rows at 0 and 30 that are perhaps one: only one of both places is then served today.
    doubts(
        monkeypatch,
        rows=("one", "other"),
        row_min=np.array([[0.0, 30.0], [30.0, 0.0]]),
        sure_min=np.array([np.inf, np.inf]),
        given=np.array([True, True]),
        verified=np.array([True, True]),
        same=((0, 1),),
    )
    third = line_setting([(0, 100), (30, 60), (80, 7)], [4, 30, 80], today=[0.0, 30.0])
    apart = np.array([[0.0, 30.0, 80.0], [30.0, 0.0, 50.0]])
    known = {"row_min": apart, "sure_min": np.full(3, np.inf)}
    doubts(
        monkeypatch,
        rows=("one", "other"),
        given=np.array([True, True]),
        verified=np.array([True, True]),
        same=((0, 1),),
        **known,
    )
    found = robustness(answered(third), Watch(), count=3)
    assert [(world.doubt, world.end) for world in found.worlds] == [("given", ""), ("same", "low"), ("same", "high")]
    first = found.pool.index((2,))
    assert found.gain[first].tolist() == [7, 7, 7]
    assert found.best.tolist() == [167, 160, 160]
    assert found.regret[first].tolist() == [0, 53, 93]


def test_the_need_and_the_longest_trip_move(monkeypatch):
    """By hand: a need known within a half; a limit of 10 minutes, more or less 5."""
    doubts(
        monkeypatch,
        need_status=("hypothesis",),
        need_group=np.array([0, -1]),
        need_width=np.array([0.5]),
        shift_min=5.0,
    )
    found = robustness(answered(line_setting([(0, 100), (50, 90)], [7, 52])), Watch(), count=5)
    told = [(world.doubt, world.end) for world in found.worlds]
    assert told == [("given", ""), ("threshold", "low"), ("threshold", "high"), ("need", "low"), ("need", "high")]
    assert found.gain.tolist() == [[100, 0, 100, 50, 150], [90, 90, 90, 90, 90]]


@pytest.mark.parametrize("model", ["mclp", "p-median", "p-center", "lscp"])
@pytest.mark.parametrize("seed", range(4))
def test_every_world_against_every_set(model, seed, monkeypatch):
    """Brute force in each world: its best, every value, regrets above zero and zero for the best."""
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, 60, (2, 10)).astype(float)
    sure = rng.integers(0, 60, 10).astype(float)
    doubts(
        monkeypatch,
        travel=TravelRange(0.8, 1.2, 0.1, 0.0),
        shift_min=0.0 if model == "lscp" else 5.0,
        rows=("a", "b"),
        row_min=rows,
        sure_min=sure,
        given=np.array([True, False]),
        verified=np.array([False, False]),
        need_status=("stated",),
        need_group=np.array([0] * 5 + [-1] * 5),
        need_width=np.array([0.3]),
    )
    places = [(float(at), float(births)) for at, births in rng.integers((0, 1), (50, 9), (10, 2))]
    setting = line_setting(places, [float(at) for at in rng.integers(0, 50, 5)], model=model, posts=2)
    if model == "lscp":
        setting = replace(setting, question=siting_question(model="lscp", selection=SAF, horizon_min=20.0))
    before = np.minimum(sure, rows[0])
    problem = replace(setting.problem, before=before)
    setting = replace(setting, problem=problem, wide=problem, today_min=before)
    done = answered(setting, keep=2)
    found = robustness(done, Watch(), count=25)
    posts = len(done.answers.best.sites)
    assert len(found.worlds) == 25
    table = np.full((10, 5), np.inf)
    table[problem.place, problem.site] = problem.minutes
    known = found.known
    for at, world in enumerate(found.worlds):
        factor, weight = world.time_factor(known), problem.weight * world.weight_factor(known)
        shown = [sure, *(rows[row] for row in (0, 1) if world.rows[row])]
        limit = setting.question.horizon_min + world.shift_min

        def value(chosen):
            minutes = np.minimum(np.min(shown, axis=0), table[:, list(chosen)].min(axis=1)) * factor  # noqa: B023
            if model in {"mclp", "lscp"}:
                return weight[minutes <= limit].sum()  # noqa: B023
            return -(weight @ minutes) if model == "p-median" else -minutes.max()  # noqa: B023

        for line, sites in enumerate(found.pool):
            assert found.value[line, at] == pytest.approx(value(sites))
        assert found.best[at] == pytest.approx(max(map(value, every_set(5, posts))))
    assert (found.regret >= -1e-9).all()
    assert found.regret.min(axis=0) == pytest.approx(np.zeros(25))
    assert found.gain.min(axis=1).max() == found.gain[found.best_worst].min()
    assert found.regret.max(axis=1).min() == pytest.approx(found.regret[found.least_regret].max())


@pytest.mark.parametrize("asked", [{}, {"visits_min": 30.0}, {"model": "p-median"}, {"to_verify": True}])
def test_the_world_given_is_the_answer_of_today(data, asked):
    common = {"model": "mclp", "selection": Selection(kind="maternite"), "horizon_min": 30.0, "posts": 1, "keep": 2}
    verify = bool(asked.get("to_verify"))
    question = siting_question(**common | {name: value for name, value in asked.items() if name != "to_verify"})
    if verify:
        question = replace(question, asked=replace(question.asked, to_verify=True))
    done = run_siting(data, question)
    known = unknowns(done.setting)
    assert len(known.rows) == 9
    assert known.given.all() == verify
    made = worlds(done.setting, known)
    assert len(made) == 100
    assert made[0].before_min(known) == pytest.approx(done.setting.problem.before)
    found = robustness(done, Watch(), count=1)
    sign = -1.0 if question.model == "p-median" else 1.0
    assert [sign * value for value in found.value[:, 0]] == pytest.approx([one.value for one in done.answers.found])
    assert found.regret[0, 0] == 0
    assert found.worlds[0].doubt == "given"


def test_worlds_are_the_same_each_time_and_rows_to_verify_count_when_in(data):
    done = run_siting(data, siting_question(model="mclp", selection=Selection(kind="maternite"), horizon_min=30.0,
                                            posts=1, keep=1))  # fmt: skip
    known = unknowns(done.setting)
    one, two = (worlds(done.setting, known) for _ in range(2))
    assert all((a.rows == b.rows).all() and a.factor == b.factor for a, b in zip(one, two, strict=True))
    everyone = next(world for world in one if world.doubt == "to-verify" and not world.name)
    asked = replace(done.setting.question.asked, to_verify=True)
    other = run_siting(data, replace(done.setting.question, asked=asked)).setting
    assert everyone.before_min(known) == pytest.approx(other.problem.before)
    assert {told[0] for world in one if world.doubt == "together" for told in parts(world, known)} >= {
        "times", "threshold", "to-verify", "times-zone",
    }  # fmt: skip


def test_a_preferred_place_counts_in_every_world(data):
    plain = {"model": "mclp", "selection": SAF, "horizon_min": 45.0, "posts": 1, "keep": 2}
    second = run_siting(data, siting_question(**plain)).answers.found[1].sites
    setting = run_siting(data, siting_question(**plain)).setting
    liked = str(setting.candidates["zone_id"].iloc[second[0]])
    done = run_siting(data, siting_question(**plain, preferred=(liked,)))
    found = robustness(done, Watch(), count=1)
    assert found.value[0, 0] == pytest.approx(done.answers.best.value)
    assert found.gain[0, 0] < found.value[0, 0]


def test_time_that_ends_leaves_worlds_out_and_says_so(data):
    done = run_siting(data, siting_question(model="mclp", selection=SAF, horizon_min=45.0, posts=2, keep=1))
    stopped = Watch()
    stopped.stop()
    found = robustness(done, stopped)
    assert (len(found.worlds), found.asked) == (1, 100)


@pytest.mark.parametrize(
    ("asked", "count", "key"),
    [
        ({"objective": "worst"}, None, "siting-worlds-question"),
        ({"model": "capacitated", "capacity": 100.0, "close_exactly": 1}, None, "siting-worlds-question"),
        ({}, 0, "siting-worlds-count"),
    ],
)
def test_worlds_that_are_not_looked_at_are_refused_in_both_languages(data, asked, count, key):
    kind = "one-plateforme" if "capacity" in asked else "saf"
    done = run_siting(data, siting_question(**{"model": "mclp", "selection": Selection(kind=kind), "posts": 1,
                                               "keep": 1} | asked))  # fmt: skip
    with pytest.raises(BadInputError) as caught:
        robustness(done, Watch(), count=count)
    assert caught.value.key == key
    assert len({texts(language).error(caught.value) for language in LANGUAGES}) == 2


def test_the_command_tells_how_well_answers_hold():
    command = ["siting", "wallonie", "--kind", "maternite", "--horizon", "30", "--posts", "1", "--worlds", "12"]
    record = json.loads(run(*command, "--json"))
    told = record["worlds"]
    assert (told["count"], len(told["proposals"])) == (12, len(record["answers"]))
    assert all(one["gain_low"] <= one["gain"] <= one["gain_high"] for one in told["proposals"])
    said = run(*command)
    assert "jamais du monde" in said
    for language in LANGUAGES:
        spoken = [*worlds_sentences(record, told, texts(language)), *doubt_lines(told, texts(language))]
        headers, rows = worlds_table(record, told, texts(language))
        assert all(len(row) == len(headers) for row in rows)
        assert not any("None" in line for line in spoken)


def test_every_world_has_words(data):
    done = run_siting(data, siting_question(model="mclp", selection=Selection(kind="maternite"), posts=1, keep=1))
    found = robustness(done, Watch(), count=40)
    record = worlds_record(found)
    seen = {(doubt, end) for world in found.worlds for doubt, end, _ in parts(world, found.known)}
    assert ("times", "high") in seen
    assert pd.Series([one["count"] for one in record["doubts"]]).gt(0).sum() >= 3


def test_a_budget_in_every_world(monkeypatch):
    """By hand: s0 (cost 2) reaches 100 at 9.5 minutes, s1 (cost 1) 90 at 2; longer trips leave only s1."""
    doubts(monkeypatch, travel=TravelRange(0.9, 1.1, 0.0, 0.0))
    setting = line_setting([(0, 100), (50, 90)], [9.5, 52], budget=2.0, posts=None)
    setting = replace(setting, candidates=setting.candidates.assign(cost=[2.0, 1.0]))
    found = robustness(answered(setting), Watch(), count=3)
    at = {sites: number for number, sites in enumerate(found.pool)}
    assert found.gain[at[0,]].tolist() == [100, 100, 0]
    assert found.gain[at[1,]].tolist() == [90, 90, 90]
    assert found.best.tolist() == [100, 100, 90]


def test_capacities_in_every_world_are_those_of_the_question_asked_again(data):
    """As given, worlds serve what the question does; nobody does better in any world than the best of it."""
    asked = {"selection": Selection(kind="one-plateforme"), "zone": "80000", "demand": "need", "posts": 1}
    done = run_siting(data, siting_question(model="capacitated", capacity=50.0, keep=2, **asked))
    found = robustness(done, Watch(time_limit_s=60), count=8)
    given = done.answers.found[0]
    today = float(done.service.today.served.sum())
    assert found.worlds[0].doubt == "given"
    assert found.value[0, 0] == pytest.approx(given.value)
    assert found.gain[0, 0] == pytest.approx(given.value - today)
    assert (found.value <= found.best + 1e-6).all()
    assert (found.gain >= -1e-6).all()
    shorter = next(at for at, one in enumerate(found.worlds) if (one.doubt, one.end) == ("threshold", "low"))
    question = done.setting.question
    less = replace(question, asked=replace(question.asked, threshold_min=question.horizon_min - 5))
    again = run_siting(data, less)
    assert found.best[shorter] == pytest.approx(again.answers.best.value)
    record = worlds_record(found)
    assert record["measure"] == "served"
    for language in LANGUAGES:
        assert worlds_sentences(siting_record(done), record, texts(language))
