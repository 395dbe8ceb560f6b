"""A territory of three square communes, a good line, and a small bad file for every rule.

::

    50.1 +---------------+---------------+---------------+
         | 01001         | 01002         | 02001         |
         | Saint-Étienne | Bourg         | Plaine        |
    50.0 +---------------+---------------+---------------+
        5.0             5.1             5.2             5.3
         `------- P1 Vallée -------------' `- P2 Plaine -'
         `------------------ R Contrée ------------------'
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
from shapely import box

from geo.files.register import RegisterContext

TODAY = date(2026, 5, 20)

GOOD: dict[str, Any] = {
    "actor_id": "a1",
    "service": "Consultation",
    "name": "Maison Rose",
    "kind": "hopital",
    "functions": "orientation;diagnosis",
    "stages": "prenatal;postnatal",
    "strata": "complex",
    "mode": "home-visits",
    "status": "open",
    "capacity": "120",
    "capacity_unit": "follow-ups",
    "used": "80",
    "reach_min": "30",
    "covers": "P1;02001",
    "delivery": "part",
    "delivery_reason": "staff",
    "last_delivered": "2026-04",
    "waiting": "12",
    "delay_days": "45",
    "funded_places": "20",
    "observed": "2026-05-02",
    "who_refers": "sage-femme",
    "conditions": "habiter la vallée",
    "fees": "gratuit",
    "address": "rue Haute 1",
    "postal_code": "06000",
    "locality": "Bourg",
    "zone_id": "01002",
    "lon": "5.15",
    "lat": "50.05",
    "position_quality": "address",
    "hours": "lundi",
    "phone": "+32 4 123 45 67",
    "website": "https://exemple.be/rose",
    "contact": "accueil",
    "identifiers": "finess:010780054",
    "since": "2020",
    "until": "",
    "expected_return": "",
    "source": "Annuaire, 2025",
    "as_of": "2025-03",
    "verified": "2026-01-15",
    "note": "",
}
NOWHERE = {"lon": "", "lat": "", "position_quality": ""}


def zones() -> gpd.GeoDataFrame:
    squares = {
        "01001": box(5.0, 50.0, 5.1, 50.1),
        "01002": box(5.1, 50.0, 5.2, 50.1),
        "02001": box(5.2, 50.0, 5.3, 50.1),
    }
    rows = [
        ("R", "region", None, "Contrée", box(5.0, 50.0, 5.3, 50.1)),
        ("P1", "province", "R", "Vallée", box(5.0, 50.0, 5.2, 50.1)),
        ("P2", "province", "R", "Plaine", squares["02001"]),
        ("01001", "commune", "P1", "Saint-Étienne", squares["01001"]),
        ("01002", "commune", "P1", "Bourg", squares["01002"]),
        ("02001", "commune", "P2", "Plaine", squares["02001"]),
    ]
    columns = ["zone_id", "level", "parent_id", "name", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=4326)


def places() -> pd.DataFrame:
    rows = [
        ("p1", "Bourg", "01002", 5.15, 50.05, 900.0),
        ("p2", "Pré-Vert", "01002", 5.12, 50.02, 100.0),
        ("p3", "Hameau", "01001", 5.03, 50.03, 50.0),
        ("p4", "Hameau", "02001", 5.23, 50.03, 60.0),
        ("p5", "Grand Champ", "02001", 5.27, 50.07, 700.0),
    ]
    return pd.DataFrame(rows, columns=["place_id", "name", "zone_id", "lon", "lat", "population"])


def known_names() -> pd.DataFrame:
    rows = [
        ("01902", "former-code", "01002"),
        ("Vieux-Bourg", "former-name", "01002"),
        ("Burg", "language", "01002"),
        ("08000", "postal-code", "01002"),
        ("07000", "postal-code", "01001"),
        ("07000", "postal-code", "01002"),
    ]
    return pd.DataFrame(rows, columns=["written", "sort", "zone_id"])


def context(**changes: Any) -> RegisterContext:
    base = RegisterContext(
        zones=zones(),
        kinds=frozenset({"hopital", "maison-1000-jours"}),
        functions=frozenset({"orientation", "diagnosis"}),
        places=places(),
        existing_ids=frozenset({"known-1"}),
        today=TODAY,
        kind_labels={"Maison des 1000 premiers jours": "maison-1000-jours", "Hospital": "hopital"},
        function_labels={"Diagnostic": "diagnosis"},
        country="FR",
        existing_links={"known-1": ("a1",)},
        known_names=known_names(),
    )
    return replace(base, **changes)


def csv_text(rows: list[dict[str, Any]], *, separator: str = ";", headers: list[str] | None = None) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(headers or columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return out.getvalue()


def write_csv(folder: Path, *rows: dict[str, Any], name: str = "register.csv") -> Path:
    path = folder / name
    path.write_text(csv_text(list(rows)), encoding="utf-8")
    return path


def write_xlsx(folder: Path, *rows: dict[str, Any], change: Callable[[Any], object] | None = None) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([None if row.get(column, "") == "" else row[column] for column in columns])
    if change is not None:
        change(workbook)
    path = folder / "register.xlsx"
    workbook.save(path)
    return path


def rewrite_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents[part] = change(contents[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


@dataclass(frozen=True)
class RowCase:
    """The good line with a few cells changed, and the rule that it breaks in ``column``."""

    rule: str
    cells: dict[str, Any]
    column: str | None = None
    value: str | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.rule}-{self.column}-{list(self.cells.values())[:1]}"


LONG = "mot " * 200
ROW_CASES = [
    RowCase("missing-value", {"name": ""}, "name"),
    RowCase("missing-value", {"kind": "  "}, "kind"),
    RowCase("missing-value", {"source": ""}, "source"),
    RowCase("missing-value", {"as_of": ""}, "as_of"),
    RowCase("text-too-long", {"name": LONG}, "name", details={"length": 799, "limit": 200}),
    RowCase("html-in-text", {"name": "<script>alert(1)</script>"}, "name", "<script>alert(1)</script>"),
    RowCase("html-in-text", {"note": "voir <a href='x'>ici</a>"}, "note"),
    RowCase("html-in-text", {"hours": "&lt;b&gt;"}, "hours"),
    RowCase("formula-text", {"name": "=HYPERLINK(1)"}, "name", details={"sign": "="}),
    RowCase("formula-text", {"note": "@SUM(A1)"}, "note", details={"sign": "@"}),
    RowCase("formula-text", {"note": "+cmd|' /C calc'!A0"}, "note", details={"sign": "+"}),
    RowCase("formula-text", {"note": "-2+3+cmd|' /C calc'!A0"}, "note", details={"sign": "-"}),
    RowCase("control-characters", {"name": "Maison\x07 Rose"}, "name", "Maison Rose"),
    RowCase("control-characters", {"name": "Maison \u202eesoR"}, "name", "Maison esoR"),
    RowCase("garbled-text", {"name": "Maison des bÃ©bÃ©s"}, "name"),
    RowCase("garbled-text", {"name": "Maison des b\ufffdb\ufffds"}, "name"),
    RowCase("cell-error", {"capacity": "#REF!"}, "capacity", "#REF!"),
    RowCase("cell-error", {"name": "#N/A"}, "name", "#N/A"),
    RowCase("bad-id", {"actor_id": "Maison n° 1"}, "actor_id", details={"suggestion": "maison-n-1"}),
    RowCase("unknown-kind", {"kind": "hopitall"}, "kind", "hopitall", {"suggestions": "hopital"}),
    RowCase("unknown-kind", {"kind": "zzz"}, "kind", "zzz", {"suggestion_count": 0}),
    RowCase("unknown-function", {"functions": "orientation;diagnossis"}, "functions", "diagnossis"),
    RowCase("unknown-stage", {"stages": "prenatal;adulte"}, "stages", "adulte"),
    RowCase("unknown-stratum", {"strata": "6"}, "strata", "6"),
    RowCase("unknown-mode", {"mode": "par magie"}, "mode"),
    RowCase("unknown-status", {"status": "actif en 2018, à vérifier"}, "status"),
    RowCase("unknown-unit", {"capacity_unit": "lits"}, "capacity_unit", "lits"),
    RowCase("unknown-position-quality", {"position_quality": "bonne"}, "position_quality"),
    RowCase("not-a-number", {"capacity": "beaucoup"}, "capacity", "beaucoup"),
    RowCase("not-a-number", {"used": "=5+5"}, "used"),
    RowCase("not-a-number", {"capacity": "entre 40 et 60"}, "capacity"),
    RowCase("number-with-text", {"capacity": "environ 100"}, "capacity", "environ 100", {"number": "100"}),
    RowCase("number-with-text", {"capacity": "1 200 suivis"}, "capacity", details={"number": "1 200"}),
    RowCase("number-ambiguous", {"capacity": "1.200"}, "capacity", details={"thousands": "1200", "decimal": "1,2"}),
    RowCase("number-ambiguous", {"capacity": "10,000"}, "capacity", details={"thousands": "10000", "decimal": "10"}),
    RowCase("number-negative", {"capacity": "-5"}, "capacity", "-5"),
    RowCase("number-negative", {"used": "−3"}, "used", "−3"),
    RowCase("number-negative", {"reach_min": "-1"}, "reach_min"),
    RowCase("number-too-large", {"capacity": "99999999"}, "capacity", details={"limit": 10_000_000}),
    RowCase("number-too-large", {"reach_min": "1441"}, "reach_min", details={"limit": 1440}),
    RowCase("read-as-unknown", {"capacity": "?"}, "capacity", "?"),
    RowCase("read-as-unknown", {"used": "inconnu"}, "used"),
    RowCase("unit-missing", {"capacity_unit": ""}, "capacity", "120"),
    RowCase("unit-missing", {"capacity_unit": "", "capacity": ""}, "used", "80"),
    RowCase("used-above-capacity", {"used": "121"}, "used", "121", {"capacity": "120"}),
    RowCase("bad-date", {"since": "2025-02-30"}, "since"),
    RowCase("bad-date", {"as_of": "printemps"}, "as_of"),
    RowCase("bad-date", {"as_of": "13/25/2025"}, "as_of"),
    RowCase("bad-date", {"until": "12/03/25"}, "until"),
    RowCase("bad-date", {"since": "45000"}, "since"),
    RowCase("date-in-future", {"as_of": "2026-06"}, "as_of", "2026-06", {"today": "2026-05-20"}),
    RowCase("date-in-future", {"as_of": "21/05/2026"}, "as_of"),
    RowCase("as-of-undated", {"as_of": "non datée"}, "as_of"),
    RowCase("dates-reversed", {"since": "2022", "until": "2021-12", "status": "closed"}, "until"),
    RowCase("open-before-since", {"since": "2027"}, "since"),
    RowCase("open-after-until", {"until": "2026-04"}, "until"),
    RowCase("bad-coordinate", {"lon": "5°09'00\"E"}, "lon"),
    RowCase("bad-coordinate", {"lat": "nord"}, "lat"),
    RowCase("coordinate-incomplete", {"lat": ""}, "lon", "5.15", {"given": "lon"}),
    RowCase("coordinate-incomplete", {"lon": ""}, "lat", "50.05", {"given": "lat"}),
    RowCase("coordinates-zero", {"lon": "0", "lat": "0.0"}, "lon"),
    RowCase("coordinates-not-degrees", {"lon": "152000", "lat": "170000"}, "lon"),
    RowCase("coordinates-not-degrees", {"lat": "5005"}, "lon"),
    RowCase("coordinates-swapped", {"lon": "50.05", "lat": "5.15"}, "lon", "50.05 ; 5.15"),
    RowCase("outside-territory", {"lat": "51.1"}, "lon", details={"km": 111}),
    RowCase("outside-territory", {"lon": "6.3"}, "lon", details={"km": 71}),
    RowCase("position-far-from-zone", {"lon": "5.05", "zone_id": "02001"}, "lon", details={"km": 11, "zone": "Plaine"}),
    RowCase("position-unknown", NOWHERE | {"zone_id": "", "locality": ""}, "locality"),
    RowCase("position-unknown", NOWHERE | {"zone_id": "?", "locality": "Ailleurs"}, "locality", "Ailleurs"),
    RowCase("locality-ambiguous", NOWHERE | {"zone_id": "", "locality": "Hameau"}, "locality", "Hameau"),
    RowCase("placed-at-locality", NOWHERE | {"locality": "pre vert"}, "locality", details={"place": "Pré-Vert"}),
    RowCase("placed-at-commune", NOWHERE | {"locality": "Inconnue-sur-Eau"}, "zone_id", details={"zone": "Bourg"}),
    RowCase("zone-from-position", {"zone_id": "", "lon": "5.05"}, "lon", details={"zone": "Saint-Étienne"}),
    RowCase("position-quality-assumed", {"position_quality": ""}, "lon", details={"quality": "address"}),
    RowCase("position-quality-conflict", {"position_quality": "inconnue"}, "position_quality"),
    RowCase("unknown-zone", {"zone_id": "Bourgg"}, "zone_id", details={"suggestions": "Bourg (commune, 01002)"}),
    RowCase("unknown-zone", {"zone_id": "Zzz"}, "zone_id", "Zzz", {"suggestion_count": 0}),
    RowCase("unknown-zone", {"covers": "P1;Atlantide"}, "covers", "Atlantide"),
    RowCase(
        "ambiguous-zone",
        {"covers": "Plaine"},
        "covers",
        "Plaine",
        {"candidates": "Plaine (province, P2), Plaine (commune, 02001)"},
    ),
    RowCase("zone-too-large", {"zone_id": "Vallée"}, "zone_id", details={"level": "province"}),
    RowCase("zone-too-large", {"zone_id": "P2"}, "zone_id"),
    RowCase("code-lost-zero", {"zone_id": "1002"}, "zone_id", "1002", {"code": "01002"}),
    RowCase("code-lost-zero", {"covers": "1001"}, "covers", "1001", {"code": "01001"}),
    RowCase("postal-code-lost-zero", {"postal_code": "6000"}, "postal_code", "6000", {"code": "06000"}),
    RowCase("link-unknown", {"same_as": "nobody"}, "same_as", "nobody"),
    RowCase("link-itself", {"same_as": "a1"}, "same_as", "a1"),
    RowCase("link-circle", {"same_as": "known-1"}, "same_as", "known-1", {"circle": "a1 (2) → known-1 → a1 (2)"}),
    RowCase("website-unsafe", {"website": "javascript:alert(1)"}, "website", details={"scheme": "javascript"}),
    RowCase("website-unsafe", {"website": "data:text/html,x"}, "website"),
    RowCase("website-odd", {"website": "info@exemple.be"}, "website"),
    RowCase("website-odd", {"website": "voir la mairie"}, "website"),
    RowCase("zone-former-code", {"zone_id": "01902"}, "zone_id", "01902", {"code": "01002", "zone": "Bourg"}),
    RowCase("zone-former-name", {"zone_id": "VIEUX BOURG"}, "zone_id", "VIEUX BOURG", {"code": "01002"}),
    RowCase("zone-other-language", {"zone_id": "Burg"}, "zone_id", "Burg", {"zone": "Bourg"}),
    RowCase(
        "postal-code-shared",
        NOWHERE | {"zone_id": "", "locality": "", "postal_code": "07000"},
        "postal_code",
        "07000",
        {"count": 2, "zone": "Bourg"},
    ),
    RowCase("missing-value", {"name": "NULL"}, "name"),
    RowCase("missing-value", {"name": "NaN"}, "name"),
    RowCase("unknown-delivery", {"delivery": "parfois"}, "delivery", "parfois"),
    RowCase("unknown-delivery-reason", {"delivery_reason": "météo"}, "delivery_reason"),
    RowCase("reason-without-lack", {"delivery": "full"}, "delivery_reason", "staff"),
    RowCase("observed-undated", {"observed": "", "waiting": ""}, "delay_days", "45"),
    RowCase("number-negative", {"waiting": "-1"}, "waiting"),
    RowCase("not-a-number", {"delay_days": "long"}, "delay_days"),
    RowCase("seen-in-future", {"observed": "2026-05-21"}, "observed", details={"today": "2026-05-20"}),
    RowCase("seen-in-future", {"last_delivered": "2026-06"}, "last_delivered"),
    RowCase("seen-in-future", {"verified": "21/05/2026"}, "verified"),
    RowCase("bad-date", {"expected_return": "bientôt"}, "expected_return"),
    RowCase("return-passed", {"status": "suspended", "expected_return": "2026-04"}, "expected_return"),
    RowCase("identifier-unread", {"identifiers": "010780054"}, "identifiers", "010780054"),
    RowCase("identifier-odd", {"identifiers": "siret:2601"}, "identifiers", details={"scheme": "SIRET"}),
    RowCase("actor-updated", {"actor_id": "known-1"}, "actor_id", "known-1"),
]
"""One bad line per way to break a rule."""

OTHER = GOOD | {"actor_id": "b2", "service": "Autre", "name": "Maison Bleue"}
SAME = GOOD | {"service": "Autre"}
PAIR_CASES: list[tuple[str, list[dict[str, Any]], int, str | None]] = [
    ("duplicate-service", [GOOD, OTHER, GOOD | {"service": "CONSULTATION"}], 4, "service"),
    ("actor-rows-differ", [GOOD, SAME | {"name": "Maison Verte"}], 3, "name"),
    ("actor-rows-differ", [GOOD, SAME | {"status": "closed"}], 3, "status"),
    ("actor-rows-differ", [GOOD, SAME | {"lon": "5.16"}], 3, "lon"),
    ("looks-like-duplicate", [GOOD, OTHER | {"name": "MAISON ROSE"}], 3, "name"),
    ("same-door", [GOOD, OTHER | {"name": "Maison Verte", "lon": "5.15005"}], 3, "name"),
    ("id-case-differs", [GOOD, OTHER | {"actor_id": "A1", "lon": "5.16"}], 3, "actor_id"),
]
"""(rule, lines, the line that breaks it, column)."""


def without(*columns: str) -> dict[str, Any]:
    return {column: cell for column, cell in GOOD.items() if column not in columns}


def _bytes(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write


def _rows(*rows: dict[str, Any]) -> Callable[[Path], Path]:
    return lambda folder: write_csv(folder, *rows)


def _text(text: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    return _bytes("register.csv", text.encode(encoding))


def _book(*rows: dict[str, Any], change: Callable[[Any], object] | None = None) -> Callable[[Path], Path]:
    return lambda folder: write_xlsx(folder, *rows, change=change)


def _zip(name: str, *parts: str) -> Callable[[Path], Path]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in parts:
            archive.writestr(part, "application/vnd.oasis.opendocument.spreadsheet" if part == "mimetype" else "<x/>")
    return _bytes(name, out.getvalue())


def _doctype(folder: Path) -> Path:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    path = write_xlsx(folder, GOOD)
    return rewrite_part(
        path, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"<worksheet", entity + b"<worksheet", 1)
    )


def _locked_zip(folder: Path) -> Path:
    path = write_xlsx(folder, GOOD)
    content = bytearray(path.read_bytes())
    for match in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[match.start() + 8] |= 1
    path.write_bytes(content)
    return path


def _bomb(folder: Path) -> Path:
    path = write_xlsx(folder, GOOD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/void.bin", "w") as stream:
        for _ in range(201):
            stream.write(bytes(1_000_000))
    return path


def _hide(row: int) -> Callable[[Any], object]:
    return lambda workbook: setattr(workbook.active.row_dimensions[row], "hidden", True)


def _set(cell: str, value: object) -> Callable[[Any], object]:
    return lambda workbook: workbook.active.__setitem__(cell, value)


def _folder(folder: Path) -> Path:
    path = folder / "register.csv"
    path.mkdir()
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEXT = csv_text([GOOD | {"name": "Maison des bébés"}])
HTML = b"\n<!DOCTYPE html><html><table><tr><td>nom</td></tr></table></html>"
FILE_CASES: list[tuple[str, Callable[[Path], Path], dict[str, Any]]] = [
    ("not-a-file", _folder, {}),
    ("file-empty", _bytes("register.csv", b""), {}),
    ("file-empty", _bytes("register.csv", b"\xef\xbb\xbf \r\n\r\n"), {}),
    ("file-empty", _text(";;;\n;;;\n"), {}),
    ("file-empty", lambda folder: write_xlsx(folder, {}), {}),
    ("file-too-large", _bytes("register.csv", b"a" * 20_000_001), {"limit_mb": 20}),
    ("unknown-file-type", _bytes("register.docx", b"nom"), {"suffix": ".docx"}),
    ("unknown-file-type", _bytes("register", b"nom"), {"suffix": "register"}),
    ("not-what-its-name-says", _bytes("register.xlsx", TEXT.encode()), {"found": "text"}),
    ("not-what-its-name-says", _bytes("register.csv", b"%PDF-1.7\n"), {"found": "pdf"}),
    ("not-what-its-name-says", _bytes("register.csv", HTML), {"found": "html"}),
    ("not-what-its-name-says", _bytes("register.xls", HTML), {"found": "html"}),
    ("not-what-its-name-says", _bytes("register.csv", OLE), {"found": "xls"}),
    ("not-what-its-name-says", _bytes("register.csv", b"\x89PNG\r\n\x1a\n" + bytes(50)), {"found": "image"}),
    ("not-what-its-name-says", _bytes("register.csv", b"PAR1" + bytes(50)), {"found": "parquet"}),
    ("not-what-its-name-says", _bytes("register.csv", b'{"nom": "x"}'), {"found": "json"}),
    ("not-what-its-name-says", _bytes("register.csv", b"<?xml version='1.0'?><a/>"), {"found": "xml"}),
    ("not-what-its-name-says", _bytes("register.csv", b"\x1f\x8b\x08" + bytes(50)), {"found": "archive"}),
    ("not-what-its-name-says", _bytes("register.csv", bytes(range(256)) * 20), {"found": "other"}),
    ("not-what-its-name-says", _zip("register.csv", "xl/workbook.xml"), {"found": "xlsx"}),
    ("not-what-its-name-says", _zip("register.xlsx", "xl/workbook.bin"), {"found": "xlsb"}),
    ("not-what-its-name-says", _zip("register.xlsx", "word/document.xml"), {"found": "word"}),
    ("not-what-its-name-says", _zip("register.xlsx", "mimetype", "content.xml"), {"found": "ods"}),
    ("old-excel-format", _bytes("register.xls", OLE), {"suffix": ".xls"}),
    ("old-excel-format", _zip("register.ods", "mimetype", "content.xml"), {"suffix": ".ods"}),
    ("password-protected", _bytes("register.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")), {}),
    ("password-protected", _locked_zip, {}),
    ("xlsx-unreadable", _zip("register.xlsx", "xl/workbook.xml"), {}),
    ("xlsx-unreadable", lambda folder: _cut(write_xlsx(folder, GOOD)), {}),
    ("xlsx-unsafe", _doctype, {}),
    ("xlsx-too-large-inside", _bomb, {"limit_mb": 200, "size_mb": 201}),
    ("encoding-unreadable", _text(TEXT, "cp850"), {}),
    ("encoding-unreadable", _text(TEXT, "mac_roman"), {}),
    ("encoding-converted", _text(TEXT, "cp1252"), {"encoding": "Windows-1252", "value": "bébés"}),
    ("encoding-converted", _text(TEXT, "utf-16-le"), {"encoding": "UTF-16-LE"}),
    ("encoding-utf16", _text(TEXT, "utf-16"), {"encoding": "UTF-16-LE"}),
    ("separator-unreadable", _text("nom:type:source:date de la source\nA:hopital:x:2025\n"), {}),
    ("separator-unreadable", _text("name  kind  source  as_of\nA  hopital  x  2025\n"), {}),
    ("quotes-unreadable", _text('name;kind;source;as_of\n"A;hopital;x;2025\nB;hopital;x;2025\n'), {}),
    ("quotes-unreadable", _text('name;kind;source;as_of\n"A "des" B";hopital;x;2025\n'), {}),
    ("no-rows", _text("name;kind;source;as_of\n\n;;;\n"), {}),
    ("too-many-rows", _text("name;kind;source;as_of\n" + "A;hopital;x;2025\n" * 100_001), {"limit": 100_000}),
    ("too-many-columns", _text("name;kind;source;as_of" + ";x" * 197 + "\nA;hopital;x;2025\n"), {"limit": 200}),
    ("missing-column", _rows(without("kind")), {"english": "kind", "french": "type"}),
    ("missing-column", _rows(without("as_of")), {"english": "as_of"}),
    ("missing-column", _text("a;b\n1;2\n"), {"english": "name"}),
    ("duplicate-column", _text("name;kind;source;as_of;Nom\nA;hopital;x;2025;B\n"), {"first": "name", "value": "Nom"}),
    ("duplicate-column", _rows(GOOD | {"code commune": "01002"}), {"first": "zone_id"}),
    ("unknown-column", _rows(GOOD | {"couleur": "bleu"}), {"value": "couleur"}),
    ("column-without-name", _rows(GOOD | {"": "bleu"}), {"letter": "AR"}),
    ("column-without-name", _book(GOOD, change=_set("AT2", "bleu")), {"letter": "AT"}),
    ("lines-above-header", _text("Registre 2025\n\n" + TEXT), {"count": 1, "header_row": 3}),
    ("other-sheets", _book(GOOD, change=lambda workbook: workbook.create_sheet("Aide")), {"others": "Aide"}),
    ("hidden-rows", _book(GOOD, change=_hide(2)), {"count": 1, "lines": "2"}),
    ("merged-cells", _book(GOOD, GOOD, change=lambda workbook: workbook.active.merge_cells("A2:A3")), {}),
    (
        "too-many-cells",
        _text("name,kind,source,as_of,note\nA,hopital,x,2025,un, deux\n"),
        {"count": 5, "value": "deux"},
    ),
    ("formula-without-value", _book(GOOD, change=_set("J2", "=60+60")), {"value": "=60+60"}),
    ("cell-error", _book(GOOD | {"capacity": "#DIV/0!"}), {}),
    ("phone-lost-zero", _book(GOOD | {"phone": 474454647}), {"value": "474454647"}),
    ("ids-derived", _rows(without("actor_id")), {"count": 1, "lines": "2"}),
    ("services-defaulted", _rows(without("service")), {"count": 1}),
    ("modes-defaulted", _rows(without("mode")), {"count": 1}),
    ("statuses-missing", _rows(without("status")), {"count": 1}),
    ("derived-id-exists", _rows(without("actor_id") | {"name": "Déjà là"}), {"value": "hopital-deja-la-bourg"}),
]
"""(rule, how to write the file, values that fill the message)."""


def _cut(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path
