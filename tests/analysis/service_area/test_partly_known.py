"""Two pairs of one hospital change two times: every other figure stays what it was, and what is estimated is told."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.diagnosis.ask import measure
from analysis.diagnosis.record import diagnosis_record
from analysis.question import Question
from analysis.service_area.area import area_of_actors, service_area
from analysis.service_area.area_again import changed_area
from geo.travel.matrix import keep_matrix
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from ui.texts import texts
from ui.words.diagnosis import remarks
from ui.words.numbers import percent

HOSPITAL, FIRST, SECOND = "be-hopital-chc-montlegia", "25005-beauvechain", "25005-nodebais"
SAF, HOSPITALS = Question(kind="saf"), Question(kind="hopital")


@pytest.fixture(scope="module")
def wallonie():
    return load(load_territory("wallonie"))


@pytest.fixture
def brought(wallonie, tmp_path, monkeypatch):
    """Bring the times of some trips, the tables staying as they are."""
    monkeypatch.setenv("MAILLAGE_WORKSPACE", str(tmp_path))

    def bring(*rows):
        table = pd.DataFrame(rows, columns=["place_id", "actor_id", "minutes"]).assign(mode="car")
        keep_matrix(wallonie.territory, table, mode="car", source="deux trajets")

    return bring


def test_two_pairs_of_a_hospital_leave_the_saf_as_they_were(wallonie, brought):
    """What fell from 98 % to 0 % when a pair that is absent from a matrix was out of reach."""
    before = measure(wallonie, SAF)
    brought((FIRST, HOSPITAL, 41.0), (SECOND, HOSPITAL, 44.0))
    after = measure(wallonie, SAF)
    pd.testing.assert_frame_equal(after.within, before.within)
    pd.testing.assert_series_equal(after.nearest["minutes"], before.nearest["minutes"])
    assert (after.engine.kind, before.engine.kind) == ("estimate", "estimate")
    told = diagnosis_record(wallonie, after, wallonie.territory.root)["travel_engine"]
    assert told == diagnosis_record(wallonie, before, wallonie.territory.root)["travel_engine"]
    assert told["estimated_share"] is None


def test_two_pairs_are_known_and_all_the_rest_is_estimated(wallonie, brought):
    mine = wallonie.actors[wallonie.actors["actor_id"] == HOSPITAL]
    before = area_of_actors(wallonie, HOSPITALS, mine).nearest.set_index("place_id")
    brought((FIRST, HOSPITAL, 41.0), (SECOND, HOSPITAL, 44.0))
    area = area_of_actors(wallonie, HOSPITALS, mine)
    after = area.nearest.set_index("place_id")
    assert after.loc[[FIRST, SECOND], "minutes"].tolist() == [41.0, 44.0]
    assert after.index[~after["estimated"] & after["minutes"].notna()].tolist() == [FIRST, SECOND]
    others = after.index.drop([FIRST, SECOND])
    pd.testing.assert_series_equal(after.loc[others, "minutes"], before.loc[others, "minutes"])
    births = area.demand
    reached = after["minutes"].notna()
    share = 1 - births[[FIRST, SECOND]].sum() / births[reached.to_numpy()].sum()
    assert area.engine.estimated_share == pytest.approx(share)
    assert area.engine.kind == "estimate"


def test_the_share_that_is_estimated_is_said_for_the_zone_that_is_asked_about(wallonie, brought):
    """The times of two localities of Beauvechain are known, for all hospitals; those of its others are not."""
    hospitals = service_area(wallonie, HOSPITALS).supply.actors["actor_id"]
    brought(*((place, actor, 30.0) for place in (FIRST, SECOND) for actor in hospitals))
    measures = measure(wallonie, HOSPITALS)
    record = diagnosis_record(wallonie, measures, "25005")
    births = measures.area.demand
    inside = births[measures.area.membership.inside("25005")]
    share = 1 - inside[[FIRST, SECOND]].sum() / inside.sum()
    assert 0 < share < 1
    told = record["travel_engine"]
    assert told["estimated_share"] == pytest.approx(share, abs=1e-5)
    assert record["quality"]["travel_engine"] == told
    said = " ".join(remarks(record, wallonie.territory, texts("fr")))
    assert f"{percent(share, 'fr')} des trajets viennent de l’estimation." in said
    assert "of the trips come from the estimate" in " ".join(remarks(record, wallonie.territory, texts("en")))


def test_a_pair_said_to_be_out_of_reach_stays_so(wallonie, brought):
    mine = wallonie.actors[wallonie.actors["actor_id"] == HOSPITAL]
    brought((FIRST, HOSPITAL, np.inf))
    after = area_of_actors(wallonie, HOSPITALS, mine).nearest.set_index("place_id")
    assert np.isnan(after.loc[FIRST, "minutes"])
    assert after.loc[SECOND, "estimated"]


def test_an_actor_that_moves_is_no_longer_where_the_matrix_knew_it(wallonie, brought):
    brought((FIRST, HOSPITAL, 41.0), (SECOND, HOSPITAL, 44.0))
    before = service_area(wallonie, HOSPITALS)
    spot = wallonie.places.set_index("place_id").loc[FIRST, ["lon", "lat"]]
    moved = wallonie.actors.copy()
    moved.loc[moved["actor_id"] == HOSPITAL, ["lon", "lat"]] = spot.to_numpy()
    after = changed_area(before, replace(wallonie, actors=moved))
    nearest = after.nearest.set_index("place_id").loc[FIRST]
    assert nearest["actor_id"] == HOSPITAL
    assert nearest["minutes"] < 15
    assert nearest["estimated"]
