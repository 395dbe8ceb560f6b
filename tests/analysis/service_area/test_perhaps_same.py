"""Actors that are perhaps the same: counts and sums between two bounds, reach as it is.

On the three communes of `tests.analysis.three_zones`: h1 (30 follow-ups) and h3 (20) stand in a, h2 (80) in c, and h3
is perhaps the same as h1. At least two hospitals: in a, the one that states less, 20; 20 + 80 = 100 in all.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis.service_area.travel_times
from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.balance.ask import territory_balance
from analysis.balance.record import balance_record
from analysis.compare.ask import compare
from analysis.compare.indicators import side
from analysis.diagnosis.ask import measure
from analysis.diagnosis.overview import kinds_overview, overview_records
from analysis.diagnosis.record import diagnosis_record
from analysis.need.ledger import ledger, lines_of
from analysis.need.universalism import load_weights
from analysis.question import Question, question_about
from analysis.service_area.area import service_area
from analysis.service_area.offer import offer_in_unit
from analysis.service_area.perhaps_same import at_least, fewest, groups, offer_at_least
from analysis.service_area.programme import load_programme
from geo import schema
from tests.analysis.three_zones import HOSPITALS, MINUTES, NAN, actor, asking, land, need_rule, service
from ui.texts import texts
from ui.words.balances import balance_notes
from ui.words.diagnosis import headline
from ui.words.diagnosis_tables import capacity_text, cells, gap_text
from ui.words.measures import quality_lines

RULE = need_rule("R", rule_id="n", rate=2.0, status="stated", source="by hand")


@pytest.fixture(autouse=True)
def trips_by_hand(monkeypatch):
    monkeypatch.setattr(analysis.service_area.travel_times, "travel_times", asking([*MINUTES, ("b1", "h3", 12.0)]))


def linked_land(link="h1", *, third=20.0, rules=None):
    actors = [actor("h1", "hopital", "a"), actor("h2", "hopital", "c"), actor("h3", "hopital", "a") | {"same_as": link}]
    services = [service("h1", capacity=30.0), service("h2", capacity=80.0), service("h3", capacity=third)]
    return land(actors=actors, services=services, rules=rules)


def diagnosed(**more):
    data = linked_land(**more)
    return diagnosis_record(data, measure(data, question_about(HOSPITALS)), "R")


def register(links):
    rows = [actor(name, "hopital", "a") | {"same_as": same} for name, same in links.items()]
    return schema.conform(pd.DataFrame(rows), schema.ACTOR)


def test_a_group_is_what_links_join_from_one_to_the_next():
    found = groups(register({"a": None, "b": "a;c", "c": None, "d": "e", "e": None, "f": "nobody"}))
    assert found.to_dict() == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}
    assert fewest(["a", "c", "d", "f"], found) == 3


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8))
def test_groups_are_the_connected_components(pairs):
    links = {str(one): ";".join(str(other) for here, other in pairs if here == one) or None for one in range(8)}
    found = groups(register(links))
    together = [{one} for one in range(8)]
    for one, other in pairs:
        merged = together[one] | together[other]
        for member in merged:
            together[member] = merged
    assert found.nunique() == len({frozenset(one) for one in together})
    for one in range(8):
        assert {int(name) for name in found.index[found == found[str(one)]]} == set(together[one])


def test_the_least_of_a_group_is_what_its_most_careful_actor_states():
    lines = pd.DataFrame(
        [("z", "a", 10.0), ("z", "a", 5.0), ("z", "b", 20.0), ("z", "c", NAN), ("z", "d", 7.0), ("y", "c", NAN)],
        columns=["zone_id", "actor_id", "capacity"],
    )
    group = pd.Series({"a": "a", "b": "a", "c": "a", "d": "d"})
    found = at_least(lines, group)
    # In z: a, b and c are one, with the two services of a, which states 15 where b states 20; then d.
    assert found.loc["z"].to_dict() == {"services_low": 3, "capacity_low": 22.0}
    assert found.loc["y", "services_low"] == 1
    assert np.isnan(found.loc["y", "capacity_low"])


def test_a_diagnosis_counts_between_two_bounds():
    record = diagnosed(rules=[RULE])
    assert (record["services_low"], record["services"]) == (2, 3)
    assert (record["capacity_low"], record["capacity"]) == (100.0, 130.0)
    assert record["need"] == 200.0
    assert (record["coverage_rate_low"], record["coverage_rate"]) == (0.5, 0.65)
    assert (record["gap"], record["gap_high"]) == (70.0, 100.0)
    by_part = {part["zone"]: (part["services_low"], part["services"], part["capacity_low"]) for part in record["parts"]}
    assert by_part == {"P": (1, 2, 20.0), "Q": (1, 1, 80.0)}


def test_who_is_within_reach_does_not_depend_on_links():
    with_links, without = diagnosed(), diagnosed(link=None)
    assert with_links["share_within"] == without["share_within"]
    # b1 is within 30 minutes of h3 alone: a1, a2, b1 and c1.
    assert with_links["share_within"]["30"] == 1.0
    assert (without["services_low"], without["capacity_low"]) == (3, 130.0)


def test_an_actor_that_states_nothing_says_nothing_against_the_other():
    record = diagnosed(third=NAN)
    assert (record["services_low"], record["capacity_low"], record["capacity"]) == (2, 110.0, 110.0)


def test_only_actors_that_count_are_counted_even_where_another_joins_them():
    """h1 and h2 are joined by h3, which is closed: perhaps one hospital."""
    actors = [
        actor("h1", "hopital", "a"),
        actor("h2", "hopital", "c"),
        actor("h3", "hopital", "a", status="closed") | {"same_as": "h1;h2"},
    ]
    data = land(actors=actors, services=[service(one, capacity=10.0) for one in ("h1", "h2", "h3")])
    record = diagnosis_record(data, measure(data, question_about(HOSPITALS)), "R")
    assert (record["services_low"], record["services"]) == (1, 2)


def test_the_overview_counts_between_two_bounds():
    line = next(
        one for one in overview_records(kinds_overview(linked_land(), "R", Question())) if one["kind"] == "hopital"
    )
    assert (line["open_low"], line["open"]) == (2, 3)


def test_the_ledger_offers_between_two_bounds():
    data = linked_land(rules=[RULE])
    book = ledger(data, data.need_rules, programme=load_programme(), steps=())
    line = lines_of(book, "R", data).iloc[0]
    assert (line["services_low"], line["services"]) == (2, 3)
    assert (line["offered_low"], line["offered_high"]) == (100.0, 130.0)
    assert (line["missing_low"], line["missing_high"]) == (70.0, 100.0)


def test_a_comparison_draws_both_and_leaves_other_draws_as_they_are():
    def compared(link):
        data = linked_land(link)
        found = compare([side(data, measure(data, question_about(HOSPITALS)), level="province")])
        return found.figures.set_index(["zone_id", "indicator"])

    joined, apart = compared("h1"), compared(None)
    # P has 60 births: 2 services or 1.
    line = joined.loc[("P", "services_per_1000")]
    assert line["value"] == pytest.approx(2 / 60 * 1000)
    assert line["low"] < 1.3 / 60 * 1000 < 1.7 / 60 * 1000 < line["high"]
    assert apart.loc[("P", "services_per_1000"), "low"] > 1.3 / 60 * 1000
    assert joined.loc[("P", "capacity_per_1000"), "low"] < apart.loc[("P", "capacity_per_1000"), "low"]


@pytest.mark.parametrize(
    ("language", "range_said", "offer", "missing"),
    [("fr", "2–3", "100 à 130", "70 à 100"), ("en", "2–3", "100 to 130", "70 to 100")],
)
def test_ranges_are_written_where_counts_are(language, range_said, offer, missing):
    record, words = diagnosed(rules=[RULE]), texts(language)
    assert range_said in cells([record], words)[0]
    assert capacity_text(record, words) == offer
    assert gap_text(record, words) == missing
    assert any(range_said in sentence for sentence in headline(record, words))
    alone = diagnosed(link=None, rules=[RULE])
    assert capacity_text(alone, words) == "130"
    assert not any("–" in sentence for sentence in headline(alone, words))


@pytest.mark.parametrize(("third", "kept"), [(20.0, "h3"), (40.0, "h1"), (NAN, "h1")])
def test_the_least_offer_keeps_one_actor_of_a_group(third, kept):
    data = linked_land(third=third)
    offer = offer_in_unit(data.actors, data.services, unit="follow-ups", steps=())
    least = offer_at_least(offer, groups(data.actors)).set_index("actor_id")
    gone = {"h1": "h3", "h3": "h1"}[kept]
    assert least.loc[gone, "capacity_low"] == 0.0
    assert least.loc[kept, "capacity_low"] == {"h1": 30.0, "h3": 20.0}[kept]
    assert least.loc["h2", "capacity_low"] == 80.0
    assert least["capacity_high"].tolist() == offer["capacity_high"].tolist()


def test_a_balance_serves_between_two_bounds():
    data = linked_land(rules=[RULE])
    done = territory_balance(
        data,
        question_about(HOSPITALS, threshold_min=45.0),
        data.need_rules,
        by="assignment",
        programme=load_programme(),
        steps=(),
    )
    record = balance_record(data, done, "R", weights=load_weights())
    # 200 needed within reach of somebody; 100 or 130 offered.
    assert (record["services_low"], record["services"]) == (2, 3)
    assert (record["served_low"], record["served_high"]) == pytest.approx((100.0, 130.0))
    notes = balance_notes(record, texts("fr"))
    assert any("2–3" in note for note in notes)


def test_an_access_measure_says_that_it_counts_each():
    data = linked_land()
    area = service_area(data, question_about(HOSPITALS))
    record = access_record(area, run_access(area, access_question("cumulative", decay="binary:30", supply="one")), "R")
    assert (record["actors_low"], record["actors"]) == (2, 3)
    assert any("2–3 acteurs" in line for line in quality_lines(record, texts("fr")))
