"""What each column of a register is, for machines: type, unit, constraints, words in both languages."""

from collections.abc import Mapping

from geo import schema
from geo.files.register.columns import COLUMNS, FRENCH_HEADERS, REQUIRED_COLUMNS
from geo.files.register.words import ALLOWED, french_word

_TYPES = {column.name: column for table in (schema.ACTOR, schema.SERVICE) for column in table.columns}
_LISTS = frozenset({"functions", "stages", "strata", "covers", "identifiers", "same_as"})
_DATES = frozenset({"since", "until", "expected_return", "last_delivered", "observed", "verified", "as_of"})
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_UNITS = {
    "lon": "degree",
    "lat": "degree",
    "reach_min": "minute",
    "delay_days": "day",
    "waiting": "person",
    "funded_places": "place",
    "capacity": "capacity_unit per year",
    "used": "capacity_unit per year",
}
_LIMITS: Mapping[str, tuple[float, float]] = {"lon": (-180, 180), "lat": (-90, 90)}


def fields(descriptions: Mapping[str, Mapping[str, str]], *, language: str) -> list[dict[str, object]]:
    """Return the description of every column, as Table Schema names things.

    Parameters
    ----------
    descriptions
        Language → column → what it says.
    language
        Language of ``title`` and ``description``; both languages are under ``titles`` and ``descriptions``.
    """
    return [_field(column, descriptions, language) for column in COLUMNS]


def _field(column: str, descriptions: Mapping[str, Mapping[str, str]], language: str) -> dict[str, object]:
    kind = "number" if _TYPES[column].kind in {"number", "integer"} else "string"
    titles = {"fr": FRENCH_HEADERS[column], "en": column.replace("_", " ")}
    told = {one: texts[column] for one, texts in descriptions.items() if column in texts}
    out: dict[str, object] = {"name": column, "type": kind, "title": titles[language], "titles": titles}
    if told:
        out |= {"description": told.get(language, next(iter(told.values()))), "descriptions": told}
    if column in _UNITS:
        out["unit"] = _UNITS[column]
    if column in _LISTS:
        out["separator"] = schema.LIST_SEPARATOR
    limits = _constraints(column, kind)
    if limits:
        out["constraints"] = limits
    if column in ALLOWED:
        out["words"] = {code: {"fr": french_word(column, code), "en": code} for code in ALLOWED[column]}
    return out


def _constraints(column: str, kind: str) -> dict[str, object]:
    limits: dict[str, object] = {}
    if column in {*REQUIRED_COLUMNS, "actor_id", "service"}:
        limits["required"] = True
    if column in ALLOWED and column not in _LISTS:
        limits["enum"] = list(ALLOWED[column])
    if column in _LIMITS:
        limits["minimum"], limits["maximum"] = _LIMITS[column]
    elif kind == "number":
        limits["minimum"] = 0
    if column in _DATES:
        limits["pattern"] = f"{_DATE}|undated" if column == "as_of" else _DATE
    return limits
