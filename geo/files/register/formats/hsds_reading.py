"""The Human Services Data Specification 3.1, in: the rows of a register that a package says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from geo.files.register.columns import COLUMNS
from geo.files.register.formats.content import Record
from geo.files.register.formats.hsds_tables import (
    COMMUNE_CODES,
    DAYS,
    LISTED,
    OWN,
    PREFIX,
    STATUSES,
    TABLES,
    Row,
    Tables,
)
from geo.files.register.formats.tabular import csv_rows
from geo.schema import join_codes

_READ_STATUSES = {word: code for code, word in STATUSES.items()} | {"inactive": "to-verify"}
_COMMUNE_SCHEMES = frozenset({*COMMUNE_CODES.values(), "commune"})


def read_hsds(files: Mapping[str, bytes]) -> list[Record]:
    """Return what a package of HSDS says, a row per service and place: texts by column of the register.

    Raises
    ------
    Refusal
        ``file-unreadable``.
    """
    tables = Tables()
    for name, (path, _) in TABLES.items():
        if path in files:
            tables.rows[name] = csv_rows(files[path], path)
    return hsds_records(tables)


def is_own(records: Sequence[Record]) -> bool:
    """Whether everything a register says is there, as when Maillage wrote it: what is blank is then unknown."""
    return all({"actor_id", "source", "as_of", "kind", "position_quality"} <= record.keys() for record in records)


@dataclass(frozen=True)
class _Index:
    """The rows of a package by what they hang on."""

    by_id: Mapping[str, Row]
    of: Mapping[tuple[str, str], Sequence[Row]]

    def rows(self, table: str, *owners: str) -> list[Row]:
        return [row for owner in owners if owner for row in self.of.get((table, owner), ())]

    def first(self, table: str, name: str, *owners: str) -> str | None:
        return next((row[name] for row in self.rows(table, *owners) if name in row), None)


def _indexed(tables: Tables) -> _Index:
    by_id = {row["id"]: row for rows in tables.rows.values() for row in rows if "id" in row}
    of: dict[tuple[str, str], list[Row]] = {}
    for table, rows in tables.rows.items():
        for row in rows:
            owners = (row.get(name) for name in ("organization_id", "service_id", "location_id", "link_id"))
            for owner in {owner for owner in (*owners, row.get("service_at_location_id")) if owner}:
                of.setdefault((table, owner), []).append(row)
    return _Index(by_id, of)


def hsds_records(tables: Tables) -> list[Record]:
    """Return the rows of a register that the tables say, in the order of the services."""
    index = _indexed(tables)
    places: dict[str, int] = {}
    for row in tables.rows["location"]:
        owner = row.get("organization_id", "")
        places[owner] = places.get(owner, 0) + 1
    records = []
    for service in tables.rows["service"]:
        here = index.rows("service_at_location", service.get("id", "")) or [{}]
        records += [_record(index, service, link, places) for link in here]
    return records


def _record(index: _Index, service: Row, link: Row, places: Mapping[str, int]) -> Record:
    service_id = service.get("id", "")
    organization = index.by_id.get(service.get("organization_id", ""), {})
    location = index.by_id.get(link.get("location_id", ""), {})
    own_id, place_id = organization.get("id", ""), location.get("id", "")
    identifiers = [
        (row.get("identifier_scheme") or row.get("identifier_type", ""), row.get("identifier", ""))
        for row in index.rows("organization_identifier", own_id)
    ]
    actor_id = next((number for scheme, number in identifiers if scheme == OWN), None)
    if actor_id is None:
        actor_id = f"{own_id}-{place_id}" if places.get(own_id, 0) > 1 and place_id else own_id or service_id
    codes = place_id and location.get("external_identifier_type") in _COMMUNE_SCHEMES
    reached = (link.get("id", ""), service_id, place_id, own_id)
    found: dict[str, str | None] = {
        "actor_id": actor_id,
        "service": service.get("name"),
        "name": organization.get("name") or service.get("name"),
        "status": _READ_STATUSES.get(service.get("status", "")),
        "note": service.get("description"),
        "website": organization.get("website") or service.get("url"),
        "who_refers": service.get("application_process"),
        "fees": service.get("fees_description"),
        "conditions": service.get("eligibility_description"),
        "verified": service.get("assured_date"),
        "lon": location.get("longitude"),
        "lat": location.get("latitude"),
        "zone_id": location.get("external_identifier") if codes else None,
        "address": index.first("address", "address_1", place_id),
        "postal_code": index.first("address", "postal_code", place_id),
        "locality": index.first("address", "city", place_id),
        "phone": index.first("phone", "number", *reached),
        "contact": index.first("contact", "title", *reached) or index.first("contact", "name", *reached),
        "hours": _hours(index.rows("schedule", *reached)),
        "identifiers": join_codes(f"{scheme}:{number}" for scheme, number in identifiers if scheme != OWN),
        "covers": join_codes(
            row["extent"]
            for row in index.rows("service_area", service_id)
            if row.get("extent_type") == "text" and "extent" in row
        ),
        **_read_room(index, service_id),
        **_read_attributes(index, own_id, service_id),
    }
    return {column: found[column] or "" for column in COLUMNS if found.get(column)}


def _read_room(index: _Index, service_id: str) -> dict[str, str | None]:
    rows = index.rows("service_capacity", service_id)
    if not rows:
        return {}
    unit = index.by_id.get(rows[0].get("unit_id", ""), {})
    room: dict[str, str | None] = {"capacity": rows[0].get("maximum"), "capacity_unit": unit.get("identifier")}
    try:
        used = Decimal(rows[0]["maximum"]) - Decimal(rows[0]["available"])
    except (KeyError, InvalidOperation):
        return room
    return room | {"used": f"{used.normalize():f}"}


def _read_attributes(index: _Index, *owners: str) -> dict[str, str]:
    """Return the columns that attributes of our own say."""
    said: dict[str, list[str]] = {}
    for row in index.rows("attribute", *owners):
        term = index.by_id.get(row.get("taxonomy_term_id", ""), {})
        name = index.by_id.get(term.get("taxonomy_id", ""), {}).get("name", "")
        column = name.removeprefix(PREFIX)
        if name == column or column not in COLUMNS:
            continue
        said.setdefault(column, []).append(term.get("code", "") if column in LISTED else row.get("value", ""))
    return {column: join_codes(codes) for column, codes in said.items()}


def _hours(rows: Sequence[Row]) -> str | None:
    """Return when a place is open: in the words of the package, else from its rules of every week."""
    told = list(dict.fromkeys(row["description"] for row in rows if "description" in row))
    if told:
        return "\n".join(told)
    weekly = []
    for row in rows:
        days = [DAYS[day] for day in row.get("byday", "").split(",") if day in DAYS]
        opens, closes = row.get("opens_at", "")[:5], row.get("closes_at", "")[:5]
        if row.get("freq", "WEEKLY") == "WEEKLY" and days and opens and closes and row.get("interval", "1") == "1":
            weekly.append(f"{','.join(days)} {opens}-{closes}")
    return "; ".join(weekly) or None
