"""Zones and places found by code or by name, and where a position falls among the zones."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import BadInputError
from geo.files.issues import Unread
from geo.files.names import nearest, place_key
from geo.files.register.known_names import KnownNames

_EARTH_KM = 6371.0088
_LEVEL_WORDS = {
    "commune": {"commune", "municipality"},
    "ville": {"commune", "municipality"},
    "arrondissement": {"arrondissement", "district"},
    "province": {"province", "prefecture"},
    "prov": {"province"},
    "prefecture": {"prefecture", "province"},
    "departement": {"departement", "department"},
    "department": {"departement", "department"},
    "region": {"region"},
}
_WITH_LEVEL = re.compile(rf"({'|'.join(_LEVEL_WORDS)}) (?:(?:de la|de l|des|de|du|d|of) )?(.+)")
_SUGGESTED_TEXTS = 200
_SUGGESTIONS = 3


@dataclass(frozen=True)
class Zone:
    """One zone; ``leaf`` when no other zone lies below it (a commune, most often)."""

    zone_id: str
    level: str
    name: str
    leaf: bool

    def __str__(self) -> str:
        return f"{self.name} ({self.level}, {self.zone_id})"


@dataclass(frozen=True)
class Spot:
    """A named population point."""

    name: str
    zone_id: str
    lon: float
    lat: float
    population: float


class Gazetteer:
    """The zones and places of one territory, looked up by the words of a register.

    Parameters
    ----------
    zones
        ``zone_id, level, parent_id, name, geometry`` (EPSG:4326) of every level; geometries may be missing.
    places
        ``place_id, name, zone_id, lon, lat`` and, when known, ``population``; or ``None``.
    known_names
        Other writings of the communes (:class:`geo.files.register.known_names.KnownNames`); or ``None``.

    Raises
    ------
    BadInputError
        ``zones-not-geographic`` when the zones are not in EPSG:4326.
    """

    def __init__(
        self, zones: gpd.GeoDataFrame, places: pd.DataFrame | None, known_names: pd.DataFrame | None = None
    ) -> None:
        if zones.crs is None or zones.crs.to_epsg() != 4326:
            raise BadInputError("zones-not-geographic", crs=str(zones.crs))
        parents = set(zones["parent_id"].dropna())
        self._zones = {
            zone_id: Zone(zone_id, level, name, leaf=zone_id not in parents)
            for zone_id, level, name in zip(zones["zone_id"], zones["level"], zones["name"], strict=True)
        }
        self._by_name: dict[str, list[Zone]] = {}
        for zone in self._zones.values():
            self._by_name.setdefault(place_key(zone.name), []).append(zone)
        self._spots: dict[str, list[Spot]] = {}
        self._spots_of_zone: dict[str, list[Spot]] = {}
        self._index_places(places)
        self._suggested: dict[str, str] = {}
        self._known = KnownNames(known_names)
        roots = set(zones.loc[zones["parent_id"].isna(), "zone_id"])
        self._root = next(iter(roots)) if len(roots) == 1 else ""
        self._shapes = Shapes(zones[zones["zone_id"].map(lambda zone_id: self._zones[zone_id].leaf)])

    def _index_places(self, places: pd.DataFrame | None) -> None:
        if places is None:
            return
        population = places["population"] if "population" in places.columns else pd.Series(np.nan, index=places.index)
        columns = (places["name"], places["zone_id"], places["lon"], places["lat"], population)
        for name, zone_id, lon, lat, people in zip(*columns, strict=True):
            spot = Spot(str(name), str(zone_id), float(lon), float(lat), float(people))
            self._spots.setdefault(place_key(spot.name), []).append(spot)
            self._spots_of_zone.setdefault(spot.zone_id, []).append(spot)

    @property
    def shapes(self) -> "Shapes":
        """Geometries of the finest zones."""
        return self._shapes

    def zone(self, zone_id: str) -> Zone:
        """Return a zone by its code."""
        return self._zones[zone_id]

    def name_of(self, zone_id: str) -> str:
        """Return the name of a zone, or its code when the zones do not know it."""
        return self._zones[zone_id].name if zone_id in self._zones else zone_id

    def find(self, text: str) -> Zone | Unread:
        """Return the finest zone that a code or a name designates.

        Returns
        -------
        Zone or Unread
            ``unknown-zone`` (values ``suggestions``, ``suggestion_count``), ``ambiguous-zone`` (value
            ``candidates``) or ``zone-too-large`` (values ``zone``, ``level``).
        """
        found = self.find_any(text, finest_first=True)
        if isinstance(found, Zone) and not found.leaf:
            return Unread("zone-too-large", {"zone": found.name, "level": found.level})
        return found

    def find_any(self, text: str, *, finest_first: bool = False) -> Zone | Unread:
        """Return the zone of any level that a code or a name designates (``province de Luxembourg``).

        Parameters
        ----------
        text
            Code or name; a name may be preceded by its level.
        finest_first
            Whether a name borne by several levels means the finest.

        Returns
        -------
        Zone or Unread
            ``unknown-zone`` or ``ambiguous-zone``, as in :meth:`find`.
        """
        if zone := self._zones.get(text.strip()):
            return zone
        key = place_key(text)
        found = self._by_name.get(key, [])
        if not found and (match := _WITH_LEVEL.fullmatch(key)):
            levels = _LEVEL_WORDS[match[1]]
            found = [zone for zone in self._by_name.get(match[2], []) if place_key(zone.level) in levels]
        if len(found) > 1 and finest_first and any(zone.leaf for zone in found):
            found = [zone for zone in found if zone.leaf]
        if len(found) == 1:
            return found[0]
        if found:
            return Unread("ambiguous-zone", {"candidates": ", ".join(str(zone) for zone in found[:5])})
        suggestions = self._suggestions(key)
        return Unread("unknown-zone", {"suggestions": suggestions, "suggestion_count": int(bool(suggestions))})

    def with_lost_zero(self, text: str) -> Zone | None:
        """Return the zone whose code is ``text`` with the zero that spreadsheets drop, if there is one."""
        return self._zones.get("0" + text.strip()) if text.strip().isdigit() else None

    def known_as(self, text: str) -> tuple[Zone, str] | None:
        """Return the commune that another writing stands for, and the rule that tells it, or ``None``.

        Rules: ``zone-former-code``, ``zone-former-name``, ``zone-other-language``, ``code-without-departement`` (the
        three last figures of the code of a commune, where the whole is a French département).
        """
        found = self._known.find(text)
        if found is not None and found[0] in self._zones:
            return self._zones[found[0]], found[1]
        short = text.strip()
        if len(self._root) == 2 and re.fullmatch(r"\d{3}", short) and (zone := self._zones.get(self._root + short)):
            return zone, "code-without-departement"
        return None

    def behind(self, postal_code: str | None) -> list[Zone]:
        """Return the communes that a postal code serves, the most populated first; none when it is not known."""
        zones = [self._zones[zone_id] for zone_id in self._known.behind(postal_code) if zone_id in self._zones]
        return sorted(zones, key=lambda zone: -self._population(zone.zone_id))

    def beginning(self, name: str, zones: Iterable[Zone]) -> list[Zone]:
        """Return those of some zones whose name begins with the words of another (``Châtillon``)."""
        key = place_key(name)
        return [zone for zone in zones if place_key(zone.name).startswith(f"{key} ")]

    def _population(self, zone_id: str) -> float:
        people = (spot.population for spot in self._spots_of_zone.get(zone_id, []))
        return sum(one for one in people if not math.isnan(one))

    def spots(self, locality: str, *, zone_id: str | None) -> list[Spot]:
        """Return the places that bear a name, the most populated first, within a zone when one is given."""
        found = self._spots.get(place_key(locality), [])
        return _by_population(spot for spot in found if zone_id is None or spot.zone_id == zone_id)

    def centre(self, zone_id: str) -> tuple[float, float] | None:
        """Return (lon, lat) for a zone: its place of the same name, else its most populated, else an inner point."""
        spots = _by_population(self._spots_of_zone.get(zone_id, []))
        key = place_key(self._zones[zone_id].name)
        chosen = next((spot for spot in spots if place_key(spot.name) == key), spots[0] if spots else None)
        return (chosen.lon, chosen.lat) if chosen else self._shapes.inner_point(zone_id)

    def _suggestions(self, key: str) -> str:
        if key not in self._suggested:
            if len(self._suggested) >= _SUGGESTED_TEXTS:
                return ""
            near = [zone for other in nearest(key, self._by_name) for zone in self._by_name[other]]
            near.sort(key=lambda zone: not zone.leaf)  # stable: a commune before the province of the same name
            self._suggested[key] = ", ".join(str(zone) for zone in near[:_SUGGESTIONS])
        return self._suggested[key]


class Shapes:
    """Geometries of zones that do not lie above others, for distances of a few kilometres.

    Distances are great-circle, to the nearest point found in a plane scaled by the latitude of the whole.
    """

    def __init__(self, zones: gpd.GeoDataFrame) -> None:
        kept = zones[zones.geometry.notna() & ~zones.geometry.is_empty]
        self._ids: list[str] = [str(zone_id) for zone_id in kept["zone_id"]]
        self._place = {zone_id: position for position, zone_id in enumerate(self._ids)}
        self._geometries = kept.geometry.to_numpy()
        middle = float(np.mean(kept.total_bounds[[1, 3]])) if len(kept) else 0.0
        self._stretch = float(np.cos(np.radians(middle)))
        self._plane = shapely.transform(self._geometries, self._to_plane)
        shapely.prepare(self._plane)
        self._last = (float("nan"), float("nan")), ("", float("nan"))
        self._tree = shapely.STRtree(self._plane)

    def __bool__(self) -> bool:
        return bool(self._ids)

    def nearest(self, lon: float, lat: float) -> tuple[str, float]:
        """Return the zone that contains a position, or the nearest one, and its distance in km (0 inside)."""
        if self._last[0] == (lon, lat):
            return self._last[1]
        found = self._nearest(lon, lat)
        self._last = (lon, lat), found  # the same point is asked by one check after the other
        return found

    def _nearest(self, lon: float, lat: float) -> tuple[str, float]:
        point = self._point(lon, lat)
        around = self._tree.query(point)
        inside = around[shapely.intersects(self._plane[around], point)]
        if len(inside) == 1:
            return self._ids[int(inside[0])], 0.0
        position = int(self._tree.nearest(point))
        return self._ids[position], self._distance_km(position, lon, lat)

    def distance_km(self, zone_id: str, lon: float, lat: float) -> float | None:
        """Return the distance in km from a position to a zone (0 inside), or ``None`` without a geometry."""
        position = self._place.get(zone_id)
        return None if position is None else self._distance_km(position, lon, lat)

    def inner_point(self, zone_id: str) -> tuple[float, float] | None:
        """Return (lon, lat) of a point inside a zone, or ``None`` without a geometry."""
        position = self._place.get(zone_id)
        if position is None:
            return None
        point = shapely.point_on_surface(self._geometries[position])
        return float(point.x), float(point.y)

    def _point(self, lon: float, lat: float) -> shapely.Point:
        return shapely.Point(lon * self._stretch, lat)

    def _to_plane(self, coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        plane: NDArray[np.float64] = coordinates * np.array([self._stretch, 1.0])
        return plane

    def _distance_km(self, position: int, lon: float, lat: float) -> float:
        point = self._point(lon, lat)
        if self._plane[position].intersects(point):
            return 0.0
        near = shapely.shortest_line(point, self._plane[position]).coords[1]
        return _great_circle_km((lon, lat), (near[0] / self._stretch, near[1]))


def _by_population(spots: Iterable[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: -spot.population if spot.population == spot.population else 0.0)


def _great_circle_km(start: Sequence[float], end: Sequence[float]) -> float:
    lon_1, lat_1, lon_2, lat_2 = np.radians([*start, *end])
    half = np.sin((lat_2 - lat_1) / 2) ** 2 + np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_2 - lon_1) / 2) ** 2
    return float(2 * _EARTH_KM * np.arcsin(np.sqrt(min(1.0, float(half)))))
