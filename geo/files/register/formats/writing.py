"""Writing a register in a format that others speak, and telling what the format leaves out."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import BadInputError
from geo.files.register.export import write_register
from geo.files.register.formats.content import Material, WrittenExport, lost
from geo.files.register.formats.data_inclusion import inclusion_lists, inclusion_records
from geo.files.register.formats.data_package import write_package, zipped
from geo.files.register.formats.dcat import CATALOGUE, describe
from geo.files.register.formats.hsds_reading import hsds_records
from geo.files.register.formats.hsds_writing import hsds_tables
from geo.files.register.formats.map_files import write_geojson, write_geopackage, write_geoparquet
from geo.files.register.formats.tabular import data_package

_Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Format:
    """A format: its name, the endings of its file, whether it is a folder of files (or a zip), read back or not."""

    id: str
    endings: tuple[str, ...]
    package: bool = False
    read: bool = True


FORMATS: Mapping[str, Format] = {
    one.id: one
    for one in (
        Format("csv", (".csv",)),
        Format("xlsx", (".xlsx",)),
        Format("geojson", (".geojson",)),
        Format("geopackage", (".gpkg",)),
        Format("geoparquet", (".parquet", ".geoparquet")),
        Format("hsds", (".zip",), package=True),
        Format("data-inclusion", (".zip",), package=True),
        Format("datapackage", (".zip",), package=True),
        Format("dcat", (".zip",), package=True, read=False),
    )
}
"""The formats in which a register is written, by name."""

_DRAWN = {"geojson": write_geojson, "geopackage": write_geopackage, "geoparquet": write_geoparquet}


def format_of(path: Path, named: str | None) -> Format:
    """Return the format in which to write a file: the one named, else the one that its ending says.

    Raises
    ------
    BadInputError
        ``register-format`` when the ending says none, or another than the one named.
    """
    ending = path.suffix.lower()
    if named is None:
        found = next((one for one in FORMATS.values() if ending in one.endings and not one.package), None)
        if found is None:
            raise BadInputError("register-format", file=path.name, known=", ".join(FORMATS))
        return found
    chosen = FORMATS[named]
    if ending not in chosen.endings and not (chosen.package and not ending):
        ends = ", ".join(chosen.endings)
        raise BadInputError("register-format-ending", file=path.name, format=named, endings=ends)
    return chosen


def write_spoken(path: Path, material: Material, chosen: Format) -> WrittenExport:
    """Write a register in a format.

    Parameters
    ----------
    path
        The file; for a format of several files, a new folder, or a ``.zip``.

    Raises
    ------
    BadInputError
        ``file-exists``.
    FileError
        When the disk refuses.
    """
    if path.exists():
        raise BadInputError("file-exists", file=path.name)
    rows = len(material.register)
    if not chosen.package:
        _write_file(path, material, chosen)
        return WrittenExport((path.name,), rows)
    files, told = _PACKAGES[chosen.id](material)
    write_package(path, files)
    return WrittenExport(tuple(files), told.rows, told.left_out, told.aside)


def _write_file(path: Path, material: Material, chosen: Format) -> None:
    if chosen.id in _DRAWN:
        _DRAWN[chosen.id](path, material.register)
    else:
        write_register(path, material.register, language=material.language)


def _hsds(material: Material) -> tuple[_Files, WrittenExport]:
    tables = hsds_tables(material)
    records = material.records()
    return tables.files(), WrittenExport((), len(records), lost(records, hsds_records(tables)))


def _inclusion(material: Material) -> tuple[_Files, WrittenExport]:
    lists = inclusion_lists(material)
    read = inclusion_records(lists.structures, lists.services)
    left_out = lost(lists.records, [_carried(record) for record in read])
    return lists.files(), WrittenExport((), len(lists.records), left_out, lists.aside)


def _carried(record: dict[str, str]) -> dict[str, str]:
    """Return a row without what only stands for the columns that data·inclusion lacks; every row listed is open."""
    return {column: text for column, text in record.items() if column not in {"source", "as_of"}}


def _package(material: Material) -> tuple[_Files, WrittenExport]:
    return data_package(material), WrittenExport((), len(material.register))


def _published(material: Material) -> tuple[_Files, WrittenExport]:
    """Return the register in every other format, and the description of all of them."""
    files: dict[str, tuple[str, bytes]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for one in FORMATS.values():
            name = f"register{one.endings[0]}"
            if one.id == "dcat":
                continue
            if one.package:
                files[f"register-{one.id}{one.endings[0]}"] = (one.id, zipped(_PACKAGES[one.id](material)[0]))
                continue
            path = Path(folder) / name
            _write_file(path, material, one)
            files[name] = (one.id, path.read_bytes())
    description = describe(material, files)
    return {CATALOGUE: description, **{name: content for name, (_, content) in files.items()}}, WrittenExport(
        (), len(material.register)
    )


_PACKAGES: Mapping[str, Callable[[Material], tuple[_Files, WrittenExport]]] = {
    "hsds": _hsds,
    "data-inclusion": _inclusion,
    "datapackage": _package,
    "dcat": _published,
}
