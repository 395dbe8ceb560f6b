"""What an export is made of, and what it tells of itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from geo.files.register.columns import COLUMNS

Record = dict[str, str]
"""One row of the register as texts by column, those that are unknown left out."""

Names = Mapping[str, str]
LANGUAGES = ("fr", "en")
Words = Callable[..., str]
"""The text of a key of the catalogues in a language (the two first arguments), its values by name."""


def _bare(_language: str, key: str, **_values: object) -> str:
    return key


@dataclass(frozen=True)
class Change:
    """What an entry of the journal changed in a row: ``added``, ``removed``, or one ``column`` of it ``changed``."""

    actor_id: str
    service: str
    change: str
    column: str | None
    before: str | None
    after: str | None
    at: datetime
    by: str

    @property
    def key(self) -> str:
        """Actor and service, as :func:`key_of` names them."""
        return f"{self.actor_id}/{self.service}"


def key_of(record: Record) -> str:
    """Return the name of a row."""
    return f"{record['actor_id']}/{record['service']}"


@dataclass(frozen=True)
class Material:
    """A register and what is said around it.

    Parameters
    ----------
    register
        One row per actor and service, the columns of a register, sorted by actor.
    history
        What was changed, field by field, in the order of the journal.
    day
        The day whose register this is.
    language
        ``fr`` or ``en``: language of the words.
    territory_id, country, titles
        Which territory, its ISO code, its name by language.
    zone_names, regions
        Code of a zone → its name; → the name of the province or department it lies in.
    kinds, functions
        Code → label.
    words
        The texts of the catalogues.
    bounds
        West, south, east, north of the territory in degrees; None when it has no shape.
    publisher, licence
        Who publishes and under which licence (the address of its text); empty when nobody said it.
    """

    register: pd.DataFrame
    history: Sequence[Change]
    day: date
    language: str
    territory_id: str
    country: str
    titles: Names
    zone_names: Names = field(default_factory=dict)
    regions: Names = field(default_factory=dict)
    kinds: Names = field(default_factory=dict)
    functions: Names = field(default_factory=dict)
    words: Words = _bare
    bounds: tuple[float, float, float, float] | None = None
    publisher: str = ""
    licence: str = ""

    @cached_property
    def descriptions(self) -> Mapping[str, Names]:
        """Language → column → what the column says."""
        return {
            language: {column: self.words(language, f"register-column-{column}") for column in COLUMNS}
            for language in LANGUAGES
        }

    def records(self) -> list[Record]:
        """Return the rows as texts."""
        return list(records_of(self.register))


@dataclass(frozen=True)
class WrittenExport:
    """What was written.

    Parameters
    ----------
    files
        Names of the files, from the folder of the export.
    rows
        Rows that it holds.
    left_out
        Column → rows whose content the format cannot carry.
    aside
        Reason → rows that are not in it: ``status`` (not open), ``name`` (a name that the format refuses).
    """

    files: tuple[str, ...]
    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    aside: Mapping[str, int] = field(default_factory=dict)


def records_of(register: pd.DataFrame) -> Iterator[Record]:
    """Yield the rows of a register as texts by column; figures are written as briefly as they read back the same."""
    for row in register[list(COLUMNS)].astype(object).itertuples(index=False, name=None):
        yield {column: text_of(value) for column, value in zip(COLUMNS, row, strict=True) if not pd.isna(value)}


def text_of(value: object) -> str:
    """Return a value as text; a whole number has no decimals."""
    if isinstance(value, int | float):
        return repr(float(value)) if value % 1 else str(int(value))
    return str(value)


def lost(records: Sequence[Record], read: Sequence[Record]) -> dict[str, int]:
    """Return how many rows lose each column between what was written and what is read back."""
    pairs = list(zip(records, read, strict=True))
    counts = {
        column: sum(column in one and one[column] != other.get(column) for one, other in pairs) for column in COLUMNS
    }
    return {column: count for column, count in counts.items() if count}
