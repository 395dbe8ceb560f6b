"""Three communes, five places, a handful of services: small enough to balance by hand.

a1 (20) ─10─ S1        commune a: need 30      province P = a + b
a2 (10) ─30─ S1        commune b: need 70      province Q = c
b1 (70) ─20─ S1, ─40─ S2
c1 (50) ─15─ S2        commune c: need 50
c2  (0) : nothing within reach
"""

import numpy as np
import pandas as pd

from analysis.question import Question
from analysis.service_area.area import ServiceArea, service_area
from analysis.service_area.offer import Supply
from geo import schema
from geo.travel.engines import EngineInfo
from geo.travel.times import given_times
from geo.workspace.data import TerritoryData
from geo.workspace.territory import load_territory

INF = np.inf
NEED = pd.Series({"a": 30.0, "b": 70.0, "c": 50.0}).rename_axis("zone_id")
PLACE_NEED = pd.Series({"a1": 20.0, "a2": 10.0, "b1": 70.0, "c1": 50.0, "c2": 0.0}).rename_axis("place_id")
PLACE_ZONE = pd.Series({"a1": "a", "a2": "a", "b1": "b", "c1": "c", "c2": "c"})
TRAVEL = pd.DataFrame(
    [("a1", "S1", 10.0), ("a2", "S1", 30.0), ("b1", "S1", 20.0), ("b1", "S2", 40.0), ("c1", "S2", 15.0)],
    columns=["place_id", "actor_id", "minutes"],
).assign(mode="car")


def places() -> pd.DataFrame:
    rows = [
        {"place_id": place, "name": place, "zone_id": PLACE_ZONE[place], "lon": 0, "lat": 0, "births": need}
        for place, need in PLACE_NEED.items()
    ]
    return schema.conform(pd.DataFrame(rows), schema.PLACE)


def actors(*ids: str, **changes: object) -> pd.DataFrame:
    given = {
        "kind": "k",
        "position_quality": "address",
        "status": "open",
        "source": "s",
        "as_of": "2025",
        "zone_id": "a",
    }
    given |= {"lon": 1.0, "lat": 1.0} | changes
    return schema.conform(pd.DataFrame([{"actor_id": i, "name": i} | given for i in ids]), schema.ACTOR)


def services(*rows: dict[str, object]) -> pd.DataFrame:
    given = {"service": "1", "mode": "on-site", "source": "s", "as_of": "2025"}
    return schema.conform(pd.DataFrame([given | row for row in rows]), schema.SERVICE)


def offer(*rows: dict[str, object]) -> pd.DataFrame:
    """Services with bounds: ``low`` and ``high``, or ``room`` for both; unknown without either."""
    plain = [{key: cell for key, cell in row.items() if key not in ("low", "high", "room")} for row in rows]
    out = services(*plain)
    low = [row.get("low", row.get("room", 0.0)) for row in rows]
    high = [row.get("high", row.get("room", INF)) for row in rows]
    basis = ["stated" if np.isfinite(value) else "unknown" for value in high]
    return out.assign(
        capacity_low=np.array(low, dtype=float), capacity_high=np.array(high, dtype=float), capacity_basis=basis
    )


def area(who: pd.DataFrame, rows: pd.DataFrame, tree: pd.DataFrame, **given: pd.DataFrame) -> ServiceArea:
    """Whom services can serve: trips by hand, between places and actors by hand."""
    table = given.get("places", places())
    data = TerritoryData(
        territory=load_territory("wallonie"),
        layer="by hand",
        births_years=(2025,),
        zones=pd.DataFrame({"zone_id": sorted(set(tree["ancestor_id"]))}),
        ancestors=tree,
        figures=schema.FIGURE.empty(),
        places=table,
        actors=who,
        services=rows,
        need_rules=schema.NEED_RULE.empty(),
        inputs_hash="",
    )
    engine = EngineInfo("matrix", "car", "stated", "by hand", "2026", 0.0, 0.0)
    travel = given_times(given.get("travel", TRAVEL), table, who, engine=engine, horizon_min=240.0)
    return service_area(data, Question(kind="k"), supply=Supply(who, rows, who.iloc[:0]), travel=travel)
