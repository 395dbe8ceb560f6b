"""The Human Services Data Specification 3.1, out: a register as a tabular data package.

Every actor is an organization at a location, every row of the register a service there. What HSDS has no field for is
an attribute under a taxonomy of our own (``maillage:<column>``): whatever is read back from the fields alone and is not
what the register says is written so, and nothing is lost.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from uuid import uuid5

from geo.files.register.columns import ACTOR_COLUMNS, COLUMNS
from geo.files.register.formats.content import Material, Record, key_of
from geo.files.register.formats.hsds_reading import hsds_records
from geo.files.register.formats.hsds_tables import (
    COMMUNE_CODES,
    DAYS,
    LISTED,
    OWN,
    PREFIX,
    SPACE,
    STATUSES,
    Row,
    Tables,
)
from geo.files.register.words import french_word
from geo.schema import split_codes

_DAY, _TIME = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)", r"(?:[01]\d|2[0-4]):[0-5]\d"
_SPAN, _RANGE = rf"{_TIME}\s*-\s*{_TIME}", rf"{_DAY}(?:-{_DAY})?"
_CLAUSE = re.compile(rf"({_RANGE}(?:,\s*{_RANGE})*)\s+({_SPAN}(?:,\s*{_SPAN})*)")


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
        external_identifier_type=COMMUNE_CODES.get(material.country, "commune") if zone_id else None,
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
    week = list(DAYS)
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
        status=STATUSES.get(record["status"], "inactive"),
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
            for place, code in enumerate(split_codes(text) if column in LISTED else [text]):
                term = _term(tables, material, column, code if column in LISTED else "", told.get(column, column))
                value = None if column in LISTED else code
                cells = {"link_id": link, "taxonomy_term_id": term, "link_entity": entity, "value": value}
                tables.add("attribute", f"{key}/{place}", **cells)


def _term(tables: Tables, material: Material, column: str, code: str, described: str) -> str:
    taxonomy = str(uuid5(SPACE, f"taxonomy/{column}"))
    term = str(uuid5(SPACE, f"taxonomy_term/{column}/{code}"))
    if all(row["id"] != taxonomy for row in tables.rows["taxonomy"]):
        tables.add("taxonomy", column, name=f"{PREFIX}{column}", description=described)
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
