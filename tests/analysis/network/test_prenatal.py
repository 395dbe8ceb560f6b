"""The three models of prenatal consultation, by hand."""

import pytest

from analysis.network.ask import network
from analysis.network.prenatal import prenatal_models
from analysis.question import Question
from tests.analysis.three_zones import ACTORS, expected, land

pytestmark = pytest.mark.usefixtures("trips_by_hand")

CONSULTING = [
    {**one, "kind": "one-consultation-prenatale-hopital"} if one["actor_id"] == "h1" else one for one in ACTORS
]
MODELS = ["hospital", "neighbourhood", "platform", "none", "unknown"]


def _models(data, zone="R"):
    return prenatal_models(network(data, Question(threshold_min=30.0), zone))


def test_a_family_has_the_first_model_that_is_there():
    # The consultation is within 30 minutes of a1 and a2; the platform comes to a and b; c has neither.
    found = _models(land(actors=CONSULTING))
    rows = found.zones.set_index("zone_id")
    assert found.senses == {"hospital": "exact", "neighbourhood": "at-least", "platform": "at-most"}
    assert not found.complete  # nobody says how many neighbourhood consultations there are
    assert rows.loc["R", ["total", *MODELS]].tolist() == [100, 40, 0, 20, 0, 40]
    assert rows.loc["a", MODELS].tolist() == [40, 0, 0, 0, 0]
    assert rows.loc["b", MODELS].tolist() == [0, 0, 20, 0, 0]


def test_none_is_said_only_where_every_register_is_complete():
    counts = [
        expected("R", "one-consultation-prenatale-hopital", 1.0),
        expected("R", "one-consultation-quartier", 0.0),
        expected("R", "one-plateforme", 1.0),
    ]
    found = _models(land(actors=CONSULTING, expected=counts))
    assert found.complete
    assert found.zones.set_index("zone_id").loc["R", MODELS].tolist() == [40, 0, 20, 40, 0]


def test_a_zone_tells_its_own_communes_and_itself():
    assert _models(land(actors=CONSULTING), "P").zones["zone_id"].tolist() == ["a", "b", "P"]
    assert _models(land(actors=CONSULTING), "b").zones["zone_id"].tolist() == ["b"]
