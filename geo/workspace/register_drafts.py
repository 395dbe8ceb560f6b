"""Drafts of a change to the register: typed by somebody, read by the rules of a file, shown before they are saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from geo.errors import BadInputError, NotFoundError
from geo.files.cells import Cell
from geo.files.issues import Issue, issue_table
from geo.files.register.columns import ACTOR_COLUMNS, COLUMNS, PER_SERVICE_COLUMNS
from geo.files.register.export import register_cells
from geo.files.register.typed_by_hand import TypedRows
from geo.workspace import journal
from geo.workspace.journal import REGISTER_COLUMNS, of_actors

_PLACE = ("lon", "lat", "position_quality", "zone_id")
_NAMED_PLACE = frozenset({"locality", "zone_id"})
_POINT = frozenset({"lon", "lat"})
_ON_EVERY_ROW = {*PER_SERVICE_COLUMNS, "verified"}
"""Columns of a service that change on every row of the actor when none is named."""

_BLANK: Mapping[str, Cell] = dict.fromkeys(COLUMNS, "")


@dataclass(frozen=True)
class Desk:
    """What somebody who edits a register has before them.

    Parameters
    ----------
    register
        The register as it stands, one row per actor and service (``journal.REGISTER_COLUMNS``).
    withdrawn
        Rows that were withdrawn and are not back, as they last stood.
    known_ids
        Every identifier that the journal ever held.
    rules
        How what is typed is read.
    """

    register: pd.DataFrame
    withdrawn: pd.DataFrame
    known_ids: frozenset[str]
    rules: TypedRows

    @property
    def today(self) -> date:
        """The day of the edit."""
        return self.rules.context.today

    def rows(self, actor_id: str) -> pd.DataFrame:
        """Return the rows of an actor.

        Raises
        ------
        NotFoundError
            ``register-unknown-actor``.
        """
        rows = of_actors(self.register, [actor_id])
        if rows.empty:
            raise NotFoundError("register-unknown-actor", actor=actor_id)
        return rows


@dataclass(frozen=True)
class Draft:
    """A change that is not saved yet: rows before and after, and what the rules say of what was typed."""

    before: pd.DataFrame
    after: pd.DataFrame
    issues: pd.DataFrame

    @property
    def ok(self) -> bool:
        """Whether nothing forbids saving."""
        return not bool((self.issues["severity"] == "error").any())

    @property
    def differences(self) -> pd.DataFrame:
        """What saving would change, field by field (:func:`geo.workspace.journal.differences`)."""
        return journal.differences(self.before, self.after)


def edited(desk: Desk, actor_id: str, fields: Mapping[str, Cell], *, service: str | None = None) -> Draft:
    """Return an actor with some fields changed; an empty cell makes a field unknown.

    Fields of the actor change on all its rows; fields of a service on the row named, or on the only one. Where a
    locality or a commune changes and no point is given, the point is found anew from them.

    Raises
    ------
    NotFoundError
        ``register-unknown-actor``, ``register-unknown-service``.
    BadInputError
        ``unknown-register-column``, ``register-key-fixed`` for the identifier, ``register-service-unsaid`` for a field
        of a service where the actor has several and none is named.
    """
    _check_columns(fields)
    if "actor_id" in fields:
        raise BadInputError("register-key-fixed", actor=actor_id)
    before = desk.rows(actor_id)
    of_service = [column for column in fields if column not in ACTOR_COLUMNS]
    target = _target(before, service, wanted=bool(of_service) and not set(of_service) <= _ON_EVERY_ROW)
    at = before.index[0] if target is None else target
    typed = {**dict(fields), **_point_to_find(fields)}
    record, issues = desk.rules.read({**_cells(before.loc[[at]]), **typed})
    changed = {*fields, *(_PLACE if {*fields} & {*_NAMED_PLACE, *_POINT, "position_quality"} else ())}
    after = before.copy()
    for column in REGISTER_COLUMNS:
        if column in changed:
            rows = after.index if column in ACTOR_COLUMNS or target is None else [target]
            after[column] = _set(after[column], rows, record[column])
    _check_twice(after)
    return Draft(before, after, _about(issues, changed))


def new_actor(desk: Desk, fields: Mapping[str, Cell]) -> Draft:
    """Return an actor who is not in the register yet, with one service.

    Without an identifier, one is made of the kind, the name and the locality; without a date of the source, it is
    today's.

    Raises
    ------
    BadInputError
        ``unknown-register-column``, ``register-actor-exists`` for an identifier that the journal knows.
    """
    _check_columns(fields)
    typed = {**_BLANK, **{column: cell for column, cell in fields.items() if cell not in (None, "")}}
    typed["as_of"] = typed["as_of"] or desk.today.isoformat()
    record, issues = desk.rules.read(typed)
    if typed["actor_id"] and str(record["actor_id"]) in desk.known_ids:
        raise BadInputError("register-actor-exists", actor=str(record["actor_id"]))
    record["actor_id"] = _free(str(record["actor_id"]), desk.known_ids)
    record["status"] = record["status"] or "to-verify"
    return Draft(desk.register.iloc[:0], _row(desk.register, record), issue_table(issues))


def new_service(desk: Desk, actor_id: str, fields: Mapping[str, Cell]) -> Draft:
    """Return one more service of an actor; what is said of the actor stays.

    Raises
    ------
    NotFoundError
        ``register-unknown-actor``.
    BadInputError
        ``unknown-register-column``; ``register-service-unnamed``; ``register-service-exists``.
    """
    _check_columns(fields)
    before = desk.rows(actor_id)
    name = str(fields.get("service") or "").strip()
    if not name:
        raise BadInputError("register-service-unnamed", actor=actor_id)
    if name.casefold() in {str(known).casefold() for known in before["service"]}:
        raise BadInputError("register-service-exists", actor=actor_id, service=name)
    own = {column: cell for column, cell in _cells(before.iloc[[0]]).items() if column in ACTOR_COLUMNS}
    told = {column: cell for column, cell in fields.items() if column not in ACTOR_COLUMNS and cell not in (None, "")}
    typed = {**_BLANK, **own, **told, "actor_id": actor_id}
    typed["as_of"] = typed["as_of"] or desk.today.isoformat()
    record, issues = desk.rules.read(typed)
    record.update({column: before[column].iloc[0] for column in ACTOR_COLUMNS})
    issues = [issue for issue in issues if issue.column not in ACTOR_COLUMNS]
    after = pd.concat([before, _row(before, record)], ignore_index=True)
    return Draft(before, after, issue_table(issues))


def closed(desk: Desk, actor_id: str, *, service: str | None = None, day: str | None = None) -> Draft:
    """Return an actor closed on a day (today when None), or without one of its services.

    An actor whose only service closes is closed, and stays in the register as such. A service that closes beside
    others leaves the register; the journal keeps it.

    Raises
    ------
    NotFoundError
        ``register-unknown-actor``, ``register-unknown-service``.
    BadInputError
        ``register-already-closed``.
    """
    before = desk.rows(actor_id)
    target = _target(before, service, wanted=False)
    if service is not None and len(before) > 1:
        return Draft(before, before.drop(index=[target]).reset_index(drop=True), issue_table([]))
    if (before["status"] == "closed").all():
        raise BadInputError("register-already-closed", actor=actor_id)
    return edited(desk, actor_id, {"status": "closed", "until": day or desk.today.isoformat(), "expected_return": ""})


def reopened(desk: Desk, actor_id: str, *, service: str | None = None) -> Draft:
    """Return an actor open again, or a service that had left the register.

    Raises
    ------
    NotFoundError
        ``register-unknown-actor``, ``register-unknown-service``.
    BadInputError
        ``register-already-open``.
    """
    gone = of_actors(desk.withdrawn, [actor_id])
    before = of_actors(desk.register, [actor_id])
    if service is not None and service not in set(before["service"]):
        back = gone[gone["service"] == service]
        if back.empty:
            known = ", ".join([*before["service"], *gone["service"]])
            raise NotFoundError("register-unknown-service", actor=actor_id, service=service, known=known)
        if len(before):  # what is said of the actor is said on its rows
            back = back.assign(**{column: before[column].iloc[0] for column in ACTOR_COLUMNS})
        return Draft(before, pd.concat([before, back], ignore_index=True), issue_table([]))
    if before.empty and len(gone):
        return Draft(before, gone, issue_table([]))
    if (desk.rows(actor_id)["status"] == "open").all():
        raise BadInputError("register-already-open", actor=actor_id)
    return edited(desk, actor_id, {"status": "open", "until": "", "expected_return": ""})


def confirmed(desk: Desk, actor_id: str, *, service: str | None = None, day: str | None = None) -> Draft:
    """Return an actor whose rows, or one of them, were verified on a day (today when None)."""
    return edited(desk, actor_id, {"verified": day or desk.today.isoformat()}, service=service)


def _check_columns(fields: Mapping[str, Cell]) -> None:
    for column in fields:
        if column not in COLUMNS:
            raise BadInputError("unknown-register-column", column=column, known=", ".join(COLUMNS))


def _target(rows: pd.DataFrame, service: str | None, *, wanted: bool) -> int | None:
    """Return the row of a service; None for all of them."""
    if service is not None:
        found = rows.index[rows["service"].str.casefold() == service.casefold()]
        if found.empty:
            known = ", ".join(rows["service"])
            raise NotFoundError(
                "register-unknown-service", actor=str(rows["actor_id"].iloc[0]), service=service, known=known
            )
        return int(found[0])
    if len(rows) == 1:
        return int(rows.index[0])
    if wanted:
        known = ", ".join(rows["service"])
        raise BadInputError("register-service-unsaid", actor=str(rows["actor_id"].iloc[0]), services=known)
    return None


def _point_to_find(fields: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """Return the cells to empty so that the point is found from the place that was named."""
    if not {*fields} & _NAMED_PLACE or {*fields} & _POINT:
        return {}
    quality: Mapping[str, Cell] = {} if "position_quality" in fields else {"position_quality": ""}
    zone: Mapping[str, Cell] = {} if "zone_id" in fields else {"zone_id": ""}
    return {"lon": "", "lat": "", **quality, **zone}


def _cells(row: pd.DataFrame) -> dict[str, Cell]:
    return dict(next(register_cells(row, language="en")))


def _set(cells: pd.Series, rows: object, value: object) -> pd.Series:
    out = cells.astype(object)
    out.loc[rows] = value  # type: ignore[call-overload]
    return out.astype(cells.dtype) if cells.dtype.kind == "f" else out


def _row(like: pd.DataFrame, record: Mapping[str, object]) -> pd.DataFrame:
    row = pd.DataFrame({column: pd.Series([record[column]], dtype=object) for column in REGISTER_COLUMNS})
    return row.astype({column: "float64" for column in REGISTER_COLUMNS if like[column].dtype.kind == "f"})


def _free(actor_id: str, known: frozenset[str]) -> str:
    at, free = 1, actor_id
    while free in known:
        at += 1
        free = f"{actor_id}-{at}"
    return free


def _check_twice(after: pd.DataFrame) -> None:
    twice = after["service"].str.casefold().duplicated()
    if twice.any():
        row = after[twice].iloc[0]
        raise BadInputError("register-service-exists", actor=str(row["actor_id"]), service=str(row["service"]))


def _about(issues: list[Issue], changed: set[str]) -> pd.DataFrame:
    """Return what concerns the fields that changed: what stood there before is not questioned again."""
    return issue_table(issue for issue in issues if issue.column is None or issue.column in changed)
