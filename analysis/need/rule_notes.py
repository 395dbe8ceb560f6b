"""What else is known of a need rule: another figure of the same thing, a choice that was made; data, with sources."""

from functools import cache
from pathlib import Path

import pandas as pd
from msgspec import Struct

from analysis.records.shared import NeedNote
from geo.errors import BadInputError
from geo.files.toml import NotNegative, Sourced, Text, read_toml
from geo.json_values import encode
from geo.workspace.territory import Territory

FILE = "need_notes.toml"


class _Note(Sourced, kw_only=True, frozen=True):
    rule: Text
    fr: Text
    en: Text
    low: NotNegative | None = None
    high: NotNegative | None = None


class _File(Struct, frozen=True):
    notes: tuple[_Note, ...] = ()


def need_notes(territory: Territory, rules: pd.DataFrame) -> list[NeedNote]:
    """Return the notes on some need rules (``schema.NEED_RULE``), in the order of the territory's file.

    Raises
    ------
    BadInputError
        ``need-notes-file`` for a file that cannot be read, or a range upside down.
    """
    path = territory.folder / FILE
    named = set(rules["rule_id"]) | set(rules["like"].dropna())
    return [note for note in _read(path) if note["rule_id"] in named] if path.is_file() else []


@cache
def _read(path: Path) -> tuple[NeedNote, ...]:
    file = read_toml(path, _File, "need-notes-file")
    for note in file.notes:
        if note.low is not None and note.high is not None and note.low > note.high:
            raise BadInputError("need-notes-file", file=path.name, reason=f"{note.rule}: {note.low:g} > {note.high:g}")
    return tuple(encode(NeedNote, note, rule_id=note.rule, names={"fr": note.fr, "en": note.en}) for note in file.notes)
