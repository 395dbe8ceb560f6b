"""The register inside a data book: actors in one table, their services in another, read back as one list."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyogrio

from geo.files.cells import Cell, Line, cell_text, is_blank
from geo.files.issues import Findings, Refusal
from geo.files.register.columns import COLUMNS
from geo.files.register.intake.raw_list import Raw
from geo.files.workbook import read_workbook

ACTORS, SERVICES = "actors", "services"
_CELLS = 60

_Record = Mapping[str, Cell]


def is_book(names: Iterable[str]) -> bool:
    """Tell whether tables, by name and without their endings, are those of a data book."""
    return {ACTORS, SERVICES} <= set(names)


def book_list(actors: Sequence[_Record], services: Sequence[_Record]) -> Raw:
    """Return the list of a data book: a row per service, what it says itself before what its actor says.

    An actor without any service has one row.

    Raises
    ------
    Refusal
        ``no-rows``.
    """
    of_actor: dict[str, list[_Record]] = {}
    for service in services:
        of_actor.setdefault(cell_text(service.get("actor_id")), []).append(service)
    records = [
        {**actor, **service} for actor in actors for service in of_actor.get(cell_text(actor.get("actor_id")), [{}])
    ]
    if not records:
        raise Refusal("no-rows")
    lines = tuple((at, tuple(record.get(name) for name in COLUMNS)) for at, record in enumerate(records, start=2))
    return Raw(COLUMNS, lines, layout="data-book")


def book_of_layers(path: Path) -> Raw:
    """Return the list of a data book kept as a GeoPackage.

    Raises
    ------
    Refusal
        ``no-rows``.
    """
    return book_list(
        *(_records(pyogrio.read_dataframe(path, layer=name, read_geometry=False)) for name in (ACTORS, SERVICES))
    )


def book_of_sheets(content: bytes) -> Raw:
    """Return the list of a data book kept as a workbook.

    Raises
    ------
    Refusal
        As :func:`geo.files.workbook.read_workbook`, ``no-rows``.
    """

    def taken(lines: Iterable[Line]) -> list[_Record]:
        rows = [cells for _, cells in lines if not all(map(is_blank, cells))]
        names = [cell_text(cell) for cell in rows[0]] if rows else []
        return [dict(zip(names, cells, strict=False)) for cells in rows[1:]]

    own = Findings()
    tables = [read_workbook(content, taken, columns=_CELLS, findings=own, sheet=name) for name in (ACTORS, SERVICES)]
    return book_list(*tables)


def _records(frame: pd.DataFrame) -> list[_Record]:
    rows = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    return [dict(zip(frame.columns, row, strict=True)) for row in rows]
