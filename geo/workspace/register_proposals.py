"""Proposing a change of the register, and judging it: accepted as it stands today, refused with a reason, withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import pandas as pd

from geo.errors import BadInputError, RightError
from geo.files.register.columns import ACTOR_COLUMNS
from geo.workspace import journal, proposals
from geo.workspace.data import database_path, ensure_built, now
from geo.workspace.journal import REGISTER_COLUMNS, Signature, of_actors
from geo.workspace.proposals import Proposal
from geo.workspace.recording import recording
from geo.workspace.register_changes import Saved, written
from geo.workspace.rights import require
from geo.workspace.store import Database, open_database
from geo.workspace.territory import Territory

Done = TypeVar("Done")
_Rows = dict[tuple[str, str], dict[str, object]]


@dataclass(frozen=True)
class Redrawn:
    """A change put again on the register as it stands, which somebody changed since it was read.

    Parameters
    ----------
    before, after
        Every row of its actors as they stand, and as they would be.
    since
        What was changed since it was read (:func:`geo.workspace.journal.differences`).
    disputed
        Fields that both changed, and not to the same value: ``actor_id``, ``service``, ``name``, ``column`` (None for
        a whole row), ``read``, ``stands``, ``proposed``.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    since: pd.DataFrame
    disputed: pd.DataFrame


def propose(territory: Territory, before: pd.DataFrame, after: pd.DataFrame, *, signed: Signature) -> str:
    """Record a change as a proposal that waits, and return its name; the register stays as it is.

    Parameters
    ----------
    before, after
        Every row of some actors, as they were read and as they should be.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``register-unsigned``; ``proposal-empty`` when nothing differs.
    StoreError
        When the machine fails: nothing is then recorded.
    """
    require(signed.person, "propose")
    if journal.differences(before, after).empty:
        raise BadInputError("proposal-empty")

    def work(database: Database, moment: datetime) -> str:
        return proposals.add(database, before, after, moment=moment, signed=signed)

    return _recorded(territory, signed, work)


def propose_rows(territory: Territory, rows: pd.DataFrame, *, signed: Signature) -> str:
    """Record rows that would be added or replaced, such as those of a file, as one proposal; return its name.

    Raises
    ------
    RightError, BadInputError, StoreError
        Those of :func:`propose`.
    """
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        present = journal.present(database)
    touched = set(journal.differing(rows, present)["actor_id"])
    before, told = of_actors(present, touched), of_actors(rows, touched)[REGISTER_COLUMNS]
    kept = before[[key not in set(_keys(told)) for key in _keys(before)]]
    return propose(territory, before, pd.concat([told, kept], ignore_index=True), signed=signed)


def list_proposals(territory: Territory) -> list[Proposal]:
    """Return every proposal, those that wait first, then the latest first."""
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        return proposals.every(database)


def find_proposal(territory: Territory, proposal_id: str) -> tuple[Proposal, Redrawn]:
    """Return a proposal, and what it would change of the register as it stands.

    Raises
    ------
    NotFoundError
        ``unknown-proposal``.
    """
    ensure_built(territory)
    with open_database(database_path(territory)) as database:
        found = proposals.one(database, proposal_id)
        return found, redraw(found.before, found.after, of_actors(journal.present(database), found.actor_ids))


def accept(territory: Territory, proposal_id: str, *, signed: Signature, seen: pd.DataFrame | None = None) -> Saved:
    """Write a proposal into the register and settle it, both or neither; the journal names its author beside who signs.

    Parameters
    ----------
    seen
        The rows that whoever accepts had before them: :attr:`Redrawn.before`. Those of the proposal when None.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    NotFoundError
        ``unknown-proposal``.
    BadInputError
        ``proposal-settled``; ``register-row-changed`` when the actors are no longer what was seen.
    StoreError
        When the machine fails: nothing is then recorded.
    """

    def work(database: Database, moment: datetime) -> tuple[str | None, set[str]]:
        found = proposals.one(database, proposal_id)
        told = Signature(signed.by, found.reason, found.origin, signed.role)
        drawn = redraw(found.before, found.after, found.before if seen is None else seen)
        change = journal.replace_rows(
            database, drawn.before, drawn.after, moment=moment, signed=told, word_of=found.proposed_by
        )
        proposals.judge(database, proposal_id, "accept", moment=moment, signed=signed, change_id=change)
        return change, set(found.actor_ids)

    return written(territory, work, signed, action="judge")


def refuse(territory: Territory, proposal_id: str, *, signed: Signature) -> None:
    """Refuse a proposal for a reason; the register stays as it is.

    Raises
    ------
    RightError, NotFoundError, BadInputError, StoreError
        Those of :func:`accept`.
    """
    require(signed.person, "judge")
    _recorded(
        territory,
        signed,
        lambda database, moment: proposals.judge(database, proposal_id, "refuse", moment=moment, signed=signed),
    )


def withdraw(territory: Territory, proposal_id: str, *, signed: Signature) -> None:
    """Take back a proposal of one's own.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`; ``proposal-not-own``.
    NotFoundError, BadInputError, StoreError
        Those of :func:`accept`.
    """
    require(signed.person, "withdraw")

    def work(database: Database, moment: datetime) -> None:
        author = proposals.one(database, proposal_id).proposed_by
        if author != signed.by:
            raise RightError("proposal-not-own", proposal=proposal_id, by=author)
        proposals.judge(database, proposal_id, "withdraw", moment=moment, signed=signed)

    _recorded(territory, signed, work)


def redraw(before: pd.DataFrame, after: pd.DataFrame, present: pd.DataFrame) -> Redrawn:
    """Put a change again on rows that were changed since: what it changes is changed, all the rest stays as it stands.

    Parameters
    ----------
    before, after
        Every row of some actors as they were read, and as they should be.
    present
        Every row of the same actors as they stand.
    """
    read, said, stands = _by_key(before), _by_key(after), _by_key(present)
    of_actor: dict[str, dict[str, object]] = {}
    for key in said:
        for column in _changed(read.get(key), said[key]) & {*ACTOR_COLUMNS}:
            of_actor.setdefault(key[0], {})[column] = said[key][column]
    out: _Rows = {}
    disputed: list[tuple[object, ...]] = []
    for key in dict.fromkeys([*stands, *read, *said]):
        base, mine, theirs = read.get(key), said.get(key), stands.get(key)
        row, lines = _merged(key, base, mine, theirs)
        disputed += lines
        if row is not None:
            shared = {} if key in said else {name: of_actor[key[0]][name] for name in of_actor.get(key[0], ())}
            out[key] = {**row, **shared}
    columns = ["actor_id", "service", "name", "column", "read", "stands", "proposed"]
    frame = pd.DataFrame(list(out.values()), columns=REGISTER_COLUMNS, dtype=object)
    numbers = [name for name in REGISTER_COLUMNS if present[name].dtype.kind == "f"]
    return Redrawn(
        before=present.reset_index(drop=True),
        after=frame.astype(dict.fromkeys(numbers, "float64")),
        since=journal.differences(before, present),
        disputed=pd.DataFrame(disputed, columns=columns, dtype=object),
    )


def _merged(
    key: tuple[str, str],
    base: dict[str, object] | None,
    mine: dict[str, object] | None,
    theirs: dict[str, object] | None,
) -> tuple[dict[str, object] | None, list[tuple[object, ...]]]:
    """Return a row as it would be, None where it would go, and what both sides changed otherwise."""
    if mine in (base, theirs):
        return theirs, []
    if theirs == base:
        return mine, []
    if mine is None or theirs is None:
        name = (mine or theirs or base or {}).get("name")
        return mine, [(*key, name, None, *("" if row is None else row["service"] for row in (base, theirs, mine)))]
    lines = []
    row = dict(theirs)
    for column in _changed(base, mine):
        row[column] = mine[column]
        was = None if base is None else base[column]
        if theirs[column] not in (was, mine[column]):
            lines.append((*key, mine["name"], column, was, theirs[column], mine[column]))
    return row, sorted(lines, key=lambda line: REGISTER_COLUMNS.index(str(line[3])))


def _changed(base: dict[str, object] | None, row: dict[str, object]) -> set[str]:
    return {column for column in REGISTER_COLUMNS if base is None or base[column] != row[column]}


def _by_key(rows: pd.DataFrame) -> _Rows:
    plain = rows[REGISTER_COLUMNS].astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    return {(str(row["actor_id"]), str(row["service"])): {str(name): row[name] for name in row} for row in records}


def _keys(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["actor_id"], rows["service"], strict=True))


def _recorded(territory: Territory, signed: Signature, work: Callable[[Database, datetime], Done]) -> Done:
    """Do one piece of work on the journal of proposals, whole or not at all, and read it back from the disk."""
    if not signed.by.strip() or not signed.reason.strip():
        raise BadInputError("register-unsigned")
    ensure_built(territory)
    with recording(territory, proposals.count, dated_copy=False) as database:
        return work(database, now())
