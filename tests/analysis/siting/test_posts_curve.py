"""How many services are needed: curves worked out by hand on a line, brute force, and the answers themselves."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from analysis.question import Selection
from analysis.siting import posts_curve as posts_curve_of_room
from analysis.siting.ask import run_siting
from analysis.siting.posts_curve import posts_curve
from analysis.siting.posts_record import ask_posts, posts_record
from analysis.siting.search import Watch
from analysis.siting.setting import siting_setting
from geo.errors import BadInputError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.lines import line_setting
from tests.analysis.siting.small import every_set, siting_question
from tests.ui.terminal import run
from ui.cli import build
from ui.texts import LANGUAGES, texts
from ui.words.siting_posts import posts_sentences, posts_table, posts_title

# Three villages 40 minutes apart, with 100, 50 and 4 births; a candidate in each, and a fourth beside the first.
VILLAGES, SITES = [(0, 100), (40, 50), (80, 4)], [0, 40, 80, 5]


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


def by_number(setting, most=4):
    return posts_curve(setting, Watch(), most=most)


def test_each_number_reaches_what_was_worked_out_by_hand():
    curve = by_number(line_setting(VILLAGES, SITES))
    assert [point.value for point in curve.points] == [100, 150, 154]
    assert (curve.today, curve.ceiling, curve.enough) == (0, 154, 3)
    # The first brings 100, the second 50, the third 4: less than a tenth of the first from the third on.
    assert curve.gains() == [100, 50, 4]
    assert curve.flat == 2
    assert all(point.proven for point in curve.points)


def test_one_is_enough_where_a_second_brings_nothing():
    curve = by_number(line_setting([(0, 30), (8, 20)], [4, 5, 0]))
    assert ([point.posts for point in curve.points], curve.enough, curve.flat) == ([1], 1, None)
    record = posts_record(curve, asked=3)
    for language, said in (("fr", "Un seul suffit"), ("en", "One is enough")):
        assert any(said in line for line in posts_sentences(record, texts(language)))


def test_the_longest_trip_and_the_mean_by_number():
    longest = by_number(line_setting(VILLAGES, SITES, model="p-center", today=0.0))
    # Today the far village is at 80; one in it leaves the middle at 40, one in the middle leaves the far one at 40.
    assert [point.value for point in longest.points] == [40, 0]
    assert (longest.today, longest.ceiling, longest.enough) == (80, 0, 2)
    mean = by_number(line_setting(VILLAGES, SITES, model="p-median", today=0.0))
    assert [point.value for point in mean.points] == [4 * 40, 0]
    record = posts_record(mean, asked=4)
    assert record["today"] == pytest.approx((50 * 40 + 4 * 80) / 154)
    assert record["points"][0]["value"] == pytest.approx(160 / 154)
    assert record["points"][0]["more"] == pytest.approx((2000 + 320 - 160) / 154)


def test_too_few_to_reach_everyone_is_no_figure():
    curve = by_number(line_setting([(0, 1), (100, 1), (200, 1)], [0, 100, 200], model="p-center"))
    assert [point.value for point in curve.points] == [np.inf, np.inf, 0]
    record = posts_record(curve, asked=3)
    assert [point["value"] for point in record["points"]] == [None, None, 0]
    for language in LANGUAGES:
        _, rows = posts_table(record, texts(language))
        assert rows[1][3] == texts(language)("siting-posts-too-few")


def test_the_shortest_trips_count_the_places_of_each_service():
    curve = by_number(line_setting(VILLAGES, SITES, model="p-median", capacity=60.0))
    # 154 births: two services of 60 are too few, three leave 40 of the first village without a place, and the fourth
    # takes these 40 from 5 minutes away.
    assert [point.value for point in curve.points] == [np.inf, np.inf, np.inf, 40 * 5]
    assert (curve.today, curve.ceiling, curve.enough, curve.measure) == (np.inf, 200, 4, "minutes")
    assert all(point.proven for point in curve.points)
    record = posts_record(curve, asked=4)
    assert [point["value"] for point in record["points"]] == [None, None, None, pytest.approx(200 / 154)]
    for language in LANGUAGES:
        assert posts_sentences(record, texts(language))
        _, rows = posts_table(record, texts(language))
        assert rows[1][3] == texts(language)("siting-posts-too-few")


def test_a_number_for_which_no_choice_was_met_in_time_has_no_figure_and_no_proof(monkeypatch):
    def unfound(*_, posts, **__):
        raise BadInputError("siting-room-unfound", posts=posts)

    monkeypatch.setattr(posts_curve_of_room, "shortest_with_room", unfound)
    curve = by_number(line_setting(VILLAGES, SITES, model="p-median", capacity=60.0), most=2)
    assert [(point.value, point.sites, point.proven) for point in curve.points] == [(np.inf, (), False)] * 2
    record = posts_record(curve, asked=2)
    for language in LANGUAGES:
        assert posts_sentences(record, texts(language))
        assert posts_table(record, texts(language))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("model", ["mclp", "p-median", "p-center"])
def test_every_number_is_the_best_of_all_sets_and_the_curve_never_falls(model, seed):
    rng = np.random.default_rng(seed)
    places = [(float(at), float(births)) for at, births in rng.integers((0, 1), (50, 9), (12, 2))]
    sites = [float(at) for at in rng.integers(0, 50, 6)]
    setting = line_setting(places, sites, model=model, today=[25.0])
    curve = by_number(setting, most=6)
    sign = -1.0 if curve.smallest else 1.0

    def value(chosen):
        minutes = setting.problem.after(np.array(chosen))
        weight = setting.problem.weight
        if model == "mclp":
            return weight[minutes <= setting.reach_min].sum()
        return weight @ minutes if model == "p-median" else minutes.max()

    values = [sign * point.value for point in curve.points]
    assert values == sorted(values)
    assert values[0] >= sign * curve.today
    for point in curve.points:
        assert sign * point.value == pytest.approx(max(sign * value(one) for one in every_set(6, point.posts)))
        assert value(point.sites) == pytest.approx(point.value)
    assert curve.points[-1].posts == 6 or curve.points[-1].value == pytest.approx(curve.ceiling)


def test_a_number_has_the_figure_and_the_places_of_its_own_answer(data):
    asked = {"model": "mclp", "selection": Selection(kind="saf"), "horizon_min": 45.0}
    record = ask_posts(data, siting_question(**asked, posts=1), most=3)
    for point in record["points"]:
        done = run_siting(data, siting_question(**asked, posts=point["posts"], keep=1))
        assert point["value"] == done.answers.best.value
        assert point["site_ids"] == [str(done.setting.problem.site_ids[at]) for at in done.answers.best.sites]


def test_one_base_is_enough_for_luxembourg(data):
    """300 follow-ups are needed and 120 offered: one base of 180 does all that can be done, a second nothing more."""
    question = siting_question(
        model="capacitated", selection=Selection(kind="one-plateforme"), zone="80000", demand="need", capacity=180.0,
        visits_min=45.0, posts=1,
    )  # fmt: skip
    record = ask_posts(data, question, most=5)
    assert (record["today"], record["enough"], [point["value"] for point in record["points"]]) == (120, 1, [300])
    assert record["unit"] == "follow-ups"


def test_time_that_ends_leaves_a_curve_that_is_told_short(data):
    question = siting_question(model="p-center", selection=Selection(kind="saf"), horizon_min=45.0, posts=1)
    setting = siting_setting(data, question)
    watch = Watch()
    watch.stop()
    assert posts_curve(setting, watch, most=20).points == ()
    curve = posts_curve(setting, Watch(time_limit_s=0.5), most=20)
    assert len(curve.points) < 20
    values = [point.value for point in curve.points]
    assert values == sorted(values, reverse=True)
    for language in LANGUAGES:
        said = " ".join(posts_sentences(posts_record(curve, asked=20), texts(language)))
        assert "20" in said
        assert posts_sentences(posts_record(posts_curve(setting, watch, most=20), asked=20), texts(language))


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"objective": "worst"}, "siting-curve-question"),
        ({"model": "capacitated", "capacity": 5.0, "upgrade": 3.0}, "siting-curve-question"),
        ({"posts": None, "budget": 3.0}, "siting-curve-question"),
        ({"horizon_min": 200.0}, "siting-all-covered"),
    ],
)
def test_a_question_that_no_number_answers_is_refused(data, asked, key):
    question = siting_question(**{"model": "mclp", "selection": Selection(kind="saf"), "posts": 1} | asked)
    with pytest.raises(BadInputError) as caught:
        ask_posts(data, question)
    assert caught.value.key == key
    assert len({texts(language).error(caught.value) for language in LANGUAGES}) == 2


def test_the_command_tells_the_curve_in_words_and_in_json():
    command = ["siting", "wallonie", "--kind", "saf", "--curve", "2"]
    record = json.loads(run(*command, "--json"))
    assert [point["posts"] for point in record["points"]] == [1, 2]
    assert (record["measure"], record["asked"], record["bounds"]["value"]) == ("reached", 2, "at-least")
    said = run(*command)
    assert "combien en faut-il" in said
    assert "pas de la réalité" in said
    assert CliRunner().invoke(build(texts("fr")), [*command[:-1], "0"]).exit_code != 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_table_has_its_columns(language):
    record = posts_record(by_number(line_setting(VILLAGES, SITES)), asked=4)
    headers, rows = posts_table(record, texts(language))
    assert all(len(row) == len(headers) for row in rows)
    assert posts_title(record, texts(language))
