"""Changing the register and reading its past: drafts saved, changes undone, history, dates compared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.files.dates import UNDATED, last_day
from geo.files.register.typed_by_hand import TypedRows
from geo.workspace import journal
from geo.workspace.build import join_actors, join_positions, register_context
from geo.workspace.data import database_path, ensure_built, now
from geo.workspace.journal import REGISTER_COLUMNS, Signature, Undoing
from geo.workspace.progress import Progress
from geo.workspace.recording import recording
from geo.workspace.register_drafts import Desk, Draft
from geo.workspace.rights import Action, require
from geo.workspace.store import Database, open_database
from geo.workspace.territory import Territory

_FEW = 50
"""Actors whose place is found one by one; for more, all are found at once."""

Writing = Callable[[Database, datetime], tuple[str | None, Iterable[str]]]
"""What writes a change at a moment, and tells its name and whom it touched."""

STALE_DAYS = 365
"""A row that nobody confirmed for longer is to be confirmed, in days."""


@dataclass(frozen=True)
class Saved:
    """A change that was written: its name (None when nothing differed) and how many rows it wrote."""

    change_id: str | None
    rows: int


def open_desk(territory: Territory, *, rules: TypedRows | None = None, progress: Progress | None = None) -> Desk:
    """Return the register as it stands with the rules that read what is typed.

    Parameters
    ----------
    rules
        Those of an earlier desk of the same territory and day, which take longest to prepare.
    """
    ensure_built(territory, progress=progress)
    with open_database(database_path(territory)) as database:
        if rules is None:
            rules = TypedRows(register_context(database, territory, moment=now()))
        known = database.frame("SELECT DISTINCT actor_id FROM register_journal")["actor_id"]
        return Desk(journal.present(database), journal.withdrawn(database), frozenset(known), rules)


def save(territory: Territory, draft: Draft, *, signed: Signature) -> Saved:
    """Write a draft as one change, all of it or nothing.

    Raises
    ------
    BadInputError
        ``register-has-errors`` when the rules refuse what was typed, ``register-unsigned`` without a name or a reason,
        ``register-row-changed`` when somebody changed these rows since the draft was made.
    StoreError
        When the machine fails: nothing is then recorded.
    """
    if not draft.ok:
        raise BadInputError("register-has-errors", file=signed.origin)

    def write(database: Database, moment: datetime) -> tuple[str | None, Iterable[str]]:
        change = journal.replace_rows(database, draft.before, draft.after, moment=moment, signed=signed)
        return change, {*draft.before["actor_id"], *draft.after["actor_id"]}

    return written(territory, write, signed)


def find_undoing(territory: Territory, change_id: str | None = None) -> Undoing:
    """Return what undoing a change, or the latest one, would write.

    Raises
    ------
    NotFoundError
        ``unknown-change``, ``register-nothing-to-undo``.
    """
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return journal.undoing(database, change_id or journal.latest_change(database))


def undo(
    territory: Territory,
    change_id: str | None = None,
    *,
    signed: Signature,
    later: Literal["refuse", "keep"] = "refuse",
) -> tuple[Saved, Undoing]:
    """Undo a change as a whole (a correction, an import), or the latest one; undoing an undoing does it again.

    Parameters
    ----------
    later
        What to do when rows of the change were changed since: ``refuse`` all, or ``keep`` those rows as they are now
        and undo the others.

    Raises
    ------
    NotFoundError
        ``unknown-change``, ``register-nothing-to-undo``.
    BadInputError
        ``register-changed-since``; ``register-already-undone`` when every row stands as before already.
    """
    done: list[Undoing] = []

    def write(database: Database, moment: datetime) -> tuple[str | None, Iterable[str]]:
        found = journal.undoing(database, change_id or journal.latest_change(database))
        done.append(found)
        if len(found.later) and later == "refuse":
            first = found.later.iloc[0]
            raise BadInputError(
                "register-changed-since",
                change=found.change_id,
                rows=len(found.later),
                name=str(first["name"]),
                later=str(first["change_id"]),
            )
        if found.rows.empty and found.gone.empty:
            raise BadInputError("register-already-undone", change=found.change_id)
        touched = {*found.rows["actor_id"], *found.gone["actor_id"]}
        return journal.undo(database, found, moment=moment, signed=signed), touched

    saved = written(territory, write, signed, action="undo")
    return saved, done[0]


def list_changes(territory: Territory) -> pd.DataFrame:
    """Return every change of the register, the latest first (:func:`geo.workspace.journal.changes`)."""
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return journal.changes(database)


def history(territory: Territory, actor_id: str) -> pd.DataFrame:
    """Return what was changed about an actor, field by field, the latest first.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`geo.workspace.journal.differences`, with ``change_id``, ``recorded_at`` (UTC),
        ``recorded_by``, ``proposed_by``, ``reason``, ``origin``, ``undoes``. An entry that changed nothing has no
        line.

    Raises
    ------
    NotFoundError
        ``register-unknown-actor``.
    """
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        entries = journal.entries_of(database, actor_id)
    if entries.empty:
        raise NotFoundError("register-unknown-actor", actor=actor_id)
    stands = entries.iloc[:0]
    parts = []
    for change_id in entries["change_id"].drop_duplicates():
        own = entries[entries["change_id"] == change_id]
        touched = stands["service"].isin(own["service"])
        rows = own.drop_duplicates("service", keep="last")
        then = pd.concat([stands[~touched], rows[rows["action"] == "set"]])
        first = own.iloc[0]
        lines = journal.differences(stands[REGISTER_COLUMNS], then[REGISTER_COLUMNS])
        told = {name: first[name] for name in ("change_id", "recorded_at", "recorded_by", "reason", "origin", "undoes")}
        told["proposed_by"] = journal.proposed_by(first)
        parts.append(lines.assign(**told))
        stands = then
    return pd.concat(parts[::-1], ignore_index=True)


def changed_since(territory: Territory, actor_id: str, change_id: str) -> pd.DataFrame:
    """Return what was changed about an actor after one of its changes, as :func:`history`; nothing when it is the last.

    Raises
    ------
    NotFoundError
        ``register-unknown-actor``, ``unknown-change`` when it is no change of this actor.
    """
    lines = history(territory, actor_id)
    known = list(lines["change_id"])
    if change_id not in known:
        raise NotFoundError("unknown-change", change=change_id)
    return lines.iloc[: known.index(change_id)]


def register_on(territory: Territory, day: date) -> pd.DataFrame:
    """Return the register as it stood at the end of a day (UTC), one row per actor and service.

    Raises
    ------
    BadInputError
        ``register-before-start`` for a day before the journal begins, ``register-day-ahead`` for one to come.
    """
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return _at(database, day)


def compare_days(territory: Territory, first: date, second: date) -> pd.DataFrame:
    """Return what differs between the register at the end of two days (:func:`geo.workspace.journal.differences`).

    Raises
    ------
    BadInputError
        Those of :func:`register_on`; ``register-days-reversed``.
    """
    if first > second:
        raise BadInputError("register-days-reversed", first=first.isoformat(), second=second.isoformat())
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return journal.differences(_at(database, first), _at(database, second))


def stale_rows(register: pd.DataFrame, *, today: date, days: int = STALE_DAYS) -> pd.DataFrame:
    """Return the rows that nobody confirmed for longer than so many days, those never dated first.

    A row was confirmed on the day ``verified``, or on that of its source when later; a month or a year counts up to
    its last day, so that what is listed has surely not been confirmed since. Closed actors are left out.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``service``, ``name``, ``kind``, ``status``, ``confirmed`` (the date as written, None when there
        is none), ``basis`` (``verified``, ``source`` or ``never``) and ``days`` since (NaN when never).
    """
    rows = register[register["status"] != "closed"]
    lines = []
    for row in rows.itertuples(index=False):
        said = {"verified": row.verified, "source": row.as_of}
        dated = {
            basis: (last_day(str(text)), str(text))
            for basis, text in said.items()
            if isinstance(text, str) and text != UNDATED
        }
        basis = max(dated, key=lambda one: dated[one][0], default="never")
        since = (today - dated[basis][0]).days if dated else None
        if since is None or since > days:
            text = dated[basis][1] if dated else None
            lines.append((row.actor_id, row.service, row.name, row.kind, row.status, text, basis, since))
    columns = ["actor_id", "service", "name", "kind", "status", "confirmed", "basis", "days"]
    out = pd.DataFrame(lines, columns=columns).astype({"days": "float64"})
    return out.sort_values("days", ascending=False, na_position="first", kind="stable", ignore_index=True)


def _at(database: Database, day: date) -> pd.DataFrame:
    present = now()
    started = (journal.first_moment(database) or present).date()
    if day > present.date():
        raise BadInputError("register-day-ahead", day=day.isoformat(), today=present.date().isoformat())
    if day < started:
        raise BadInputError("register-before-start", day=day.isoformat(), start=started.isoformat())
    return journal.register_at(database, datetime.combine(day, time.min) + timedelta(days=1, microseconds=-1))


def written(territory: Territory, write: Writing, signed: Signature, *, action: Action = "write") -> Saved:
    """Write a change of the register, all of it or nothing, and read it back from the disk.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`, whoever signs.
    BadInputError
        ``register-unsigned`` without a name or a reason; what ``write`` raises.
    StoreError
        When the machine fails: nothing is then recorded.
    """
    require(signed.person, action)
    if not signed.by.strip() or not signed.reason.strip():
        raise BadInputError("register-unsigned")
    ensure_built(territory)
    with recording(territory, journal.count, spatial=True) as database:
        before = journal.count(database)
        change, touched = write(database, now())
        touched_ids = set(touched)
        if len(touched_ids) > _FEW:
            join_positions(database)
        else:
            join_actors(database, touched_ids)
        return Saved(change, journal.count(database) - before)
