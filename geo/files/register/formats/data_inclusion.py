"""The schema of data·inclusion (v1): structures and their services, out and in.

It lists what can be reached: only open services are written. It has no field for the kind of an actor, for its status
or for the source of a row: a row that comes back under its identifier keeps those of the register.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import opening_hours

from geo.files.issues import Refusal
from geo.files.names import name_key
from geo.files.register.columns import COLUMNS
from geo.files.register.formats.content import Material, Record, key_of, text_of
from geo.files.register.formats.data_package import json_bytes, read_json
from geo.schema import join_codes, split_codes

STRUCTURES, SERVICES = "structures.json", "services.json"
OWN = "maillage"
UNSAID = frozenset({"source", "as_of", "kind", "status", "mode"})
"""Columns that the schema lacks: what stands for them changes no row that is known."""

_SHORTEST, _LONGEST = 3, 150
_DESCRIBED = 2000
_FREE = {"gratuit": "gratuit", "free": "gratuit"}
Item = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A register as data·inclusion says it: its two lists, the rows that are in them, why others are not."""

    structures: list[Item]
    services: list[Item]
    records: list[Record]
    aside: Mapping[str, int]

    def files(self) -> dict[str, bytes]:
        """Return the two lists as files."""
        return {STRUCTURES: json_bytes(self.structures), SERVICES: json_bytes(self.services)}


def inclusion_lists(material: Material) -> Listed:
    """Return a register as the structures and services of data·inclusion."""
    changed = {line.key: line.at.date().isoformat() for line in material.history}
    structures: dict[str, Item] = {}
    services: list[Item] = []
    kept: list[Record] = []
    aside: Counter[str] = Counter()
    for record in material.records():
        reason = _refused(record)
        if reason is not None:
            aside[reason] += 1
            continue
        day = changed.get(key_of(record), material.day.isoformat())
        identifier = f"{OWN}--{record['actor_id']}"
        held = structures.setdefault(identifier, _structure(record, identifier, day, material.country))
        held["date_maj"] = max(held["date_maj"], day)
        services.append(_service(record, identifier, day, material))
        kept.append(record)
    return Listed(list(structures.values()), services, kept, dict(aside))


def _refused(record: Record) -> str | None:
    """Return why a row cannot be listed: its service is not open, or a name is too short, too long or ends in a dot."""
    if record["status"] != "open":
        return "status"
    names = (record["name"], record["service"])
    fits = all(_SHORTEST <= len(name) <= _LONGEST and not name.endswith(".") for name in names)
    return None if fits else "name"


def _structure(record: Record, identifier: str, day: str, country: str) -> Item:
    lead = _structure_lead(record["name"])
    siret = next((code[6:] for code in split_codes(record.get("identifiers")) if code.startswith("siret:")), None)
    website = record.get("website", "")
    return _said(
        {
            "source": OWN,
            "id": identifier,
            "nom": record["name"],
            "description": lead,
            "date_maj": day,
            "siret": siret if siret and re.fullmatch(r"\d{14}", siret) else None,
            **_place(record, country),
            "telephone": record.get("phone"),
            "site_web": website if re.match(r"https?://", website) else None,
            "horaires_accueil": _osm(record.get("hours")),
        }
    )


def _service(record: Record, structure_id: str, day: str, material: Material) -> Item:
    lead = _service_lead(record["service"], record["name"])
    note = record.get("note", "")
    whole = f"{lead} {note}" if note else lead
    areas = split_codes(record.get("covers")) if material.country == "FR" else []
    fees = record.get("fees")
    return _said(
        {
            "source": OWN,
            "structure_id": structure_id,
            "id": f"{structure_id}--{uuid5(NAMESPACE_URL, record['service']).hex[:12]}",
            "nom": record["service"],
            "description": whole if len(whole) <= _DESCRIBED else lead,
            "date_maj": day,
            "frais": _FREE.get(name_key(fees or "")),
            "frais_precisions": fees,
            "conditions_acces": record.get("conditions"),
            **_place(record, material.country),
            "telephone": record.get("phone"),
            "modes_accueil": ["en-presentiel"],
            "zone_eligibilite": areas or None,
            "mobilisation_precisions": record.get("who_refers"),
            "horaires_accueil": _osm(record.get("hours")),
        }
    )


def _place(record: Record, country: str) -> Item:
    """Return the place as its fields take it: coordinates are those of an address, never those of a commune."""
    postal_code, exact = record.get("postal_code", ""), record["position_quality"] == "address"
    return {
        "commune": record.get("locality"),
        "code_postal": postal_code if re.fullmatch(r"\d{5}", postal_code) else None,
        "code_insee": record.get("zone_id") if country == "FR" else None,
        "adresse": record.get("address"),
        "longitude": float(record["lon"]) if exact and "lon" in record else None,
        "latitude": float(record["lat"]) if exact and "lat" in record else None,
    }


def _osm(hours: str | None) -> str | None:
    """Return opening hours that are written as OpenStreetMap writes them, none otherwise."""
    return hours if hours and "\n" not in hours and opening_hours.validate(hours) else None


def _structure_lead(name: str) -> str:
    return f"« {name} », inscrit au registre des services de la petite enfance du territoire"


def _service_lead(service: str, name: str) -> str:
    return f"« {service} », proposé par « {name} », au registre des services de la petite enfance du territoire."


def _said(item: Item) -> Item:
    return {name: value for name, value in item.items() if value is not None}


# The way in.


def read_inclusion(files: Mapping[str, bytes]) -> tuple[list[Record], bool]:
    """Return what the two lists say, a row per service, and whether Maillage wrote them.

    A structure without any service is a row of its own.

    Raises
    ------
    Refusal
        ``file-unreadable`` for lists that are none.
    """
    structures, services = _items(files, STRUCTURES), _items(files, SERVICES)
    own = all(one.get("source") == OWN for one in (*structures, *services))
    return inclusion_records(structures, services), own


def inclusion_records(structures: Sequence[Item], services: Sequence[Item]) -> list[Record]:
    """Return the rows of a register that structures and services say: texts by column."""
    by_id = {str(one.get("id")): one for one in structures}
    records = [_record(by_id.get(str(one.get("structure_id")), {}), one) for one in services]
    used = {str(one.get("structure_id")) for one in services}
    records += [_record(one, {}) for key, one in by_id.items() if key not in used]
    return records


def _record(structure: Item, service: Item) -> Record:
    def said(name: str) -> str | None:
        value = service.get(name)
        value = structure.get(name) if value in (None, "") else value
        return None if value in (None, "") else text_of(value)

    source = str(service.get("source") or structure.get("source") or "")
    own = source == OWN
    actor_id = str(structure.get("id") or service.get("structure_id") or service.get("id") or "")
    name = str(structure.get("nom") or service.get("nom") or "")
    described = str(service.get("description") or ("" if own else structure.get("description") or ""))
    note = described.removeprefix(_service_lead(str(service.get("nom") or ""), name)).strip() if own else described
    siret = structure.get("siret")
    areas = service.get("zone_eligibilite")
    placed = said("longitude") is not None and said("latitude") is not None
    found: dict[str, str | None] = {
        "actor_id": actor_id.removeprefix(f"{OWN}--") if own else actor_id,
        "service": service.get("nom"),
        "name": name,
        "status": "open",
        "note": note,
        "fees": service.get("frais_precisions") or service.get("frais"),
        "conditions": service.get("conditions_acces"),
        "who_refers": service.get("mobilisation_precisions"),
        "covers": join_codes(map(str, areas)) if own and isinstance(areas, list) else None,
        "address": " ".join(part for part in (said("adresse"), said("complement_adresse")) if part),
        "postal_code": said("code_postal"),
        "locality": said("commune"),
        "zone_id": said("code_insee"),
        "lon": said("longitude"),
        "lat": said("latitude"),
        "position_quality": "address" if own and placed else None,
        "hours": said("horaires_accueil"),
        "phone": said("telephone"),
        "website": structure.get("site_web"),
        "identifiers": f"siret:{siret}" if siret and not own else None,
        "source": f"data·inclusion ({source})",
        "as_of": said("date_maj"),
    }
    return {column: str(found[column]) for column in COLUMNS if found.get(column)}


def _items(files: Mapping[str, bytes], name: str) -> list[Item]:
    content = read_json(files[name], name)
    if not isinstance(content, list):
        raise Refusal("file-unreadable", value=name, reason="JSON")
    return [one for one in content if isinstance(one, dict)]
