"""Three communes drawn by hand.

    R ─┬─ P ─┬─ a: a1 (10 births), a2 (30)
       │     └─ b: b1 (20)
       └─ Q ─── c: c1 (40), c2 (unknown)

h1 stands in a, h2 in c. Minutes: a1-h1 10, a2-h1 30, b1-h1 31, a2-h2 60, b1-h2 50, c1-h2 5; c2 reaches nobody.
m1 comes to the families of P, its place unknown; w1 works somewhere unknown. Unless a test says otherwise, there is
nobody else: the register of the kinds that have an open actor is complete.
"""

from dataclasses import replace

import pandas as pd

from analysis.need.weighing import weighed_area
from analysis.question import Selection, question_about
from geo import schema
from geo.travel.engines import EngineInfo
from geo.travel.times import given_times
from geo.workspace.data import TerritoryData
from geo.workspace.territory import Level, load_territory

NAN = float("nan")
HOSPITALS = Selection(kind="hopital")
PLATFORMS = Selection(kind="one-plateforme")
CENTRES = Selection(kind="clps")
ENGINE = EngineInfo(
    "estimate", "car", "hypothesis", "by hand", "2026", 0.1, 0.3, bias_low=1 / 1.1 - 1, bias_high=1 / 0.9 - 1
)
"""Times that may truly be a tenth shorter, or a tenth longer."""
MINUTES = [
    ("a1", "h1", 10.0),
    ("a2", "h1", 30.0),
    ("b1", "h1", 31.0),
    ("a2", "h2", 60.0),
    ("b1", "h2", 50.0),
    ("c1", "h2", 5.0),
]


def actor(actor_id, kind, zone, *, located=True, status="open"):
    return {
        "actor_id": actor_id,
        "name": actor_id.upper(),
        "kind": kind,
        "lon": 4.0 if located else NAN,
        "lat": 50.0 if located else NAN,
        "position_quality": "address" if located else "unknown",
        "zone_id": zone,
        "status": status,
        "source": "by hand",
        "as_of": "2026",
    }


def service(actor_id, *, mode="on-site", capacity=NAN, unit="follow-ups", covers=None, reach_min=NAN):
    return {
        "actor_id": actor_id,
        "service": "s",
        "mode": mode,
        "capacity": capacity,
        "capacity_unit": unit,
        "covers": covers,
        "reach_min": reach_min,
        "source": "by hand",
        "as_of": "2026",
    }


def need_rule(zone, **said):
    """What a zone needs of hospitals, by births; ``said`` is what else the rule says."""
    given = {"rule_id": "r", "zone_id": zone, "kind": "hopital", "unit": "follow-ups", "base": "births"}
    return given | {"status": "hypothesis", "source": "s", "date": "2026"} | said


ACTORS = [
    actor("h1", "hopital", "a"),
    actor("h2", "hopital", "c"),
    actor("m1", "one-plateforme", None, located=False),
    actor("w1", "clps", None, located=False),
]
SERVICES = [
    service("h1", capacity=30.0),
    service("h2", capacity=80.0),
    service("m1", mode="home-visits", capacity=12.0, covers="P"),
    service("w1"),
]


def expected(zone, kind, count=NAN, *, low=NAN, high=NAN, reliability="official"):
    return {
        "zone_id": zone,
        "kind": kind,
        "expected": count,
        "low": low,
        "high": high,
        "what": "counted by hand",
        "as_of": "2026",
        "source": "by hand",
        "reliability": reliability,
    }


LEVELS = {"R": "region", "P": "province", "Q": "province", "a": "commune", "b": "commune", "c": "commune"}
CHAINS = {"a": "aPR", "b": "bPR", "c": "cQR", "P": "PR", "Q": "QR", "R": "R"}
"""A zone, then those above it."""


def ancestors():
    rows = [(zone, above, LEVELS[above]) for zone, chain in CHAINS.items() for above in chain]
    return pd.DataFrame(rows, columns=["zone_id", "ancestor_id", "ancestor_level"])


def land(
    *, actors=None, services=None, rules=None, births=(10.0, 30.0, 20.0, 40.0, NAN), territory="by-hand", expected=None
):
    actors = ACTORS if actors is None else actors
    expected = _all_of(actors) if expected is None else expected
    base = load_territory("wallonie")
    names = {"fr": "x", "en": "x"}
    hand = replace(
        base,
        id=territory,
        root="R",
        levels=tuple(Level(name, names, names) for name in ("region", "province", "commune")),
        comparison_level="province",
        births_year=2025,
        population_year=2025,
    )
    zones = pd.DataFrame(
        [(zone, at, (*CHAINS[zone], None)[1], zone, "official") for zone, at in LEVELS.items()],
        columns=["zone_id", "level", "parent_id", "name", "geometry_quality"],
    ).sort_values("zone_id", ignore_index=True)
    by_zone = {"a": births[0] + births[1], "b": births[2], "c": births[3]}
    bim = {"a": 10.0, "b": 20.0, "c": 30.0}
    figures = [(zone, "births", 2025, value, "official", "hand") for zone, value in by_zone.items()]
    figures += [(zone, "bim_share", 2024, value, "official", "hand") for zone, value in bim.items()]
    places = [("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "c"), ("c2", "c")]
    return TerritoryData(
        territory=hand,
        layer=base.default_layer,
        births_years=(2025,),
        zones=zones,
        ancestors=ancestors(),
        figures=schema.conform(pd.DataFrame(figures, columns=schema.FIGURE.names), schema.FIGURE),
        places=schema.conform(
            pd.DataFrame(
                [
                    {"place_id": place, "name": place, "zone_id": zone, "lon": 4.0, "lat": 50.0, "births": value}
                    for (place, zone), value in zip(places, births, strict=True)
                ]
            ),
            schema.PLACE,
        ),
        actors=_table(actors, schema.ACTOR),
        services=_table(SERVICES if services is None else services, schema.SERVICE),
        need_rules=_table(rules or (), schema.NEED_RULE),
        inputs_hash="",
        expected=_table(
            _all_of(ACTORS if actors is None else actors) if expected is None else expected, schema.EXPECTED
        ),
    )


def _all_of(actors):
    """Nobody but these: the register of each kind that some open actor has is complete."""
    kinds = [one["kind"] for one in actors if one["status"] == "open"]
    return [expected("R", kind, float(kinds.count(kind))) for kind in dict.fromkeys(kinds)]


def _table(rows, table):
    return schema.conform(pd.DataFrame(list(rows)), table) if len(rows) else table.empty()


def trips(minutes=None, *, data=None, engine=ENGINE):
    table = pd.DataFrame(MINUTES if minutes is None else minutes, columns=["place_id", "actor_id", "minutes"])
    known = data or land()
    return given_times(table, known.places, known.actors, engine=engine, horizon_min=240.0)


def asking(minutes=None, *, engine=ENGINE):
    """What stands for the door of travel times: trips by hand, whoever asks."""
    table = pd.DataFrame(MINUTES if minutes is None else minutes, columns=["place_id", "actor_id", "minutes"])
    return lambda _territory, places, actors, **_: given_times(table, places, actors, engine=engine, horizon_min=240.0)


def standing(selection=HOSPITALS, *, data=None, minutes=None, demand="births"):
    known = data or land()
    return weighed_area(known, question_about(selection, demand=demand), travel=trips(minutes, data=known))
