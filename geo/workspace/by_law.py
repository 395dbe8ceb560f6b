"""Actors that a law gives to every zone of a level: a rule of ``data/actors/by_law.toml`` becomes a row per zone."""

from pathlib import Path

import pandas as pd
from msgspec import Struct

from geo.errors import BadInputError
from geo.files.register import RegisterContext
from geo.files.register.gazetteer import Gazetteer
from geo.files.toml import Text, read_toml
from geo.workspace.journal import REGISTER_COLUMNS

FILE = "by_law.toml"
"""Name of the file of rules, beside the registers."""


class LawfulPresence(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One actor of a kind in every zone of a level of a territory.

    ``actor_id`` and ``name`` hold ``{zone}``, the code of the zone, and ``{name}``, its name; ``named_otherwise``
    gives the name to write for some zones, by code. The service is offered on site, for the zone, by an open actor.
    """

    territory: Text
    level: Text
    kind: Text
    actor_id: Text
    name: Text
    service: Text
    source: Text
    as_of: Text
    note: Text
    named_otherwise: dict[str, Text] = {}


class _File(Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    rules: list[LawfulPresence]


def read_rules(path: Path) -> list[LawfulPresence]:
    """Return the rules of a file, none where there is no file.

    Raises
    ------
    BadInputError
        ``bad-by-law-file`` when it says something else, or when the identifier of a rule does not hold the zone.
    """
    if not path.is_file():
        return []
    rules = read_toml(path, _File, "bad-by-law-file").rules
    for rule in rules:
        if "{zone}" not in rule.actor_id:
            raise _bad(path, f"{rule.actor_id} ({{zone}})")
    return rules


def rows_by_law(path: Path, territory_id: str, register: pd.DataFrame, *, context: RegisterContext) -> pd.DataFrame:
    """Return the rows that the rules of a territory add to its register.

    Parameters
    ----------
    path
        The file of rules.
    register
        The register as its file says it (``journal.REGISTER_COLUMNS``): a zone where it names an actor of the kind
        takes no other.
    context
        Zones, places and kinds of the territory.

    Returns
    -------
    pandas.DataFrame
        ``journal.REGISTER_COLUMNS``, a row per rule and zone, in the order of the rules then of the codes of zones.

    Raises
    ------
    BadInputError
        ``bad-by-law-file`` as in :func:`read_rules`, and when a rule names an unknown level, kind or zone.
    """
    rules = [rule for rule in read_rules(path) if rule.territory == territory_id]
    if not rules:
        return pd.DataFrame(columns=REGISTER_COLUMNS)
    gazetteer = Gazetteer(context.zones, context.places)
    rows = [row for rule in rules for row in _rows_of(rule, register, context, gazetteer, path=path)]
    return pd.DataFrame(rows, columns=REGISTER_COLUMNS)


def _rows_of(
    rule: LawfulPresence, register: pd.DataFrame, context: RegisterContext, gazetteer: Gazetteer, *, path: Path
) -> list[dict[str, object]]:
    zones = context.zones[context.zones["level"] == rule.level].sort_values("zone_id")
    if zones.empty:
        raise _bad(path, f"level = {rule.level}")
    if rule.kind not in context.kinds:
        raise _bad(path, f"kind = {rule.kind}")
    if unknown := sorted(set(rule.named_otherwise) - set(zones["zone_id"])):
        raise _bad(path, f"named_otherwise: {', '.join(unknown)}")
    named = set(register.loc[register["kind"] == rule.kind, "zone_id"])
    left = zones[~zones["zone_id"].isin(named)]
    return [
        _row(rule, str(zone_id), str(name), gazetteer)
        for zone_id, name in zip(left["zone_id"], left["name"], strict=True)
    ]


def _row(rule: LawfulPresence, zone_id: str, name: str, gazetteer: Gazetteer) -> dict[str, object]:
    centre = gazetteer.centre(zone_id)
    lon, lat = centre or (None, None)
    return {
        "actor_id": rule.actor_id.replace("{zone}", zone_id),
        "name": rule.named_otherwise.get(zone_id, rule.name).replace("{name}", name),
        "kind": rule.kind,
        "service": rule.service,
        "mode": "on-site",
        "status": "open",
        "covers": zone_id,
        "locality": name,
        "zone_id": zone_id,
        "lon": lon,
        "lat": lat,
        "position_quality": "commune" if centre else "unknown",
        "source": rule.source,
        "as_of": rule.as_of,
        "note": rule.note,
    }


def _bad(path: Path, reason: str) -> BadInputError:
    return BadInputError("bad-by-law-file", file=path.name, path=str(path), line=0, entry="", reason=reason)
