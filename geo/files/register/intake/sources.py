"""What each column of a register is read from in somebody else's list: its headers, and the cells under them."""

import re
from collections.abc import Mapping, Sequence

from geo.files.cells import Cell, clean_text, is_blank
from geo.files.issues import Findings, Issue
from geo.files.names import name_key
from geo.files.register.columns import FRENCH_HEADERS, match_headers
from geo.files.register.columns import recognise as is_template
from geo.files.register.intake.headers import COORDINATES, guess
from geo.files.register.intake.raw_list import LAT, LON, Raw
from geo.files.register.intake.recipes import Recipe, header_key
from geo.files.register.words import find_word

_PATTERN = re.compile(r"\{([^{}]+)\}")
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip
_SAID_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (20\d\d)")
_COMMUNE_WORDS = frozenset({"commune", "municipality", "zone", "com", "libelle commune"})
"""Headers of a zone that hold its name when another header holds its code."""

_SEVERAL = frozenset({"name", "locality"})
"""Columns that another header may fill where the first is blank."""


class Sources:
    """The headers that each column is read from, as the recipe says or as the words of the headers do.

    ``columns`` has them by column, ``unit`` the unit of capacity that a header says.
    """

    def __init__(self, raw: Raw, recipe: Recipe, constants: Mapping[str, str], findings: Findings) -> None:
        self._raw, self._recipe, self._constants, self._findings = raw, recipe, constants, findings
        self._place = {header_key(name): position for position, name in reversed(list(enumerate(raw.names))) if name}
        self.columns = self._columns()
        self.unit = self._unit_of_capacity()

    def _columns(self) -> dict[str, tuple[str, ...]]:
        columns: dict[str, tuple[str, ...]] = {}
        for column, sources in self._recipe.columns.items():
            here = tuple(source for source in sources if self.has(source))
            if here:
                columns[column] = here
        if {LON, LAT} <= set(self._raw.names):
            columns |= {"lon": (LON,), "lat": (LAT,)}
        if not self._recipe.columns or not self._recipe.id:
            self._guessed(columns)
        self._one_place(columns)
        return columns

    def follow(self, raw: Raw) -> None:
        """Read the lines of another state of the list, under the same headers."""
        self._raw = raw

    def has(self, source: str) -> bool:
        """Whether the file has every header that a source names."""
        return all(header_key(part) in self._place for part in parts_of(source))

    def _guessed(self, columns: dict[str, tuple[str, ...]]) -> None:
        """Add the columns that the headers say, known words first, then words that look like them."""
        used = {header_key(part) for sources in columns.values() for source in sources for part in parts_of(source)}
        found: dict[str, list[str]] = {}
        likely: dict[str, list[str]] = {}
        for header in self._raw.names:
            if not header or header_key(header) in used or (one := guess(header)) is None:
                continue
            (found if one.sure else likely).setdefault(one.column, []).append(header)
        given = {column for column in columns if self._recipe.columns.get(column)}
        codes = [header for header in found.get("zone_id", []) if name_key(header) not in _COMMUNE_WORDS]
        communes = [header for header in found.get("zone_id", []) if name_key(header) in _COMMUNE_WORDS]
        if codes and communes:  # the name of a commune beside its code
            found["zone_id"] = codes
            found.setdefault("locality", []).extend(communes)
        for column, headers in found.items():
            if column not in given:
                ordered = sorted(headers, key=lambda header: is_template(header) is None)
                columns[column] = tuple(ordered) if column in _SEVERAL else (ordered[0],)
        for column, headers in likely.items():
            if column not in columns and not self._constants.get(column):
                columns[column] = (headers[0],)
                french = FRENCH_HEADERS.get(column, column)
                self._findings.add(
                    "column-guessed",
                    row=self._raw.header_row,
                    column=headers[0],
                    value=headers[0],
                    english=column,
                    french=french,
                )

    def _unit_of_capacity(self) -> str | None:
        """Return the unit that the header of the capacity says (``Nombre de places agréées``)."""
        words = name_key(" ".join(self.columns.get("capacity", ()))).split()
        return next((unit for word in words if (unit := find_word("capacity_unit", word)) is not None), None)

    def _one_place(self, columns: dict[str, tuple[str, ...]]) -> None:
        if COORDINATES in columns and "lon" in columns and "lat" in columns:
            del columns[COORDINATES]

    def said_dates(self) -> tuple[str, ...]:
        """Return the date that the titles above the headers say, if they say one."""
        match = _SAID_DATE.search(name_key(self._raw.above))
        if match is None:
            return ()
        month = f"{match[3]}-{_MONTHS.index(match[2]) + 1:02}"
        return (f"{month}-{int(match[1]):02}" if match[1] else month,)

    def issues(self) -> list[Issue]:
        """Return what a list that follows no recipe should be told about its headers."""
        if self._recipe.id and self._recipe.columns:
            return []
        lines = self._raw.lines
        width = max((len(cells) for _, cells in lines), default=0)
        filled = [False] * width
        for _, cells in lines:
            for position, cell in enumerate(cells):
                filled[position] = filled[position] or not is_blank(cell)
        _, issues = match_headers(self._raw.names, row=self._raw.header_row, filled=filled)
        read = {
            header_key(part) for sources in self.columns.values() for source in sources for part in parts_of(source)
        }
        kept = []
        for issue in issues:
            if issue.rule == "missing-column":
                continue  # asked instead
            if issue.rule == "duplicate-column" and self._both_read(issue, read):
                continue
            if issue.rule == "unknown-column" and (
                name_key(str(issue.value)) in read or str(issue.value).startswith("@")
            ):
                continue
            kept.append(issue)
        return kept

    def _both_read(self, issue: Issue, read: set[str]) -> bool:
        keys = {name_key(str(issue.value)), name_key(str(issue.values["first"]))}
        return keys <= read or bool(keys & _COMMUNE_WORDS) or self._raw.layout != "table"

    def cell(self, sources: Sequence[str], cells: tuple[Cell, ...]) -> Cell:
        """Return the first source that holds something: a header, or several put together."""
        for source in sources:
            parts = _PATTERN.findall(source)
            if not parts:
                cell = self.of(source, cells)
                if not is_blank(cell):
                    return cell
                continue
            texts = {part: clean_text(self.of(part, cells)) for part in parts}
            if any(texts.values()):
                return " ".join(_PATTERN.sub(lambda match: texts[match[1]], source).split())  # noqa: B023 - used at once
        return None

    def of(self, header: str, cells: tuple[Cell, ...]) -> Cell:
        """Return the cell of a line under a header."""
        position = self._place.get(header_key(header), -1)
        return cells[position] if 0 <= position < len(cells) else None

    def rewritten(self, column: str, cell: Cell) -> Cell:
        """Return a cell as the recipe rewrites it."""
        for pattern, replacement in self._recipe.rewrite.get(column, ()):
            text = clean_text(cell)
            if text:
                cell = re.sub(pattern, replacement, text)
        return cell


def parts_of(source: str) -> list[str]:
    """Return the headers that a source names: itself, or those between braces."""
    return _PATTERN.findall(source) or [source]
