"""Sites taken in phases: the best sequences against every sequence, and what each phase loses against every set."""

import json
from itertools import combinations

import numpy as np
import pytest
from click.testing import CliRunner

from analysis.question import Selection
from analysis.siting.capacities import most_served
from analysis.siting.phases import phases
from analysis.siting.phases_record import ask_phases, phases_record
from analysis.siting.search import Watch
from analysis.siting.serving import service_of
from analysis.siting.setting import siting_setting
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.lines import HORIZON, line_setting
from tests.analysis.siting.small import siting_question
from ui.cli import build
from ui.texts import LANGUAGES, texts
from ui.words.siting_phases import phases_sentences, phases_table, sequence_equals

SAF = Selection(kind="saf")


def sequences(n_sites, opened):
    """Every sequence of sets, each inside the next."""

    def more(sets, left):
        if not left:
            yield sets
            return
        here = sets[-1] if sets else ()
        for fresh in combinations([site for site in range(n_sites) if site not in here], left[0]):
            yield from more((*sets, tuple(sorted((*here, *fresh)))), left[1:])

    return list(more((), opened))


def figure(setting, model):
    """The figure of a set, by plain loops."""
    problem, far = setting.problem, setting.data.territory.horizon_min

    def of(sites):
        way = problem.after(list(sites))
        if model == "mclp":
            return sum(weight for weight, minutes in zip(problem.weight, way, strict=True) if minutes <= HORIZON)
        if model == "p-median":
            return sum(weight * min(minutes, far) for weight, minutes in zip(problem.weight, way, strict=True))
        return max(min(minutes, far) for weight, minutes in zip(problem.weight, way, strict=True) if weight > 0)

    return of


@pytest.mark.parametrize("model", ["mclp", "p-median", "p-center"])
@pytest.mark.parametrize("seed", range(8))
def test_the_best_sequences_are_those_of_every_sequence(model, seed):
    draw = np.random.default_rng(seed)
    places = list(zip(draw.integers(0, 90, 12), draw.integers(1, 9, 12), strict=True))
    sites = draw.integers(0, 90, 6).tolist()
    opened = [(1, 1), (1, 2), (2, 1), (1, 1, 1)][seed % 4]
    today = float(draw.integers(0, 90)) if seed % 2 else None
    setting = line_setting(places, sites, today=today, model=model, posts=sum(opened))
    of, sign = figure(setting, model), 1.0 if model == "mclp" else -1.0
    every = sequences(len(sites), opened)
    totals = {one: sum(sign * of(sets) for sets in one) for one in every}
    found = phases(setting, opened, Watch(time_limit_s=20), keep=3)
    assert found.proven >= 1
    assert found.bound == pytest.approx(sum(found.sequences[0].values))
    worth = sorted({tuple(round(of(sets), 6) for sets in one) for one in every}, key=lambda one: -sign * sum(one))
    for one, truth in zip(found.sequences, worth, strict=False):
        assert sign * sum(one.values) == pytest.approx(sign * sum(truth))
        assert one.values == pytest.approx([of(sets) for sets in one.sets])
        assert all(set(less) < set(more) for less, more in zip(one.sets, one.sets[1:], strict=False))
        for other in one.equals:
            assert [of(sets) for sets in other] == pytest.approx(one.values)
    best = max(totals.values())
    assert sum(sign * value for value in found.sequences[0].values) == pytest.approx(best)
    for loss, count, value in zip(
        found.losses(found.sequences[0]), np.cumsum(opened), found.sequences[0].values, strict=True
    ):
        alone = max(sign * of(sets) for sets in combinations(range(len(sites)), int(count)))
        assert loss == pytest.approx(alone - sign * value)


def test_what_is_best_first_is_not_what_is_best_together():
    """By hand: s1 in the middle reaches 100 alone; s0 and s2 reach 90 each, and together 180, without it."""
    setting = line_setting([(0, 40), (10, 50), (20, 50), (30, 40)], [5, 15, 25], posts=2, horizon_min=5.0)
    found = phases(setting, (1, 1), Watch(), keep=1)
    best = found.sequences[0]
    # 100 then 140 (50 + 50 + 40) is less than 90 then 180.
    assert best.values == (90, 180)
    assert found.losses(best) == [10, 0]
    assert [one.sites for one in found.apart] == [(1,), (0, 2)]
    record = phases_record(found)
    assert [step["loss"] for step in record["sequences"][0]["steps"]] == [10, 0]
    assert record["sequences"][0]["equals_count"] == 1
    for language in LANGUAGES:
        headers, rows = phases_table(record, record["sequences"][0], texts(language))
        assert all(len(row) == len(headers) for row in rows)
        assert "10" in " ".join(phases_sentences(record, texts(language)))


def test_capacities_in_phases():
    data = load(load_territory("wallonie"))
    question = siting_question(
        model="capacitated",
        selection=Selection(kind="one-plateforme"),
        zone="80000",
        demand="need",
        capacity=50.0,
        posts=2,
    )
    setting = siting_setting(data, question)
    service = service_of(setting)

    def served(sites):
        is_open = service.problem.opened(np.array(sites), np.zeros(0, dtype=np.int64))
        return most_served(service.problem, is_open)[0]

    n_sites = service.problem.n_candidates
    alone = {site: served((site,)) for site in range(n_sites)}
    best = max(served(pair) + max(alone[site] for site in pair) for pair in combinations(range(n_sites), 2))
    found = phases(setting, (1, 1), Watch(), keep=1)
    assert sum(found.sequences[0].values) == pytest.approx(best)


@pytest.mark.parametrize(
    ("asked", "opened", "key"),
    [
        ({}, (1,), "siting-phases"),
        ({}, (1, 0), "siting-phases"),
        ({}, (1,) * 6, "siting-phases"),
        ({"model": "lscp", "posts": None}, (1, 1), "siting-phases-question"),
        ({"objective": "worst"}, (1, 1), "siting-phases-question"),
        ({"budget": 3.0}, (1, 1), "siting-phases-question"),
        ({}, (200, 200), "siting-few-candidates"),
    ],
)
def test_phases_without_sense_are_said(asked, opened, key):
    data = load(load_territory("wallonie"))
    question = siting_question(**{"model": "mclp", "selection": SAF, "posts": 2} | asked)
    with pytest.raises(BadInputError) as caught:
        ask_phases(data, question, opened)
    assert caught.value.key == key
    for language in LANGUAGES:
        assert texts(language).error(caught.value)


def test_the_terminal_tells_phases():
    runner = CliRunner()
    asked = ["siting", "wallonie", "--kind", "saf", "--horizon", "45", "--phase", "1", "--phase", "1", "--keep", "1"]
    record = json.loads(runner.invoke(build(texts("fr")), [*asked, "--json"]).output)
    steps = record["sequences"][0]["steps"]
    assert [len(step["sites"]) for step in steps] == [1, 1]
    assert record["sequences"][0]["proven"]
    assert steps[1]["value"] - steps[1]["loss"] <= record["apart"][1]["value"]
    refused = runner.invoke(build(texts("fr")), [*asked, "--posts", "2"])
    assert refused.exception.key == "siting-phases-posts"
    assert "retirez --posts" in texts("fr").error(refused.exception)


def test_equal_sequences_are_named_phase_after_phase():
    one = {"rank": 1, "proven": True, "steps": [], "equals_count": 1, "equals": [[["Ath"], ["Dour", "Mons"]]]}
    assert "Ath\u202f; Dour et Mons" in sequence_equals(one, texts("fr"))[0]
    assert "Ath; Dour and Mons" in sequence_equals(one, texts("en"))[0]
    assert sequence_equals({**one, "equals_count": 0, "equals": []}, texts("fr")) == []
