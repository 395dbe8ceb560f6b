"""Roads as OpenStreetMap has them: points, segments between them, their tags, and turn restrictions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely

from geo.errors import BadInputError

_ACCESS = ("access", "vehicle", "motor_vehicle", "motorcar", "bicycle", "foot")
WAY_KEYS = (
    "highway",
    "route",
    "junction",
    "area",
    "service",
    "construction",
    "impassable",
    "status",
    "access",
    "vehicle",
    "motor_vehicle",
    "motorcar",
    "bicycle",
    "foot",
    "motorroad",
    "dual_carriageway",
    "oneway",
    "oneway:vehicle",
    "oneway:motor_vehicle",
    "oneway:motorcar",
    "oneway:bicycle",
    "oneway:foot",
    "foot:oneway",
    "cycleway",
    "cycleway:left",
    "cycleway:right",
    "cycleway:both",
    "cycleway:left:oneway",
    "cycleway:right:oneway",
    "cycleway:both:oneway",
    "sidewalk",
    "sidewalk:left",
    "sidewalk:right",
    "sidewalk:both",
    "maxspeed",
    "maxspeed:forward",
    "maxspeed:backward",
    "zone:maxspeed",
    "maxspeed:type",
    "source:maxspeed",
    "zone:traffic",
    "surface",
    "tracktype",
    "smoothness",
    "sac_scale",
    "duration",
    "ford",
    "seasonal",
    "ice_road",
    "winter_road",
    *(f"{key}:{way}" for key in _ACCESS for way in ("forward", "backward", "conditional")),
    "maxspeed:conditional",
    "oneway:conditional",
)
"""Tags of ways that a profile may look at; the others are not read."""

NODE_KEYS = (
    "highway",
    "barrier",
    "railway",
    "crossing",
    "bollard",
    "locked",
    "ford",
    "direction",
    "traffic_signals:direction",
    "access",
    "vehicle",
    "motor_vehicle",
    "motorcar",
    "bicycle",
    "foot",
)
"""Tags of points that a profile may look at."""

NODE_HIGHWAYS = ("traffic_signals", "stop", "give_way", "mini_roundabout", "crossing")

RESTRICTION_COLUMNS = ("restriction", "vehicle", "excepted", "from_way", "via_node", "to_way")


@dataclass(frozen=True)
class RawRoads:
    """Every road and ferry of a file, before a mode is chosen.

    Attributes
    ----------
    nodes
        ``osm_id``, ``lon``, ``lat`` (EPSG:4326), ``kind``: row in ``node_kinds``, -1 for an ordinary point.
    segments
        One row per pair of consecutive points of a way: ``way_id``, ``kind`` (row in ``way_kinds``), ``tail`` and
        ``head`` (rows in ``nodes``), in the order in which the way is drawn.
    way_kinds, node_kinds
        Distinct combinations of tags.
    restrictions
        Turn restrictions around a point: ``restriction`` (``no_left_turn``, ``only_straight_on`` …), ``vehicle``
        (empty: all), ``excepted`` (vehicles, separated by ``;``), ``from_way``, ``via_node``, ``to_way``.
    source
        Name of the file or service.
    fingerprint
        Hash of what was read.
    restrictions_ignored
        Turn restrictions that were not read: those that pass by a street and not by a point, that hold at some hours
        only, or that lack a member.
    margin_km
        What was kept around a territory, in km; None when the whole file was.
    rivers
        Lines of the rivers (EPSG:4326), for maps alone; none where the format does not give them.
    """

    nodes: pd.DataFrame
    segments: pd.DataFrame
    way_kinds: tuple[Mapping[str, str], ...]
    node_kinds: tuple[Mapping[str, str], ...]
    restrictions: pd.DataFrame
    source: str
    fingerprint: str
    restrictions_ignored: int = 0
    margin_km: float | None = None
    rivers: shapely.Geometry = field(default_factory=shapely.MultiLineString)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the roads, in degrees."""
        lon, lat = self.nodes["lon"], self.nodes["lat"]
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def no_restrictions() -> pd.DataFrame:
    """Return a table of restrictions without rows."""
    return restrictions_frame([])


def restrictions_frame(rows: list[tuple[str, str, str, int, int, int]]) -> pd.DataFrame:
    """Return restrictions as a table, sorted."""
    frame = pd.DataFrame(rows, columns=list(RESTRICTION_COLUMNS))
    types = dict.fromkeys(RESTRICTION_COLUMNS[:3], "str") | dict.fromkeys(RESTRICTION_COLUMNS[3:], "int64")
    return frame.astype(types).sort_values(list(RESTRICTION_COLUMNS), ignore_index=True)


def read_restrictions(
    relations: Iterable[tuple[Mapping[str, str], list[tuple[str, str, int]]]],
) -> tuple[pd.DataFrame, int]:
    """Return the restrictions that relations hold, as a table, and how many relations gave none.

    Parameters
    ----------
    relations
        Tags and members of each, as :func:`restrictions_of` takes them.
    """
    found = [restrictions_of(tags, members) for tags, members in relations]
    return restrictions_frame([row for rows in found for row in rows]), sum(not rows for rows in found)


def restrictions_of(
    tags: Mapping[str, str], members: list[tuple[str, str, int]]
) -> list[tuple[str, str, str, int, int, int]]:
    """Return the rows of one restriction relation: none when it passes by a way, is conditional or incomplete.

    Parameters
    ----------
    tags
        Tags of the relation.
    members
        Role, type (``node``, ``way``) and id of each member.
    """
    via = [ref for role, kind, ref in members if role == "via" and kind == "node"]
    if len(via) != 1 or any(role == "via" and kind != "node" for role, kind, _ in members):
        return []
    entries = [ref for role, kind, ref in members if role == "from" and kind == "way"]
    exits = [ref for role, kind, ref in members if role == "to" and kind == "way"]
    stated = [
        (value, key.partition(":")[2])
        for key, value in tags.items()
        if (key == "restriction" or key.startswith("restriction:")) and not key.endswith(":conditional")
    ]
    return [
        (value, vehicle, tags.get("except", ""), entry, via[0], way)
        for value, vehicle in stated
        for entry in entries
        for way in exits
    ]


def require_roads(raw: RawRoads) -> RawRoads:
    """Return ``raw`` when it has at least one road.

    Raises
    ------
    BadInputError
        ``roads-none``.
    """
    if raw.segments.empty:
        raise BadInputError("roads-none", file=raw.source)
    return raw


def require_overlap(raw: RawRoads, extent: tuple[float, float, float, float]) -> RawRoads:
    """Return ``raw`` when some of its points lie within ``extent`` (west, south, east, north, in degrees).

    Raises
    ------
    BadInputError
        ``roads-elsewhere``, with both extents.
    """
    west, south, east, north = extent
    lon, lat = raw.nodes["lon"].to_numpy(), raw.nodes["lat"].to_numpy()
    if not np.any((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)):
        raise elsewhere(raw.source, raw.extent, extent)
    return raw


def elsewhere(source: str, held: Sequence[float], wanted: Sequence[float]) -> BadInputError:
    """Return the error of a file that holds another place: both are west, south, east, north, in degrees."""
    sides = ("west", "south", "east", "north")
    told = {f"file_{side}": round(value, 2) for side, value in zip(sides, held, strict=True)}
    told |= {side: round(value, 2) for side, value in zip(sides, wanted, strict=True)}
    return BadInputError("roads-elsewhere", file=source, **told)
