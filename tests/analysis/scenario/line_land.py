"""Five places along one road, a minute per kilometre.

    km   0    20   41              90   95
         a1   a2   b1              c1   c2
         h1                        h2

R ─┬─ P ─┬─ a: a1 (10 births), a2 (30)
   │     └─ b: b1 (20)
   └─ Q ─── c: c1 (40), c2 (unknown)

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
from geo.workspace.data import TerritoryData
from geo.workspace.territory import EstimateParameters, Level, load_territory

NAN = float("nan")
KM = 360 / (2 * 3.141592653589793 * EARTH_RADIUS_KM)
"""Degrees of latitude in a kilometre."""
PLACES = [
    ("a1", "a", 0, 10.0),
    ("a2", "a", 20, 30.0),
    ("b1", "b", 41, 20.0),
    ("c1", "c", 90, 40.0),
    ("c2", "c", 95, NAN),
]
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
    return {
        "actor_id": actor_id,
        "name": actor_id.upper(),
        "kind": kind,
        "lon": 4.0 if km is not None else NAN,
        "lat": 50.0 + km * KM if km is not None else NAN,
        "position_quality": "address" if km is not None else "unknown",
        "zone_id": zone,
        "status": status,
        "source": "by hand",
        "as_of": "2026",
    }


def service(actor_id, *, name="s", mode="on-site", capacity=NAN, covers=None):
    return {
        "actor_id": actor_id,
        "service": name,
        "mode": mode,
        "capacity": capacity,
        "capacity_unit": "follow-ups",
        "covers": covers,
        "source": "by hand",
        "as_of": "2026",
    }


def rule(rule_id, zone, *, kind="hopital", rate=NAN, value=NAN, like=None):
    return {
        "rule_id": rule_id,
        "zone_id": zone,
        "kind": kind,
        "unit": "follow-ups",
        "base": "births",
        "rate": rate,
        "value": value,
        "like": like,
        "status": "stated",
        "source": "by hand",
        "date": "2026",
    }


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
    about = {"zone_id": "R", "as_of": "2026", "source": "by hand", "reliability": "official"}
    rows = [{**about, "kind": kind, "expected": float(count)} for kind, count in counts.items()]
    return schema.conform(pd.DataFrame(rows), schema.EXPECTED)


def land(*, actors=ACTORS, services=SERVICES, rules=()):
    level = {"R": "region", "P": "province", "Q": "province", "a": "commune", "b": "commune", "c": "commune"}
    chain = {"a": "aPR", "b": "bPR", "c": "cQR", "P": "PR", "Q": "QR", "R": "R"}
    base = load_territory("wallonie")
    names = {"fr": "x", "en": "x"}
    hand = replace(
        base,
        id="by-hand",
        root="R",
        levels=tuple(Level(name, names, names) for name in ("region", "province", "commune")),
        comparison_level="province",
        births_year=2025,
        population_year=2025,
        thresholds_min=(30,),
        estimates={"car": ROAD},
    )
    zones = [
        (zone, at, chain[zone][1] if len(chain[zone]) > 1 else None, zone, "official") for zone, at in level.items()
    ]
    figures = [("a", 40.0), ("b", 20.0), ("c", 40.0)]
    shares = [
        (zone, name, value + more)
        for zone, value in (("a", 10.0), ("b", 20.0), ("c", 30.0))
        for name, more in (("bim_share", 0.0), ("single_parent_share", 5.0))
    ]
    return TerritoryData(
        territory=hand,
        layer=base.default_layer,
        births_years=(2025,),
        zones=pd.DataFrame(zones, columns=["zone_id", "level", "parent_id", "name", "geometry_quality"]).sort_values(
            "zone_id", ignore_index=True
        ),
        ancestors=pd.DataFrame(
            [(zone, above, level[above]) for zone, ids in chain.items() for above in ids],
            columns=["zone_id", "ancestor_id", "ancestor_level"],
        ),
        figures=schema.conform(
            pd.DataFrame(
                [
                    *((zone, "births", 2025, value, "official", "statbel-births") for zone, value in figures),
                    *((zone, name, 2024, value, "official", "statbel-births") for zone, name, value in shares),
                ],
                columns=schema.FIGURE.names,
            ),
            schema.FIGURE,
        ),
        places=schema.conform(
            pd.DataFrame(
                [
                    {
                        "place_id": place,
                        "name": place,
                        "zone_id": zone,
                        "lon": 4.0,
                        "lat": 50.0 + km * KM,
                        "births": born,
                    }
                    for place, zone, km, born in PLACES
                ]
            ),
            schema.PLACE,
        ),
        actors=schema.conform(pd.DataFrame(list(actors)), schema.ACTOR) if actors else schema.ACTOR.empty(),
        services=schema.conform(pd.DataFrame(list(services)), schema.SERVICE) if services else schema.SERVICE.empty(),
        need_rules=schema.conform(pd.DataFrame(list(rules)), schema.NEED_RULE) if rules else schema.NEED_RULE.empty(),
        inputs_hash="by hand",
        expected=whole(actors),
    )


HOSPITALS = Question(kind="hopital", threshold_min=30.0)


def effect(*changes, question=HOSPITALS, data=None, zone=None):
    """Return what changes do, compared with today."""
    now = present_state(data or land(), question)
    after = changed_state(now, Scenario(name="s", territory="by-hand", changes=changes))
    return compare_states(now, after, zone_id=zone)
