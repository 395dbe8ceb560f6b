"""The Human Services Data Specification 3.1, as a tabular data package, out and in.

Every actor is an organization at a location, every row of the register a service there. What HSDS has no field for is
an attribute under a taxonomy of our own (``maillage:<column>``): whatever is read back from the fields alone and is not
what the register says is written so, and nothing is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from geo.files.register.columns import ACTOR_COLUMNS, COLUMNS
from geo.files.register.spoken.material import Material, Record, key_of
from geo.files.register.spoken.package import DESCRIPTOR, json_bytes
from geo.files.register.spoken.tabular import csv_bytes, csv_rows
from geo.files.register.words import ALLOWED, french_word
from geo.schema import join_codes, split_codes

VERSION = "3.1"
SPACE = uuid5(NAMESPACE_URL, "https://docs.openreferral.org/maillage")
OWN = "maillage"
_PREFIX = f"{OWN}:"
_STATUSES = {"open": "active", "closed": "defunct", "suspended": "temporarily closed"}
_READ_STATUSES = {word: code for code, word in _STATUSES.items()} | {"inactive": "to-verify"}
_COMMUNE_CODES = {"FR": "INSEE", "BE": "NIS"}
_COMMUNE_SCHEMES = frozenset({*_COMMUNE_CODES.values(), "commune"})
_DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
_LISTED = frozenset({*ALLOWED, "kind", "functions"})
"""Columns whose codes are terms of a taxonomy."""

Row = dict[str, str]

_DAY, _TIME = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)", r"(?:[01]\d|2[0-4]):[0-5]\d"
_SPAN, _RANGE = rf"{_TIME}\s*-\s*{_TIME}", rf"{_DAY}(?:-{_DAY})?"
_CLAUSE = re.compile(rf"({_RANGE}(?:,\s*{_RANGE})*)\s+({_SPAN}(?:,\s*{_SPAN})*)")

TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "organization": ("organizations.csv", ("id", "name", "description", "website")),
    "organization_identifier": (
        "organization_identifiers.csv",
        ("id", "organization_id", "identifier_scheme", "identifier_type", "identifier"),
    ),
    "location": (
        "locations.csv",
        (
            *("id", "location_type", "organization_id", "name", "latitude", "longitude"),
            *("external_identifier", "external_identifier_type"),
        ),
    ),
    "address": (
        "addresses.csv",
        (
            *("id", "location_id", "address_1", "city", "state_province", "postal_code", "country"),
            "address_type",
        ),
    ),
    "phone": ("phones.csv", ("id", "organization_id", "service_id", "location_id", "number")),
    "contact": ("contacts.csv", ("id", "organization_id", "service_id", "name", "title")),
    "service": (
        "services.csv",
        (
            *("id", "organization_id", "name", "description", "url", "status", "application_process"),
            *("fees_description", "eligibility_description", "assured_date", "alert"),
        ),
    ),
    "service_at_location": ("services_at_location.csv", ("id", "service_id", "location_id")),
    "service_area": ("service_areas.csv", ("id", "service_id", "name", "extent", "extent_type")),
    "schedule": (
        "schedules.csv",
        (
            *("id", "service_id", "location_id", "service_at_location_id", "freq", "byday"),
            *("opens_at", "closes_at", "description"),
        ),
    ),
    "unit": ("units.csv", ("id", "name", "scheme", "identifier")),
    "service_capacity": (
        "service_capacity.csv",
        ("id", "service_id", "unit_id", "available", "maximum", "updated"),
    ),
    "taxonomy": ("taxonomies.csv", ("id", "name", "description")),
    "taxonomy_term": ("taxonomy_terms.csv", ("id", "code", "name", "description", "taxonomy_id")),
    "attribute": ("attributes.csv", ("id", "link_id", "taxonomy_term_id", "link_entity", "value")),
    "metadata": (
        "metadata.csv",
        (
            *("id", "resource_id", "resource_type", "last_action_date", "last_action_type", "field_name"),
            *("previous_value", "replacement_value", "updated_by"),
        ),
    ),
}
"""Table → its file, and the fields that are written; others may be read."""

_NEEDED: Mapping[str, frozenset[str]] = {
    "organization": frozenset({"name", "description"}),
    "organization_identifier": frozenset({"organization_id", "identifier_type", "identifier"}),
    "location": frozenset({"location_type"}),
    "address": frozenset({"address_1", "city", "state_province", "postal_code", "country", "address_type"}),
    "phone": frozenset({"number"}),
    "service": frozenset({"organization_id", "name", "status"}),
    "service_at_location": frozenset({"service_id", "location_id"}),
    "unit": frozenset({"name"}),
    "service_capacity": frozenset({"service_id", "unit_id", "available", "updated"}),
    "taxonomy": frozenset({"name", "description"}),
    "taxonomy_term": frozenset({"name", "description"}),
    "attribute": frozenset({"link_id", "taxonomy_term_id", "link_entity"}),
    "metadata": frozenset(
        {
            *("resource_id", "resource_type", "last_action_date", "last_action_type", "field_name"),
            *("previous_value", "replacement_value", "updated_by"),
        }
    ),
}
_NUMBERS = frozenset({"latitude", "longitude", "available", "maximum"})


@dataclass
class Tables:
    """The tables of a package: rows by table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def add(self, table: str, key: str, **cells: str | None) -> str:
        """Add a row whose identifier comes from a key, without the cells that are unknown, and return it."""
        identifier = str(uuid5(SPACE, f"{table}/{key}"))
        self.rows[table].append({"id": identifier, **{name: cell for name, cell in cells.items() if cell}})
        return identifier

    def files(self) -> dict[str, bytes]:
        """Return the tables that hold something as the files of a package, with their descriptor."""
        held = {name: rows for name, rows in self.rows.items() if rows}
        files = {TABLES[name][0]: csv_bytes(TABLES[name][1], rows) for name, rows in held.items()}
        return {DESCRIPTOR: json_bytes(_descriptor(held)), **files}


def hsds_package(material: Material) -> dict[str, bytes]:
    """Return a register as the files of an HSDS 3.1 tabular data package."""
    return hsds_tables(material).files()


def hsds_tables(material: Material) -> Tables:
    """Return a register as the tables of HSDS 3.1.

    A service whose room is not known in full (capacity, use and unit) has no row of ``service_capacity``: what is known
    of it is among its attributes.
    """
    tables = Tables()
    services: list[tuple[Record, str, str]] = []
    moments = _moments(material)
    for _, rows in groupby(material.records(), key=lambda record: record["actor_id"]):
        told = list(rows)
        organization, location = _actor(tables, material, told[0])
        for record in told:
            service = _service(tables, material, record, organization, location)
            _room(tables, record, service, moments, material)
            services.append((record, organization, service))
    _attributes(tables, material, services)
    _metadata(tables, material, services)
    return tables


def _actor(tables: Tables, material: Material, record: Record) -> tuple[str, str]:
    actor_id = record["actor_id"]
    kind = material.kinds.get(record["kind"], record["kind"])
    organization = tables.add(
        "organization", actor_id, name=record["name"], description=kind, website=record.get("website")
    )
    for scheme, number in ((OWN, actor_id), *_identifiers(record)):
        tables.add(
            "organization_identifier",
            f"{actor_id}/{scheme}/{number}",
            organization_id=organization,
            identifier_scheme=scheme,
            identifier_type="register" if scheme == OWN else scheme,
            identifier=number,
        )
    zone_id = record.get("zone_id")
    location = tables.add(
        "location",
        actor_id,
        location_type="physical",
        organization_id=organization,
        name=record["name"],
        latitude=record.get("lat"),
        longitude=record.get("lon"),
        external_identifier=zone_id,
        external_identifier_type=_COMMUNE_CODES.get(material.country, "commune") if zone_id else None,
    )
    if {"address", "locality", "postal_code"} <= record.keys():
        tables.add(
            "address",
            actor_id,
            location_id=location,
            address_1=record["address"],
            city=record["locality"],
            state_province=material.regions.get(zone_id or "", material.titles[material.language]),
            postal_code=record["postal_code"],
            country=material.country,
            address_type="physical",
        )
    if "phone" in record:
        tables.add("phone", actor_id, organization_id=organization, number=record["phone"])
    if "contact" in record:
        tables.add("contact", actor_id, organization_id=organization, title=record["contact"])
    if "hours" in record:
        for place, rule in enumerate(_weekly(record["hours"]) or [{}]):
            cells = {"location_id": location, "description": record["hours"], **rule}
            tables.add("schedule", f"{actor_id}/{place}", **cells)
    return organization, location


def _weekly(hours: str) -> list[Row]:
    """Return the rules of every week that opening hours say as OpenStreetMap does, when they say nothing else."""
    rules: list[Row] = []
    seen: set[str] = set()
    for clause in hours.split(";"):
        found = _CLAUSE.fullmatch(clause.strip())
        days = [] if found is None else _days(found[1])
        if found is None or seen & set(days):  # what comes later would take the place of what came before
            return []
        seen.update(days)
        spans = (span.split("-") for span in found[2].split(","))
        rules += [
            {"freq": "WEEKLY", "byday": ",".join(days), "opens_at": opens.strip(), "closes_at": closes.strip()}
            for opens, closes in spans
        ]
    return rules


def _days(text: str) -> list[str]:
    week = list(_DAYS)
    days: list[str] = []
    for part in text.upper().split(","):
        first, _, last = part.strip().partition("-")
        begin, end = week.index(first), week.index(last or first)
        days += week[begin : end + 1] if begin <= end else [*week[begin:], *week[: end + 1]]
    return days


def _identifiers(record: Record) -> Iterator[tuple[str, str]]:
    for identifier in split_codes(record.get("identifiers")):
        scheme, _, number = identifier.partition(":")
        yield scheme, number


def _service(tables: Tables, material: Material, record: Record, organization: str, location: str) -> str:
    verified = record.get("verified", "")
    service = tables.add(
        "service",
        key_of(record),
        organization_id=organization,
        name=record["service"],
        description=record.get("note"),
        status=_STATUSES.get(record["status"], "inactive"),
        application_process=record.get("who_refers"),
        fees_description=record.get("fees"),
        eligibility_description=record.get("conditions"),
        assured_date=verified if len(verified) == len("2026-01-01") else None,
        alert=_word("status", record["status"], material) if record["status"] in {"to-verify", "planned"} else None,
    )
    tables.add("service_at_location", key_of(record), service_id=service, location_id=location)
    for code in split_codes(record.get("covers")):
        tables.add(
            "service_area",
            f"{key_of(record)}/{code}",
            service_id=service,
            name=material.zone_names.get(code, code),
            extent=code,
            extent_type="text",
        )
    return service


def _room(tables: Tables, record: Record, service: str, moments: Mapping[str, str], material: Material) -> None:
    """Write the room of a service: only where its capacity, its use and its unit are known."""
    if not {"capacity", "used", "capacity_unit"} <= record.keys():
        return
    left = Decimal(record["capacity"]) - Decimal(record["used"])
    code = record["capacity_unit"]
    unit = str(uuid5(SPACE, f"unit/{code}"))
    if all(row["id"] != unit for row in tables.rows["unit"]):
        tables.add("unit", code, name=_word("capacity_unit", code, material), scheme=OWN, identifier=code)
    tables.add(
        "service_capacity",
        key_of(record),
        service_id=service,
        unit_id=unit,
        available=str(max(left, Decimal(0))),
        maximum=record["capacity"],
        updated=moments.get(key_of(record), f"{material.day.isoformat()}T00:00:00.000Z"),
    )


def _moments(material: Material) -> dict[str, str]:
    """Return when each row was last written, by key."""
    return {line.key: f"{line.at.isoformat(timespec='milliseconds')}Z" for line in material.history}


def _word(column: str, code: str, material: Material) -> str:
    if column == "kind":
        return material.kinds.get(code, code)
    if column == "functions":
        return material.functions.get(code, code)
    return french_word(column, code) if material.language == "fr" else code


def _attributes(tables: Tables, material: Material, services: Sequence[tuple[Record, str, str]]) -> None:
    """Write as attributes what the fields of HSDS do not say, or say otherwise."""
    told = material.descriptions.get(material.language, {})
    done: set[str] = set()
    for (record, organization, service), read in zip(services, hsds_records(tables), strict=True):
        for column in COLUMNS:
            if record.get(column) == read.get(column):
                continue
            own = column in ACTOR_COLUMNS
            entity, link = ("organization", organization) if own else ("service", service)
            key = f"{record['actor_id'] if own else key_of(record)}/{column}"
            if key in done:
                continue
            done.add(key)
            text = record.get(column, "")
            for place, code in enumerate(split_codes(text) if column in _LISTED else [text]):
                term = _term(tables, material, column, code if column in _LISTED else "", told.get(column, column))
                value = None if column in _LISTED else code
                cells = {"link_id": link, "taxonomy_term_id": term, "link_entity": entity, "value": value}
                tables.add("attribute", f"{key}/{place}", **cells)


def _term(tables: Tables, material: Material, column: str, code: str, described: str) -> str:
    taxonomy = str(uuid5(SPACE, f"taxonomy/{column}"))
    term = str(uuid5(SPACE, f"taxonomy_term/{column}/{code}"))
    if all(row["id"] != taxonomy for row in tables.rows["taxonomy"]):
        tables.add("taxonomy", column, name=f"{_PREFIX}{column}", description=described)
    if all(row["id"] != term for row in tables.rows["taxonomy_term"]):
        name = _word(column, code, material) if code else column
        tables.add(
            "taxonomy_term",
            f"{column}/{code}",
            code=code or column,
            name=name,
            description=name if code else described,
            taxonomy_id=taxonomy,
        )
    return term


def _metadata(tables: Tables, material: Material, services: Sequence[tuple[Record, str, str]]) -> None:
    """Write what the journal says of the rows that are here."""
    ids = {key_of(record): service for record, _, service in services}
    actions = {"added": "create", "removed": "delete", "changed": "update"}
    for number, line in enumerate(material.history):
        service = ids.get(line.key)
        if service is None:
            continue
        tables.add(
            "metadata",
            str(number),
            resource_id=service,
            resource_type="service",
            last_action_date=line.at.date().isoformat(),
            last_action_type=actions[line.change],
            field_name=line.column or "id",
            previous_value=line.before,
            replacement_value=line.after if line.column else service if line.change == "added" else None,
            updated_by=line.by,
        )


def _descriptor(held: Iterable[str]) -> dict[str, object]:
    return {
        "name": "human_services_data",
        "profile": "tabular-data-package",
        "version": VERSION,
        "resources": [_resource(name) for name in held],
    }


def _resource(name: str) -> dict[str, object]:
    path, columns = TABLES[name]
    described = []
    for column in columns:
        one: dict[str, object] = {"name": column, "type": "number" if column in _NUMBERS else "string"}
        if column == "id":
            one["constraints"] = {"required": True, "unique": True}
        elif column in _NEEDED.get(name, frozenset()) - {"previous_value", "replacement_value"}:
            one["constraints"] = {"required": True}
        described.append(one)
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": "id"}}
        for column in columns
        if (other := column.removesuffix("_id")) != column and other in TABLES
    ]
    schema: dict[str, object] = {"fields": described, "primaryKey": "id"}
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


# The way in.


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
        column = name.removeprefix(_PREFIX)
        if name == column or column not in COLUMNS:
            continue
        said.setdefault(column, []).append(term.get("code", "") if column in _LISTED else row.get("value", ""))
    return {column: join_codes(codes) for column, codes in said.items()}


def _hours(rows: Sequence[Row]) -> str | None:
    """Return when a place is open: in the words of the package, else from its rules of every week."""
    told = list(dict.fromkeys(row["description"] for row in rows if "description" in row))
    if told:
        return "\n".join(told)
    weekly = []
    for row in rows:
        days = [_DAYS[day] for day in row.get("byday", "").split(",") if day in _DAYS]
        opens, closes = row.get("opens_at", "")[:5], row.get("closes_at", "")[:5]
        if row.get("freq", "WEEKLY") == "WEEKLY" and days and opens and closes and row.get("interval", "1") == "1":
            weekly.append(f"{','.join(days)} {opens}-{closes}")
    return "; ".join(weekly) or None
