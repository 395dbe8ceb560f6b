"""The card of a commune tells unknown minutes from those of nobody known within the horizon."""

from analysis.records.bounds import Sense
from geo.workspace.data import load
from geo.workspace.territory import load_territory
from tests.ui.driving import app, said
from ui.texts import texts
from ui.words.known import known_minutes

FR = texts("fr")


def test_a_service_without_a_place_leaves_minutes_unknown():
    shown = said(app(zone="80000", kind="one-plateforme", card="zone:82032"))
    assert FR("beyond-reach") not in shown
    assert FR("none-known-within", minutes="240\u00a0min") not in shown


def test_a_commune_that_no_known_service_reaches_is_not_called_out_of_reach():
    zones = load(load_territory("souss-massa")).zones
    toubkal = zones.loc[zones["name"] == "Toubkal", "zone_id"].item()
    shown = app(territory="souss-massa", zone="09", kind="centre-de-sante", card=f"zone:{toubkal}")
    values = [text.value for text in shown.text]
    assert FR("none-known-within", minutes="240\u00a0min") in values
    assert FR("beyond-reach") not in values


def test_far_is_said_only_where_every_service_is_known():
    def told(value: float | None, sense: Sense) -> str:
        return known_minutes(value, sense, 240.0, FR)

    assert told(None, "exact") == "plus de 240\u00a0min"
    assert told(None, "at-most") == "aucun connu à moins de 240\u00a0min"
    assert told(12.0, "exact") == "12\u00a0min"
    assert told(12.0, "at-most") == "≤\u00a012\u00a0min"
