"""Lists kept as objects: JSON records, GeoJSON, answers of the Overpass API."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from geo.files.cells import Cell
from geo.files.issues import Refusal
from geo.files.register.intake.raw_list import LAT, LON, Raw, raw_of
from geo.files.user_text import decode
from geo.schema import LIST_SEPARATOR

_WRAPPERS = ("results", "records", "data", "items", "organisationUnits", "value", "structures", "services")
_MOST_DEEP = 3


def read_objects(path: Path) -> Raw:
    """Return the list of a JSON or GeoJSON file.

    Raises
    ------
    Refusal
        ``encoding-unreadable``, ``file-unreadable`` (not JSON), ``no-rows``.
    """
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise Refusal("encoding-unreadable", value=path.name)
    try:
        content = json.loads(decoded.text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, RecursionError) as error:
        reason = f"JSON, {error.lineno}" if isinstance(error, json.JSONDecodeError) else "JSON"
        raise Refusal("file-unreadable", value=path.name, reason=reason) from error
    raw = _list_of(content)
    if raw is None or not raw.lines:
        raise Refusal("no-rows")
    return raw


def _list_of(content: Any) -> Raw | None:  # noqa: ANN401 - what JSON gives
    if isinstance(content, Mapping):
        if content.get("type") == "FeatureCollection" and isinstance(content.get("features"), list):
            records = [_feature(one) for one in content["features"] if isinstance(one, Mapping)]
            return raw_of(records, layout="shapes")
        if isinstance(content.get("elements"), list):
            said = content.get("osm3s")
            stamp = said.get("timestamp_osm_base") if isinstance(said, Mapping) else None
            elements = [one for one in content["elements"] if isinstance(one, Mapping) and one.get("tags")]
            as_of = str(stamp)[:10] if stamp else None
            return raw_of([_element(one) for one in elements], layout="overpass", as_of=as_of)
        inside = next((content[name] for name in _WRAPPERS if isinstance(content.get(name), list)), None)
        return None if inside is None else _list_of(inside)
    if isinstance(content, list):
        records = [_flat(one) for one in content if isinstance(one, Mapping)]
        return raw_of(records, layout="json")
    return None


def _feature(feature: Mapping[str, Any]) -> dict[str, Cell]:
    properties = feature.get("properties")
    record = _flat(properties if isinstance(properties, Mapping) else {})
    if "id" not in record and isinstance(feature.get("id"), str | int):
        record["id"] = str(feature["id"])
    geometry = feature.get("geometry")
    if isinstance(geometry, Mapping):
        record.update(_point(geometry))
    return record


def _point(geometry: Mapping[str, Any]) -> dict[str, Cell]:
    """Return the point of a GeoJSON geometry: itself, or one inside."""
    try:
        drawn = shape(geometry)
        if drawn.is_empty:
            return {}
        point = drawn if drawn.geom_type == "Point" else shapely.point_on_surface(drawn)
    except (shapely.errors.ShapelyError, AttributeError, TypeError, ValueError, KeyError, IndexError):
        return {}
    return {LON: float(point.x), LAT: float(point.y)}


def _element(element: Mapping[str, Any]) -> dict[str, Cell]:
    where = element.get("center") if isinstance(element.get("center"), Mapping) else element
    record: dict[str, Cell] = {
        "@type": str(element.get("type", "")),
        "@id": str(element.get("id", "")),
        "@lat": where.get("lat") if isinstance(where, Mapping) else None,
        "@lon": where.get("lon") if isinstance(where, Mapping) else None,
    }
    return record | {str(key): _cell(value) for key, value in element["tags"].items()}


def _flat(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Cell]:
    """Return the values of an object, those inside another under ``parent.name``."""
    flat: dict[str, Cell] = {}
    for key, value in record.items():
        if isinstance(value, Mapping) and {"type", "coordinates"} <= set(value):
            flat.update(_point(value))
        elif isinstance(value, Mapping) and depth < _MOST_DEEP:
            flat.update(_flat(value, f"{prefix}{key}.", depth + 1))
        else:
            flat[f"{prefix}{key}"] = _cell(value)
    return flat


def _cell(value: Any) -> Cell:  # noqa: ANN401 - what JSON gives
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Sequence):
        named = (one.get("name", one.get("id")) if isinstance(one, Mapping) else one for one in value)
        return LIST_SEPARATOR.join(str(one) for one in named if one is not None)
    return json.dumps(value, ensure_ascii=False)
