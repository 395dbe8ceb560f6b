"""The matrix of a zone: three communes by hand, then every cell of two real zones beside their diagnosis."""

import math
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from analysis.closing.ask import redundancy
from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.network.ask import network, single_points
from analysis.network.programme_said import programme_said
from analysis.network.record import carriers, network_record
from analysis.question import Question
from analysis.service_area.area import service_area, times_to_open
from analysis.service_area.programme import load_programme
from analysis.service_area.zones import membership
from geo.errors import NotFoundError
from geo.paths import data_folder
from geo.schema import ACTOR, SERVICE, STRATA, split_codes
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import load_vocabulary
from tests.analysis.three_zones import ACTORS, SERVICES, actor, asking, land, service
from tests.tries import DEEP

PRENATAL = ("prenatal-consultation", "low-risk")


def _cell(found, function, stratum):
    cells = found.cells
    return cells[(cells["function"] == function) & (cells["stratum"] == stratum)].iloc[0]


def _asked(data, zone="R", **more):
    return network(data, Question(threshold_min=30.0, **more), zone)


@cache
def _plain():
    return _asked(land())


@pytest.mark.usefixtures("trips_by_hand")
class TestByHand:
    """Within 30 minutes: h1 reaches a1 (10) and a2 (30), h2 reaches c1 (40); m1 comes to a1, a2 and b1 (20)."""

    def test_a_cell_counts_actors_and_births_within_reach(self):
        cell = _cell(_plain(), *PRENATAL)
        assert cell["state"] == "reached"
        assert (cell["open"], cell["to_verify"], cell["planned"], cell["known"]) == (3, 0, 0, 3)
        assert (cell["within"], cell["on_one"], cell["on_two"], cell["on_more"]) == (100, 60, 40, 0)
        assert cell["register_state"] == "partial"  # midwives, gynaecologists… are listed by nobody

    def test_what_each_closing_would_leave(self):
        actors = _plain().actors
        own = actors[(actors["function"] == PRENATAL[0]) & (actors["stratum"] == PRENATAL[1])].set_index("actor_id")
        assert own["reached"].to_dict() == {"m1": 60, "h1": 40, "h2": 40}
        assert own["alone"].to_dict() == {"m1": 20, "h1": 0, "h2": 40}
        assert own.loc["m1", "comes"]
        assert math.isnan(own.loc["m1", "minutes"])
        assert own.loc["h1", "minutes"] == pytest.approx((10 * 10 + 30 * 30) / 40)

    def test_a_zone_counts_its_own_births_and_who_comes_from_elsewhere(self):
        cell = _cell(_asked(land(), "b"), *PRENATAL)
        assert (cell["open"], cell["within"], cell["single"]) == (1, 20, "m1")
        points = single_points(found := _asked(land(), "b"), found.cells).set_index("actor_id")
        assert points.loc["m1", "alone"] == 20

    def test_a_zone_whose_births_are_unknown_says_so(self):
        data = land(births=(10.0, 30.0, 20.0, math.nan, math.nan))
        found = _asked(data, "c")
        assert math.isnan(found.total)
        assert math.isnan(_cell(found, *PRENATAL)["within"])
        assert _cell(found, *PRENATAL)["open"] == 1

    def test_to_verify_and_planned_alone_are_not_somebody(self):
        changed = [{**one, "status": "to-verify" if one["actor_id"] == "m1" else "planned"} for one in ACTORS]
        found = _asked(land(actors=changed))
        cell = _cell(found, *PRENATAL)
        assert (cell["state"], cell["open"], cell["to_verify"], cell["planned"]) == ("to-verify", 0, 1, 2)
        counted = _cell(_asked(land(actors=changed), to_verify=True), *PRENATAL)
        assert (counted["state"], counted["within"], counted["single"]) == ("reached", 60, "m1")
        only = [{**one, "status": "planned"} for one in ACTORS]
        assert _cell(_asked(land(actors=only)), *PRENATAL)["state"] == "planned"

    def test_nobody_known_is_not_nobody(self):
        # A gynaecologist is the only kind that carries the ultrasound.
        assert _cell(_plain(), "ultrasound", "complex")["state"] == "unknown"
        far = [*ACTORS, actor("g1", "gynecologue", "c")]
        data = land(actors=far, services=[*SERVICES, service("g1")])
        cell = _cell(_asked(data, "b"), "ultrasound", "complex")
        assert (cell["register_state"], cell["known"], cell["state"]) == ("complete", 1, "nobody")
        assert cell["within"] == 0

    def test_what_the_programme_does_not_ask_or_names_nobody_for(self):
        found = _plain()
        assert _cell(found, "outreaching", "low-risk")["state"] == "not-asked"
        assert _cell(found, "coordination", "low-risk")["state"] == "not-asked"
        assert _cell(found, "personalised-medical", "danger")["state"] == "not-named"
        assert _cell(found, "training-supervision", "complex")["state"] == "not-asked"

    def test_an_actor_offers_by_the_services_of_the_cell_alone(self):
        # m2 comes to Q for consultations, and receives (in a place that is 10 minutes from a1) for something else.
        two = [
            {**service("m2", mode="home-visits", covers="Q"), "functions": "prenatal-consultation"},
            {**service("m2"), "service": "t", "functions": "group-activities"},
        ]
        actors = [{**one} for one in ACTORS if one["actor_id"] != "h2"] + [actor("m2", "one-plateforme", "a")]
        data = land(actors=actors, services=[one for one in SERVICES if one["actor_id"] != "h2"] + two)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "analysis.service_area.travel_times.travel_times", asking([("a1", "m2", 10.0), ("c1", "m2", 90.0)])
            )
            found = _asked(data)
        actors = found.actors[found.actors["actor_id"] == "m2"]
        consulting = actors[(actors["function"] == "prenatal-consultation") & (actors["stratum"] == "danger")]
        group = actors[(actors["function"] == "group-activities") & (actors["stratum"] == "danger")]
        assert consulting["reached"].tolist() == [40]
        assert group["reached"].tolist() == [10]

    def test_an_actor_of_a_territory_serves_its_area_alone(self):
        """A relais social of P without a place: its 60 births, in unknown minutes; a CPAS of c, 10 minutes from a1."""
        actors = [actor("r1", "relais-social", None, located=False), actor("p1", "cpas", "c")]
        data = land(actors=actors, services=[service("r1", covers="P"), service("p1", covers="c")])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "analysis.service_area.travel_times.travel_times", asking([("a1", "p1", 10.0), ("c1", "p1", 30.0)])
            )
            found = _asked(data)
        own = found.actors[(found.actors["function"] == "information-sharing") & (found.actors["stratum"] == "complex")]
        told = own.set_index("actor_id")
        assert told["reached"].to_dict() == {"p1": 40, "r1": 60}
        assert not told["comes"].any()
        assert math.isnan(told.loc["r1", "minutes"])
        assert told.loc["p1", "minutes"] == 30
        cell = _cell(found, "information-sharing", "complex")
        assert (cell["unlocated"], cell["within"]) == (0, 100)

    def test_a_zone_without_any_actor(self):
        data = replace(land(), actors=ACTOR.empty(), services=SERVICE.empty())
        found = _asked(data)
        assert set(found.cells["state"]) == {"unknown", "not-asked", "not-named"}
        assert found.actors.empty
        assert len(found.cells) == 145
        assert network_record(found)["single_points"] == []

    def test_room_is_what_is_stated_or_what_the_area_needs(self):
        rules = [
            {"rule_id": "r", "zone_id": "P", "kind": "one-plateforme", "unit": "follow-ups", "base": "births",
             "value": 30.0, "status": "stated", "source": "by hand", "date": "2026"},
        ]  # fmt: skip
        found = _asked(land(rules=rules))
        told = {one["actor_id"]: one for one in carriers(found, functions=[PRENATAL[0]], stratum=PRENATAL[1])}
        assert (told["m1"]["room"], told["m1"]["capacity"], told["m1"]["needed"]) == ("no", 12, 30)
        assert told["h1"]["room"] == "unknown"
        assert list(told)[-1] == "m1"  # who is full is called last
        full = [{**one, "used": 30.0} if one["actor_id"] == "h1" else {**one, "used": 1.0} for one in SERVICES]
        told = {one["actor_id"]: one for one in carriers(_asked(land(services=full)), functions=[PRENATAL[0]])}
        assert (told["h1"]["room"], told["h2"]["room"]) == ("no", "yes")

    def test_what_does_not_exist_is_refused(self):
        found = _plain()
        with pytest.raises(NotFoundError, match="unknown-zone"):
            _asked(land(), "X")
        with pytest.raises(NotFoundError, match="unknown-function"):
            network_record(found, functions=["dancing"])
        with pytest.raises(NotFoundError, match="unknown-stratum"):
            network_record(found, stratum="low_risk")


@pytest.fixture(scope="module")
def wallonie():
    return load(load_territory("wallonie"))


@pytest.fixture(scope="module")
def networks(wallonie):
    return {zone: network(wallonie, Question(), zone) for zone in ("80000", "52000")}


@pytest.mark.slow
def test_every_cell_says_what_its_own_question_says(wallonie, networks):
    """Each cell beside the service area of its question: what diagnoses, paths and closures stand on.

    Every function in one stratum or two, every stratum; ``nox -s deep`` looks at every cell.
    """
    everyone, members = times_to_open(wallonie, Question()), membership(wallonie)
    assert all(len(found.cells) == 29 * 5 == 145 for found in networks.values())
    cells = pd.concat([found.cells.assign(zone=zone) for zone, found in networks.items()])
    for rank, ((function, stratum), same) in enumerate(cells.groupby(["function", "stratum"])):
        if rank % 4 and not DEEP:
            continue
        question = Question(function=function, stratum=stratum)
        area = service_area(wallonie, question, travel=everyone, members=members)
        lines = area.within_by_zone((45.0,), measures=("births",)).set_index("zone_id")
        assert len(same) == len(networks)
        for cell in same.itertuples():
            rows = lines.loc[cell.zone]
            assert networks[cell.zone].total == rows["births_total"]
            assert cell.within == pytest.approx(rows["births"], nan_ok=True), cell
            assert cell.register_state == area.reach_state, cell
            assert cell.known == len(area.supply.actors), cell
            assert cell.unlocated == len(area.unlocated), cell


@pytest.mark.parametrize(
    ("zone", "function", "stratum"),
    [
        ("80000", "coordination", "complex"),
        ("80000", "referent", "low-risk"),
        ("80000", "ultrasound", "danger"),
        ("52000", "prenatal-consultation", "specific"),
        ("52000", "case-management", "refusal"),
    ],
)
def test_a_cell_says_what_the_diagnosis_and_redundancy_say(wallonie, networks, zone, function, stratum):
    cell = _cell(networks[zone], function, stratum)
    measures = measure(wallonie, Question(function=function, stratum=stratum, zone=zone))
    told = diagnosis_record(wallonie, measures, zone)["births_within"]["45"]
    assert told == (None if math.isnan(cell["within"]) else pytest.approx(cell["within"], abs=1e-5))
    choice = redundancy(measures.area, threshold_min=45.0, zone_id=zone).choice.loc[zone]
    assert cell[["on_one", "on_two", "on_more"]].tolist() == pytest.approx(
        choice[["with_1", "with_2", "with_3_or_more"]].tolist(), abs=1e-6, nan_ok=True
    )


def test_what_the_closing_of_one_actor_would_leave_is_what_redundancy_says(wallonie, networks):
    found = networks["52000"]
    area = service_area(wallonie, Question(function="coordination", stratum="complex"))
    closures = redundancy(area, threshold_min=45.0, zone_id="52000").closures.set_index("actor_id")
    chosen = found.actors[(found.actors["function"] == "coordination") & (found.actors["stratum"] == "complex")]
    assert len(chosen[chosen["counts"]])
    for one in chosen[chosen["counts"]].itertuples():
        assert closures.loc[one.actor_id, "births_newly_beyond"] == pytest.approx(one.alone, abs=1e-6)


def test_liege_has_somebody_for_prenatal_consultations(wallonie):
    found = network(wallonie, Question(), "60000")
    cell = _cell(found, *PRENATAL)
    assert cell["open"] > 1
    assert cell["within"] == found.total


# What the document says beside the matrix


def test_every_kind_that_a_cell_names_has_its_row_and_no_other():
    matrix = pd.read_csv(data_folder() / "actors" / "programme.csv", dtype="str", keep_default_na=False)
    named = set()
    for line in matrix.to_dict("records"):
        for stratum in STRATA:
            cell = line[stratum]
            while cell.startswith("="):
                cell = line[cell[1:]]
            function = line["sub_function"] or line["function"]
            named |= {(function, stratum, kind) for kind in split_codes(cell) if kind[0] != "@"}
    rows = programme_said().rows
    told = list(zip(rows["function"], rows["stratum"], rows["kind"], strict=True))
    # A kind may be carried twice in a cell, once for each tier or section: never in ours.
    assert len(told) == len(set(told))
    assert set(told) == named


def test_every_function_says_for_whom_it_is_asked():
    said = programme_said()
    assert list(said.functions.index) == list(load_vocabulary().functions)
    links = load_programme().links
    for function, stratum in links[["function", "stratum"]].drop_duplicates().itertuples(index=False):
        assert said.asked(function, stratum), (function, stratum)


def test_two_tiers_of_coordination():
    rows = programme_said().rows
    tiers = rows[(rows["function"] == "coordination") & (rows["stratum"] == "complex")].set_index("kind")["tier"]
    assert set(tiers.index[tiers == "1"]) == {"equipe-mobile-sante-mentale", "one-plateforme", "saf", "sap"}
    assert tiers["asi"] == tiers["sage-femme"] == "2"
