"""The data book of a territory: its tables for spreadsheets, maps and programs, told column by column."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
from openpyxl.styles import Alignment, Font

from analysis.dossier.data_book import DataBook
from geo.errors import BadInputError, file_error
from geo.files.atomic import atomic_path, flush_folder, remove_temporary, temporary_path
from geo.files.register.columns import COLUMNS
from geo.travel.export import write_times
from geo.workspace.territory import Territory
from geo.workspace.vocabulary import load_vocabulary
from ui.dossier.map_styles import map_styles
from ui.texts import Texts, pick
from ui.words.numbers import day

TRAVEL = "travel"
_NOTES, _COLUMNS = {"fr": "lisez-moi", "en": "read-me"}, ("table", "column", "unit", "description")
_LAYERS = ("zones", "minutes", "places", "actors")
_UNITS = {
    **dict.fromkeys(("lon", "lat"), "degree"),
    **dict.fromkeys(("minutes", "mean_min", "max_min", "reach_min"), "minute"),
    **dict.fromkeys(("capacity", "capacity_low", "used"), "capacity_unit / year"),
    **dict.fromkeys(("need", "gap", "gap_low", "gap_high"), "unit / year"),
    **dict.fromkeys(("births",), "birth / year"),
    **dict.fromkeys(("population", "children_0_2", "women_15_49", "waiting"), "person"),
    "delay_days": "day",
}
_WIDEST = 60

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class WrittenBook:
    """What was written: the rows of each table, and the files by name."""

    rows: dict[str, int]
    files: tuple[str, ...]


def write_book(
    book: DataBook, path: Path, texts: Texts, *, travel: bool = True, tell: Tell | None = None
) -> WrittenBook:
    """Write a data book: a GeoPackage, a workbook, and each table as CSV and Parquet, with styles for QGIS.

    Parameters
    ----------
    path
        A new folder, or a file whose name ends in ``.zip``.
    travel
        Whether every trip from a place to an actor is written too: a million lines for a region.
    tell
        Told the step and the share of it that is done.

    Raises
    ------
    BadInputError
        ``file-exists``.
    FileError
        When the disk refuses: nothing is left then.
    """
    if path.exists():
        raise BadInputError("file-exists", file=path.name)
    if path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            written = _fill(book, Path(folder), texts, travel=travel, tell=tell or _silent)
            with atomic_path(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
                for name in written.files:
                    archive.write(Path(folder) / name, name)
        return written
    target = Path(os.path.realpath(path))
    temporary = temporary_path(target)
    try:
        temporary.mkdir(parents=True)
        written = _fill(book, temporary, texts, travel=travel, tell=tell or _silent)
        temporary.rename(target)
        flush_folder(target.parent)
    except OSError as error:
        raise file_error(error, path, instead_of=temporary) from error
    finally:
        remove_temporary(temporary)
    return written


def columns_table(book: DataBook, texts: Texts, *, travel: bool) -> pd.DataFrame:
    """Return the dictionary of the columns of every table: ``table``, ``column``, ``unit``, ``description``."""
    named = [(name, [*table.columns]) for name, table in book.tables.items()]
    named += [(TRAVEL, ["place_id", "actor_id", "mode", "minutes", "engine"])] if travel else []
    rows = [
        (name, column, "minute" if _is_kind(name, column) else _UNITS.get(column, ""), _said(name, column, texts))
        for name, columns in named
        for column in columns
        if column != "geometry"
    ]
    return pd.DataFrame(rows, columns=[*_COLUMNS])


def _silent(_step: str, _share: float) -> None:
    pass


def _is_kind(table: str, column: str) -> bool:
    return table == "minutes" and column in load_vocabulary().kinds


def _said(table: str, column: str, texts: Texts) -> str:
    if _is_kind(table, column):
        return texts("book-column-minutes-to", kind=load_vocabulary().label("kind", column, language=texts.language))
    if column.startswith("share_within_"):
        return texts("book-column-share-within", minutes=column.split("_")[2])
    if table in {"actors", "services"} and column in COLUMNS:
        return texts(f"register-column-{column}")
    own = f"book-column-{table}-{column}"
    return texts(own if texts.has(own) else f"book-column-{column}")


def _fill(book: DataBook, folder: Path, texts: Texts, *, travel: bool, tell: Tell) -> WrittenBook:
    territory = book.data.territory
    words = columns_table(book, texts, travel=travel)
    tables = {**book.tables, "columns": words}
    rows = {name: len(table) for name, table in tables.items()}
    (folder / "csv").mkdir()
    (folder / "parquet").mkdir()
    for at, (name, table) in enumerate(tables.items()):
        tell("tables", at / len(tables))
        _plain(table).to_csv(folder / "csv" / f"{name}.csv", index=False, lineterminator="\r\n")
        if isinstance(table, gpd.GeoDataFrame):
            table.to_parquet(folder / "parquet" / f"{name}.parquet", index=False, schema_version="1.1.0")
        else:
            table.to_parquet(folder / "parquet" / f"{name}.parquet", index=False)
    if travel:
        rows[TRAVEL] = _write_travel(book, folder, tell)
    tell("map", 0.0)
    styles = map_styles(book, texts)
    (folder / "qgis").mkdir()
    for name, style in styles.items():
        (folder / "qgis" / f"{name}.qml").write_text(style, encoding="utf-8")
    _write_map(tables, styles, folder / f"maillage-{territory.id}.gpkg")
    tell("workbook", 0.0)
    notes = _notes(book, rows, texts, travel=travel)
    (folder / f"{_NOTES[texts.language]}.txt").write_text("\n".join(notes) + "\n", encoding="utf-8")
    _write_workbook(tables, notes, folder / f"maillage-{territory.id}.xlsx", texts)
    files = sorted(str(one.relative_to(folder).as_posix()) for one in folder.rglob("*") if one.is_file())
    return WrittenBook(rows, tuple(files))


def _write_travel(book: DataBook, folder: Path, tell: Tell) -> int:
    """Write every trip as it is made, then as CSV part by part: it may not fit in memory."""
    made = folder / "parquet" / f"{TRAVEL}.parquet"
    written = write_times(
        book.data.territory,
        book.data.places,
        book.data.actors[book.data.actors["lon"].notna()],
        made,
        mode=book.question.mode,
        engine=book.question.engine,
        progress=lambda done, total: tell(TRAVEL, done / total),
    )
    with (
        (folder / "csv" / f"{TRAVEL}.csv").open("w", encoding="utf-8", newline="") as file,
        pq.ParquetFile(made) as kept,
    ):
        file.write(",".join(kept.schema_arrow.names) + "\r\n")
        for part in kept.iter_batches():
            part.to_pandas().round({"minutes": 2}).to_csv(file, index=False, header=False, lineterminator="\r\n")
    return written.rows


def _write_map(tables: dict[str, pd.DataFrame], styles: dict[str, str], path: Path) -> None:
    """Write a GeoPackage: the layers that are drawn, the tables, then the styles that QGIS opens them with."""
    names = [*_LAYERS, *(name for name in tables if name not in _LAYERS)]
    for name in names:
        table = tables[name]
        mode = {"append": True} if path.exists() else {}
        if isinstance(table, gpd.GeoDataFrame):
            kind = "Point" if name in {"places", "actors"} else "MultiPolygon"
            pyogrio.write_dataframe(
                _known(table),
                path,
                layer=name,
                driver="GPKG",
                geometry_type=kind,
                promote_to_multi=kind != "Point",
                **mode,
            )
        else:
            pyogrio.write_dataframe(_known(table), path, layer=name, driver="GPKG", **mode)
    kept = pd.DataFrame(
        [
            ("", "", name, "geom", name, style, "", True, "", "", "", "1970-01-01T00:00:00.000Z")
            for name, style in styles.items()
        ],
        columns=[
            *("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML"),
            *("styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"),
        ],
    )
    pyogrio.write_dataframe(kept, path, layer="layer_styles", driver="GPKG", layer_options={"FID": "id"}, append=True)


def _known(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts that are not known are missing, whatever the type that held them."""
    texts = [name for name in table.columns if table[name].dtype.kind not in "fiub" and name != "geometry"]
    out = table.copy()
    for name in texts:
        out[name] = table[name].astype("object").where(table[name].notna(), None)
    return out


def _write_workbook(tables: dict[str, pd.DataFrame], notes: Sequence[str], path: Path, texts: Texts) -> None:
    """Write one sheet per table, after one that says what they are; texts stay texts, whatever they begin with."""
    workbook = openpyxl.Workbook(write_only=True)
    first = workbook.create_sheet(_NOTES[texts.language])
    first.column_dimensions["A"].width = 120
    for at, line in enumerate(notes):
        cell = openpyxl.cell.WriteOnlyCell(first, value=line)
        cell.data_type, cell.alignment, cell.font = "s", Alignment(wrap_text=True, vertical="top"), Font(bold=at == 0)
        first.append([cell])
    for name, table in tables.items():
        plain = _plain(table)
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "A2"
        widths = [
            min(_WIDEST, max([len(str(title)), *plain[title].astype(str).str.len().head(200)]) + 2) for title in plain
        ]
        for at, width in enumerate(widths, start=1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(at)].width = width
        sheet.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(len(plain.columns))}{len(plain) + 1}"
        headers = [openpyxl.cell.WriteOnlyCell(sheet, value=title) for title in plain.columns]
        for cell in headers:
            cell.font = Font(bold=True)
        sheet.append(headers)
        for row in _cells(plain):
            sheet.append([_text_cell(sheet, one) if isinstance(one, str) and one[:1] in "=+-@" else one for one in row])
    with atomic_path(path, keep_suffix=True) as temporary:
        workbook.save(temporary)


def _text_cell(sheet: object, text: str) -> openpyxl.cell.WriteOnlyCell:
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _cells(table: pd.DataFrame) -> Iterator[list[object]]:
    illegal = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE
    objects = table.astype("object").where(table.notna(), None)
    for row in objects.itertuples(index=False):
        yield [illegal.sub("", one) if isinstance(one, str) else one for one in row]


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without its shapes."""
    return pd.DataFrame(table.drop(columns="geometry")) if "geometry" in table else table


def _notes(book: DataBook, rows: dict[str, int], texts: Texts, *, travel: bool) -> list[str]:
    territory, language = book.data.territory, texts.language
    own = book.data.on
    said = [texts("book-title", territory=pick(territory.names, language))]
    said += [texts("book-day", day=day(own.isoformat(), language))] if own else []
    said += [texts("book-unknown"), texts("book-bounds"), texts("book-licence")]
    said += [texts("book-table", table=name, rows=rows[name], said=texts(f"book-table-{name}")) for name in rows]
    said += [texts("book-travel-apart" if travel else "book-no-travel")]
    said += [texts("book-back"), *_commands(territory, travel=travel)]
    return said


def _commands(territory: Territory, *, travel: bool) -> list[str]:
    name = territory.id
    told = [
        f"maillage import csv --territory {name}",
        f"maillage places import {name} parquet/places.parquet",
        f"maillage boundaries import {name} parquet/zones.parquet",
        f"maillage completeness import {name} csv/expected.csv",
    ]
    return [*told, f"maillage travel import {name} parquet/travel.parquet --source Maillage"] if travel else told
