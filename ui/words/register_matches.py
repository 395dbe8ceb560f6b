"""Actors of a file who seem to be in the register already, in words and as records."""

from collections.abc import Sequence
from typing import Any, TypedDict

import pandas as pd

from geo.workspace.register_merging import Beside
from ui.texts import Texts
from ui.words.register_changes import field_name, field_value

_APART = ("source", "as_of")
"""Fields in which two lists always differ."""


class FieldChange(TypedDict):
    """A field that updating would change."""

    service: str
    column: str | None
    before: object
    after: object


class MatchedActor(TypedDict):
    """An actor of the file and the one of the register that it seems to be."""

    actor_id: str
    name: str
    known_id: str
    known_name: str
    basis: str
    score: float
    km: float | None
    differences: list[FieldChange]


class PerhapsSame(TypedDict):
    """Two actors that are perhaps the same, to be looked at; ``differences``: how the file and the register differ."""

    actor_id: str
    other_id: str
    where: str
    basis: str
    km: float | None
    differences: list[FieldChange]


def matched_records(sides: Beside, *, most: int | None = None) -> list[MatchedActor]:
    """Return each match, or the ``most`` first, with the fields that updating would change."""
    known = _names(sides.register)
    names = {**known, **_names(sides.incoming)}
    return [
        {
            "actor_id": line["actor_id"],
            "name": names[line["actor_id"]],
            "known_id": line["known_id"],
            "known_name": known[line["known_id"]],
            "basis": line["basis"],
            "score": round(float(line["score"]), 1),
            "km": _km(line["km"]),
            "differences": _changes(sides.differences(line["actor_id"])),
        }
        for line in _lines(sides.matches.sure.iloc[:most])
    ]


def perhaps_records(sides: Beside, *, most: int | None = None) -> list[PerhapsSame]:
    """Return the pairs that are perhaps the same, or the ``most`` first."""
    return [
        {
            "actor_id": line["actor_id"],
            "other_id": line["other_id"],
            "where": line["where"],
            "basis": line["basis"],
            "km": _km(line["km"]),
            "differences": _changes(sides.compared(line["actor_id"], line["other_id"])),
        }
        for line in _lines(sides.matches.perhaps.iloc[:most])
    ]


def matched_cells(matched: Sequence[MatchedActor], texts: Texts) -> pd.DataFrame:
    """Return matches as texts: who in the file, who in the register, why, and each field that would change."""
    rows = []
    for one in matched:
        changes = one["differences"] or [{"service": "", "column": None, "before": None, "after": None}]
        for change in changes:
            column = change["column"]
            told = (
                ("", "", "")
                if column is None
                else (
                    field_name(column, texts),
                    field_value(column, change["before"], texts),
                    field_value(column, change["after"], texts),
                )
            )
            why = texts(f"matched-by-{one['basis']}")
            rows.append((f"{one['name']} ({one['actor_id']})", f"{one['known_name']} ({one['known_id']})", why, *told))
    return pd.DataFrame(rows, columns=["incoming", "known", "basis", "field", "before", "after"])


def perhaps_sentences(sides: Beside, texts: Texts, *, most: int | None = None) -> list[str]:
    """Return the pairs that are perhaps the same, or the ``most`` first, one sentence each."""
    names = {**_names(sides.register), **_names(sides.incoming)}
    return [
        " ".join(
            [
                texts(
                    f"perhaps-{one['where']}",
                    one=f"{names[one['actor_id']]} ({one['actor_id']})",
                    other=f"{names[one['other_id']]} ({one['other_id']})",
                    why=texts(f"matched-by-{one['basis']}"),
                ),
                *([texts("perhaps-differs", fields=told)] if (told := _differing(one, texts)) else []),
            ]
        )
        for one in perhaps_records(sides, most=most)
    ]


def perhaps_cells(sides: Beside, texts: Texts, *, most: int) -> pd.DataFrame:
    """Return the ``most`` first of these pairs as texts: the actor of the file, the other, why, how they differ."""
    names = {**_names(sides.register), **_names(sides.incoming)}
    rows = [
        (
            f"{names[one['actor_id']]} ({one['actor_id']})",
            f"{names[one['other_id']]} ({one['other_id']})",
            texts(f"matched-by-{one['basis']}"),
            _differing(one, texts),
        )
        for one in perhaps_records(sides, most=most)
    ]
    return pd.DataFrame(rows, columns=["one", "other", "basis", "differs"])


def _differing(pair: PerhapsSame, texts: Texts) -> str:
    """Return each field that differs: its value in the register, then in the file."""
    return texts("perhaps-and").join(
        texts(
            "perhaps-field",
            field=field_name(change["column"], texts),
            before=field_value(change["column"], change["before"], texts),
            after=field_value(change["column"], change["after"], texts),
        )
        for change in pair["differences"]
        if change["column"] not in (None, *_APART)
    )


def _changes(lines: pd.DataFrame) -> list[FieldChange]:
    return [
        {"service": row["service"], "column": row["column"], "before": row["before"], "after": row["after"]}
        for row in lines.to_dict("records")
    ]


def _lines(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _names(rows: pd.DataFrame) -> dict[str, str]:
    return dict(zip(rows["actor_id"], rows["name"], strict=True))


def _km(value: float) -> float | None:
    return None if pd.isna(value) else round(float(value), 3)
