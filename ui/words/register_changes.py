"""Changes of the register in words: fields and their values, what differs, who changed what and why."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from geo.files.register.template import header, word
from geo.files.register.words import ALLOWED
from geo.schema import LIST_SEPARATOR, split_codes
from geo.workspace.journal import EMBEDDED
from geo.workspace.vocabulary import load_vocabulary
from ui.texts import Texts
from ui.words.numbers import day

_DATES = frozenset({"since", "until", "expected_return", "last_delivered", "observed", "verified", "as_of"})
_LISTS = frozenset({"stages", "strata"})
_MOST_FIELDS = 4


def field_name(column: str, texts: Texts) -> str:
    """Return the name of a column of the register, as files write it."""
    return header(column, language=texts.language).replace("_", " ")


def field_value(column: str, value: object, texts: Texts) -> str:
    """Return a value of the register as people read it."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return texts("register-blank")
    if isinstance(value, float | int):
        return f"{value:g}" if column not in {"lon", "lat"} else f"{value:.5f}"
    text = str(value)
    if column == "kind" and text in (words := load_vocabulary()).kinds:
        return words.label("kind", text, language=texts.language)
    if column in _LISTS:
        return LIST_SEPARATOR.join(word(column, code, language=texts.language) for code in split_codes(text))
    if column in ALLOWED:
        return word(column, text, language=texts.language)
    return day(text, texts.language) if column in _DATES else text


def difference_cells(lines: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    """Return differences (:func:`geo.workspace.journal.differences`) as texts: who, service, field, before, after."""
    rows = []
    for line in lines.to_dict("records"):
        if line["change"] == "changed":
            column = str(line["column"])
            told = (
                field_name(column, texts),
                field_value(column, line["before"], texts),
                field_value(column, line["after"], texts),
            )
        else:
            told = (texts(f"register-change-{line['change']}"), "", "")
        rows.append((line["name"], line["service"], *told))
    return pd.DataFrame(rows, columns=["name", "service", "field", "before", "after"])


def difference_sentence(lines: pd.DataFrame, texts: Texts) -> str:
    """Return in one sentence what differs between two states of the register."""
    if lines.empty:
        return texts("register-diff-none")
    added, removed = (lines[lines["change"] == change] for change in ("added", "removed"))
    changed = lines[lines["change"] == "changed"]
    status = changed[changed["column"] == "status"].drop_duplicates("actor_id")
    parts = [
        texts(f"register-diff-{name}", count=size)
        for name, size in (
            ("added", len(added)),
            ("removed", len(removed)),
            *((state, int((status["after"] == state).sum())) for state in ("open", "suspended", "closed")),
        )
        if size
    ]
    corrected = changed[~changed["column"].isin(["status", "until", "expected_return"])]
    if len(corrected):
        fields = corrected.groupby("column")["actor_id"].nunique().sort_values(ascending=False, kind="stable")
        named = [texts("register-diff-field", field=field_name(str(c), texts), count=int(n)) for c, n in fields.items()]
        told = ", ".join(named[:_MOST_FIELDS]) + (", …" if len(named) > _MOST_FIELDS else "")
        parts.append(texts("register-diff-corrected", count=corrected["actor_id"].nunique(), fields=told))
    elif not parts:
        parts.append(texts("register-diff-dated", count=changed["actor_id"].nunique()))
    return texts("register-diff", parts=texts("register-diff-and").join(parts))


def change_cells(changes: pd.DataFrame, texts: Texts, *, names: bool = True) -> pd.DataFrame:
    """Return changes (:func:`geo.workspace.journal.changes`) as texts: change, when, who, why, source, what.

    Without ``names``, who made them is not told.
    """
    rows = [
        (row["change_id"], moment(row["recorded_at"], texts), _signed(row, texts, names=names), *_why(row, texts))
        for row in changes.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=["change", "when", "who", "why", "from", "what"])


def history_cells(lines: pd.DataFrame, texts: Texts, *, names: bool = True) -> pd.DataFrame:
    """Return the history of an actor (:func:`geo.workspace.register_changes.history`) as texts.

    Without ``names``, who made the changes is not told.
    """
    cells = difference_cells(lines, texts)
    told = [
        (row["change_id"], moment(row["recorded_at"], texts), _signed(row, texts, names=names), *_why(row, texts)[:2])
        for row in lines.to_dict("records")
    ]
    signed = pd.DataFrame(told, columns=["change", "when", "who", "why", "from"])
    return pd.concat([signed, cells[["service", "field", "before", "after"]]], axis="columns")


def moment(recorded_at: object, texts: Texts) -> str:
    """Return when an entry was recorded, in the time of this computer, to the minute."""
    local = pd.Timestamp(recorded_at).to_pydatetime().replace(tzinfo=UTC).astimezone()  # type: ignore[arg-type]
    return _written(local, texts)


def who(recorded_by: str, texts: Texts) -> str:
    """Return who changed the register; what came with Maillage is named as such."""
    return texts("register-by-embedded") if recorded_by == EMBEDDED else recorded_by


def _signed(row: Mapping[Any, Any], texts: Texts, *, names: bool) -> str:
    """Return who signed a change, and whose proposal it was."""
    if not names and row["recorded_by"] != EMBEDDED:
        return texts("register-by-somebody")
    author = row.get("proposed_by")
    by = who(row["recorded_by"], texts)
    return texts("register-by-proposal", by=by, author=author) if isinstance(author, str) else by


def _written(local: datetime, texts: Texts) -> str:
    return f"{day(local.date().isoformat(), texts.language)} {local:%H:%M}"


def _why(row: Mapping[Any, Any], texts: Texts) -> tuple[str, str, str]:
    embedded = row["recorded_by"] == EMBEDDED
    why = "" if embedded else str(row["reason"])
    if isinstance(row["undoes"], str):
        why = texts("register-undoes", change=row["undoes"], reason=why)
    if row.get("undone"):
        why = texts("register-undone", reason=why)
    actors = ", ".join(str(row.get("actors") or "").split(LIST_SEPARATOR))
    what = texts("register-rows", count=int(row["rows"]), actors=actors) if "rows" in row else ""
    return why, "" if embedded else str(row["origin"]), what
