"""How much of what exists is known: three communes by hand, then the registers that come with Maillage."""

import gc
import pickle
from math import isnan, nan

import pytest

from analysis.question import Question, Selection
from analysis.records.bounds import Bound, falling, rising
from analysis.service_area.area import service_area
from analysis.service_area.completeness import KindsKnown, known_by_zone, register_of
from analysis.service_area.programme import load_programme
from geo.errors import NotFoundError
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.analysis.three_zones import CENTRES, HOSPITALS, PLATFORMS, actor, expected, land, service, standing

ZONES = ("R", "P", "Q", "a", "b", "c")


def states(kind="hopital", **more):
    return {zone: one.state for zone, one in known_by_zone(land(**{"expected": ()} | more), kind).items()}


def bounds(kind="hopital", **more):
    return {
        zone: (one.known, one.low, one.high)
        for zone, one in known_by_zone(land(**{"expected": ()} | more), kind).items()
    }


def test_without_any_source_two_known_hospitals_are_two_at_least():
    assert set(states().values()) == {"partial"}
    found = bounds()
    assert {zone: known for zone, (known, _, _) in found.items()} == {"R": 2, "P": 1, "Q": 1, "a": 1, "b": 0, "c": 1}
    assert all(low == known and isnan(high) for known, low, high in found.values())


def test_nobody_known_is_not_listed_even_where_a_source_expects_some():
    assert set(states("pmi").values()) == {"not-listed"}
    assert set(states("pmi", expected=[expected("R", "pmi", 6.0)]).values()) == {"not-listed"}
    assert bounds("pmi", expected=[expected("R", "pmi", 6.0)])["a"] == (0, 0.0, 6.0)


def test_nobody_is_all_of_them_only_where_a_source_says_that_there_is_none():
    assert set(states("pmi", expected=[expected("R", "pmi", 0.0)]).values()) == {"complete"}
    told = [expected("R", "pmi", 6.0), expected("Q", "pmi", 0.0)]
    assert states("pmi", expected=told) == dict.fromkeys("RPab", "not-listed") | dict.fromkeys("Qc", "complete")


def test_two_of_two_are_all_and_nobody_else_is_anywhere():
    told = [expected("R", "hopital", 2.0)]
    assert set(states(expected=told).values()) == {"complete"}
    assert bounds(expected=told)["b"] == (0, 0.0, 0.0)


def test_what_is_missing_in_the_whole_may_all_be_in_one_commune():
    found = bounds(expected=[expected("R", "hopital", 5.0)])
    assert found == {"R": (2, 5, 5), "P": (1, 1, 4), "Q": (1, 1, 4), "a": (1, 1, 4), "b": (0, 0, 3), "c": (1, 1, 4)}


def test_the_nearest_source_above_decides():
    told = [expected("R", "hopital", 5.0), expected("P", "hopital", 1.0)]
    assert states(expected=told) == {
        "R": "partial",
        "P": "complete",
        "a": "complete",
        "b": "complete",
        "Q": "partial",
        "c": "partial",
    }
    known = known_by_zone(land(expected=told), "hopital")
    assert [known[zone].stated_in for zone in ZONES] == ["R", "P", "R", "P", "P", "R"]
    assert isnan(known["a"].expected), "the count of the province is not that of the commune"


@pytest.mark.parametrize(
    ("told", "state", "low", "high"),
    [
        ({"count": 2.0}, "complete", 2, 2),
        ({"count": 1.0}, "complete", 2, 2),  # an old count, overtaken
        ({"count": 2.0, "reliability": "secondary"}, "complete", 2, 2),
        ({"count": 2.0, "reliability": "press"}, "partial", 2, nan),
        ({"count": 2.0, "high": 3.0, "reliability": "press"}, "complete", 2, 2),
        ({"count": 2.0, "low": 2.0, "high": 3.0}, "complete", 2, 2),
        ({"low": 2.0, "high": 3.0}, "partial", 2, 3),
        ({"low": 1.0}, "partial", 2, nan),
        ({"low": 4.0}, "partial", 4, nan),
        ({"high": 2.0}, "complete", 2, 2),
        ({"high": 9.0}, "partial", 2, 9),
        ({"count": 3.0, "low": 2.0, "high": 4.0}, "partial", 2, 4),
        ({"reliability": "none"}, "partial", 2, nan),
    ],
)
def test_the_rule_of_a_stated_count(told, state, low, high):
    found = known_by_zone(land(expected=[expected("R", "hopital", **told)]), "hopital")["R"]
    assert (found.state, found.low) == (state, low)
    assert found.high == pytest.approx(high, nan_ok=True)


def test_a_row_without_a_count_keeps_its_words_and_lets_the_one_above_decide():
    told = [expected("R", "hopital", 2.0), expected("P", "hopital", reliability="none") | {"note": "not found"}]
    found = known_by_zone(land(expected=told), "hopital")["P"]
    assert (found.state, found.stated_in, found.note, found.reliability) == ("complete", "R", "not found", "none")


def test_who_has_no_place_counts_where_all_that_it_covers_is():
    assert {zone: known for zone, (known, _, _) in bounds("one-plateforme").items()} == dict.fromkeys(
        "RP", 1
    ) | dict.fromkeys("Qabc", 0)
    assert {zone: known for zone, (known, _, _) in bounds("clps").items()} == {"R": 1} | dict.fromkeys("PQabc", 0)


def test_only_open_actors_are_known():
    actors = [actor("h1", "hopital", "a"), actor("h2", "hopital", "c", status="to-verify")]
    assert bounds(actors=actors, services=[service("h1")])["R"][0] == 1


def test_a_function_is_as_complete_as_all_the_kinds_that_carry_it():
    programme = load_programme()
    kinds = programme.kinds_of("birth-and-maternity")
    assert set(kinds) == {"maternite", "maison-de-naissance"}

    here = [actor("h1", "maternite", "a"), actor("h2", "maternite", "c")]

    def of(told, zone="R"):
        data = land(expected=told or (), actors=here, services=[service("h1"), service("h2")])
        asked = Selection(function="birth-and-maternity")
        return register_of(data, asked, data.actors, programme=programme).of(zone)

    maternities, houses = expected("R", "maternite", 2.0), expected("R", "maison-de-naissance", 0.0)
    assert of([maternities]).state == "partial"
    assert [(one.kind, one.state) for one in of([maternities]).kinds] == [
        ("maternite", "complete"),
        ("maison-de-naissance", "not-listed"),
    ]
    assert of([maternities, houses]).state == "complete"
    assert (of([maternities, houses]).low, of([maternities, houses]).high) == (2, 2)
    assert isnan(of([maternities]).high)
    assert of(None, zone="b").state == "partial", "maternities are listed, none is known here"
    nobody = land(actors=[actor("w1", "clps", "a")], services=[service("w1")])
    carried = Selection(function="birth-and-maternity")
    assert register_of(nobody, carried, nobody.actors.iloc[:0], programme=programme).of("R").state == "not-listed"


def test_who_is_to_verify_makes_no_register_more_complete():
    actors = [actor("h1", "hopital", "a"), actor("h2", "hopital", "c", status="to-verify")]
    data = land(expected=[expected("R", "hopital", 2.0)], actors=actors, services=[service("h1"), service("h2")])
    for to_verify in (False, True):
        area = service_area(data, Question(kind="hopital", to_verify=to_verify))
        assert (area.register.whole.state, area.register.whole.known) == ("partial", 1)
    unlisted = land(expected=(), actors=actors[1:], services=[service("h2")])
    states = [
        service_area(unlisted, Question(kind="hopital", to_verify=to_verify)).reach_state for to_verify in (False, True)
    ]
    assert states == ["not-listed", "partial"], "somebody is known as soon as those to verify count"


def test_the_service_area_tells_it():
    area = standing(HOSPITALS, data=land(expected=[expected("R", "hopital", 5.0)]))
    here = area.completeness("P")
    assert (here.state, here.known, here.high) == ("partial", 1, 4)
    assert area.register.reach_state == "partial"
    assert here.rising(0.4) == Bound(0.4, "at-least")
    assert here.falling(30.0) == Bound(30.0, "at-most")
    assert area.register.states.to_dict() == dict.fromkeys(sorted(ZONES), "partial")
    table = area.register.table().set_index("zone_id")
    assert table.loc["R", ["known", "expected", "low", "high"]].tolist() == [2, 5, 5, 5]
    with pytest.raises(NotFoundError, match="unknown-zone"):
        area.completeness("nowhere")


@pytest.mark.parametrize(
    ("told", "mostly"),
    [
        ({"count": 4.0}, False),
        ({"count": 5.0}, True),
        ({"low": 3.0, "high": 9.0}, False),
        ({"high": 9.0}, True),
        ({}, False),
    ],
)
def test_less_than_half_is_mostly_unknown(told, mostly):
    area = standing(HOSPITALS, data=land(expected=[expected("R", "hopital", **told)]))
    assert area.completeness("R").mostly_unknown is mostly


def test_nobody_listed_is_mostly_unknown_and_every_figure_with_it():
    area = standing(Selection(kind="pmi"), data=land(expected=()))
    assert area.completeness("R").mostly_unknown
    assert area.completeness("R").rising(0.0).sense == "unknown"
    assert isnan(area.completeness("R").falling(0.0).value)
    data = land(expected=())
    assert standing(PLATFORMS, data=data).completeness("R").state == "partial"
    assert standing(CENTRES, data=data).completeness("R").state == "partial"


def test_a_bound_says_what_the_truth_can_be():
    assert (rising("partial", 0.2).low, isnan(rising("partial", 0.2).high)) == (0.2, True)
    assert (falling("partial", 9.0).high, isnan(falling("partial", 9.0).low)) == (9.0, True)
    assert (rising("complete", 3.0).low, rising("complete", 3.0).high) == (3.0, 3.0)
    assert rising("not-listed", 0.0).record() == {"value": None, "bound": "unknown"}
    assert rising("complete", nan).sense == "unknown"
    with pytest.raises(ValueError, match="cannot be"):
        Bound(nan, "exact")


@pytest.mark.parametrize(
    ("territory", "kind", "state", "known", "mostly"),
    [
        ("wallonie", "one-consultation-enfants", "partial", 1, True),
        ("wallonie", "pharmacie", "not-listed", 0, True),
        ("wallonie", "one-plateforme", "complete", 5, False),
        ("ain", "pmi", "partial", 5, False),
        ("france", "pmi", "not-listed", 0, True),
        ("souss-massa", "centre-de-sante", "partial", 30, True),
    ],
)
def test_the_registers_that_come_with_maillage(territory, kind, state, known, mostly):
    found = service_area(load(load_territory(territory)), Question(kind=kind)).register.whole
    assert (found.state, found.known, found.mostly_unknown) == (state, known, mostly)


def test_questions_about_the_same_tables_share_what_is_known_and_no_others_do():
    first, second = land(expected=()), land(expected=[expected("R", "hopital", 2.0)])
    known = KindsKnown.of(first)
    assert KindsKnown.of(first) is known
    assert KindsKnown.of(second) is not known
    assert known["hopital"]["R"].state == "partial"
    assert KindsKnown.of(second)["hopital"]["R"].state == "complete"
    back, of_back = pickle.loads(pickle.dumps((first, known)))  # noqa: S301 - our own
    assert of_back is KindsKnown.of(back)
    del first
    gc.collect()
    with pytest.raises(AssertionError):
        known["pmi"]
