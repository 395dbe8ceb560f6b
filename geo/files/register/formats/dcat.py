"""One description of the register for data portals: DCAT-AP in JSON-LD, its files named from the folder it is in."""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from geo.files.dates import UNDATED, first_day, last_day
from geo.files.register.formats.content import LANGUAGES, Material
from geo.files.register.formats.data_package import json_bytes

CATALOGUE = "dcat.jsonld"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_TYPES: Mapping[str, tuple[str, str]] = {
    ".csv": ("CSV", "text/csv"),
    ".xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".geojson": ("GEOJSON", "application/geo+json"),
    ".gpkg": ("GPKG", "application/geopackage+sqlite3"),
    ".parquet": ("PARQUET", "application/vnd.apache.parquet"),
    ".zip": ("ZIP", "application/zip"),
}
_LANGUAGES = {"fr": "FRA", "en": "ENG"}
_KEYWORDS = ("catalogue-word-childhood", "catalogue-word-care", "catalogue-word-health")


def describe(material: Material, files: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return the description of a register and of its files.

    Parameters
    ----------
    files
        Name of the file, from the folder of the description → the name of its format, and its content.
    """
    register = material.register
    values = {"rows": len(register), "actors": register["actor_id"].nunique(), "day": material.day.isoformat()}
    dataset: dict[str, object] = {
        "@context": _CONTEXT,
        "@id": "#register",
        "@type": "dcat:Dataset",
        "dct:identifier": f"maillage-{material.territory_id}",
        "dct:title": _told(material, "catalogue-title"),
        "dct:description": _told(material, "catalogue-description", **values),
        "dcat:keyword": [word for key in _KEYWORDS for word in _told(material, key)],
        "dcat:theme": [{"@id": f"{_AUTHORITY}/data-theme/{code}"} for code in ("SOCI", "HEAL")],
        "dct:language": {"@id": f"{_AUTHORITY}/language/{_LANGUAGES[material.language]}"},
        "dct:modified": _typed(material.day.isoformat(), "xsd:date"),
    }
    if material.publisher:
        dataset["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": material.publisher}
    period = _period(material)
    if period:
        dataset["dct:temporal"] = period
    dataset["dct:spatial"] = _spatial(material)
    dataset["dcat:distribution"] = [
        _distribution(name, format_id, content, material) for name, (format_id, content) in files.items()
    ]
    return json_bytes(dataset)


def _period(material: Material) -> dict[str, object] | None:
    """Return the days that the sources of the register bear, from the first to the last; nothing when none is dated."""
    dates = [text for text in material.register["as_of"].dropna() if text != UNDATED]
    if not dates:
        return None
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _typed(min(map(first_day, dates)).isoformat(), "xsd:date"),
        "dcat:endDate": _typed(min(max(map(last_day, dates)), material.day).isoformat(), "xsd:date"),
    }


def _spatial(material: Material) -> dict[str, object]:
    names = [_word(name, lang) for lang, name in material.titles.items()]
    spatial: dict[str, object] = {"@type": "dct:Location", "skos:prefLabel": names}
    if material.bounds is not None:
        west, south, east, north = (f"{value:.5f}" for value in material.bounds)
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        shape = ", ".join(" ".join(corner) for corner in corners)
        spatial["dcat:bbox"] = _typed(f"POLYGON(({shape}))", "geosparql:wktLiteral")
    return spatial


def _distribution(name: str, format_id: str, content: bytes, material: Material) -> dict[str, object]:
    code, media = _TYPES[PurePosixPath(name).suffix]
    out: dict[str, object] = {
        "@id": f"#{name}",
        "@type": "dcat:Distribution",
        "dct:title": _told(material, f"format-{format_id}"),
        "dct:description": _told(material, f"format-{format_id}-line"),
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{code}"},
        "dcat:mediaType": {"@id": f"{_MEDIA}/{media}"},
        "dcat:byteSize": _typed(str(len(content)), "xsd:nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(hashlib.sha256(content).hexdigest(), "xsd:hexBinary"),
        },
    }
    if material.licence:
        out["dct:license"] = {"@id": material.licence}
    return out


def _told(material: Material, key: str, **values: object) -> list[dict[str, str]]:
    """Return a text of the catalogues in both languages."""
    return [_word(material.words(lang, key, territory=material.titles[lang], **values), lang) for lang in LANGUAGES]


def _word(text: str, language: str) -> dict[str, str]:
    return {"@language": language, "@value": text}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@type": kind, "@value": text}
