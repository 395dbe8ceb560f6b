"""Norms as data, and their verdicts: article, date and denominator named, nothing guessed."""

from math import inf, isnan

import pytest

import analysis.service_area.travel_times as door
from analysis.need.country_norms import Norm, norm_rules, norms_of
from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.service_area.programme import load_programme
from analysis.service_area.units import load_conversions
from geo.errors import BadInputError, NotFoundError
from geo.travel.engines import EngineInfo
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import ACTORS, MINUTES, SERVICES, actor, asking, expected, land, service

pytestmark = pytest.mark.usefixtures("trips_by_hand")

PACK = """
country = "FR"

[[norms]]
id = "n"
form = "ratio"
kind = "hopital"
direction = "at-least"
unit = "follow-ups"
base = "births"
amount = 1
per = 2
level = "region"
status = "official"
article = "art. 1"
source = "s"
date = "1992-08-06"
read = "primary"
fr = "x"
en = "x"
"""


def norm(**changes):
    given = {
        "id": "n",
        "country": "BE",
        "form": "ratio",
        "status": "official",
        "date": "1992",
        "names": {"fr": "x", "en": "x"},
        "denominators": {"fr": "naissances", "en": "births"},
        "notes": {},
        "kind": "hopital",
        "article": "art. 1",
        "source": "s",
        "read": "primary",
        "unit": "follow-ups",
        "base": "births",
        "amount": 1.0,
        "per": 1.0,
        "level": "region",
        "mode": "car",
    }
    return Norm(**given | changes)


def judged(one, *, data=None, zone="R"):
    return verdicts(data or land(), zone, programme=load_programme(), steps=load_conversions(), norms=[one])[0]


@pytest.mark.parametrize(("per", "outcome"), [(1, "met"), (100 / 111, "not-met"), (100 / 110, "met")])
def test_a_ratio_by_hand(per, outcome):
    """100 births, 30 + 80 follow-ups offered: one per birth is met, 110 is met to the unit, 111 is not."""
    found = judged(norm(per=per))
    assert found.outcome == outcome
    assert found.base_value == 100
    assert found.base_years == (2025,)
    assert (found.offered_low, found.offered_high) == (110, 110)


def test_an_unknown_capacity_leaves_the_verdict_open_unless_what_is_known_is_enough():
    services = [service("h1", capacity=30.0), service("h2")]
    assert judged(norm(), data=land(services=services)).outcome == "unknown"
    assert "capacity-unknown" in judged(norm(), data=land(services=services)).reasons
    assert judged(norm(per=4), data=land(services=services)).outcome == "met"


def test_a_zone_below_the_level_of_the_norm_is_in_proportion():
    found = judged(norm(), zone="P")
    assert found.required == 60
    assert "other-level" in found.reasons


def test_nobody_offers_for_sure():
    found = judged(norm(kind="pmi"), data=land(expected=[expected("R", "pmi", 0.0)]))
    assert found.outcome == "not-met"
    assert "nobody-offers" in found.reasons


@pytest.mark.parametrize("form", ["ratio", "travel"])
def test_nobody_listed_is_no_verdict(form):
    """Nobody wrote down a PMI: none is known, and nothing says that there is none."""
    found = judged(norm(kind="pmi", form=form, minutes=30, share=1.0))
    assert found.outcome == "unknown"
    assert "not-listed" in found.reasons
    assert "nobody-offers" not in found.reasons
    assert all(map(isnan, (found.services, found.offered_low, found.offered_high, found.share)))
    record = verdicts_record(land(), "R", [found])["verdicts"][0]
    assert record["services"] is None
    assert record["register_state"] == "not-listed"


@pytest.mark.parametrize(("per", "outcome"), [(100 / 110, "met"), (100 / 111, "unknown")])
def test_a_partial_register_can_meet_a_norm_never_miss_it(per, outcome):
    partial = land(expected=[expected("R", "hopital", 3.0)])
    found = judged(norm(per=per), data=partial)
    assert (found.outcome, found.offered_low, found.offered_high) == (outcome, 110, inf)
    assert "register-incomplete" in found.reasons
    most = judged(norm(per=per, direction="at-most"), data=partial)
    assert most.outcome == "unknown"
    assert judged(norm(per=2.0, direction="at-most"), data=partial).outcome == "not-met"


@pytest.mark.parametrize(("share", "outcome"), [(0.8, "met"), (0.9, "unknown")])
def test_a_share_of_a_partial_register_is_a_least(monkeypatch, share, outcome):
    exact = EngineInfo("matrix", "car", "official", "s", "2026", 0.0, 0.0)
    monkeypatch.setattr(door, "travel_times", asking(engine=exact))
    timed = norm(form="travel", minutes=30, share=share, unit="", base="")
    found = judged(timed, data=land(expected=[expected("R", "hopital", 3.0)]))
    assert (found.share, found.share_low, found.outcome) == (0.8, 0.8, outcome)
    assert isnan(found.share_high)
    whole = judged(timed)
    assert (whole.share_high, whole.outcome) == (0.8, "met" if share == 0.8 else "not-met")


@pytest.mark.parametrize("zone", ["P", "a", "b"])
def test_a_norm_of_another_level_gives_no_verdict(zone):
    found = judged(norm(), zone=zone)
    assert found.outcome == "reported"
    assert "other-level" in found.reasons
    assert found.required > 0


def test_a_time_includes_its_edge_and_says_the_actors_to_verify(monkeypatch):
    exact = EngineInfo("matrix", "car", "official", "s", "2026", 0.0, 0.0)
    monkeypatch.setattr(door, "travel_times", asking(engine=exact))
    timed = norm(form="travel", minutes=30, share=1.0, unit="", base="")
    found = judged(timed)
    # a1 and a2 are within 30 minutes, b1 at 31; c1 within.
    assert found.share == pytest.approx(80 / 100)
    assert found.outcome == "not-met"
    doubtful = land(
        actors=[*ACTORS, actor("h3", "hopital", "b", status="to-verify")], services=[*SERVICES, service("h3")]
    )
    monkeypatch.setattr(door, "travel_times", asking([*MINUTES, ("b1", "h3", 2.0)], engine=exact))
    found = judged(timed, data=doubtful)
    assert (found.share, found.share_with_to_verify) == pytest.approx((0.8, 1.0))
    assert found.outcome == "unknown"
    assert "some-to-verify" in found.reasons


def test_an_unknown_zone():
    with pytest.raises(NotFoundError, match="unknown-zone"):
        judged(norm(), zone="01")


def test_a_pack_of_ones_own_makes_rules(tmp_path):
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    for folder, text in ((whole, PACK), (cut, PACK.replace('article = "art. 1"\n', ""))):
        folder.mkdir()
        (folder / "fr.toml").write_text(text, encoding="utf-8")
    rules = norm_rules("FR", zone_id="01", folder=whole)
    assert rules[["rule_id", "rate", "status", "date"]].to_numpy().tolist() == [["n", 0.5, "official", "1992-08-06"]]
    with pytest.raises(BadInputError, match="norms-file"):
        norms_of("FR", folder=cut)


def test_the_french_articles():
    found = {one.id: one for one in norms_of("FR")}
    assert (found["fr-r2112-6"].amount, found["fr-r2112-6"].per) == (1, 200)
    assert (found["fr-r2112-7-sage-femme"].per, found["fr-r2112-7-puericultrice"].per) == (1500, 250)
    assert (found["fr-r2112-5"].amount, found["fr-r2112-5-prenatal"].amount) == (16, 4)
    assert {found[name].per for name in ("fr-r2112-5", "fr-r2112-5-prenatal")} == {100_000}
    assert found["fr-r2112-5"].read == "secondary"
    assert found["fr-r2112-6"].read == found["fr-r2112-7-sage-femme"].read == "primary"


@pytest.mark.parametrize("country", ["FR", "BE", "MA"])
def test_every_norm_says_its_article_date_source_and_denominator(country):
    for one in norms_of(country):
        assert one.date
        assert all(one.names.values())
        if one.form != "none":
            assert one.article
            assert one.source
            assert all(one.denominators.values())


@pytest.mark.parametrize(("territory", "absent"), [("wallonie", 3), ("souss-massa", 2)])
def test_no_official_norm_found_is_said(territory, absent, monkeypatch):
    monkeypatch.undo()
    data = load(load_territory(territory))
    found = verdicts(data, data.territory.root, programme=load_programme(), steps=load_conversions())
    assert sum(one.outcome == "no-norm" for one in found) == absent


def test_what_the_ain_requires(monkeypatch):
    """6,881 births in 2022; 290,909 inhabitants aged 15 to 50, worked out."""
    monkeypatch.undo()
    data = load(load_territory("ain"))
    found = verdicts(data, "01", programme=load_programme(), steps=load_conversions())
    required = {one.norm.id: one.required for one in found if one.norm.form == "ratio"}
    assert required == pytest.approx(
        {
            "fr-r2112-6": 34.405,
            "fr-r2112-7-sage-femme": 4.5873,
            "fr-r2112-7-puericultrice": 27.524,
            "fr-r2112-5": 46.5454,
            "fr-r2112-5-prenatal": 11.6364,
        },
        rel=1e-4,
    )
    record = verdicts_record(data, "01", found)
    child = next(line for line in record["verdicts"] if line["id"] == "fr-r2112-6")
    assert (child["article"], child["date"]) == ("Code de la santé publique, art. R2112-6", "1992-08-06")
    assert "nés vivants" in child["denominator"]["fr"]
    # A consultation for children is not a prenatal one.
    prenatal = next(line for line in record["verdicts"] if line["id"] == "fr-r2112-5")
    assert prenatal["offered_low"] == 0
    assert "base-reconstructed" in prenatal["reasons"]
    assert "base-reconstructed" not in child["reasons"]
