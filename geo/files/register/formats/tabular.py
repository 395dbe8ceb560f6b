"""Tables as texts: CSV as Data Packages want it, and the package of the register with its dictionary."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from geo.files.issues import Refusal
from geo.files.register.columns import COLUMNS
from geo.files.register.formats.content import Material
from geo.files.register.formats.data_package import DESCRIPTOR, json_bytes
from geo.files.register.formats.dictionary import fields

REGISTER_TABLE = "register.csv"


def csv_bytes(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as CSV: commas, UTF-8, one line of headers, nothing where unknown."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return text.getvalue().encode()


def csv_rows(content: bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV by header, empty cells left out.

    Raises
    ------
    Refusal
        ``file-unreadable``.
    """
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        headers = next(lines, [])
        return [
            {header: cell for header, cell in zip(headers, cells, strict=False) if cell.strip()}
            for cells in lines
            if cells
        ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refusal("file-unreadable", value=name, reason="CSV") from error


def data_package(material: Material) -> dict[str, bytes]:
    """Return the register as a Tabular Data Package: the table with a dictionary of its columns in both languages."""
    descriptor: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": f"maillage-{material.territory_id}",
        "title": material.titles[material.language],
        "created": f"{material.day.isoformat()}T00:00:00Z",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "register",
                "path": REGISTER_TABLE,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "schema": {
                    "fields": fields(material.descriptions, language=material.language),
                    "primaryKey": ["actor_id", "service"],
                    "missingValues": [""],
                },
            }
        ],
    }
    if material.licence:
        descriptor["licenses"] = [{"path": material.licence}]
    if material.publisher:
        descriptor["contributors"] = [{"title": material.publisher, "role": "publisher"}]
    return {DESCRIPTOR: json_bytes(descriptor), REGISTER_TABLE: csv_bytes(COLUMNS, material.records())}
