"""Where the actor of one line is: given coordinates checked, or a place found from its locality or commune."""

import re
from dataclasses import dataclass

from geo.files.issues import Unread
from geo.files.numbers import read_coordinate, says_unknown
from geo.files.register.context import ReadingChoices
from geo.files.register.gazetteer import Gazetteer, Shapes, Spot, Zone
from geo.files.register.known_names import WrittenLocality, take_apart
from geo.files.register.rows import Row
from geo.files.register.words import RULE_OF, find_word

OUTSIDE_KM = 5.0
"""Farther than this from every zone, a position is out of the territory; nearer, boundaries may be at fault."""

FAR_KM = 5.0
"""Farther than this from the commune that its line names, a position is doubtful."""

REACH_KM = 200.0
"""Farther than this from every zone, a service is kept for nobody: two hours of motorway, as the crow flies."""

_FRENCH_CODE = re.compile(r"(?:\d{2}|2[AB])\d{3}", re.IGNORECASE)
_WITH_HINT = re.compile(r"([^()]+?)\s*\(([^()]+)\)")


@dataclass(frozen=True)
class Position:
    """Longitude and latitude (EPSG:4326) or neither, how good they are, and the commune."""

    lon: float | None
    lat: float | None
    quality: str
    zone_id: str | None


def read_position(
    row: Row, gazetteer: Gazetteer, choices: ReadingChoices | None = None, *, country: str | None = None
) -> Position:
    """Return where the actor of a line is; what is wrong or was assumed is reported on the line.

    Coordinates are never invented: without them the actor takes the point of its locality, else of its commune,
    and says so in ``quality``; without either, its position is unknown.
    """
    choices = choices or ReadingChoices()
    quality = _read_quality(row)
    zone = _read_zone(row, gazetteer, choices, country=country)
    point = _read_point(row, gazetteer, choices)
    if row.aside or isinstance(zone, Unread) or isinstance(point, Unread):
        return Position(None, None, "unknown", zone.zone_id if isinstance(zone, Zone) else None)
    if point is not None:
        return _given(row, gazetteer, point, zone=zone, quality=quality, believe=choices.believe)
    return _found(row, gazetteer, zone=zone, quality=quality, without_place=choices.without_place)


def _read_quality(row: Row) -> str | None:
    text = row.text("position_quality")
    if text is None:
        return None
    quality = find_word("position_quality", text)
    if quality is None:
        row.report(RULE_OF["position_quality"], "position_quality", value=text)
    return quality


def _read_zone(row: Row, gazetteer: Gazetteer, choices: ReadingChoices, *, country: str | None) -> Zone | Unread | None:
    """Return the commune, ``None`` when none is given, or why it was refused (already reported)."""
    text = row.text("zone_id")
    if text is None or says_unknown(text):
        return None
    found = gazetteer.find(text)
    if not isinstance(found, Unread):
        return found
    if (zone := gazetteer.with_lost_zero(text)) and zone.leaf:
        row.report("code-lost-zero", "zone_id", value=text, code=zone.zone_id, zone=zone.name)
        return zone
    if other := _otherwise(row, gazetteer, text, column="zone_id"):
        return other
    if choices.outside != "refuse" and _is_elsewhere(row, found, text, foreign=choices.foreign, country=country):
        return None
    row.refuse(found, "zone_id")
    return found


def _is_elsewhere(row: Row, found: Unread, text: str, *, foreign: bool, country: str | None) -> bool:
    """Tell whether a commune that is not one of the territory is no mistake: told on the line, or the line aside."""
    if found.rule == "zone-too-large":
        row.report("zone-wide", "zone_id", value=text, level=found.values["level"])
        return True
    if found.rule != "unknown-zone":
        return False
    if row.text("lon") and row.text("lat"):
        row.report("zone-not-here", "zone_id", value=text)
        return True
    if foreign or (country == "FR" and _FRENCH_CODE.fullmatch(text)):
        row.set_aside("outside")
        return True
    return False


def _otherwise(row: Row, gazetteer: Gazetteer, text: str, *, column: str) -> Zone | None:
    """Return the commune that another writing of it stands for, told on the line."""
    for words in dict.fromkeys((text, take_apart(text).name)):
        if (found := gazetteer.known_as(words)) is not None:
            zone, rule = found
            row.report(rule, column, value=text, code=zone.zone_id, zone=zone.name)
            return zone
    return None


def _read_point(row: Row, gazetteer: Gazetteer, choices: ReadingChoices) -> tuple[float, float] | Unread | None:
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
        if broken.rule == "outside-territory" and choices.outside != "refuse":
            return _outside(row, lon, lat, km=float(broken.values["km"]), keep=choices.outside == "keep")
        refused, column = broken, "lon"
    row.refuse(refused, column, value=" ; ".join(f"{value:g}" for value in degrees))
    return refused


def _outside(row: Row, lon: float, lat: float, *, km: float, keep: bool) -> tuple[float, float] | None:
    """Return a position outside the territory when it is kept; else leave its line aside."""
    if km > REACH_KM:
        row.set_aside("outside-far")
    elif not keep:
        row.set_aside("outside")
    else:
        row.report("outside-kept", "lon", value=f"{lon:g} ; {lat:g}", km=round(km))
        return lon, lat
    return None


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
    row: Row,
    gazetteer: Gazetteer,
    point: tuple[float, float],
    *,
    zone: Zone | None,
    quality: str | None,
    believe: str | None,
) -> Position:
    if quality == "unknown":
        row.report("position-quality-conflict", "position_quality")
        quality = "approximate"
    assumed = quality is None
    if quality is None:
        quality = "address" if row.text("address") else "approximate"
    within = gazetteer.shapes.nearest(*point) if gazetteer.shapes else None
    if within is not None and within[1] > OUTSIDE_KM:
        return Position(*point, quality, None)
    named = zone or _named_quietly(row, gazetteer)
    km = None
    if named is not None:
        there = within is not None and within[0] == named.zone_id
        km = within[1] if within is not None and there else gazetteer.shapes.distance_km(named.zone_id, *point)
    where = f"{point[0]:g} ; {point[1]:g}"
    if named is not None and km is not None and km > FAR_KM:
        if believe == "commune":
            row.report("commune-believed", "lon", value=where, zone=named.name, km=round(km))
            return _found(row, gazetteer, zone=zone, quality=None, without_place="keep")
        if believe == "point" and within is not None:
            zone = gazetteer.zone(within[0])
            row.report("point-believed", "lon", value=where, zone=zone.name, named=named.name, km=round(km))
            return Position(*point, quality, zone.zone_id)
        row.report("position-far-from-zone", "lon", value=where, zone=named.name, km=round(km))
    if assumed:
        row.report("position-quality-assumed", "lon", value=row.text("lon"), quality=quality)
    if zone is None and within is not None:
        zone = gazetteer.zone(within[0])
        row.report("zone-from-position", "lon", value=where, zone=zone.name)
    return Position(*point, quality, zone.zone_id if zone else None)


def _named_quietly(row: Row, gazetteer: Gazetteer) -> Zone | None:
    """Return the commune that the locality and the postal code of a line name, when they name one and no other."""
    written = take_apart(row.text("locality") or "")
    postal = gazetteer.behind(row.text("postal_code") or written.postal_code)
    if not written.name:
        return postal[0] if len(postal) == 1 else None
    spots = gazetteer.spots(written.name, zone_id=None)
    zone_ids = {spot.zone_id for spot in spots}
    if len(zone_ids) > 1 and postal:
        zone_ids &= {zone.zone_id for zone in postal}
    if len(zone_ids) == 1:
        return gazetteer.zone(zone_ids.pop())
    found = gazetteer.find(written.name)
    if isinstance(found, Zone):
        return found
    known = gazetteer.known_as(written.name)
    return known[0] if known else None


def _found(row: Row, gazetteer: Gazetteer, *, zone: Zone | None, quality: str | None, without_place: str) -> Position:
    """Return the point of the locality, else of the commune, else nothing."""
    if quality == "unknown":
        return Position(None, None, "unknown", zone.zone_id if zone else None)
    place = _from_locality(row, gazetteer, zone)
    if isinstance(place.found, Spot):
        spot = place.found
        zone_name = gazetteer.name_of(spot.zone_id)
        row.report("placed-at-locality", "locality", value=row.text("locality"), place=spot.name, zone=zone_name)
        return Position(spot.lon, spot.lat, "approximate" if quality == "approximate" else "locality", spot.zone_id)
    if isinstance(place.found, Unread):
        row.refuse(place.found, "locality")
        return Position(None, None, "unknown", None)
    centre = gazetteer.centre(place.found.zone_id) if place.found else None
    if place.found is None or centre is None:
        if without_place == "aside":
            row.set_aside("no-place")
        row.report("position-unknown", "locality", value=row.text("locality"))
        return Position(None, None, "unknown", place.found.zone_id if place.found else None)
    column = place.column or ("zone_id" if row.text("zone_id") else "locality")
    row.report("placed-at-commune", column, value=row.text(column), zone=place.found.name)
    certain = place.found.level == "commune" and quality != "approximate" and place.certain
    return Position(*centre, "commune" if certain else "approximate", place.found.zone_id)


@dataclass(frozen=True)
class _Place:
    """What a locality gave: a point, a commune, nothing, or why none; ``column``: where it was read if elsewhere."""

    found: Spot | Zone | Unread | None
    certain: bool = True
    column: str | None = None


def _from_locality(row: Row, gazetteer: Gazetteer, zone: Zone | None) -> _Place:
    """Return the place that the locality names, else the zone of the line or the one that the locality names.

    A zone may be named in brackets: ``Heusy (Verviers)``. Places of one name in several communes are not chosen
    between, unless the postal code does.
    """
    locality = row.text("locality")
    if locality is None or says_unknown(locality):
        return _Place(zone) if zone else _from_postal_code(row, gazetteer, row.text("postal_code"))
    names = [WrittenLocality(locality), take_apart(locality)]
    if match := _WITH_HINT.fullmatch(locality):
        names.append(take_apart(match[1]))
        hinted = gazetteer.find(match[2])
        zone = hinted if zone is None and isinstance(hinted, Zone) else zone
    postal_code = row.text("postal_code") or names[1].postal_code
    behind = gazetteer.behind(postal_code)
    for written in dict.fromkeys(names):
        if place := _named(row, gazetteer, written.name, zone=zone, behind=behind):
            return place
    return _Place(zone) if zone else _from_postal_code(row, gazetteer, postal_code)


def _named(row: Row, gazetteer: Gazetteer, name: str, *, zone: Zone | None, behind: list[Zone]) -> _Place | None:
    """Return the place that bears a name, ``None`` when there is none."""
    spots = gazetteer.spots(name, zone_id=zone.zone_id if zone else None)
    if len({spot.zone_id for spot in spots}) > 1 and behind:
        served = {one.zone_id for one in behind}
        spots = [spot for spot in spots if spot.zone_id in served] or spots
    if len(zone_ids := {spot.zone_id for spot in spots}) > 1:
        candidates = ", ".join(sorted(gazetteer.name_of(zone_id) for zone_id in zone_ids)[:5])
        return _Place(Unread("locality-ambiguous", {"candidates": candidates}))
    if spots:
        return _Place(spots[0])
    if zone is not None:
        return None
    if isinstance(found := gazetteer.find(name), Zone):
        return _Place(found)
    if other := _otherwise(row, gazetteer, name, column="locality"):
        return _Place(other)
    begun = gazetteer.beginning(name, behind)
    return _Place(begun[0]) if len(begun) == 1 else None


def _from_postal_code(row: Row, gazetteer: Gazetteer, postal_code: str | None) -> _Place:
    """Return the commune of a postal code alone: the most populated where it serves several, never as certain."""
    zones = gazetteer.behind(postal_code)
    if not zones:
        return _Place(None)
    column = "postal_code" if row.text("postal_code") else "locality"
    if len(zones) > 1:
        row.report("postal-code-shared", column, value=postal_code, count=len(zones), zone=zones[0].name)
    return _Place(zones[0], certain=len(zones) == 1, column=column)
