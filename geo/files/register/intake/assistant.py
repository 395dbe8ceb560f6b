"""From somebody else's list to the lines of a register: what is understood, what is left aside, what must be asked."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pandas as pd

from geo.files.cells import Cell, cell_text, clean_text, is_blank
from geo.files.issues import Findings, Issue, Refusal
from geo.files.names import name_key, slug
from geo.files.numbers import says_nothing
from geo.files.register.actors import actor_table, apart_by_address, check_together, is_whole, service_table
from geo.files.register.columns import COLUMNS, Headers
from geo.files.register.context import ReadingChoices, RegisterContext, RegisterReading
from geo.files.register.fields import is_id
from geo.files.register.intake.headers import COORDINATES, nearest_headers, recognise
from geo.files.register.intake.kinds import NOT_HERE, Kinds
from geo.files.register.intake.list_opening import open_raw
from geo.files.register.intake.raw_list import MAX_KEPT, Raw
from geo.files.register.intake.recipes import ASIDE, Recipe, fitting_recipe, merged
from geo.files.register.intake.sources import Sources, parts_of
from geo.files.register.intake.unquoted import rejoin
from geo.files.register.intake.written_coordinates import (
    are_degrees,
    known_system,
    named_system,
    numbers_of,
    plain_degrees,
    split_point,
    system_of_header,
    to_degrees,
)
from geo.files.register.line_rules import Entry, Guide, read_entry
from geo.files.register.rows import Row, inherit_blanks
from geo.schema import ACTOR, SERVICE

PREVIEWED = 10
"""Lines shown as they will be understood."""

_FRENCH_CODE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
_LEFT_RULES = {
    "heading": "rows-heading",
    "outside": "rows-outside",
    "outside-far": "rows-outside-far",
    "other-kind": "rows-other-kind",
    "kind-not-here": "kind-not-here",
    "no-place": "rows-no-place",
    "no-name": "rows-no-name",
    "repeated": "rows-repeated",
    "error": "rows-with-errors",
}
_SHOWN = 5
_NOT_AVAILABLE = frozenset({"#N/A", "N/A", "NA", "NAN", "NULL", "NONE"})


@dataclass(frozen=True)
class ImportQuestion:
    """What is missing before a list can be taken in.

    Parameters
    ----------
    key
        ``column``, ``kind``, ``kinds``, ``source``, ``as-of``, ``places``, ``crs``, ``believe`` or ``outside``.
    about
        The column that is missing, the words that mean no known kind, how many lines are concerned.
    proposals
        What may be answered, the likeliest first; for ``kinds``, the likeliest code of each word (or ``-``).
    count
        Lines concerned.
    """

    key: str
    about: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Intake:
    """What was understood of a list.

    ``columns`` says what each column is read from; ``preview`` the first lines as they will be understood
    (``schema.ACTOR`` columns); ``recipe`` is what was used, answers included; ``recipe_id`` the recipe that fitted.
    ``headers`` and ``layout`` are those of the file.
    """

    reading: RegisterReading
    questions: tuple[ImportQuestion, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recipe: Recipe = field(default_factory=Recipe)
    recipe_id: str = ""
    headers: tuple[str, ...] = ()
    layout: str = "table"

    @property
    def ok(self) -> bool:
        """Whether nothing is missing and nothing is wrong: the list may be recorded."""
        return not self.questions and self.reading.ok

    @property
    def preview(self) -> pd.DataFrame:
        """The first actors as they will be recorded."""
        return self.reading.actors.head(PREVIEWED)


def examine(
    path: Path, *, context: RegisterContext, answers: Recipe | None = None, recipe: Recipe | None = None
) -> Intake:
    """Return what is understood of a list, with what must still be asked; nothing in its content raises.

    Parameters
    ----------
    path
        The file, of any type of :data:`geo.files.register.intake.list_opening.SUFFIXES`.
    answers
        What the person said about it.
    recipe
        How the list is read; the recipe that fits its headers when ``None``, else none.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``bad-recipe`` when a recipe that is kept cannot be read.
    """
    answers = answers or Recipe()
    first = merged(recipe or Recipe(), answers)
    findings = Findings()
    try:
        raw = open_raw(
            path, findings, recognise, sheet=first.sheet or None, encoding=first.encoding or None, crs=first.crs or None
        )
    except Refusal as refusal:
        findings.extend([refusal.issue])
        crs = refusal.issue.rule == "crs-missing"
        questions = (ImportQuestion("crs", proposals=_systems(context)),) if crs else ()
        return Intake(RegisterReading(ACTOR.empty(), SERVICE.empty(), findings.table(), 0, 0), questions)
    found = recipe or fitting_recipe(raw.names, raw.layout) or Recipe()
    used = merged(found, answers)
    if found.id:
        findings.add("recipe-used", value=found.id)
    return _Examination(raw, context, used, findings).result(found.id)


def _systems(context: RegisterContext) -> tuple[str, ...]:
    return () if context.metric_crs is None else (context.metric_crs,)


class _Examination:
    """One list being understood."""

    def __init__(self, raw: Raw, context: RegisterContext, recipe: Recipe, findings: Findings) -> None:
        self.raw, self.context, self.recipe, self.findings = raw, context, recipe, findings
        self.kinds = Kinds.of(context, recipe)
        self.constants = {"kind": recipe.kind, **recipe.constants}
        if raw.as_of and "as_of" not in self.constants:
            self.constants["as_of"] = raw.as_of
        self.questions: list[ImportQuestion] = []
        self.aside: Counter[str] = Counter(raw.aside)
        self.examples: dict[str, dict[str, None]] = {}
        self.unknown_kinds: Counter[str] = Counter()
        self.without_kind = 0
        self.without_system = 0
        known = context.known_names
        self.codes = {*context.zones["zone_id"], *(() if known is None else known["written"])}
        self.places = {name_key(word): zone for word, zone in recipe.places.items()}
        self.asked: set[str] = set()
        self.sources = Sources(raw, recipe, self.constants, findings)
        self.columns = self.sources.columns
        self.raw = rejoin(raw, self.columns, findings)
        self.sources.follow(self.raw)

    # Lines.

    def result(self, recipe_id: str) -> Intake:
        self._missing()
        if not self.findings.ok:
            reading = RegisterReading(ACTOR.empty(), SERVICE.empty(), self.findings.table(), len(self.raw.lines), 0)
            return Intake(reading, headers=self.raw.names, layout=self.raw.layout)
        entries, rows = self._entries()
        self._asked_of_lines(rows)
        kept = self._kept(entries)
        issues_of_lines = [issue for entry in kept for issue in entry.row.issues]
        self.findings.extend(self.sources.issues())
        self.findings.extend(self._together)
        self._tell_aside()
        self.findings.extend(issues_of_lines)
        good = [entry for entry in kept if not entry.row.failed and is_whole(entry)]
        if not self.raw.lines:
            self.findings.add("no-rows")
        elif not good and not self.questions and self.findings.ok:
            self.findings.add("nothing-left", count=len(self.raw.lines))
        reading = RegisterReading(
            actor_table(good),
            service_table(good),
            self.findings.table(),
            len(self.raw.lines),
            len(good),
            dict(self.aside),
            columns=frozenset(self.columns) - self.raw.silent,
            unsaid=self.raw.unsaid,
        )
        used = msgspec.structs.replace(self.recipe, id="")
        return Intake(reading, tuple(self.questions), self.columns, used, recipe_id, self.raw.names, self.raw.layout)

    def _missing(self) -> None:
        """Ask for the columns that no header gives; a file whose headers say nothing known is no list of services."""
        headers = [name for name in self.raw.names if name]
        if "name" not in self.columns and len(self.columns) < 2:
            self.findings.add("not-a-list", value=", ".join(headers[:8]), row=self.raw.header_row)
            return
        if "name" not in self.columns:
            self.questions.append(
                ImportQuestion("column", ("name",), tuple(nearest_headers("name", headers) or headers[:5]))
            )
        for column, key in (("source", "source"), ("as_of", "as-of")):
            if column not in self.columns and not self.constants.get(column):
                proposals = self.sources.said_dates() if column == "as_of" else ()
                self.questions.append(ImportQuestion(key, proposals=proposals, count=len(self.raw.lines)))
                self.constants[column] = _MEANWHILE[column]
                self.asked.add(column)

    def _entries(self) -> tuple[list[Entry], list[Row]]:
        guide = Guide.of(self.context, self._choices())
        canon = [column for column in COLUMNS if column in self.columns or self.constants.get(column)]
        canon += [
            column for column in ("kind", "lon", "lat", "zone_id", "capacity_unit", "status") if column not in canon
        ]
        written = {
            column: " + ".join(part for source in self.columns.get(column, ()) for part in parts_of(source)) or column
            for column in canon
        }
        headers = Headers({column: place for place, column in enumerate(canon)}, written, len(canon))
        rows: list[Row] = []
        for number, cells in self.raw.lines:
            record = self._record(cells)
            if record is None:
                continue
            row = Row(number, tuple(record.get(column) for column in canon), headers)
            self._check_width(row, cells)
            rows.append(row)
            if len(rows) > MAX_KEPT:
                self.findings.add("too-many-rows", limit=MAX_KEPT)
                return [], []
        inherit_blanks(rows)
        entries = [read_entry(row, guide) for row in rows]
        if "as_of" in self.asked:
            self._without("as-of-undated", rows)
        return entries, rows

    def _choices(self) -> ReadingChoices:
        return ReadingChoices(
            outside=self.recipe.outside or "skip",
            believe=self.recipe.believe or None,
            without_place=self.recipe.without_place or "keep",
            foreign=self.recipe.foreign,
        )

    def _check_width(self, row: Row, cells: tuple[Cell, ...]) -> None:
        extra = [cell for cell in cells[len(self.raw.names) :] if not is_blank(cell)]
        if extra:
            row.report("too-many-cells", None, value=cell_text(extra[0]), count=len(self.raw.names))

    def _record(self, cells: tuple[Cell, ...]) -> dict[str, Cell] | None:
        """Return the cells of a line by column, ``None`` when it is left aside."""
        kind = self._kind(cells)
        if kind is None:
            return None
        record: dict[str, Cell] = {
            column: self.sources.rewritten(column, self.sources.cell(sources, cells))
            for column, sources in self.columns.items()
            if column not in {"kind", COORDINATES}
        }
        if not is_blank(record.get("until")) and is_blank(record.get("status")):
            record["status"] = "closed"
        for column, value in self.constants.items():
            if value and is_blank(record.get(column)):
                record[column] = value
        record["kind"] = kind
        self._said_places(record)
        if self.sources.unit and not is_blank(record.get("capacity")) and is_blank(record.get("capacity_unit")):
            record["capacity_unit"] = self.sources.unit
        if self._is_of_another_country_part(record):
            self._leave("outside", clean_text(record.get("name")))
            return None
        if self.recipe.id and says_nothing(clean_text(record.get("name"))):
            self._leave("no-name", "")
            return None
        self._place(record, cells)
        identifier = record.get("actor_id")
        if not is_blank(identifier) and not is_id(text := clean_text(identifier)):
            record["actor_id"] = slug(text)
        return record

    def _is_of_another_country_part(self, record: Mapping[str, Cell]) -> bool:
        """Whether a line of a national list bears the code of a commune that is not here, when those are not kept."""
        if not self.recipe.foreign or self.recipe.outside == "keep" or self.context.country != "FR":
            return False
        code = clean_text(record.get("zone_id"))
        return _FRENCH_CODE.fullmatch(code) is not None and code not in self.codes

    def _said_places(self, record: dict[str, Cell]) -> None:
        """Put the communes that were said for places that are not known by the name that the list gives them."""
        for column in ("zone_id", "locality"):
            said = self.places.get(name_key(clean_text(record.get(column))))
            if said is not None:
                record["zone_id"] = said

    def _leave(self, reason: str, example: str) -> None:
        self.aside[reason] += 1
        shown = self.examples.setdefault(reason, {})
        if example and len(shown) < _SHOWN:
            shown[example] = None

    def _kind(self, cells: tuple[Cell, ...]) -> str | None:
        """Return the text to read as the kind of a line (blank when it says none), ``None`` to leave it aside."""
        said: list[str] = []
        for source in self.columns.get("kind", ()):
            text = clean_text(self.sources.cell((source,), cells))
            if not text:
                continue
            found = self.kinds.find(text, header=source)
            if found is None and ";" in text:
                found = next((one for part in text.split(";") if (one := self.kinds.find(part, header=source))), None)
            if found is not None:
                return self._known(found, text)
            said.append(text)
        if not said and (known := self._known_kind(cells)):
            return known
        name = clean_text(self.sources.cell(self.columns.get("name", ()), cells))
        if self.recipe.kinds_from_name and (found := self.kinds.in_name(name)) is not None:
            return self._known(found, name)
        if self.constants["kind"]:
            code = self.kinds.find(self.constants["kind"])
            return self._known(code, self.constants["kind"]) if code else self.constants["kind"]
        return self._unknown_kind(said[0] if said else "")

    def _unknown_kind(self, text: str) -> str | None:
        if (others := self.kinds.others) is not None:
            return self._known(others, text)
        if text:
            self.unknown_kinds[text] += 1
            return text
        self.without_kind += 1
        return ""

    def _known_kind(self, cells: tuple[Cell, ...]) -> str | None:
        """Return the kind that the actor of a line has in the register, when the line names it by its identifier."""
        return self.context.existing_kinds.get(clean_text(self.sources.cell(self.columns.get("actor_id", ()), cells)))

    def _known(self, found: str, text: str) -> str | None:
        if found == ASIDE:
            self._leave("other-kind", text)
            return None
        if found == NOT_HERE:
            self._leave("kind-not-here", text)
            return None
        return found

    def _place(self, record: dict[str, Cell], cells: tuple[Cell, ...]) -> None:
        """Put the coordinates of a line in degrees: one cell for both, degrees and minutes, metres."""
        if COORDINATES in self.columns and (pair := split_point(self.sources.cell(self.columns[COORDINATES], cells))):
            record["lon"], record["lat"] = pair
        for column in ("lon", "lat"):
            if clean_text(record.get(column)).upper() in _NOT_AVAILABLE:
                record[column] = None
        lon, lat = plain_degrees(record.get("lon")), plain_degrees(record.get("lat"))
        if lon is not record.get("lon") or lat is not record.get("lat"):
            record["lon"], record["lat"] = lon, lat
        point = numbers_of((lon, lat))
        if point is None or are_degrees(point):
            return
        header = self.recipe.crs_header
        system = None
        if header and self.sources.has(header):
            system = named_system(clean_text(self.sources.of(header, cells)), self.recipe.crs_words)
        headers = self.columns.get("lon", ()), self.columns.get("lat", ())
        said = {found for one in headers for source in one if (found := system_of_header(source))}
        system = system or self.recipe.crs or (said.pop() if len(said) == 1 else None)
        if system is None or not known_system(system):
            self.without_system += 1
            return
        degrees = to_degrees(point, system)
        if degrees is not None:
            record["lon"], record["lat"] = degrees

    # What is left to ask, to leave aside, to tell.

    def _asked_of_lines(self, rows: Sequence[Row]) -> None:
        if self.unknown_kinds:
            words = tuple(self.unknown_kinds)
            proposals = tuple(next(iter(self.kinds.nearest(word)), ASIDE) for word in words)
            self.questions.append(ImportQuestion("kinds", words, proposals, self.unknown_kinds.total()))
            self._without("unknown-kind", rows)
        if self.without_kind and ("kind" not in self.columns or self.raw.layout != "table"):
            self.questions.append(ImportQuestion("kind", proposals=self._kinds_in_names(rows), count=self.without_kind))
            header = " + ".join(self.columns.get("kind", ("kind",)))
            for row in rows:
                row.issues = [one for one in row.issues if one.rule != "missing-value" or one.column != header]
        lost = {
            text: _first_suggestion(issue)
            for row in rows
            for issue in row.issues
            if issue.rule == "unknown-zone" and (text := row.text("zone_id")) and _first_suggestion(issue)
        }
        if lost and self.recipe.errors != "skip":
            count = sum(row.text("zone_id") in lost for row in rows)
            self.questions.append(ImportQuestion("places", tuple(lost), tuple(lost.values()), count))
        if self.without_system:
            self.questions.append(ImportQuestion("crs", proposals=_systems(self.context), count=self.without_system))
            self._without("coordinates-not-degrees", rows)
        if self.recipe.crs and not known_system(self.recipe.crs):
            self.findings.add("crs-missing", value=self.recipe.crs)
        far = [row for row in rows if any(one.rule == "position-far-from-zone" for one in row.issues)]
        if far and not self.recipe.believe:
            about = tuple(row.text("name") or "" for row in far[:_SHOWN])
            self.questions.append(ImportQuestion("believe", about, ("point", "commune"), len(far)))
        outside = sum(row.aside == "outside" and row.text("lon") is not None for row in rows)
        left = [row for row in rows if row.aside is None]
        if outside and not left and not self.recipe.outside:
            self.questions.append(ImportQuestion("outside", proposals=("keep", "skip"), count=outside))

    def _kinds_in_names(self, rows: Sequence[Row]) -> tuple[str, ...]:
        found = Counter(
            code for row in rows if (code := self.kinds.in_name(row.text("name") or "")) in self.context.kinds
        )
        return tuple(code for code, _ in found.most_common(3))

    def _without(self, rule: str, rows: Sequence[Row]) -> None:
        """Take off the lines an error that is asked about instead."""
        for row in rows:
            row.issues = [issue for issue in row.issues if issue.rule != rule]

    def _kept(self, entries: Sequence[Entry]) -> list[Entry]:
        kept: list[Entry] = []
        for entry in entries:
            if entry.row.aside is not None:
                self._leave(entry.row.aside, entry.row.text("name") or "")
            else:
                kept.append(entry)
        if "actor_id" not in self.columns or self.recipe.id:
            kept = apart_by_address(kept, repeated=lambda entry: self._leave("repeated", entry.row.text("name") or ""))
        self._together = check_together(kept, existing_ids=self.context.existing_ids)
        if self.recipe.errors != "skip":
            return kept
        for entry in kept:
            if entry.row.failed:
                first = next(issue for issue in entry.row.issues if issue.severity == "error")
                self._leave("error", f"{entry.row.number} ({first.column or first.rule}: {first.value or ''})")
        return [entry for entry in kept if not entry.row.failed]

    def _tell_aside(self) -> None:
        for reason, rule in _LEFT_RULES.items():
            if count := self.aside.get(reason, 0):
                shown = self.raw.examples.get(reason) or "; ".join(self.examples.get(reason, ()))
                self.findings.add(rule, value=shown, count=count)


_MEANWHILE = {"source": "(source)", "as_of": "undated"}
"""What stands in the preview for what is asked; nothing is recorded before it is answered."""


def _first_suggestion(issue: Issue) -> str:
    """Return the code of the first zone that a finding suggests: ``Oulad Berhil (commune, 09.541.01.07), …``."""
    match = re.search(r", ([^,()]+)\)", str(issue.values.get("suggestions", "")))  # noqa: PD011 - not a frame
    return match[1] if match else ""
