"""Where the actor of one line is: given coordinates checked, or a place found from its locality or commune."""

import re
from dataclasses import dataclass

from geo.files.issues import Unread
from geo.files.numbers import read_coordinate, says_unknown
from geo.files.register.gazetteer import Gazetteer, Shapes, Spot, Zone
from geo.files.register.rows import Row
from geo.files.register.words import RULE_OF, find_word

OUTSIDE_KM = 5.0
"""Farther than this from every zone, a position is out of the territory; nearer, boundaries may be at fault."""

FAR_KM = 5.0
"""Farther than this from the commune that its line names, a position is doubtful."""

_WITH_HINT = re.compile(r"([^()]+?)\s*\(([^()]+)\)")


@dataclass(frozen=True)
class Position:
    """Longitude and latitude (EPSG:4326) or neither, how good they are, and the commune."""

    lon: float | None
    lat: float | None
    quality: str
    zone_id: str | None


def read_position(row: Row, gazetteer: Gazetteer) -> Position:
    """Return where the actor of a line is; what is wrong or was assumed is reported on the line.

    Coordinates are never invented: without them the actor takes the point of its locality, else of its commune,
    and says so in ``quality``; without either, its position is unknown.
    """
    quality = _read_quality(row)
    zone = _read_zone(row, gazetteer)
    point = _read_point(row, gazetteer)
    if isinstance(zone, Unread) or isinstance(point, Unread):
        return Position(None, None, "unknown", zone.zone_id if isinstance(zone, Zone) else None)
    if point is not None:
        return _given(row, gazetteer, point, zone=zone, quality=quality)
    return _found(row, gazetteer, zone=zone, quality=quality)


def _read_quality(row: Row) -> str | None:
    text = row.text("position_quality")
    if text is None:
        return None
    quality = find_word("position_quality", text)
    if quality is None:
        row.report(RULE_OF["position_quality"], "position_quality", value=text)
    return quality


def _read_zone(row: Row, gazetteer: Gazetteer) -> Zone | Unread | None:
    """Return the commune, ``None`` when none is given, or why it was refused (already reported)."""
    text = row.text("zone_id")
    if text is None or says_unknown(text):
        return None
    found = gazetteer.find(text)
    if isinstance(found, Unread) and (zone := gazetteer.with_lost_zero(text)) and zone.leaf:
        row.report("code-lost-zero", "zone_id", value=text, code=zone.zone_id, zone=zone.name)
        return zone
    if isinstance(found, Unread):
        row.refuse(found, "zone_id")
    return found


def _read_point(row: Row, gazetteer: Gazetteer) -> tuple[float, float] | Unread | None:
    """Return (lon, lat), ``None`` when neither is given, or why they were refused (already reported)."""
    given = [column for column in ("lon", "lat") if (text := row.text(column)) and not says_unknown(text)]
    degrees: list[float] = []
    for column in given:
        value = read_coordinate(row.cell(column))
        if isinstance(value, Unread):
            row.refuse(value, column)
            return value
        degrees.append(value)
    if not given:
        return None
    if len(given) == 1:
        refused, column = Unread("coordinate-incomplete", {"given": given[0]}), given[0]
    else:
        lon, lat = degrees
        broken = _nonsense(gazetteer, lon, lat)
        if broken is None:
            return lon, lat
        refused, column = broken, "lon"
    row.refuse(refused, column, value=" ; ".join(f"{value:g}" for value in degrees))
    return refused


def _nonsense(gazetteer: Gazetteer, lon: float, lat: float) -> Unread | None:
    """Return why a pair of coordinates cannot be a place of the territory, or ``None`` when it can."""
    if lon == 0 and lat == 0:
        return Unread("coordinates-zero")
    if max(abs(lon), abs(lat)) > 180 or min(abs(lon), abs(lat)) > 90:
        return Unread("coordinates-not-degrees")
    if not gazetteer.shapes:
        return None if abs(lat) <= 90 else Unread("coordinates-swapped")
    return _elsewhere(gazetteer.shapes, lon, lat)


def _elsewhere(shapes: Shapes, lon: float, lat: float) -> Unread | None:
    """Return why a position on the globe is not in the territory, or ``None`` when it is."""
    if abs(lat) <= 90 and (km := shapes.nearest(lon, lat)[1]) <= OUTSIDE_KM:
        return None
    if abs(lon) <= 90 and shapes.nearest(lat, lon)[1] <= OUTSIDE_KM:
        return Unread("coordinates-swapped")
    return Unread("coordinates-not-degrees") if abs(lat) > 90 else Unread("outside-territory", {"km": round(km)})


def _given(
    row: Row, gazetteer: Gazetteer, point: tuple[float, float], *, zone: Zone | None, quality: str | None
) -> Position:
    if quality == "unknown":
        row.report("position-quality-conflict", "position_quality")
        quality = "approximate"
    if quality is None:
        quality = "address" if row.text("address") else "approximate"
        row.report("position-quality-assumed", "lon", value=row.text("lon"), quality=quality)
    if zone is not None:
        km = gazetteer.shapes.distance_km(zone.zone_id, *point)
        if km is not None and km > FAR_KM:
            row.report(
                "position-far-from-zone", "lon", value=f"{point[0]:g} ; {point[1]:g}", zone=zone.name, km=round(km)
            )
        return Position(*point, quality, zone.zone_id)
    if gazetteer.shapes:
        zone = gazetteer.zone(gazetteer.shapes.nearest(*point)[0])
        row.report("zone-from-position", "lon", value=f"{point[0]:g} ; {point[1]:g}", zone=zone.name)
    return Position(*point, quality, zone.zone_id if zone else None)


def _found(row: Row, gazetteer: Gazetteer, *, zone: Zone | None, quality: str | None) -> Position:
    """Return the point of the locality, else of the commune, else nothing."""
    if quality == "unknown":
        return Position(None, None, "unknown", zone.zone_id if zone else None)
    found = _from_locality(row, gazetteer, zone)
    if isinstance(found, Spot):
        zone_name = gazetteer.name_of(found.zone_id)
        row.report("placed-at-locality", "locality", value=row.text("locality"), place=found.name, zone=zone_name)
        return Position(found.lon, found.lat, "approximate" if quality == "approximate" else "locality", found.zone_id)
    if isinstance(found, Unread):
        row.refuse(found, "locality")
        return Position(None, None, "unknown", None)
    centre = gazetteer.centre(found.zone_id) if found else None
    if found is None or centre is None:
        row.report("position-unknown", "locality", value=row.text("locality"))
        return Position(None, None, "unknown", found.zone_id if found else None)
    column = "zone_id" if row.text("zone_id") else "locality"
    row.report("placed-at-commune", column, value=row.text(column), zone=found.name)
    certain = found.level == "commune" and quality != "approximate"
    return Position(*centre, "commune" if certain else "approximate", found.zone_id)


def _from_locality(row: Row, gazetteer: Gazetteer, zone: Zone | None) -> Spot | Zone | Unread | None:
    """Return the place that the locality names, else the zone of the line or the one that the locality names.

    A zone may be named in brackets: ``Heusy (Verviers)``. Places of one name in several communes are not chosen
    between.
    """
    locality = row.text("locality")
    if locality is None or says_unknown(locality):
        return zone
    names = [locality]
    if match := _WITH_HINT.fullmatch(locality):
        names.append(match[1])
        hinted = gazetteer.find(match[2])
        zone = hinted if zone is None and isinstance(hinted, Zone) else zone
    for name in names:
        spots = gazetteer.spots(name, zone_id=zone.zone_id if zone else None)
        if len(zone_ids := {spot.zone_id for spot in spots}) > 1:
            candidates = ", ".join(sorted(gazetteer.name_of(zone_id) for zone_id in zone_ids)[:5])
            return Unread("locality-ambiguous", {"candidates": candidates})
        if spots:
            return spots[0]
        if zone is None and isinstance(found := gazetteer.find(name), Zone):
            return found
    return zone
