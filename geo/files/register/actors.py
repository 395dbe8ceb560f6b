"""Actors and services made from the lines of a file: lines of one actor must agree, no service comes twice."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from geo import schema
from geo.files.issues import Issue
from geo.files.names import name_key, slug
from geo.files.register.columns import ACTOR_COLUMNS
from geo.files.register.line_rules import DEFAULTED_COLUMNS, Entry, Record

DEFAULT_STATUS = "to-verify"
"""Status of an actor whose lines give none: never presumed open."""

_POSITION = ("lon", "lat", "position_quality")
_COMPARED = tuple(column for column in ACTOR_COLUMNS if column not in {"actor_id", *_POSITION})
_DEFAULTED_RULES = dict(
    zip(DEFAULTED_COLUMNS, ("ids-derived", "services-defaulted", "modes-defaulted", "statuses-missing"), strict=True)
)
_LISTED_LINES = 10
_DOOR_DEGREES = 0.0002
"""Side of the squares in which two positions are the same door: twenty metres or so."""


def check_together(entries: Sequence[Entry], *, existing_ids: frozenset[str]) -> list[Issue]:
    """Report on the lines what only shows between lines, and return what concerns the whole file.

    Rules: ``duplicate-service``, ``actor-rows-differ``, ``actor-updated``, ``derived-id-exists``,
    ``looks-like-duplicate``, ``same-door``, ``id-case-differs`` on lines; ``ids-derived``, ``services-defaulted``,
    ``modes-defaulted``, ``statuses-missing`` on the file.
    """
    first: dict[object, Entry] = {}
    services: dict[tuple[object, object], Entry] = {}
    lookalikes: dict[tuple[object, ...], Entry] = {}
    folded: dict[str, Entry] = {}
    doors: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        actor_id = entry.actor["actor_id"]
        if actor_id in first:
            _compare(entry, first[actor_id])
        else:
            first[actor_id] = entry
            _compare_with_register(entry, existing_ids)
            _same_but_capitals(entry, folded)
            if not _look_alike(entry, lookalikes):
                _same_door(entry, doors)
        key = (actor_id, name_key(str(entry.service["service"])))
        if key in services:
            column = "service" if "service" not in entry.defaulted else "actor_id"
            number = services[key].row.number
            entry.row.report(
                "duplicate-service",
                column,
                actor=str(actor_id),
                service=str(entry.service["service"]),
                first_row=number,
            )
        services.setdefault(key, entry)
    return list(_defaulted(entries))


def actor_table(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return table ``schema.ACTOR``: for each actor, the first known value of each column, in the order of lines.

    Position is taken as a whole; a status that no line gives is :data:`DEFAULT_STATUS`.
    ``source``, ``as_of`` and ``note`` are those of the first line.
    """
    actors: dict[object, Record] = {}
    for entry in entries:
        record = entry.actor
        known = actors.setdefault(record["actor_id"], dict(record))
        if known["lon"] is None and record["lon"] is not None:
            known.update({column: record[column] for column in _POSITION})
        known.update({column: record[column] for column in _COMPARED if known[column] is None})
    for known in actors.values():
        known["status"] = known["status"] or DEFAULT_STATUS
    return schema.conform(_frame(actors.values(), schema.ACTOR.names), schema.ACTOR)


def service_table(entries: Iterable[Entry]) -> pd.DataFrame:
    """Return table ``schema.SERVICE``, one row per line."""
    return schema.conform(_frame((entry.service for entry in entries), schema.SERVICE.names), schema.SERVICE)


def _frame(records: Iterable[Record], columns: Sequence[str]) -> pd.DataFrame:
    rows = list(records)
    return pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=object) for column in columns})


def _compare(entry: Entry, first: Entry) -> None:
    """Report the first column on which a line contradicts the first line of its actor."""
    for column in _COMPARED:
        here, there = entry.actor[column], first.actor[column]
        if here is not None and there is not None and here != there:
            _differ(entry, first, column, str(here), str(there))
            return
    here_at, there_at = (tuple(line.actor[column] for column in _POSITION) for line in (entry, first))
    if None not in here_at and None not in there_at and here_at != there_at:
        _differ(entry, first, "lon", " ; ".join(map(str, here_at)), " ; ".join(map(str, there_at)))


def _differ(entry: Entry, first: Entry, column: str, here: str, there: str) -> None:
    actor_id, number = str(entry.actor["actor_id"]), first.row.number
    entry.row.report("actor-rows-differ", column, value=here, actor=actor_id, first_row=number, first_value=there)


def _compare_with_register(entry: Entry, existing_ids: frozenset[str]) -> None:
    actor_id = str(entry.actor["actor_id"])
    if actor_id in existing_ids:
        derived = "actor_id" in entry.defaulted
        entry.row.report("derived-id-exists" if derived else "actor-updated", "actor_id", value=actor_id)


def _look_alike(entry: Entry, lookalikes: dict[tuple[object, ...], Entry]) -> bool:
    """Tell whether a line is of the kind, name and commune of an earlier one, reported on it."""
    actor = entry.actor
    if actor["name"] is None or actor["kind"] is None:
        return False
    key = (actor["kind"], name_key(str(actor["name"])), actor["zone_id"])
    alike = key in lookalikes
    if alike:
        entry.row.report("looks-like-duplicate", "name", value=str(actor["name"]), first_row=lookalikes[key].row.number)
    lookalikes.setdefault(key, entry)
    return alike


def _same_door(entry: Entry, doors: dict[tuple[object, ...], Entry]) -> None:
    """Report a line of the kind of an earlier one, a few metres away, under another name."""
    lon, lat = entry.actor["lon"], entry.actor["lat"]
    given = entry.row.text("lon") is not None and entry.actor["position_quality"] in {"address", "approximate"}
    if not given or not isinstance(lon, float) or not isinstance(lat, float):
        return
    column, line = round(lon / _DOOR_DEGREES), round(lat / _DOOR_DEGREES)
    around = ((entry.actor["kind"], column + east, line + north) for east in (-1, 0, 1) for north in (-1, 0, 1))
    first = next((doors[key] for key in around if key in doors), None)
    if first is not None:
        number, name = first.row.number, str(first.actor["name"])
        entry.row.report("same-door", "name", value=str(entry.actor["name"]), first_row=number, first_value=name)
    doors.setdefault((entry.actor["kind"], column, line), entry)


def _same_but_capitals(entry: Entry, folded: dict[str, Entry]) -> None:
    actor_id = str(entry.actor["actor_id"])
    first = folded.setdefault(actor_id.casefold(), entry)
    if first is not entry:
        other = str(first.actor["actor_id"])
        entry.row.report("id-case-differs", "actor_id", value=actor_id, first_row=first.row.number, first_value=other)


def _defaulted(entries: Sequence[Entry]) -> Iterable[Issue]:
    for column, rule in _DEFAULTED_RULES.items():
        lines = [entry.row.number for entry in entries if column in entry.defaulted]
        if lines:
            shown = ", ".join(map(str, lines[:_LISTED_LINES])) + (", …" if len(lines) > _LISTED_LINES else "")
            yield Issue(rule, values={"count": len(lines), "lines": shown})


def apart_by_address(entries: Sequence[Entry], *, repeated: Callable[[Entry], None]) -> list[Entry]:
    """Give services of one kind, name and locality at different addresses identifiers of their own, in place.

    Parameters
    ----------
    repeated
        Told of each entry that says the same as an earlier one, identifier and all; it is not returned.
    """
    seen: dict[object, list[Entry]] = {}
    kept = []
    for entry in entries:
        same = seen.setdefault(entry.actor["actor_id"], [])
        if is_whole(entry) and any(one.actor == entry.actor and one.service == entry.service for one in same):
            repeated(entry)
            continue
        door = entry.row.text("address") or entry.row.text("postal_code")
        elsewhere = same and door and all(door != one.row.text("address") for one in same)
        if "actor_id" in entry.defaulted and elsewhere:
            identifier = slug(f"{entry.actor['actor_id']} {door}")
            entry.actor["actor_id"] = entry.service["actor_id"] = identifier
        same.append(entry)
        kept.append(entry)
    return kept


def is_whole(entry: Entry) -> bool:
    """Tell whether an entry says both who and of which kind."""
    return entry.actor["name"] is not None and entry.actor["kind"] is not None
