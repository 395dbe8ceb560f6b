"""A file put beside the register: who is there already, what would change field by field, and the rows to record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from geo.errors import BadInputError
from geo.files.names import name_key
from geo.files.register import COLUMNS, RegisterReading
from geo.files.register.columns import ACTOR_COLUMNS
from geo.schema import POSITION_QUALITIES, join_codes, split_codes
from geo.workspace import journal
from geo.workspace.data import split_register
from geo.workspace.journal import REGISTER_COLUMNS
from geo.workspace.register_matching import Matches, find_matches

Decision = Literal["update", "keep", "both"]
DECISIONS: tuple[Decision, ...] = ("update", "keep", "both")
"""What becomes of an actor who is there already: its card takes what the file says, or stays, or there are two."""

PairDecision = Literal["both", "update", "first", "linked"]
PAIR_DECISIONS: tuple[PairDecision, ...] = ("both", "update", "first", "linked")
"""What becomes of two perhaps the same: both stay, the one named second takes what the file says of the other, stays as
it is and alone, or both are linked by ``same_as``."""

_POSITION = ("lon", "lat", "position_quality", "zone_id")
_DEFAULTED = ("status", "mode")
_Row = dict[str, object]


@dataclass(frozen=True)
class Beside:
    """A file beside the register.

    Parameters
    ----------
    incoming, register
        One row per actor and service: of the file, and of the register as it stands.
    columns
        Columns that the file has: a blank cell under one of them makes a field unknown for an actor named by its
        identifier; a column that the file lacks changes nothing.
    matches
        Who seems to be whom.
    unsaid
        Columns that the format of the file lacks: what stands for them changes nothing that is known.
    """

    incoming: pd.DataFrame
    register: pd.DataFrame
    columns: frozenset[str]
    matches: Matches
    unsaid: frozenset[str] = frozenset()

    @cached_property
    def told(self) -> dict[str, list[_Row]]:
        """The rows of the file by actor, None where unknown, of those who are there already or perhaps."""
        there = {*self.register["actor_id"], *self.matches.sure["actor_id"], *self.matches.perhaps["actor_id"]}
        return _records(journal.of_actors(self.incoming, there))

    @cached_property
    def stands(self) -> dict[str, list[_Row]]:
        """The rows of the register by actor, None where unknown."""
        return _records(self.register)

    def differences(self, actor_id: str) -> pd.DataFrame:
        """Return what updating would change, for an actor of the file who is in the register.

        Returns
        -------
        pandas.DataFrame
            As :func:`geo.workspace.journal.differences`.
        """
        return self.compared(actor_id, self._known(actor_id))

    @cached_property
    def concerned(self) -> pd.DataFrame:
        """Every row of the register of an actor that the file names, seems to name or perhaps names."""
        perhaps = self.matches.perhaps.loc[self.matches.perhaps["where"] == "register", "other_id"]
        return journal.of_actors(self.register, {*self.incoming["actor_id"], *self.matches.sure["known_id"], *perhaps})

    @cached_property
    def updates(self) -> pd.DataFrame:
        """What the file changes of actors that it names by their identifier, as :func:`journal.differences`."""
        named = sorted(set(self.incoming["actor_id"]) & set(self.register["actor_id"]))
        rows = self._frame([row for actor_id in named for row in _updated(self, actor_id, actor_id)])
        touched = set(journal.differing(rows, self.register)["actor_id"])
        return journal.differences(journal.of_actors(self.register, touched), journal.of_actors(rows, touched))

    def compared(self, actor_id: str, other_id: str) -> pd.DataFrame:
        """Return what the card of an actor of the register would change, took it what the file says of another one.

        Returns
        -------
        pandas.DataFrame
            As :func:`geo.workspace.journal.differences`; empty where the other is one of the file.
        """
        before = self.stands.get(other_id, [])
        after = _updated(self, actor_id, other_id) if before else []
        return journal.rows_differing(_by_key(before), _by_key(after))

    def rows(
        self,
        decision: Decision | None = None,
        *,
        each: Mapping[str, Decision] | None = None,
        pairs: Mapping[tuple[str, str], PairDecision] | None = None,
    ) -> pd.DataFrame:
        """Return the rows to record.

        Actors whose identifier is in the register are updated. Those who seem to be there under another identifier
        follow ``each`` (by identifier of the file), else ``decision``. Of two that are perhaps the same (``actor_id``
        and ``other_id`` of ``matches.perhaps``), both are recorded unless ``pairs`` says otherwise.

        Raises
        ------
        BadInputError
            ``import-matched`` when some follow neither; ``import-pair-update`` for a pair of the file itself.
        """
        matched = self._matched
        chosen = {actor_id: (each or {}).get(actor_id, decision) for actor_id in matched}
        undecided = [actor_id for actor_id, said in chosen.items() if said is None]
        if undecided:
            raise BadInputError("import-matched", count=len(undecided), first=undecided[0], known=matched[undecided[0]])
        known_ids = set(self.register["actor_id"])
        settled = known_ids | {actor_id for actor_id, said in chosen.items() if said != "both"}
        out: list[_Row] = []
        for actor_id in self.incoming.loc[self.incoming["actor_id"].isin(known_ids), "actor_id"].drop_duplicates():
            out += _updated(self, actor_id, actor_id)
        for actor_id, known_id in matched.items():
            if chosen[actor_id] == "update":
                out += _updated(self, actor_id, known_id)
        told = pairs or {}
        left = {actor_id for (actor_id, _), said in told.items() if said in {"first", "update"}}
        for actor_id, other_id in (pair for pair, said in told.items() if said == "update"):
            if other_id not in known_ids:
                raise BadInputError("import-pair-update", one=actor_id, other=other_id)
            out += _updated(self, actor_id, other_id)
        added = self.incoming[~self.incoming["actor_id"].isin(settled | left)]
        added = _linked(added, [pair for pair, said in told.items() if said == "linked"])
        return pd.concat([self._frame(out), added], ignore_index=True) if out else added.reset_index(drop=True)

    def _known(self, actor_id: str) -> str:
        return actor_id if actor_id in self.stands else self._matched[actor_id]

    @cached_property
    def _matched(self) -> dict[str, str]:
        return dict(zip(self.matches.sure["actor_id"], self.matches.sure["known_id"], strict=True))

    def _frame(self, rows: list[_Row]) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=REGISTER_COLUMNS, dtype=object)
        numbers = [name for name in REGISTER_COLUMNS if self.register[name].dtype.kind == "f"]
        return frame.astype(dict.fromkeys(numbers, "float64")).drop_duplicates([*journal.KEY], keep="last")


def beside(reading: RegisterReading, register: pd.DataFrame) -> Beside:
    """Put a register that was read beside the one that is kept (``journal.REGISTER_COLUMNS``)."""
    incoming = journal.as_register(reading.actors, reading.services)
    known = split_register(register)[0]
    columns = reading.columns or frozenset(COLUMNS)
    return Beside(incoming, register, columns, find_matches(reading.actors, known), reading.unsaid)


def _records(frame: pd.DataFrame) -> dict[str, list[_Row]]:
    """Return the rows by actor, with None where unknown."""
    plain = frame[REGISTER_COLUMNS].astype(object)
    rows: dict[str, list[_Row]] = {}
    for values in plain.where(plain.notna(), None).itertuples(index=False, name=None):
        row = dict(zip(REGISTER_COLUMNS, values, strict=True))
        rows.setdefault(str(row["actor_id"]), []).append(row)
    return rows


def _by_key(rows: Sequence[_Row]) -> dict[journal.Key, list[object]]:
    return {(str(row["actor_id"]), str(row["service"])): [row[name] for name in REGISTER_COLUMNS] for row in rows}


def _updated(sides: Beside, actor_id: str, known_id: str) -> list[_Row]:
    """Return every row of an actor of the register once it takes what the file says of it."""
    told, stands = sides.told[actor_id], sides.stands[known_id]
    by_id = actor_id == known_id
    placed = {_named(row): row for row in stands}
    merged: dict[str, _Row] = {_named(row): row for row in stands}
    first: _Row | None = None
    for row in told:
        alone = len(told) == len(stands) == 1 and (not by_id or row["service"] == row["kind"])
        base = placed.get(_named(row)) or (stands[0] if alone else None)
        blank = {column: stands[0][column] if column in ACTOR_COLUMNS else None for column in REGISTER_COLUMNS}
        one = _one(row, base or blank, sides, by_id=by_id)
        one |= {"actor_id": known_id, "service": base["service"] if base else row["service"]}
        merged[_named(one)] = one
        first = first or one
    shared = {column: (first or stands[0])[column] for column in ACTOR_COLUMNS}
    return [{**row, **shared} for row in merged.values()]


def _linked(rows: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Return rows whose actors say that they are perhaps the same as others."""
    if not pairs:
        return rows
    links: dict[str, list[str]] = {}
    for actor_id, other_id in pairs:
        links.setdefault(actor_id, []).append(other_id)
    said = [
        join_codes(dict.fromkeys([*split_codes(cell), *links[actor_id]])) if actor_id in links else cell
        for actor_id, cell in zip(rows["actor_id"], rows["same_as"], strict=True)
    ]
    return rows.assign(same_as=pd.Series(said, index=rows.index, dtype=rows["same_as"].dtype))


def _named(row: _Row) -> str:
    return name_key(str(row["service"]))


def _one(told: _Row, stands: _Row, sides: Beside, *, by_id: bool) -> _Row:
    """Return a row of the register with what a row of the file says of it."""
    out, columns = dict(stands), sides.columns
    for column in REGISTER_COLUMNS:
        if column in _POSITION or (column in sides.unsaid and stands[column] is not None):
            continue
        says = told[column] is not None and (column not in _DEFAULTED or column in columns or stands[column] is None)
        if says or (by_id and column in columns):
            out[column] = told[column]
    exact = by_id and {"lon", "lat"} <= columns
    if by_id and not exact and _same_place(told, stands):
        return out
    if _better_place(told, stands, exact=exact):
        out.update({column: told[column] for column in _POSITION})
    elif out["zone_id"] is None:
        out["zone_id"] = told["zone_id"]
    return out


def _same_place(told: _Row, stands: _Row) -> bool:
    """Whether a file says nothing new of where an actor is: its words, and the point that was looked up from them."""
    said = (told[column] in (None, stands[column]) for column in ("address", "postal_code", "locality"))
    moved = None not in (told["zone_id"], stands["zone_id"]) and told["zone_id"] != stands["zone_id"]
    return all(said) and not moved and told["position_quality"] not in {"address", "approximate"}


def _better_place(told: _Row, stands: _Row, *, exact: bool) -> bool:
    """Whether the place of the file replaces that of the register: given, or better known, or an address anew."""
    if exact:
        return True
    if told["lon"] is None:
        return False
    ranks = {quality: rank for rank, quality in enumerate(POSITION_QUALITIES)}
    mine, theirs = ranks[str(told["position_quality"])], ranks[str(stands["position_quality"])]
    return mine < theirs or mine == theirs == 0
