"""The register of actors as an append-only journal: the present is a view, nothing is overwritten."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

import numpy as np
import pandas as pd

from geo import schema
from geo.errors import BadInputError, NotFoundError
from geo.files.register.formats.content import Change, text_of
from geo.workspace.rights import Person, Role
from geo.workspace.store import Database

EMBEDDED = "embedded"
"""Who wrote the entries that come with Maillage."""

_SERVICE_ONLY = [name for name in schema.SERVICE.names if name not in schema.ACTOR.names]
REGISTER_COLUMNS = [*schema.ACTOR.names, *_SERVICE_ONLY]
"""Columns of the register seen as one row per actor and service."""

KEY = ("actor_id", "service")
Key = tuple[str, str]
"""Columns that identify a row of the register."""

_ENTRIES = """
    SELECT * REPLACE (
        coalesce(change_id, strftime(recorded_at, '%Y%m%d%H%M%S%f')) AS change_id,
        coalesce(word_of, recorded_by) AS word_of
    )
    FROM register_journal
"""
"""Entries with the change they belong to: those of earlier versions, which named none, by their moment."""


@dataclass(frozen=True)
class Signature:
    """Who changes the register, why, and where they have it from; the role is that of the account which signed in."""

    by: str
    reason: str
    origin: str
    role: Role = "owner"

    @property
    def person(self) -> Person:
        """Who signs."""
        return Person(self.by, self.role)


@dataclass(frozen=True)
class Undoing:
    """What undoing a change would write.

    ``rows`` come back as they were; ``gone`` did not exist before; ``later`` are the keys that somebody changed since,
    which it leaves alone.
    """

    change_id: str
    rows: pd.DataFrame
    gone: pd.DataFrame
    later: pd.DataFrame


def as_register(actors: pd.DataFrame, services: pd.DataFrame) -> pd.DataFrame:
    """Return one row per actor and service; source, date and note are those of the service."""
    own = [name for name in schema.ACTOR.names if name not in schema.SERVICE.names]
    rows = services.merge(actors[["actor_id", *own]], on="actor_id", how="left", validate="many_to_one")
    return rows[REGISTER_COLUMNS].reset_index(drop=True)


def register_at(database: Database, moment: datetime) -> pd.DataFrame:
    """Return the register as it stood at a moment (UTC), sorted by actor then service."""
    rows = database.frame(
        "SELECT * FROM register_at($moment::TIMESTAMP) ORDER BY actor_id, service", {"moment": moment}
    )
    return rows[REGISTER_COLUMNS]


def present(database: Database) -> pd.DataFrame:
    """Return the register as it stands, sorted by actor then service: the latest entry of each service.

    The order of the entries decides, not their dates: a clock that was ahead one day hides nothing the next.
    """
    return database.frame("SELECT * FROM register_present ORDER BY actor_id, service")[REGISTER_COLUMNS]


def withdrawn(database: Database) -> pd.DataFrame:
    """Return what was withdrawn and is not back, as it last stood, sorted by actor then service."""
    rows = database.frame(
        """
        SELECT * FROM register_journal
        QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1 AND action = 'withdraw'
        ORDER BY actor_id, service
        """
    )
    return rows[REGISTER_COLUMNS]


def count(database: Database) -> int:
    """Return how many entries the journal has."""
    return int(database.value("SELECT count(*) FROM register_journal"))


def first_moment(database: Database) -> datetime | None:
    """Return when the journal begins (UTC); None when it is empty."""
    found = database.value("SELECT min(recorded_at) FROM register_journal")
    return found if isinstance(found, datetime) else None


def restore(database: Database, journal: pd.DataFrame) -> None:
    """Put the entries of an earlier database into a new one, keeping their numbers' order."""
    database.insert("register_journal", journal.drop(columns="entry"))


def record(
    database: Database,
    register: pd.DataFrame,
    *,
    moment: datetime,
    by: str,
    reason: str,
    origin: str,
    seen: pd.DataFrame | None = None,
) -> int:
    """Append the rows that differ from the present, and return how many.

    Parameters
    ----------
    register
        One row per actor and service (``REGISTER_COLUMNS``).
    by, reason, origin
        Who, why and from which file.
    seen
        Every row of these actors as they stood when what would change was shown; None where nothing was.

    Raises
    ------
    BadInputError
        ``import-changed-since`` when somebody changed one of them since.
    """
    stands = present(database)
    if seen is not None:
        stale = differences(seen, of_actors(stands, {*seen["actor_id"], *register["actor_id"]}))
        if len(stale):
            told = {"name": str(stale["name"].iloc[0]), "actors": stale["actor_id"].nunique()}
            raise BadInputError("import-changed-since", file=origin, **told)
    changed = differing(register, stands)
    _append(database, changed, action="set", moment=moment, signed=Signature(by, reason, origin), change=new_change())
    return len(changed)


def replace_rows(
    database: Database,
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    moment: datetime,
    signed: Signature,
    word_of: str | None = None,
) -> str | None:
    """Write rows in place of others as one change, and return its name; None when nothing differs.

    Parameters
    ----------
    before, after
        Every row of some actors as they were read, and as they should be: rows of ``before`` whose key is not in
        ``after`` are withdrawn.
    word_of
        Who said what is written, where it is not who signs.

    Raises
    ------
    BadInputError
        ``register-row-changed`` when somebody changed one of these actors since they were read.
    """
    stale = differences(before, of_actors(present(database), {*before["actor_id"], *after["actor_id"]}))
    if len(stale):
        raise BadInputError("register-row-changed", actor=str(stale["actor_id"].iloc[0]))
    changed, gone, change = differing(after, before), _without(before, after), new_change()
    for rows, action in ((gone, "withdraw"), (changed, "set")):
        said = None if word_of is None else pd.Series(word_of, index=rows.index, dtype=object)
        _append(database, rows, action=action, moment=moment, signed=signed, change=change, word_of=said)
    return change if len(changed) + len(gone) else None


def changes(database: Database) -> pd.DataFrame:
    """Return every change, the latest first.

    Returns
    -------
    pandas.DataFrame
        ``change_id``, ``recorded_at`` (UTC), ``recorded_by``, ``reason``, ``origin``, ``rows`` (how many it wrote),
        ``actors`` (names, separated by semicolons, at most three), ``proposed_by`` (where it was somebody else's
        proposal, else missing), ``undoes`` (the change it undid, else missing) and ``undone`` (whether it was undone
        and not redone).
    """
    found = database.frame(
        f"""
        SELECT change_id, min(entry) AS first_entry, any_value(recorded_at) AS recorded_at,
            any_value(recorded_by) AS recorded_by, any_value(reason) AS reason, any_value(origin) AS origin,
            count(*) AS rows, array_to_string(list_slice(list_sort(list_distinct(list(name))), 1, 3), ';') AS actors,
            any_value(CASE WHEN undoes IS NULL AND word_of <> recorded_by THEN word_of END) AS proposed_by,
            any_value(undoes) AS undoes
        FROM ({_ENTRIES}) GROUP BY change_id ORDER BY first_entry DESC
        """  # noqa: S608 - own words
    ).drop(columns="first_entry")
    undone: set[str] = set()
    for row in found.itertuples(index=False):
        if isinstance(row.undoes, str) and row.change_id not in undone:
            undone.add(row.undoes)
    return found.assign(undone=found["change_id"].isin(undone))


def entries_of(database: Database, actor_id: str) -> pd.DataFrame:
    """Return the entries about an actor in their order, with ``change_id``, ``undoes`` and every column."""
    return database.frame(f"{_ENTRIES} WHERE actor_id = $actor_id ORDER BY entry", {"actor_id": actor_id})


def latest_change(database: Database) -> str:
    """Return the latest change that somebody made and that was not undone.

    Raises
    ------
    NotFoundError
        ``register-nothing-to-undo``.
    """
    known = changes(database)
    own = known[(known["recorded_by"] != EMBEDDED) & known["undoes"].isna() & ~known["undone"]]
    if own.empty:
        raise NotFoundError("register-nothing-to-undo")
    return str(own["change_id"].iloc[0])


def undoing(database: Database, change_id: str) -> Undoing:
    """Return what undoing a change would write, row by row.

    A row comes back as it stood before the change when it still stands as the change left it; a row that somebody
    changed since is left alone, and named.

    Raises
    ------
    NotFoundError
        ``unknown-change``.
    """
    entries = database.frame(
        f"""
        WITH entry AS ({_ENTRIES}),
        touched AS (SELECT actor_id, service, min(entry) AS first FROM entry WHERE change_id = $change_id GROUP BY ALL)
        SELECT entry.*, entry.entry < touched.first AS earlier FROM entry JOIN touched USING (actor_id, service)
        ORDER BY entry.entry
        """,  # noqa: S608 - own words
        {"change_id": change_id},
    )
    if entries.empty:
        raise NotFoundError("unknown-change", change=change_id)
    own = entries[entries["change_id"] == change_id].drop_duplicates([*KEY], keep="last")
    now = entries.drop_duplicates([*KEY], keep="last")
    then = entries[entries["earlier"]].drop_duplicates([*KEY], keep="last")
    left = dict(zip(_keys(own), _states(own), strict=True))
    same = np.array([left[key] == state for key, state in zip(_keys(now), _states(now), strict=True)], dtype=bool)
    free, later = now[same], now[~same]
    back = then[then["action"] == "set"]
    rows = _within(back, free)
    gone = _without(free[free["action"] == "set"], back)
    return Undoing(change_id, rows, gone, later[[*KEY, "name", "change_id", "recorded_by", "recorded_at"]])


def undo(database: Database, found: Undoing, *, moment: datetime, signed: Signature) -> str:
    """Write what undoes a change, as a change of its own, and return its name."""
    change = new_change()
    for rows, action in ((found.rows, "set"), (found.gone, "withdraw")):
        _append(
            database,
            rows,
            action=action,
            moment=moment,
            signed=signed,
            change=change,
            undoes=found.change_id,
            word_of=rows["word_of"] if action == "set" else None,
        )
    return change


def follow_embedded(database: Database, register: pd.DataFrame, *, moment: datetime) -> int:
    """Bring the journal to the embedded register, and return how many entries that took.

    A service that the user has written since keeps the user's word: only services whose latest entry is itself
    embedded follow, and those that came back to it when what the user wrote was undone. Embedded services that are
    gone from the file are withdrawn.
    """
    latest = database.frame(
        f"""
        SELECT * FROM ({_ENTRIES})
        QUALIFY row_number() OVER (PARTITION BY actor_id, service ORDER BY entry DESC) = 1
        """  # noqa: S608 - own words
    )
    owned = latest[latest["word_of"] == EMBEDDED]
    free = _without(register, latest[latest["word_of"] != EMBEDDED])
    changed = differing(free, owned.loc[owned["action"] == "set", REGISTER_COLUMNS])
    gone = _without(owned.loc[owned["action"] == "set", REGISTER_COLUMNS], register)
    signed, change = Signature(EMBEDDED, EMBEDDED, EMBEDDED), new_change()
    for rows, action in ((changed, "set"), (gone, "withdraw")):
        _append(database, rows, action=action, moment=moment, signed=signed, change=change)
    return len(changed) + len(gone)


def proposed_by(entry: Mapping[Any, Any]) -> str | None:
    """Return whose proposal an entry (:func:`entries_of`) was, where it was not that of who signed it."""
    own = entry["undoes"] is None or pd.isna(entry["undoes"])
    return str(entry["word_of"]) if own and entry["word_of"] != entry["recorded_by"] else None


def new_change() -> str:
    """Return the name of a new change: eight letters and figures."""
    return token_hex(4)


def differing(rows: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose key is not among others, or whose content differs from theirs."""
    before = dict(zip(_keys(others), _comparable(others), strict=True))
    keep = [before.get(key) != content for key, content in zip(_keys(rows), _comparable(rows), strict=True)]
    return rows[pd.Series(keep, index=rows.index, dtype=bool)]


def differences(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return what differs between two states of the register, field by field.

    Parameters
    ----------
    before, after
        One row per actor and service (``REGISTER_COLUMNS``).

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``service``, ``name``, ``change`` (``added``, ``removed`` or ``changed``), and for a changed row
        one line per column that differs: ``column``, ``before``, ``after`` (None where unknown). By actor, service,
        then in the order of the columns.
    """
    old = dict(zip(_keys(before), _comparable(before), strict=True))
    new = dict(zip(_keys(after), _comparable(after), strict=True))
    return rows_differing(old, new)


def rows_differing(old: Mapping[Key, Sequence[object]], new: Mapping[Key, Sequence[object]]) -> pd.DataFrame:
    """Return what differs between two states, as :func:`differences`: rows of ``REGISTER_COLUMNS``, None unknown."""
    name_at = REGISTER_COLUMNS.index("name")
    lines: list[tuple[object, ...]] = []
    for key in sorted({*old, *new}, key=str):
        if key not in old or key not in new:
            change, held = ("added", new[key]) if key not in old else ("removed", old[key])
            lines.append((*key, held[name_at], change, None, None, None))
            continue
        for column, one, other in zip(REGISTER_COLUMNS, old[key], new[key], strict=True):
            if one != other:
                lines.append((*key, new[key][name_at], "changed", column, one, other))
    columns = [*KEY, "name", "change", "column", "before", "after"]
    return pd.DataFrame(lines, columns=columns, dtype=object)


def _append(
    database: Database,
    rows: pd.DataFrame,
    *,
    action: str,
    moment: datetime,
    signed: Signature,
    change: str,
    undoes: str | None = None,
    word_of: pd.Series | None = None,
) -> None:
    if rows.empty:
        return
    written = rows[REGISTER_COLUMNS].assign(
        recorded_at=moment,
        recorded_by=signed.by,
        action=action,
        reason=signed.reason,
        origin=signed.origin,
        change_id=change,
    )
    if undoes is not None:
        written = written.assign(undoes=undoes)
    database.insert("register_journal", written if word_of is None else written.assign(word_of=word_of))


def rows_as_text(rows: pd.DataFrame) -> str:
    """Return rows of the register as a text that :func:`rows_from_text` reads back, now or in a later version."""
    return json.dumps([list(REGISTER_COLUMNS), *map(list, _comparable(rows))], ensure_ascii=False)


def rows_from_text(text: str, like: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of :func:`rows_as_text`, with the columns and the types of another register."""
    columns, *rows = json.loads(text)
    frame = pd.DataFrame(rows, columns=columns, dtype=object).reindex(columns=REGISTER_COLUMNS)
    return frame.astype({name: "float64" for name in REGISTER_COLUMNS if like[name].dtype.kind == "f"})


def _within(rows: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    known = set(_keys(others))
    return rows[pd.Series([key in known for key in _keys(rows)], index=rows.index, dtype=bool)]


def _without(rows: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    known = set(_keys(others))
    return rows[pd.Series([key not in known for key in _keys(rows)], index=rows.index, dtype=bool)]


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["actor_id"], rows["service"], strict=True))


def _states(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return what each entry left: its action and, where something stays, its content."""
    held = _comparable(rows)
    return [
        (action, *content) if action == "set" else (action,)
        for action, content in zip(rows["action"], held, strict=True)
    ]


def _comparable(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = rows[REGISTER_COLUMNS].astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))


def of_actors(rows: pd.DataFrame, actor_ids: Collection[str]) -> pd.DataFrame:
    """Return the rows of some actors."""
    return rows[rows["actor_id"].isin(list(actor_ids))].reset_index(drop=True)


def told(database: Database, *, until: datetime | None = None) -> list[Change]:
    """Return what every entry of the journal changed, field by field, in the order of the journal.

    Parameters
    ----------
    until
        Entries of a later moment (UTC) are left out.
    """
    entries = database.frame("SELECT * FROM register_journal ORDER BY entry")
    if until is not None:
        entries = entries[entries["recorded_at"] <= until]
    stands: dict[tuple[str, str], tuple[object, ...]] = {}
    lines: list[Change] = []
    moments = entries["recorded_at"].dt.to_pydatetime()
    signed = zip(entries["action"], moments, entries["recorded_by"], strict=True)
    for key, held, (action, moment, by) in zip(_keys(entries), _comparable(entries), signed, strict=True):
        before = stands.pop(key, None)
        if action == "set":
            stands[key] = held
        if before is not None and action == "set":
            lines += [
                Change(*key, "changed", column, _text(one), _text(other), moment, by)
                for column, one, other in zip(REGISTER_COLUMNS, before, held, strict=True)
                if one != other
            ]
        elif before is not None or action == "set":
            lines.append(Change(*key, "added" if action == "set" else "removed", None, None, None, moment, by))
    return lines


def _text(value: object) -> str | None:
    return None if value is None else text_of(value)
