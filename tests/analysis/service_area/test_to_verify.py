"""Services to verify: left aside unless asked for, and both figures where they differ.

On the three communes of `tests.analysis.three_zones`, hospital h2 (in c) waits for verification. Within 30 minutes,
of 100 births (c2 has none known): h1 alone reaches a1 (10) and a2 (30), h2 too reaches c1 (40).
"""

import pytest

from analysis.access.ask import access_question, run_access
from analysis.access.record import access_record
from analysis.diagnosis.ask import measure
from analysis.diagnosis.overview import kinds_overview, overview_records
from analysis.diagnosis.record import diagnosis_record
from analysis.norms.ask import verdicts
from analysis.norms.record import verdicts_record
from analysis.question import Question, question_about
from analysis.service_area.area import service_area, supply_of
from analysis.service_area.area_again import area_otherwise, without_and_with
from analysis.service_area.programme import load_programme
from tests.analysis.three_zones import HOSPITALS, SERVICES, actor, land
from ui.texts import texts
from ui.words.balances import verdict_text

pytestmark = pytest.mark.usefixtures("trips_by_hand")


def unsure_land(status="to-verify", others=(), kind="hopital"):
    actors = [actor("h1", kind, "a"), actor("h2", kind, "c", status=status), *others]
    kept = {one["actor_id"] for one in actors}
    return land(actors=actors, services=[one for one in SERVICES if one["actor_id"] in kept])


def asked(*, to_verify=False, **more):
    return question_about(HOSPITALS, to_verify=to_verify, **more)


def test_a_question_counts_open_actors_alone_unless_it_says_otherwise():
    assert Question().statuses == ("open",)
    assert Question(to_verify=True).statuses == ("open", "to-verify")


@pytest.mark.parametrize(
    ("status", "to_verify", "counted", "aside"),
    [
        ("to-verify", False, ["h1"], ["h2"]),
        ("to-verify", True, ["h1", "h2"], []),
        ("planned", True, ["h1"], ["h2"]),
        ("closed", True, ["h1"], ["h2"]),
    ],
)
def test_who_counts(status, to_verify, counted, aside):
    supply = supply_of(unsure_land(status), asked(to_verify=to_verify))
    assert list(supply.actors["actor_id"]) == counted
    assert list(supply.services["actor_id"]) == counted
    assert list(supply.set_aside["actor_id"]) == aside


@pytest.mark.parametrize("to_verify", [False, True])
def test_both_figures_are_the_same_whichever_is_asked(to_verify):
    area = service_area(unsure_land(), asked(to_verify=to_verify))
    known = area.known_demand
    without, with_them = without_and_with(area, lambda one: float(known @ one.within(30.0)))
    assert (without, with_them) == (40.0, 80.0)
    assert float(known @ area.within(30.0)) == (80.0 if to_verify else 40.0)


@pytest.mark.parametrize("to_verify", [False, True])
def test_one_area_where_nobody_is_to_verify(to_verify):
    area = service_area(unsure_land("closed"), asked(to_verify=to_verify))
    assert area_otherwise(area) is area


@pytest.mark.parametrize("to_verify", [False, True])
def test_a_diagnosis_tells_both_shares(to_verify):
    data = unsure_land()
    record = diagnosis_record(data, measure(data, asked(to_verify=to_verify)), "R")
    assert record["to_verify"] is to_verify
    assert (record["share_open"]["30"], record["share_with_to_verify"]["30"]) == pytest.approx((0.4, 0.8))
    assert record["share_within"] == record["share_with_to_verify" if to_verify else "share_open"]
    assert record["services"] == (2 if to_verify else 1)
    by_part = {part["zone"]: (part["share_open"]["30"], part["share_with_to_verify"]["30"]) for part in record["parts"]}
    # P holds a (40 of its 60 births within reach) and b, Q holds c.
    assert by_part == {"P": pytest.approx((2 / 3, 2 / 3)), "Q": pytest.approx((0.0, 1.0))}


def test_a_place_without_any_open_service_has_both_figures_too():
    data = land(actors=[actor("h1", "hopital", "a", status="to-verify")], services=[SERVICES[0]])
    record = diagnosis_record(data, measure(data, asked()), "R")
    # Nobody open is known, and no source says that there is none: unknown without, at least 0.4 with.
    assert (record["share_open"]["30"], record["share_with_to_verify"]["30"]) == (None, pytest.approx(0.4))
    assert (record["bounds"]["share_open"], record["bounds"]["share_with_to_verify"]) == ("unknown", "at-least")


@pytest.mark.parametrize("to_verify", [False, True])
def test_the_overview_tells_both_shares(to_verify):
    data = unsure_land(others=[actor("w1", "clps", "a", status="to-verify", located=False)])
    lines = {line["kind"]: line for line in overview_records(kinds_overview(data, "R", Question(to_verify=to_verify)))}
    hospitals = lines["hopital"]
    assert (hospitals["open"], hospitals["to_verify"], hospitals["set_aside"]) == (
        (2, 1, 0) if to_verify else (1, 1, 1)
    )
    assert (hospitals["share_open"]["30"], hospitals["share_with_to_verify"]["30"]) == pytest.approx((0.4, 0.8))
    assert hospitals["share_within"] == hospitals["share_with_to_verify" if to_verify else "share_open"]
    assert (hospitals["bounds"]["share_open"], hospitals["bounds"]["share_with_to_verify"]) == ("exact", "exact")
    # Nobody open is listed, and the place of the one to verify is not known: neither share is.
    assert (lines["clps"]["share_open"]["30"], lines["clps"]["share_with_to_verify"]["30"]) == (None, None)
    assert lines["clps"]["open"] == (1 if to_verify else None)


@pytest.mark.parametrize("to_verify", [False, True])
def test_an_access_measure_tells_both_values(to_verify):
    area = service_area(unsure_land(), asked(to_verify=to_verify))
    record = access_record(area, run_access(area, access_question("cumulative", decay="binary:30", supply="one")), "R")
    # Actors within 30 minutes: h1 for 40 births of 100; h1 or h2 for 80.
    assert (record["value_open"], record["value_with_to_verify"]) == pytest.approx((0.4, 0.8))
    assert record["value"] == record["value_with_to_verify" if to_verify else "value_open"]
    assert record["to_verify"] is to_verify


def test_a_value_that_cannot_be_told_with_them_is_unknown():
    """h2 states its capacity in another unit: once it counts, capacities no longer add up."""
    services = [SERVICES[0], {**SERVICES[1], "capacity_unit": "places"}]
    data = land(
        actors=[actor("h1", "hopital", "a"), actor("h2", "hopital", "c", status="to-verify")], services=services
    )
    area = service_area(data, asked())
    record = access_record(area, run_access(area, access_question("cumulative", decay="binary:30")), "R")
    assert record["value_open"] == pytest.approx(0.4 * 30)
    assert record["value_with_to_verify"] is None


def test_a_norm_follows_the_switch():
    data = unsure_land(kind="maternite")
    for to_verify, share in ((False, 0.4), (True, 0.8)):
        found = verdicts(data, "R", programme=load_programme(), steps=(), to_verify=to_verify)
        time = next(one for one in found if one.norm.id == "be-kce-323-30")
        assert time.share == pytest.approx(share)
        assert ("some-to-verify" in time.reasons) is not to_verify
        assert (time.share_open, time.share_with_to_verify) == pytest.approx((0.4, 0.8))
        assert ("to-verify-counted" in time.reasons) is to_verify
        record = verdicts_record(data, "R", found)
        said = next(verdict_text(one, texts("en"))[1] for one in record["verdicts"] if one["id"] == "be-kce-323-30")
        other = (
            "40% without the services to verify (they are counted)" if to_verify else "80% with the services to verify"
        )
        assert other in said
