"""Changes of the register that somebody proposed and that wait for somebody else's word: an append-only journal."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.workspace import journal
from geo.workspace.journal import REGISTER_COLUMNS, Signature
from geo.workspace.store import Database

STATES = {"propose": "waiting", "accept": "accepted", "refuse": "refused", "withdraw": "withdrawn"}
"""Latest action → what a proposal is."""

_ALL = """
    SELECT first.proposal_id, first.recorded_at AS proposed_at, first.recorded_by AS proposed_by, first.reason,
        first.origin, first.before_rows, first.after_rows, last.action, last.recorded_at AS judged_at,
        last.recorded_by AS judged_by, last.reason AS judged_reason, last.change_id
    FROM proposal_journal AS first JOIN (
        SELECT * FROM proposal_journal
        QUALIFY row_number() OVER (PARTITION BY proposal_id ORDER BY entry DESC) = 1
    ) AS last USING (proposal_id)
    WHERE first.action = 'propose'
"""


@dataclass(frozen=True)
class Proposal:
    """A change that somebody proposed.

    ``state`` is ``waiting``, ``accepted``, ``refused`` or ``withdrawn``; ``judged_*`` are None while it waits, and
    ``change_id`` names the change of the register that an accepted one became. ``before`` and ``after`` hold every row
    of the actors it is about, as its author read them and as they should be.
    """

    proposal_id: str
    proposed_at: datetime
    proposed_by: str
    reason: str
    origin: str
    state: str
    judged_at: datetime | None
    judged_by: str | None
    judged_reason: str | None
    change_id: str | None
    before: pd.DataFrame
    after: pd.DataFrame

    @property
    def differences(self) -> pd.DataFrame:
        """What it would change, field by field (:func:`geo.workspace.journal.differences`)."""
        return journal.differences(self.before, self.after)

    @property
    def actor_ids(self) -> frozenset[str]:
        """The actors it is about."""
        return frozenset({*self.before["actor_id"], *self.after["actor_id"]})


def add(database: Database, before: pd.DataFrame, after: pd.DataFrame, *, moment: datetime, signed: Signature) -> str:
    """Record a proposal, and return its name."""
    name = journal.new_change()
    rows = {"before_rows": journal.rows_as_text(before), "after_rows": journal.rows_as_text(after)}
    _append(database, moment, signed, {"proposal_id": name, "action": "propose", **rows})
    return name


def every(database: Database) -> list[Proposal]:
    """Return every proposal, those that wait first, then the latest first."""
    return _read(database, f"{_ALL} ORDER BY last.action <> 'propose', first.entry DESC")


def one(database: Database, proposal_id: str) -> Proposal:
    """Return one proposal.

    Raises
    ------
    NotFoundError
        ``unknown-proposal``.
    """
    found = _read(database, f"{_ALL} AND proposal_id = $name", name=proposal_id)
    if not found:
        raise NotFoundError("unknown-proposal", proposal=proposal_id)
    return found[0]


def judge(
    database: Database,
    proposal_id: str,
    action: str,
    *,
    moment: datetime,
    signed: Signature,
    change_id: str | None = None,
) -> None:
    """Record what becomes of a proposal that waits.

    Raises
    ------
    NotFoundError
        ``unknown-proposal``.
    BadInputError
        ``proposal-settled`` when somebody was faster.
    """
    known = one(database, proposal_id)
    if known.state != "waiting":
        raise BadInputError("proposal-settled", proposal=proposal_id, state=known.state, by=known.judged_by or "")
    more = {} if change_id is None else {"change_id": change_id}
    _append(database, moment, signed, {"proposal_id": proposal_id, "action": action, **more})


def count(database: Database) -> int:
    """Return how many entries the journal of proposals has."""
    return int(database.value("SELECT count(*) FROM proposal_journal"))


def restore(database: Database, entries: pd.DataFrame) -> None:
    """Put the entries of an earlier database into a new one, keeping their numbers' order."""
    database.insert("proposal_journal", entries.drop(columns="entry"))


def _append(database: Database, moment: datetime, signed: Signature, more: dict[str, str]) -> None:
    told = {"recorded_at": moment, "recorded_by": signed.by, "reason": signed.reason, "origin": signed.origin}
    database.insert("proposal_journal", pd.DataFrame([{**told, **more}]))


def _read(database: Database, sql: str, **parameters: object) -> list[Proposal]:
    rows = database.frame(sql, parameters)
    if rows.empty:
        return []
    like = database.frame("SELECT * FROM register_present LIMIT 0")[REGISTER_COLUMNS]
    return [
        Proposal(
            proposal_id=row["proposal_id"],
            proposed_at=row["proposed_at"].to_pydatetime(),
            proposed_by=row["proposed_by"],
            reason=row["reason"],
            origin=row["origin"],
            state=STATES[row["action"]],
            judged_at=None if row["action"] == "propose" else row["judged_at"].to_pydatetime(),
            judged_by=None if row["action"] == "propose" else row["judged_by"],
            judged_reason=None if row["action"] == "propose" else row["judged_reason"],
            change_id=row["change_id"] if isinstance(row["change_id"], str) else None,
            before=journal.rows_from_text(row["before_rows"], like),
            after=journal.rows_from_text(row["after_rows"], like),
        )
        for row in rows.to_dict("records")
    ]
