"""The embedded territories as one: every zone, place and actor of all of them, under one root, for one question."""

from dataclasses import replace

import pandas as pd

from geo import schema
from geo.workspace.data import TerritoryData, load
from geo.workspace.territory import Level, load_territory

NAMES = ("ain", "france", "souss-massa", "wallonie")
ROOT, TERRITORY, SMALLEST = "all", "territory", "zone"
_IDS = ("zone_id", "parent_id", "place_id", "actor_id", "ancestor_id", "rule_id")


def joined() -> TerritoryData:
    """Return the four as one territory of three levels: all, each of them, and their smallest zones.

    Ids begin with that of their territory. Births are those of the year that each tells by default; travel, that of
    France.
    """
    parts = {name: load(load_territory(name)) for name in NAMES}
    base = parts["france"].territory  # its trips are told by the distance alone: they are cut
    levels = tuple(
        Level(name, {"fr": name, "en": name}, {"fr": name, "en": name}) for name in (ROOT, TERRITORY, SMALLEST)
    )
    territory = replace(
        base, id="joined", root=ROOT, levels=levels, comparison_level=TERRITORY, headline_zone=ROOT, indicators={}
    )
    zones, ancestors = zip(*(_zones(name, data) for name, data in parts.items()), strict=True)
    root = pd.DataFrame(
        {"zone_id": [ROOT], "level": ROOT, "parent_id": None, "name": ROOT, "geometry_quality": "approximate"}
    )
    above = pd.DataFrame({"zone_id": [ROOT], "ancestor_id": [ROOT], "ancestor_level": [ROOT]})
    return TerritoryData(
        territory=territory,
        layer=territory.default_layer,
        births_years=parts["wallonie"].births_years,
        zones=pd.concat([*zones, root]).sort_values("zone_id", ignore_index=True),
        ancestors=pd.concat([*ancestors, above]).sort_values(["zone_id", "ancestor_id"], ignore_index=True),
        figures=_together(parts, "figures", schema.FIGURE),
        places=_together(parts, "places", schema.PLACE).sort_values("place_id", ignore_index=True),
        actors=_together(parts, "actors", schema.ACTOR).sort_values("actor_id", ignore_index=True),
        services=_together(parts, "services", schema.SERVICE),
        need_rules=_together(parts, "need_rules", schema.NEED_RULE),
        inputs_hash="joined " + " ".join(data.inputs_hash for data in parts.values()),
        expected=_together(parts, "expected", schema.EXPECTED),
    )


def _zones(name: str, data: TerritoryData) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the smallest zones of a territory and its whole, and what is above each of them."""
    territory = data.territory
    low = data.zones[data.zones["level"] == territory.smallest_level]
    whole = data.zones[data.zones["zone_id"] == territory.root]
    mine = f"{name}:{territory.root}"
    zones = pd.concat([low.assign(level=SMALLEST), whole.assign(level=TERRITORY)])
    zones = zones.assign(zone_id=f"{name}:" + zones["zone_id"], parent_id=[mine] * len(low) + [ROOT])
    lines = [
        (zones["zone_id"], zones["zone_id"], zones["level"]),
        (zones["zone_id"][: len(low)], mine, TERRITORY),
        (zones["zone_id"], ROOT, ROOT),
    ]
    columns = ("zone_id", "ancestor_id", "ancestor_level")
    return zones, pd.concat([pd.DataFrame(dict(zip(columns, line, strict=True))) for line in lines])


def _together(parts: dict[str, TerritoryData], table: str, model: schema.Table) -> pd.DataFrame:
    """Return a table of all territories; what is said of zones between the smallest and the whole is left out."""
    found = []
    for name, data in parts.items():
        rows = getattr(data, table)
        if "zone_id" in rows and table in {"figures", "need_rules", "expected"}:
            low = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
            rows = rows[rows["zone_id"].isin([*low, data.territory.root])]
        found.append(rows.assign(**{column: f"{name}:" + rows[column] for column in _IDS if column in rows}))
    return schema.conform(pd.concat(found, ignore_index=True), model)
