"""The tables of the Human Services Data Specification 3.1: their files and fields, the package that holds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from geo.files.register.formats.data_package import DESCRIPTOR, json_bytes
from geo.files.register.formats.tabular import csv_bytes
from geo.files.register.words import ALLOWED

VERSION = "3.1"
SPACE = uuid5(NAMESPACE_URL, "https://docs.openreferral.org/maillage")
OWN = "maillage"
PREFIX = f"{OWN}:"
STATUSES = {"open": "active", "closed": "defunct", "suspended": "temporarily closed"}
COMMUNE_CODES = {"FR": "INSEE", "BE": "NIS"}
DAYS = {"MO": "Mo", "TU": "Tu", "WE": "We", "TH": "Th", "FR": "Fr", "SA": "Sa", "SU": "Su"}
LISTED = frozenset({*ALLOWED, "kind", "functions"})
"""Columns whose codes are terms of a taxonomy."""

Row = dict[str, str]

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
        (*("id", "location_id", "address_1", "city", "state_province", "postal_code", "country"), "address_type"),
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
    "service_capacity": ("service_capacity.csv", ("id", "service_id", "unit_id", "available", "maximum", "updated")),
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
