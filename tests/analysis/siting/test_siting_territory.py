"""Siting on the embedded territories: one figure worked out by plain loops, the command, and what it refuses."""

import json
import math
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.doubt.bands import limits_under_bias
from analysis.question import Selection
from analysis.siting.ask import run_siting
from analysis.siting.candidates import commune_seats, once, points, read_candidates
from analysis.siting.record import siting_record
from geo.errors import BadInputError, NotFoundError
from geo.files.issues import BadLinesError
from geo.travel.kept_calibration import estimate_parameters
from geo.travel.main_roads.kept import open_skeleton
from geo.travel.times import travel_times
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.siting.small import siting_question
from tests.ui.terminal import run
from ui.texts import LANGUAGES, texts
from ui.words.siting import proposal_paragraph, siting_notes
from ui.words.siting_tables import by_part, side_by_side

SAF = Selection(kind="saf")


@pytest.fixture(scope="module")
def data():
    return load(load_territory("wallonie"))


def ask(data, *, candidates=None, **asked):
    asked = {"model": "mclp", "selection": SAF, "horizon_min": 45.0, "posts": 1, "keep": 2} | asked
    return siting_record(run_siting(data, siting_question(**asked), candidates=candidates))


def straight_km(lon, lat, other_lon, other_lat):
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * (
        math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


@cache
def localities_near(lon, lat):
    """The four localities nearest to a point, the minutes to each, and what the end of the trip adds."""
    kept = open_skeleton(load_territory("wallonie"))
    away = sorted(
        (straight_km(lon, lat, *spot), node) for node, spot in enumerate(zip(kept.lon, kept.lat, strict=True))
    )
    dense = kept.dense[away[0][1]]
    return [(node, 60 * km * 1.20 / (62 - 4 * dense)) for km, node in away[:4]], 1.5 * dense


def by_hand_min(data, lon, lat, other_lon, other_lat):
    """The estimate, written a second time: the shorter of the direct way and of the way by the main roads."""
    told = estimate_parameters(data.territory, "car")
    road = straight_km(lon, lat, other_lon, other_lat) * told.detour
    speed = told.far_kph - (told.far_kph - told.near_kph) * math.exp(-road / told.scale_km)
    (legs, end), (other_legs, other_end) = localities_near(lon, lat), localities_near(other_lon, other_lat)
    kept = open_skeleton(data.territory)
    by_road = min(leg + kept.minutes[node, other] + more for node, leg in legs for other, more in other_legs)
    return min(told.access_min + 60 * road / speed, 4 + end + other_end + by_road)


def test_the_births_that_one_more_saf_brings(data):
    record = ask(data)
    best = record["answers"][0]
    actors = data.actors[
        (data.actors["kind"] == "saf") & (data.actors["status"] == "open") & data.actors["lon"].notna()
    ]
    area = {"be-saf-pre-en-bulles": {"57081", "57096", "57094", "57064"}}
    covered, gained = 0.0, 0.0
    site = best["sites"][0]
    for place in data.places.itertuples():
        here = any(
            place.zone_id in area[actor.actor_id]
            if actor.actor_id in area
            else by_hand_min(data, place.lon, place.lat, actor.lon, actor.lat) <= 45 + 1e-6
            for actor in actors.itertuples()
        )
        if here:
            covered += place.births
        elif by_hand_min(data, place.lon, place.lat, site["lon"], site["lat"]) <= 45 + 1e-6:
            gained += place.births
    assert best["counts_before"] == covered
    assert best["counts_gain"] == gained
    assert best["proven"]


def test_no_other_seat_brings_more(data):
    record = ask(data, keep=3)
    seats = commune_seats(data)
    assert len(seats) == record["candidates"] == 261
    table = travel_times(
        data.territory, data.places, seats.rename(columns={"site_id": "actor_id"}), mode="car"
    ).trips.table("car")
    existing = run_siting(data, siting_question(model="mclp", selection=SAF, horizon_min=45.0, posts=1)).setting
    left = pd.Series(np.where(existing.problem.before > 45, existing.problem.weight, 0.0), existing.problem.place_ids)
    near = table[table["minutes"] <= 45]
    gains = near["place_id"].map(left).groupby(near["actor_id"]).sum().sort_values(ascending=False)
    assert [answer["counts_gain"] for answer in record["answers"]] == gains.head(3).tolist()


def test_parts_add_up_and_a_zone_stays_inside(data):
    answer = ask(data)["answers"][0]
    assert sum(part["counts_after"] - part["counts_before"] for part in answer["parts"]) == pytest.approx(
        answer["counts_gain"]
    )
    record = ask(data, zone="80000", posts=2)
    inside = set(data.ancestors.loc[data.ancestors["ancestor_id"] == "80000", "zone_id"])
    assert record["answers"][0]["counts"] == 2665
    assert all(site["zone"] in inside for answer in record["answers"] for site in answer["sites"])


def test_forbidden_and_preferred_zones(data):
    best = ask(data)["answers"][0]["sites"][0]
    province = data.ancestors.loc[
        (data.ancestors["zone_id"] == best["zone"]) & (data.ancestors["ancestor_level"] == "province"), "ancestor_id"
    ].iloc[0]
    record = ask(data, forbidden=(province,))
    assert all(site["part"] != best["part"] for answer in record["answers"] for site in answer["sites"])
    liked = ask(data, preferred=(record["answers"][0]["sites"][0]["zone"],), keep=1)
    assert (liked["preference"]["share"], liked["preference"]["status"]) == (0.01, "hypothesis")
    assert ask(data)["preference"] is None


def test_weights_change_the_aim_and_not_the_births(data):
    record = ask(data, demand="births:complex")
    answer = record["answers"][0]
    assert record["weight_status"] == "hypothesis"
    assert 0 < answer["weight"] < answer["counts"] == 32093
    weighted = ask(data, demand="weighted")["answers"][0]
    assert weighted["weight"] == pytest.approx(32093, rel=1e-6)


def test_home_visits_reach_as_far_as_the_team_goes(data):
    near, far = (ask(data, visits_min=minutes)["answers"][0]["counts_gain"] for minutes in (20.0, 45.0))
    assert near < far == ask(data)["answers"][0]["counts_gain"]


def test_candidates_of_a_file(data, tmp_path):
    file = tmp_path / "lieux.csv"
    file.write_text("name;zone;lon;lat;cost\nUn;Arlon;;;10\nDeux;;5,3;49.9;20,5\n", "utf-8")
    table = read_candidates(file, data)
    assert table["site_id"].tolist() == ["Un", "Deux"]
    assert table["cost"].tolist() == [10.0, 20.5]
    assert table["zone_id"].tolist()[0] == "81001"
    assert (table["lon"].iloc[1], table["lat"].iloc[1]) == (5.3, 49.9)


def test_a_candidate_said_twice_is_kept_once_and_told(data):
    spot, apart = {"lon": 4.8674, "lat": 50.4669, "cost": 100}, {"lon": 4.8674, "lat": 50.4669, "cost": 90}
    named = [("A", spot), ("B", spot), ("C", apart), ("D", {"lon": 4.9, "lat": 50.46}), ("E", spot)]
    sites, again = once(points(pd.DataFrame([{"name": name, **line} for name, line in named]), data))
    assert sites["name"].tolist() == ["A", "C", "D"]
    assert again == [("B", "A"), ("E", "A")]


def test_candidates_of_a_workbook_with_french_headers(data, tmp_path):
    file = tmp_path / "lieux.xlsx"
    pd.DataFrame({"Nom": ["Un"], "Commune": ["arlon"], "Coût": [12.5], "Capacité": [40]}).to_excel(file, index=False)
    table = read_candidates(file, data)
    assert table.loc[0, ["site_id", "zone_id", "cost", "capacity"]].tolist() == ["Un", "81001", 12.5, 40.0]


def test_every_wrong_line_of_a_file_is_kept_beside_the_first(data, tmp_path):
    file = tmp_path / "lieux.csv"
    file.write_text("nom\tcommune\tcoût\nUn\tArlon\tinf\n\nDeux\tParis\t\u202f\nTrois\tArlon\t1 200,5\n", "utf-8")
    with pytest.raises(BadLinesError, match="siting-candidate-number") as caught:
        read_candidates(file, data)
    issues = caught.value.issues
    assert issues[["row", "column", "rule", "value"]].to_numpy().tolist() == [
        [2, "cost", "siting-candidate-number", "inf"],
        [4, "zone", "siting-candidate-zone", "Paris"],
    ]
    file.write_text("nom\tcommune\tcoût\nTrois\tArlon\t1 200,5\n", "utf-8")
    assert read_candidates(file, data)["cost"].tolist() == [1200.5]


@pytest.mark.parametrize("name", ["lieux.csv", "lieux.xlsx"])
def test_what_is_no_table_is_refused(data, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    with pytest.raises(BadInputError, match=r"siting-candidates|text-encoding"):
        read_candidates(file, data)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ({"lon": "2.35", "lat": "48.85"}, "siting-candidate-outside"),
        ({"lon": "49.9", "lat": "5.3"}, "siting-candidate-outside"),
        ({"zone": "Paris"}, "siting-candidate-zone"),
        ({"name": "nulle part"}, "siting-candidate-place"),
        ({"zone": "Arlon", "cost": "cher"}, "siting-candidate-number"),
        ({"zone": "Arlon", "cost": "-2"}, "siting-candidate-number"),
    ],
)
def test_a_bad_candidate_is_refused_with_its_line(data, line, key):
    with pytest.raises(BadInputError) as caught:
        points(pd.DataFrame([line]), data)
    assert (caught.value.key, caught.value.values["row"]) == (key, 2)


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"posts": 0}, "siting-posts"),
        ({"posts": None}, "siting-posts-missing"),
        ({"posts": None, "budget": 0.0}, "siting-zero-budget"),
        ({"posts": None, "budget": 5.0}, "siting-cost-missing"),
        ({"posts": 300}, "siting-few-candidates"),
        ({"horizon_min": 0.0}, "siting-horizon"),
        ({"horizon_min": 200.0}, "siting-all-covered"),
        ({"model": "lscp"}, "siting-posts-unasked"),
        ({"model": "p-median", "budget": 3.0}, "siting-budget-model"),
        ({"model": "nearest"}, "siting-unknown-model"),
        ({"objective": "best"}, "siting-unknown-objective"),
        ({"objective": "worst", "model": "p-median"}, "siting-objective-model"),
        ({"demand": "births:rich"}, "siting-unknown-demand"),
        ({"keep": 0}, "siting-keep"),
        ({"differ": 2}, "siting-differ"),
        ({"share": 2.0}, "siting-share"),
        ({"forbidden": ("03000",)}, "siting-no-candidate"),
        ({"model": "lscp", "posts": None, "differ": 30}, "siting-differ"),
        ({"model": "capacitated"}, "siting-capacity"),
        ({"model": "capacitated", "capacity": 5.0, "smallest": 6.0}, "siting-size"),
        ({"posts": None, "budget": -3.0}, "siting-zero-budget"),
        ({"posts": None, "budget": math.nan}, "siting-zero-budget"),
        ({"posts": None, "budget": 1e300}, "siting-amount"),
        ({"model": "capacitated", "capacity": 1e300}, "siting-amount"),
        ({"model": "capacitated", "capacity": math.nan}, "siting-capacity"),
        ({"model": "capacitated", "capacity": math.inf}, "siting-amount"),
        ({"model": "capacitated", "capacity": 5.0, "upgrade": math.nan}, "siting-amount"),
        ({"model": "capacitated", "capacity": 5.0, "upgrade": -1.0}, "siting-amount"),
        ({"model": "capacitated", "capacity": 5.0, "closures": 10, "close_exactly": 2}, "siting-closing-twice"),
        ({"model": "capacitated", "capacity": 5.0, "closures": -1}, "siting-closing"),
        ({"model": "capacitated", "capacity": 5.0, "close_exactly": 500}, "siting-closures"),
        ({"model": "capacitated", "capacity": 5.0, "upgrade": 3.0, "upgrade_step": 4.0}, "siting-step-long"),
        ({"model": "capacitated", "capacity": 5.0, "upgrade": 3.0, "upgrade_cost": 4.0}, "siting-money-budget"),
        ({"model": "capacitated", "capacity": 5.0, "closure_saves": 4.0}, "siting-money-budget"),
        (
            {
                "model": "capacitated",
                "posts": None,
                "budget": 9.0,
                "capacity": 5.0,
                "upgrade": 3.0,
                "upgrade_cost": 4.0,
            },
            "siting-step-missing",
        ),
        (
            {"model": "capacitated", "capacity": 5.0, "upgrade": 3.0, "upgrade_step": 1.0, "objective": "worst"},
            "siting-steps-objective",
        ),
        ({"closures": 1}, "siting-sizes-model"),
        ({"model": "p-median", "upgrade": 1.0}, "siting-sizes-model"),
        ({"model": "p-median", "capacity": 10.0}, "siting-room-short"),
        ({"time_limit_s": math.nan}, "siting-time-limit"),
        ({"time_limit_s": 0.0}, "siting-time-limit"),
        ({"time_limit_s": 86_401.0}, "siting-time-limit"),
        ({"gap": math.nan}, "siting-amount"),
        ({"gap": -0.1}, "siting-amount"),
        ({"horizon_min": math.nan}, "siting-horizon"),
        ({"visits_min": math.inf}, "siting-horizon"),
        ({"objective": "mix", "share": math.nan}, "siting-share"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_in_both_languages(data, asked, key):
    with pytest.raises(BadInputError) as caught:
        ask(data, **asked)
    assert caught.value.key == key
    said = {texts(language).error(caught.value) for language in LANGUAGES}
    assert len(said) == 2
    assert not any(key in one for one in said)


def test_an_unknown_zone_is_refused(data):
    with pytest.raises(NotFoundError, match="unknown-zone: "):
        ask(data, zone="99999")


@pytest.mark.parametrize("asked", [{"zone": "Luxembourg"}, {"forbidden": (" luxembourg",)}])
def test_a_zone_given_by_its_name_is_told_its_code(data, asked):
    with pytest.raises(NotFoundError, match="unknown-zone-named") as caught:
        ask(data, **asked)
    assert caught.value.values["codes"] == "80000"
    for language in LANGUAGES:
        assert "80000" in texts(language).error(caught.value)


PLATFORM = {"selection": Selection(kind="one-plateforme"), "zone": "80000", "demand": "need", "model": "capacitated"}


def test_a_second_base_for_luxembourg(data):
    # 300 follow-ups needed, 120 offered: 180 are missing, wherever the second base stands.
    record = ask(data, **PLATFORM, capacity=180.0, visits_min=45.0, keep=5)
    best = record["answers"][0]
    assert (record["unit"], record["weight_status"]) == ("follow-ups", "stated")
    assert (best["weight"], best["weight_before"], best["weight_after"]) == (300, 120, 300)
    assert best["sites"][0]["size"] == pytest.approx(180)
    values = [(-round(answer["weight_after"], 6), answer["minutes_mean_new"]) for answer in record["answers"]]
    assert values == sorted(values)
    # By hand: what the places within 45 minutes of the seat need is enough for the base to be full.
    site = best["sites"][0]
    inside = data.places[
        data.places["zone_id"].isin(data.ancestors.loc[data.ancestors["ancestor_id"] == "80000", "zone_id"])
    ]
    near = sum(
        place.births * 300 / 2665
        for place in inside.itertuples()
        if by_hand_min(data, place.lon, place.lat, site["lon"], site["lat"]) <= 45 + 1e-6
    )
    assert near >= 180


def test_what_the_platform_must_gain_beside_a_small_base(data):
    record = ask(data, **PLATFORM, capacity=100.0, visits_min=30.0, upgrade=200.0)
    best = record["answers"][0]
    assert best["weight_after"] == pytest.approx(300)
    (platform,) = best["loads"]
    assert platform["gain"] == pytest.approx(80)
    assert {change["change"] for change in best["changes"]} == {"open", "capacity"}
    grown = next(change for change in best["changes"] if change["change"] == "capacity")
    assert (grown["actor_id"], grown["capacity"]) == ("be-one-plateforme-luxembourg", pytest.approx(200))


def test_need_weighted_by_situation_keeps_its_total(data):
    asked = PLATFORM | {"demand": "weighted-need", "capacity": 180.0, "visits_min": 45.0, "keep": 1}
    record = ask(data, **asked)
    few = commune_seats(data).head(3)  # the total is that of the whole territory, whatever is proposed
    plain = ask(data, candidates=few, **PLATFORM | {"zone": None, "capacity": 180.0, "visits_min": 45.0, "keep": 1})
    whole = ask(data, candidates=few, **asked | {"zone": None})
    assert (record["unit"], record["weight_status"]) == ("follow-ups", "hypothesis")
    assert whole["answers"][0]["weight"] == pytest.approx(plain["answers"][0]["weight"], rel=1e-6)
    assert record["answers"][0]["weight"] != pytest.approx(300)


def test_all_the_need_met_already_is_said(data):
    platform = data.services["actor_id"] == "be-one-plateforme-luxembourg"
    rich = replace(data, services=data.services.assign(capacity=data.services["capacity"].mask(platform, 400.0)))
    with pytest.raises(BadInputError, match="siting-all-served"):
        ask(rich, **PLATFORM, capacity=50.0)


def test_a_budget_a_curve_and_the_worst_served(data):
    seats = commune_seats(data)
    priced = seats.assign(cost=np.where(seats["site_id"] == "81001", 5.0, 1.0))
    question = siting_question(model="mclp", selection=SAF, horizon_min=45.0, budget=2.0, keep=1)
    record = siting_record(run_siting(data, question, candidates=priced))
    assert sum(site["cost"] for site in record["answers"][0]["sites"]) <= 2
    few = siting_question(model="capacitated", selection=SAF, horizon_min=45.0, budget=2.0, capacity=50.0, keep=5)
    three = priced[priced["site_id"].isin(["81001", "84009", "56016"])].assign(cost=[1.0, 1.0, 2.0])
    answers = siting_record(run_siting(data, few, candidates=three.reset_index(drop=True)))["answers"]
    assert len(answers) > 1
    assert all(len(answer["sites"]) >= 1 for answer in answers)
    short = siting_question(model="mclp", selection=SAF, horizon_min=45.0, budget=0.5)
    with pytest.raises(BadInputError, match="siting-budget-short"):
        run_siting(data, short, candidates=priced)
    mixed = ask(data, posts=2, objective="mix", keep=1)
    covered, worst = ([line[name] for line in mixed["curve"]] for name in ("covered", "worst_share"))
    assert covered == sorted(covered, reverse=True)
    assert worst == sorted(worst)
    last = ask(data, posts=2, objective="worst", keep=1)["answers"][0]
    assert last["worst"]["share_after"] == pytest.approx(worst[-1])


def test_paragraphs_in_both_languages(data):
    for model, more in (
        ("mclp", {}),
        ("p-median", {}),
        ("p-center", {}),
        ("mclp", {"demand": "births:complex"}),
        ("mclp", {"objective": "worst"}),
        ("capacitated", PLATFORM | {"capacity": 100.0}),
    ):
        record = ask(data, **{"model": model, **more})
        for language in LANGUAGES:
            for answer in record["answers"]:
                said = proposal_paragraph(record, answer, texts(language))
                assert len(said) > 100
                assert "None" not in said
                for headers, rows in (side_by_side(record, texts(language)), by_part(record, answer, texts(language))):
                    assert all(len(row) == len(headers) for row in rows)
            assert siting_notes(record, texts(language))


def test_the_command_in_json_and_in_words():
    asked = ("siting", "wallonie", "--kind", "saf", "--posts", "1")
    record = json.loads(run(*asked, "--json"))
    assert [answer["rank"] for answer in record["answers"]] == [1, 2, 3, 4, 5]
    assert record["parameters"]["horizon_min"] == 45
    assert set(record["answers"][0]["changes"][0]) >= {"change", "kind", "function", "zone", "lon", "lat", "capacity"}
    said = run(*asked)
    assert "Proposition 1" in said
    assert "prouvé" in said


def test_an_answer_holds_between_both_ends_of_the_bias(data):
    """What is covered and gained as told is between the least and the greatest; each end is worked out anew."""
    done = run_siting(data, siting_question(model="mclp", selection=SAF, horizon_min=45.0, posts=2, keep=1))
    answer = siting_record(done)["answers"][0]
    for name in ("weight_after", "weight_gain", "counts_after", "counts_gain", "mean_min_after"):
        assert answer[f"{name}_low"] <= answer[name] <= answer[f"{name}_high"]
    assert answer["counts_after_low"] < answer["counts_after"] < answer["counts_after_high"]
    limits = limits_under_bias(45.0, done.setting.about.engine)
    covered = {}
    for limit in (limits.low, limits.high):
        near = done.setting.problem.before <= limit
        chosen = set(done.answers.found[0].sites)
        for pair, site in enumerate(done.setting.problem.site):
            if site in chosen and done.setting.problem.minutes[pair] <= limit:
                near[done.setting.problem.place[pair]] = True
        covered[limit] = np.nansum(done.setting.counts[near])
    assert answer["counts_after_low"] == pytest.approx(covered[limits.low])
    assert answer["counts_after_high"] == pytest.approx(covered[limits.high])


def test_shared_capacities_say_nothing_of_the_bias(data):
    answer = ask(data, **PLATFORM, capacity=100.0, keep=1)["answers"][0]
    assert answer["counts_gain_low"] is None
    assert answer["mean_min_after_high"] is None
