"""Five places along one road, a minute per kilometre.

    km   0    20   41              90   95
         a1   a2   b1              c1   c2
         h1                        h2

The zones and families are those of `three_zones`: a1 and a2 in a, b1 in b, c1 and c2 in c.
h1 and h2 are hospitals, h1 of capacity 30; m1 comes to the families of P, its place unknown; p1 is planned.
"""

from dataclasses import replace

import pandas as pd

from analysis.question import Question
from analysis.scenario.definition import Scenario
from analysis.scenario.state import changed_state, present_state
from analysis.scenario.states_compared import compare_states
from geo import schema
from geo.travel.near_pairs import EARTH_RADIUS_KM
from geo.workspace.territory import EstimateParameters
from tests.analysis import three_zones

NAN = float("nan")
KM = 360 / (2 * 3.141592653589793 * EARTH_RADIUS_KM)
"""Degrees of latitude in a kilometre."""
PLACES_KM = (0, 20, 41, 90, 95)
ROAD = EstimateParameters(
    mode="car",
    detour=1.0,
    near_kph=60.0,
    far_kph=60.0,
    scale_km=10.0,
    access_min=0.0,
    median_error_share=0.1,
    p90_error_share=0.3,
    status="hypothesis",
    source="by hand",
    date="2026",
)


def actor(actor_id, kind, zone, km, *, status="open"):
    known = three_zones.actor(actor_id, kind, zone, located=km is not None, status=status)
    return known if km is None else known | {"lat": 50.0 + km * KM}


def service(actor_id, *, name="s", **offered):
    return three_zones.service(actor_id, **offered) | {"service": name}


def rule(rule_id, zone, **said):
    return three_zones.need_rule(zone, rule_id=rule_id, **({"status": "stated", "source": "by hand"} | said))


ACTORS = [
    actor("h1", "hopital", "a", 0),
    actor("h2", "hopital", "c", 90),
    actor("m1", "one-plateforme", None, None),
    actor("p1", "hopital", "b", 41, status="planned"),
]
SERVICES = [
    service("h1", capacity=30.0),
    service("h2"),
    service("m1", mode="home-visits", capacity=12.0, covers="P"),
    service("p1"),
]


def whole(actors):
    """Nobody but these, and no PMI at all: a source says so."""
    kinds = [one["kind"] for one in actors if one["status"] == "open"]
    counts = {"pmi": 0, **{one["kind"]: kinds.count(one["kind"]) for one in actors}}
    return [three_zones.expected("R", kind, float(count)) for kind, count in counts.items()]


def land(*, actors=ACTORS, services=SERVICES, rules=()):
    known = three_zones.land(actors=actors, services=services, rules=rules, expected=whole(actors))
    poor = known.figures[known.figures["indicator"] == "bim_share"]
    alone = poor.assign(indicator="single_parent_share", value=poor["value"] + 5)
    return replace(
        known,
        territory=replace(known.territory, thresholds_min=(30,), estimates={"car": ROAD}),
        figures=schema.conform(pd.concat([known.figures, alone]).assign(source="statbel-births"), schema.FIGURE),
        places=known.places.assign(lat=[50.0 + km * KM for km in PLACES_KM]),
        inputs_hash="by hand",
    )


HOSPITALS = Question(kind="hopital", threshold_min=30.0)


def effect(*changes, question=HOSPITALS, data=None, zone=None):
    """Return what changes do, compared with today."""
    now = present_state(data or land(), question)
    after = changed_state(now, Scenario(name="s", territory="by-hand", changes=changes))
    return compare_states(now, after, zone_id=zone)
