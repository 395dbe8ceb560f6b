"""Births, population and other figures per commune, from a table that a user has: one row per code."""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from geo import schema
from geo.files.archives import DAMAGED_ZIP
from geo.files.cells import Cell, cell_text, is_blank
from geo.files.content import TEXTS, WORKBOOKS, Expected
from geo.files.issues import Findings, Refusal, Unread
from geo.files.names import name_key, nearest
from geo.files.numbers import read_number, says_unknown
from geo.files.table import FileTable, open_table
from geo.territories.draft import SHARES

SOURCE = "figures"
"""``source_id`` of figures read from a file."""

_WORDS: Mapping[str, str] = {
    "births": "births; naissances; nb naissances; nombre de naissances; naissances domiciliees; naissd; live births",
    "population": "population; pop; habitants; inhabitants; population municipale; pmun; population totale; "
    "population legale",
    "children_0_2": "children 0 2; enfants 0 2; enfants de 0 a 2 ans; 0 2 ans; moins de 3 ans",
    "children_0_4": "children 0 4; enfants 0 4; enfants de 0 a 4 ans; 0 4 ans; moins de 5 ans",
    "women_15_49": "women 15 49; femmes 15 49; femmes de 15 a 49 ans",
    "no_car_share": "no car share; menages sans voiture; part des menages sans voiture; sans voiture; "
    "households without a car; share of households without a car; without a car",
}
_CODES = (
    "zone id; code; code commune; code insee; insee; codgeo; insee com; nis; ins; code ins; refnis; cd refnis; com; "
    "geo; code geo"
)
_YEARS = "year; annee; an; millesime"
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_INDICATOR_OF = {word.strip(): indicator for indicator, words in _WORDS.items() for word in words.split(";")}
_CODE_KEYS = {word.strip() for word in _CODES.split(";")}
_YEAR_KEYS = {word.strip() for word in _YEARS.split(";")}
_MOST = 50_000_000
_MEASURES: Mapping[str, str] = {"LVB": "births", "PMUN": "population"}
"""What INSEE calls live births and the population of a commune in its statistical files."""
_MOST_MB = 100
_MOST_ROWS = 2_000_000
_TABLES = Expected({**TEXTS, **WORKBOOKS}, most_mb=_MOST_MB, most_rows=_MOST_ROWS)
_TYPED_WRONG = 3
"""Codes of no zone, beyond those that may be meant for a zone without a row, from which they are of elsewhere."""


@dataclass(frozen=True)
class FiguresReading:
    """Figures as read: ``figures`` (``schema.FIGURE``), what was found, and which header gave what.

    ``columns`` goes from the header to the indicator and its year; ``missing`` are the codes without a row.
    """

    figures: pd.DataFrame
    findings: Findings
    columns: Mapping[str, tuple[str, int]]
    missing: tuple[str, ...]


def read_figures_file(
    path: Path, zone_ids: pd.Series, *, year: int | None, code: str | None = None, findings: Findings | None = None
) -> FiguresReading:
    """Read a table of figures per smallest zone.

    Headers say what they count and of which year (``naissances 2023``, ``NAISD22`` says nothing); a column of years
    may say it instead; ``year`` is that of the columns that say none. A blank cell is a figure that is missing. A zip
    archive is read when it holds one table, and a statistical file (one line per code, year and measure) as INSEE
    publishes it. The lines of a file that goes beyond the territory are set aside and counted.

    Parameters
    ----------
    zone_ids
        Codes of the smallest zones.
    code
        Header of the codes, when it is to be named.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    """
    told = Findings() if findings is None else findings
    nothing = schema.FIGURE.empty()
    try:
        with _unpacked(path) as unpacked:
            table = open_table(unpacked, _TABLES, told)
    except Refusal as refusal:
        issue = refusal.issue
        told.add(issue.rule, row=issue.row, column=issue.column, value=issue.value, **issue.values)
        return FiguresReading(nothing, told, {}, ())
    known = {bare_code(zone): str(zone) for zone in zone_ids}
    table, written = _by_measure(table)
    header = _code_column(table, known, code)
    if header is None:
        told.add("territory-no-code-column", value=", ".join(map(str, table.frame.columns[:12])))
        return FiguresReading(nothing, told, {}, ())
    years = next((name for name in table.frame.columns if name_key(str(name)) in _YEAR_KEYS), None)
    columns = _columns(table, year, has_years=years is not None)
    if not columns:
        rule = "territory-no-year" if _columns(table, 0, has_years=False) else "territory-no-figure-column"
        told.add(rule, value=", ".join(map(str, table.frame.columns[:12])))
        return FiguresReading(nothing, told, {}, ())
    table = _of_here(table, header, known, told)
    figures = _Lines(table, header, years, told).read(columns, known)
    for indicator in sorted(SHARES):
        values = figures.loc[figures["indicator"] == indicator, "value"].dropna()
        if len(values) and 0 < values.max() <= 1:
            told.add("territory-share-not-percent", value=f"{values.max():g}")
    found = set(figures["zone_id"])
    missing = tuple(sorted(str(zone) for zone in zone_ids if zone not in found))
    if missing and found:
        told.add("territory-zones-without-figure", count=len(missing), value=", ".join(missing[:12]))
    headers = {written.get(name, name): meant for name, meant in columns.items()}
    return FiguresReading(schema.conform(figures, schema.FIGURE), told, headers, missing)


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """Give the only table of a zip archive, beside what describes it, as a file of its own; another file as it is.

    Raises
    ------
    Refusal
        ``file-unreadable``, ``file-too-large``, ``territory-zip-no-table``, ``territory-zip-tables``.
    """
    if path.suffix.lower() != ".zip" or not path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                tables = [
                    part
                    for part in archive.infolist()
                    if Path(part.filename).suffix.lower() in _TABLES.suffixes and "metad" not in name_key(part.filename)
                ]
                if len(tables) != 1:
                    inside = ", ".join(part.filename for part in tables[:6])
                    rule = "territory-zip-tables" if tables else "territory-zip-no-table"
                    raise Refusal(rule, value=path.name, tables=inside)
                if tables[0].file_size > _MOST_MB * 1_000_000:
                    raise Refusal("file-too-large", value=path.name, limit_mb=_MOST_MB)
                table = Path(folder) / f"table{Path(tables[0].filename).suffix.lower()}"
                table.write_bytes(archive.read(tables[0]))
        except DAMAGED_ZIP as error:
            raise Refusal("file-unreadable", value=path.name, reason=str(error).partition("\n")[0][:120]) from error
        yield table


def _by_measure(table: FileTable) -> tuple[FileTable, dict[str, str]]:
    """Return a statistical file as a table of births or population, with its years, and its headers as written.

    Another table is given back as it is.
    """
    keys = {name_key(str(name)): name for name in table.frame.columns}
    measure = next((name for key, name in keys.items() if key.endswith("measure")), None)
    if measure is None or not keys.keys() >= {"geo", "time period", "obs value"}:
        return table, {}
    frame = table.frame
    told = frame[measure].map(cell_text)
    kept = told.isin(_MEASURES.keys())
    if "geo object" in keys:
        kept &= frame[keys["geo object"]].map(cell_text) == "COM"
    if len(set(told[kept])) != 1:
        return table, {}
    code, year, value = (keys[key] for key in ("geo", "time period", "obs value"))
    said = {code: "geo", year: "year", value: _MEASURES[told[kept].iloc[0]]}
    lines = frame.loc[kept, list(said)].rename(columns=said)
    return replace(table, frame=lines, rows=table.rows[kept.to_numpy()]), {new: str(old) for old, new in said.items()}


def _of_here(table: FileTable, header: str, known: Mapping[str, str], findings: Findings) -> FileTable:
    """Return the lines of the territory, where there are more others than codes typed wrong would explain."""
    codes = table.frame[header].map(bare_code)
    elsewhere = ~codes.isin(known.keys())
    others = codes[elsewhere].unique()
    if len(others) <= len(known.keys() - set(codes)) + _TYPED_WRONG:
        return table
    said = ", ".join(table.frame.loc[elsewhere, header].map(cell_text).unique()[:6])
    if elsewhere.all():
        findings.add("territory-nothing-here", value=said)
    else:
        findings.add("territory-lines-elsewhere", count=int(elsewhere.sum()), value=said)
    return replace(table, frame=table.frame[~elsewhere], rows=table.rows[~elsewhere.to_numpy()])


def bare_code(written: Cell) -> str:
    """Return a code without what spreadsheets do to it: a decimal, or the zeros before it lost."""
    return cell_text(written).strip().removesuffix(".0").lstrip("0")


def _code_column(table: FileTable, known: Mapping[str, str], wanted: str | None) -> str | None:
    if wanted is not None:
        return next((str(name) for name in table.frame.columns if name_key(str(name)) == name_key(wanted)), None)
    shares = {
        str(name): table.frame[name].map(bare_code).isin(known.keys()).mean() + (name_key(str(name)) in _CODE_KEYS)
        for name in table.frame.columns
        if _indicator(str(name)) is None
    }
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] > 0.2 else None


def _columns(table: FileTable, year: int | None, *, has_years: bool) -> dict[str, tuple[str, int]]:
    """Return header → indicator and year; 0 where a column of years says it."""
    found: dict[str, tuple[str, int]] = {}
    for header in map(str, table.frame.columns):
        said = _YEAR.search(header)
        indicator = _indicator(header)
        if indicator is None:
            continue
        of_year = int(said[0]) if said else 0 if has_years else year
        if of_year is not None:
            found[header] = (indicator, of_year)
    return found


def _indicator(header: str) -> str | None:
    return _INDICATOR_OF.get(name_key(_YEAR.sub(" ", header.replace("_", " "))))


@dataclass(frozen=True)
class _Lines:
    """The lines of a table, the headers of its codes and of its years, and where what is wrong is told."""

    table: FileTable
    code: str
    years: str | None
    findings: Findings

    def read(self, columns: Mapping[str, tuple[str, int]], known: Mapping[str, str]) -> pd.DataFrame:
        """Return the figures of the lines that could be read."""
        rows: dict[tuple[str, str, int], float] = {}
        lines: dict[tuple[str, str, int], int] = {}
        for position, line in enumerate(self.table.rows):
            zone = self._zone(position, known)
            for header, (indicator, year) in columns.items() if zone is not None else ():
                of_year = year or self._year(position)
                if of_year is None:
                    self._tell("territory-bad-year", position, self.years or header)
                    continue
                key = (str(zone), indicator, of_year)
                if key in rows:
                    self._tell("territory-code-twice", position, self.code, first=lines[key])
                    continue
                most = 100 if indicator in SHARES else _MOST
                value = _number(self.table.frame[header].iloc[position], most)
                if isinstance(value, Unread):
                    self._tell(value.rule, position, header, **value.values)
                    continue
                rows[key], lines[key] = value, int(line)
        frame = pd.DataFrame([(*key, value) for key, value in rows.items()], columns=list(_FIGURE))
        return frame.assign(status=frame["value"].isna().map({True: "missing", False: "stated"}), source_id=SOURCE)

    def _zone(self, position: int, known: Mapping[str, str]) -> str | None:
        written = bare_code(self.table.frame[self.code].iloc[position])
        if written not in known:
            near = ", ".join(known[one] for one in nearest(written, known)) or "–"
            self._tell("territory-code-unknown", position, self.code, near=near)
        return known.get(written)

    def _year(self, position: int) -> int | None:
        said = None if self.years is None else _YEAR.search(cell_text(self.table.frame[self.years].iloc[position]))
        return int(said[0]) if said else None

    def _tell(self, rule: str, position: int, column: str, **values: str | float) -> None:
        text = cell_text(self.table.frame[column].iloc[position])
        self.findings.add(rule, row=int(self.table.rows[position]), column=column, value=text, **values)


_FIGURE = ("zone_id", "indicator", "year", "value")


def _number(cell: Cell, most: float) -> float | Unread:
    if is_blank(cell) or (isinstance(cell, str) and says_unknown(cell)):
        return float("nan")
    return read_number(cell, maximum=most)
