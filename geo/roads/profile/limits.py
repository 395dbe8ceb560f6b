"""Speed limits: those written in tags, in all their spellings, and those of the law where nothing is written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from msgspec import Struct

from geo.files.toml import NotNegative, Positive, read_toml
from geo.paths import data_folder, read_once

MPH_KPH = 1.609344
KNOT_KPH = 1.852

_NUMBER = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(km/?h|kph|kmph|mph|mi/h|knots?|kn)?$", re.IGNORECASE)
_ZONE = re.compile(r"^(?:[A-Z]{2}(?:-[A-Z]{1,3})?:)?(?:zone:?|bicycle_road:?)?(\d{1,3})$", re.IGNORECASE)
_CONTEXT = re.compile(r"^(?:([A-Z]{2}(?:-[A-Z]{1,3})?):)?([a-z_]+)$", re.IGNORECASE)
_UNITS = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "kmph": 1.0, "mph": MPH_KPH, "mi/h": MPH_KPH}
_CONTEXTS = {
    "urban": "urban",
    "nsl_restricted": "urban",
    "rural": "rural",
    "trunk": "dual",
    "expressway": "dual",
    "nsl_single": "rural",
    "nsl_dual": "dual",
    "motorway": "motorway",
    "living_street": "living_street",
    "pedestrian_zone": "living_street",
}
_KEYS = {
    direction: (f"maxspeed:{direction}", "maxspeed", "zone:maxspeed", "maxspeed:type", "source:maxspeed")
    for direction in ("forward", "backward")
}


@dataclass(frozen=True)
class SpeedLimits:
    """The limits that the law sets, in km/h, by country or region and context; and how to tell town from country."""

    by_place: Mapping[str, Mapping[str, float]]
    default: Mapping[str, float]
    words: Mapping[str, float]
    built_up_cell_m: float
    built_up_reach_cells: int
    built_up_street_m_per_km2: float
    built_up_classes: frozenset[str]

    def legal_kph(self, place: str, context: str) -> float:
        """Return the legal limit of a country (``BE``) or region (``BE-WAL``) in a context, in km/h."""
        for name in (place, place.split("-", maxsplit=1)[0]):
            found = self.by_place.get(name, {}).get(context)
            if found is not None:
                return found
        return self.default[context]


@read_once
def load_limits() -> SpeedLimits:
    """Read ``data/profiles/limits.toml``.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``bad-profile`` when the file cannot be read or lacks an entry.
    """
    path = data_folder() / "profiles" / "limits.toml"
    file = read_toml(path, _File, "bad-profile")
    built_up = file.built_up
    return SpeedLimits(
        by_place={name: table.kph for name, table in file.countries.items()},
        default=file.default.kph,
        words=file.words.kph,
        built_up_cell_m=built_up.cell_m,
        built_up_reach_cells=built_up.reach_cells,
        built_up_street_m_per_km2=built_up.street_m_per_km2,
        built_up_classes=built_up.classes,
    )


class _Speeds(Struct, frozen=True):
    kph: dict[str, NotNegative]


class _BuiltUp(Struct, frozen=True):
    cell_m: Positive
    reach_cells: int
    street_m_per_km2: NotNegative
    classes: frozenset[str]


class _File(Struct, frozen=True):
    countries: dict[str, _Speeds]
    default: _Speeds
    words: _Speeds
    built_up: _BuiltUp


def tagged_limit_kph(tags: Mapping[str, str], *, limits: SpeedLimits, direction: str, country: str) -> float | None:
    """Return the limit that the tags of a way state in one direction, in km/h; None when they state none.

    Parameters
    ----------
    tags
        Tags of the way.
    limits
        Legal limits, for values such as ``BE:urban``.
    direction
        ``forward`` or ``backward``.
    country
        Country or region of the territory, for values that do not name theirs (``urban``).
    """
    return stated_kph(tags, direction=direction, read=limit_reader(limits=limits, country=country))


def limit_reader(*, limits: SpeedLimits, country: str) -> Callable[[str], float | None]:
    """Return :func:`limit_of_text_kph` for a country, which remembers what it read: few spellings fill a map."""
    return cache(partial(limit_of_text_kph, limits=limits, country=country))


def stated_kph(tags: Mapping[str, str], *, direction: str, read: Callable[[str], float | None]) -> float | None:
    """Return the limit of the first tag that states one, in km/h, reading values with ``read``."""
    for key in _KEYS[direction]:
        value = tags.get(key)
        if value is not None:
            kph = read(value)
            if kph is not None:
                return kph
    return None


def limit_of_text_kph(text: str, *, limits: SpeedLimits, country: str) -> float | None:
    """Return the limit that one value says, in km/h; None when it says none (``signals``, ``variable``, ``sign``).

    Several values (``50;30``, ``100|80``) give the lowest: nobody is promised more than the slowest part allows.
    A condition (``30 @ (22:00-06:00)``) is left out.
    """
    found = [
        kph
        for part in re.split(r"[;|]", text)
        if (kph := _single_limit_kph(part.strip(), limits=limits, country=country)) is not None
    ]
    return min(found) if found else None


def context_of(tags: Mapping[str, str]) -> str | None:
    """Return ``urban`` or ``rural`` when a tag of the way says so, else None."""
    for key in ("zone:traffic", "maxspeed:type", "source:maxspeed", "maxspeed"):
        match = _CONTEXT.match(tags.get(key, ""))
        if match and _CONTEXTS.get(match[2].lower()) in {"urban", "rural"}:
            return _CONTEXTS[match[2].lower()]
    return None


def legal_context(tags: Mapping[str, str], *, urban: bool) -> str:
    """Return the context whose legal limit applies to a way without a written limit."""
    highway = tags.get("highway", "")
    if highway in {"motorway", "motorway_link"}:
        return "motorway"
    if highway in {"living_street", "pedestrian"}:
        return "living_street"
    if urban:
        return "urban"
    two_carriageways = highway in {"trunk", "primary"} and tags.get("oneway") in {"yes", "-1", "1", "true"}
    dual = tags.get("motorroad") == "yes" or tags.get("dual_carriageway") == "yes" or two_carriageways
    return "dual" if dual and tags.get("junction") not in {"roundabout", "circular"} else "rural"


def _single_limit_kph(text: str, *, limits: SpeedLimits, country: str) -> float | None:
    if number := _NUMBER.match(text):
        unit = (number[2] or "").lower()
        return float(number[1].replace(",", ".")) * _UNITS.get(unit, KNOT_KPH) or None
    if zone := _ZONE.match(text):
        return float(zone[1]) or None
    if context := _CONTEXT.match(text):
        place, word = (context[1] or country).upper(), context[2].lower()
        if word in _CONTEXTS:
            return limits.legal_kph(place, _CONTEXTS[word])
        return limits.words.get(word)
    return None
