"""The canonical tables: their columns, types, keys and allowed values, defined once.

Every function of ``geo`` and ``analysis`` uses these names; a column name is never a parameter. Units are in
the names (``travel_min``, ``length_m``). In a numeric column, NaN means *unknown*; zero means zero; what cannot
be reached has no row in ``travel``.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import BadInputError

# Texts are kept as Python's own: most tables are read by row or hold thousands of rows, where Arrow's cost two to ten
# times more.
pd.set_option("mode.string_storage", "python")

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
CodeArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]

LIST_SEPARATOR = ";"
"""Separator of the codes listed in one cell (functions, strata, stages, covered zones, identifiers)."""

GEOMETRY_QUALITIES = ("official", "approximate")
POSITION_QUALITIES = ("address", "locality", "commune", "approximate", "unknown")
STATUSES = ("open", "planned", "suspended", "closed", "to-verify")
DELIVERIES = ("full", "part", "none", "unknown")
DELIVERY_REASONS = ("staff", "money", "premises", "referral")
MODES = ("on-site", "home-visits", "mobile")
STAGES = ("prenatal", "postnatal", "early-childhood")
STRATA = ("low-risk", "specific", "complex", "refusal", "danger")
CAPACITY_UNITS = ("follow-ups", "half-days", "fte", "places", "births", "families", "children", "patients")
HANDOVER_PHASES = ("prenatal", "birth", "return-home", "early-childhood", "any")
HANDOVER_STATES = ("in-place", "planned", "none", "unknown")
FIGURE_STATUSES = ("official", "reconstructed", "stated", "hypothesis", "missing")
ROAD_MODES = ("car", "bike", "foot")
"""Modes that have roads of their own."""
TIMETABLE_MODES = ("transit", "carless")
"""Modes that a timetable serves: public transport, and without a car (public transport, else on foot)."""
TRAVEL_MODES = (*ROAD_MODES, *TIMETABLE_MODES)
RELIABILITIES = ("official", "secondary", "press", "none")
"""What a count rests on: its publisher, one who quotes it, the press, nothing (no count was found)."""


@dataclass(frozen=True)
class Column:
    """One column: ``kind`` is ``text``, ``number``, ``integer`` or ``geometry``."""

    name: str
    kind: str = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A canonical table: its name, the columns that identify a row, and all its columns in order."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names, in order."""
        return [column.name for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """Return a frame without rows, with every column at its type."""
        return conform(pd.DataFrame({name: [] for name in self.names}), self)


def _text(*names: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(name, required=required) for name in names)


ZONE = Table(
    "zone",
    ("zone_id",),
    (
        *_text("zone_id", "level", required=True),
        *_text("parent_id"),
        *_text("name", required=True),
        Column("geometry_quality", required=True, allowed=GEOMETRY_QUALITIES),
        Column("geometry", "geometry"),
    ),
)
"""Administrative units of every level; ``geometry`` in EPSG:4326."""

FIGURE = Table(
    "figure",
    ("zone_id", "indicator", "year"),
    (
        *_text("zone_id", "indicator", required=True),
        Column("year", "integer", required=True),
        Column("value", "number"),
        Column("status", required=True, allowed=FIGURE_STATUSES),
        *_text("source_id", required=True),
    ),
)
"""Official and stated figures per zone and year. A figure the publisher did not give is a row whose value is NaN
and whose status is ``missing``."""

PLACE = Table(
    "place",
    ("place_id",),
    (
        *_text("place_id", "name", "zone_id", required=True),
        Column("lon", "number", required=True),
        Column("lat", "number", required=True),
        Column("population", "number"),
        Column("births", "number"),
        Column("children_0_2", "number"),
        Column("women_15_49", "number"),
        Column("vulnerability", "number"),
        Column("vintage", "integer"),
    ),
)
"""Population points of one layer; ``births`` are those of ``vintage``, a year."""

ACTOR = Table(
    "actor",
    ("actor_id",),
    (
        *_text("actor_id", "name", "kind", required=True),
        Column("lon", "number"),
        Column("lat", "number"),
        Column("position_quality", required=True, allowed=POSITION_QUALITIES),
        *_text("zone_id"),
        Column("status", required=True, allowed=STATUSES),
        *_text("since", "until", "expected_return"),
        *_text("address", "postal_code", "locality", "seat", "hours", "phone", "website", "contact", "identifiers"),
        *_text("same_as"),
        *_text("source", "as_of", required=True),
        *_text("note"),
    ),
)
"""Who offers services, and where. ``zone_id`` is the commune; dates are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
``lon``, ``lat``, ``address`` and ``locality`` are those of the place of service; ``seat`` is where the organisation has
its own, when that is elsewhere: nobody travels there. ``expected_return`` is when a suspended actor should open again;
``identifiers`` lists those that others gave it (``finess:010780054;siret:26010004500012``); ``same_as`` lists the ids
of the actors that this one is perhaps the same as."""

SERVICE = Table(
    "service",
    ("actor_id", "service"),
    (
        *_text("actor_id", "service", required=True),
        *_text("functions", "stages", "strata"),
        Column("mode", required=True, allowed=MODES),
        Column("capacity", "number"),
        Column("used", "number"),
        Column("capacity_unit", allowed=CAPACITY_UNITS),
        Column("reach_min", "number"),
        *_text("covers"),
        Column("delivery", allowed=DELIVERIES),
        Column("delivery_reason", allowed=DELIVERY_REASONS),
        *_text("last_delivered"),
        Column("waiting", "number"),
        Column("delay_days", "number"),
        Column("funded_places", "number"),
        *_text("observed", "who_refers", "conditions", "fees", "verified"),
        *_text("source", "as_of", required=True),
        *_text("note"),
    ),
)
"""What an actor offers. ``functions``, ``stages``, ``strata`` and ``covers`` are lists of codes; empty functions
or strata mean those that the programme gives to the actor's kind. Capacity and use are per year. ``delivery`` is what
the service really delivers of what it lists (what is delivered and what is not stand on two rows), ``delivery_reason``
why not all, ``last_delivered`` when it was last seen delivered. On the day ``observed``: ``waiting`` (how many wait),
``delay_days`` (until the first appointment, in days) and ``funded_places``. ``verified`` is the day when somebody last
checked that the row is true."""

NEED_RULE = Table(
    "need_rule",
    ("rule_id",),
    (
        *_text("rule_id", "zone_id", required=True),
        *_text("kind", "function", "stratum"),
        Column("stage", allowed=STAGES),
        *_text("unit", required=True),
        *_text("base"),
        Column("rate", "number"),
        Column("value", "number"),
        *_text("like"),
        Column("status", required=True, allowed=FIGURE_STATUSES),
        *_text("source", "date", required=True),
        *_text("note"),
    ),
)
"""How much is needed per year in ``zone_id`` and every zone below it: a stated ``value``, or ``rate`` × ``base``
(an indicator, or ``births:<stratum>``), or the rate that the rule named in ``like`` gives in its own zone. An empty
``stage`` means all of them."""

EXPECTED = Table(
    "expected",
    ("zone_id", "kind"),
    (
        *_text("zone_id", "kind", required=True),
        Column("expected", "number"),
        Column("low", "number"),
        Column("high", "number"),
        *_text("what"),
        *_text("as_of", "source", required=True),
        Column("reliability", required=True, allowed=RELIABILITIES),
        *_text("note"),
    ),
)
"""How many open services of a kind stand in a zone, by a source other than the register: ``expected``, or no fewer than
``low`` and no more than ``high``; each may be unknown. ``what`` says what is counted."""

HANDOVER = Table(
    "handover",
    ("sender", "receiver", "phase"),
    (
        *_text("sender", "receiver", required=True),
        Column("phase", required=True, allowed=HANDOVER_PHASES),
        Column("state", required=True, allowed=HANDOVER_STATES),
        *_text("as_of", "source", required=True),
        *_text("said_by", "note"),
    ),
)
"""Whether one actor passes families to another at a moment of their path, and who says so."""

TRAVEL = Table(
    "travel",
    ("place_id", "actor_id", "mode"),
    (
        *_text("place_id", "actor_id", required=True),
        Column("mode", required=True, allowed=TRAVEL_MODES),
        Column("minutes", "number", required=True),
    ),
)
"""Travel time from a place to an actor. An absent row means unreachable within the horizon."""


def split_codes(cell: object) -> list[str]:
    """Return the codes listed in one cell, in order, without blanks; an empty or missing cell gives ``[]``."""
    if not isinstance(cell, str):
        return []
    return [code for part in cell.split(LIST_SEPARATOR) if (code := part.strip())]


def join_codes(codes: Iterable[str]) -> str:
    """Return codes as one cell."""
    return LIST_SEPARATOR.join(codes)


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return a copy of ``frame`` with exactly the columns of ``table``, typed.

    Text columns become strings whose missing cells are ``None``-like (``pd.isna``); numbers become float64 with
    NaN for unknown; integers are int64 where every cell is known, else float64. Optional columns that are absent
    are added empty.

    Raises
    ------
    BadInputError
        ``missing-column`` when a required column is absent, ``missing-value`` when a required cell is empty,
        ``not-a-number`` or ``not-allowed`` for a cell that does not fit, ``duplicate-key`` when two rows share
        the key.
    """
    typed: dict[str, pd.Series] = {}
    for column in table.columns:
        if column.name in frame.columns:
            typed[column.name] = _typed(frame[column.name].reset_index(drop=True), column, table)
        elif column.required:
            raise BadInputError("missing-column", table=table.name, column=column.name)
        else:
            typed[column.name] = _unknown(column.kind, len(frame))
    out = pd.DataFrame(typed, index=range(len(frame)))
    if table.key and out.duplicated(list(table.key)).any():
        row = out.loc[out.duplicated(list(table.key)), list(table.key)].iloc[0]
        raise BadInputError("duplicate-key", table=table.name, key=" / ".join(map(str, row)))
    return out


def _unknown(kind: str, rows: int) -> pd.Series:
    known = {"text": "str", "geometry": "object", "integer": "float64" if rows else "int64"}
    return pd.Series(None, index=range(rows), dtype=known.get(kind, "float64"))


def _typed(cells: pd.Series, column: Column, table: Table) -> pd.Series:
    if column.kind == "geometry":
        return cells
    if column.required and cells.isna().any():
        raise BadInputError(
            "missing-value", table=table.name, column=column.name, row=int(cells.isna().to_numpy().argmax())
        )
    if column.kind == "text":
        text = cells.astype("str")
        blank = cells.isna() | (text == "")
        if blank.any():
            text = text.mask(blank)
        _check_allowed(text, column, table)
        return text
    try:
        numbers = pd.to_numeric(cells, errors="raise").astype(np.float64)
    except (TypeError, ValueError) as error:
        raise BadInputError("not-a-number", table=table.name, column=column.name) from error
    if column.kind == "integer" and not numbers.isna().any():
        return numbers.astype(np.int64)
    return numbers


def _check_allowed(text: pd.Series, column: Column, table: Table) -> None:
    if not column.allowed:
        return
    wrong = text[text.notna() & ~text.isin(column.allowed)]
    if len(wrong):
        raise BadInputError(
            "not-allowed",
            table=table.name,
            column=column.name,
            value=str(wrong.iloc[0]),
            allowed=", ".join(column.allowed),
        )
