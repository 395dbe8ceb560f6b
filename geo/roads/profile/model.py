"""The profile of a travel mode: what ``data/profiles/<mode>.toml`` says, typed and frozen."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from geo.errors import BadInputError, NotFoundError
from geo.paths import data_folder
from geo.schema import TRAVEL_MODES

Conditions = Mapping[str, frozenset[str]]
"""Values per tag, any of which fulfils the condition."""

KMH_TO_MS = 1 / 3.6


@dataclass(frozen=True)
class Profile:
    """Speeds in km/h, waits in seconds, distances in metres; ``sources`` says where each table comes from."""

    mode: str
    version: str
    walk_kph: float
    walk_max_m: float
    limit_share: float
    uses_legal_defaults: bool
    class_kph: Mapping[str, float]
    grade_kph: Mapping[str, float]
    opened_classes: frozenset[str]
    opened_kph: float
    opened_keys: tuple[str, ...]
    caps_kph: Mapping[str, Mapping[str, float]]
    service_factor: Mapping[str, float]
    access_keys: tuple[str, ...]
    forbidden: frozenset[str]
    forbidden_when: Conditions
    local: frozenset[str]
    local_factor: float
    dismount: frozenset[str]
    dismount_kph: float
    oneway_keys: tuple[str, ...]
    oneway_implied_by: Conditions
    contraflow: Conditions
    ferry_kph: float
    ferry_keys: tuple[str, ...]
    waits_s: Mapping[str, float]
    ranks: Mapping[str, int]
    free_flow: frozenset[str]
    barrier_keys: tuple[str, ...]
    barriers_passable: frozenset[str] | None
    barriers_blocking: frozenset[str]
    obeys_turns: bool
    turn_vehicles: tuple[str, ...]
    unsnappable_classes: frozenset[str]
    unsnappable_when: Conditions
    sources: tuple[Mapping[str, str], ...]

    @property
    def walk_m_per_s(self) -> float:
        """Speed of the walk between a door and the road, in metres per second."""
        return self.walk_kph * KMH_TO_MS

    def with_speeds(self, class_kph: Mapping[str, float], *, limit_share: float | None = None) -> "Profile":
        """Return a profile whose speeds of some classes are replaced, in km/h.

        Raises
        ------
        NotFoundError
            ``unknown-road-class`` for a class that the profile does not use.
        BadInputError
            ``bad-speed`` for a speed or a share that is not positive.
        """
        for name, kph in class_kph.items():
            if name not in self.class_kph:
                raise NotFoundError("unknown-road-class", name=name, known=", ".join(self.class_kph))
            if not kph > 0:
                raise BadInputError("bad-speed", name=name, value=kph)
        share = self.limit_share if limit_share is None else limit_share
        if not share > 0:
            raise BadInputError("bad-speed", name="limit_share", value=share)
        return replace(self, class_kph={**self.class_kph, **class_kph}, limit_share=share)

    def fingerprint(self) -> str:
        """Return a hash of everything that the profile says."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=_listed).encode()).hexdigest()


def load_profile(mode: str) -> Profile:
    """Read the profile of a mode (``car``, ``bike`` or ``foot``).

    Raises
    ------
    NotFoundError
        ``unknown-travel-mode``.
    BadInputError
        ``bad-profile`` when the file is absent, cannot be read or lacks an entry.
    """
    if mode not in TRAVEL_MODES:
        raise NotFoundError("unknown-travel-mode", mode=mode, known=", ".join(TRAVEL_MODES))
    path = data_folder() / "profiles" / f"{mode}.toml"
    try:
        return _profile(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInputError("bad-profile", file=path.name, reason=str(error)) from error


def matches(tags: Mapping[str, str], conditions: Conditions) -> bool:
    """Return whether any tag has one of the values that fulfil the conditions."""
    return any(tags.get(key) in values for key, values in conditions.items())


def _profile(raw: Mapping[str, Any]) -> Profile:
    access, barriers, speeds = raw["access"], raw["barriers"], raw["speeds"]
    dismount = access.get("dismount", {"values": [], "kph": 0})
    return Profile(
        mode=raw["mode"],
        version=raw["version"],
        walk_kph=float(raw["walk"]["kph"]),
        walk_max_m=float(raw["walk"]["max_m"]),
        limit_share=float(speeds["limit_share"]),
        uses_legal_defaults=bool(speeds["uses_legal_defaults"]),
        class_kph=_numbers(speeds["kph"]),
        grade_kph=_numbers(raw["grades"]["kph"]),
        opened_classes=frozenset(raw["opened"]["classes"]),
        opened_kph=float(raw["opened"]["kph"]),
        opened_keys=tuple(raw["opened"]["keys"]),
        caps_kph={tag: _numbers(table["kph"]) for tag, table in raw["caps"].items()},
        service_factor=_numbers(raw["factors"]["service"]["ratio"]),
        access_keys=tuple(access["keys"]),
        forbidden=frozenset(access["forbidden"]),
        forbidden_when=_conditions(access["forbidden_when"]),
        local=frozenset(access["local"]),
        local_factor=float(access["local_factor"]),
        dismount=frozenset(dismount["values"]),
        dismount_kph=float(dismount["kph"]),
        oneway_keys=tuple(raw["oneway"]["keys"]),
        oneway_implied_by=_conditions(raw["oneway"]["implied_by"]),
        contraflow=_conditions(raw["oneway"]["contraflow"]),
        ferry_kph=float(raw["ferry"]["kph"]),
        ferry_keys=tuple(raw["ferry"]["keys"]),
        waits_s=_numbers(raw["waits"]["seconds"]),
        ranks={name: int(rank) for name, rank in raw["ranks"]["of"].items()},
        free_flow=frozenset(raw["ranks"]["free_flow"]),
        barrier_keys=tuple(barriers["keys"]),
        barriers_passable=frozenset(barriers["passable"]) if "passable" in barriers else None,
        barriers_blocking=frozenset(barriers.get("blocking", ())),
        obeys_turns=bool(raw["turns"]["obey"]),
        turn_vehicles=tuple(raw["turns"]["vehicles"]),
        unsnappable_classes=frozenset(raw["snapping"]["excluded_classes"]),
        unsnappable_when=_conditions(raw["snapping"]["excluded_when"]),
        sources=tuple(_source(name, table, raw["sources"]) for name, table in _tables(raw)),
    )


def _numbers(table: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in table.items()}


def _conditions(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in table.items()}


def _tables(raw: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Mapping[str, Any]]]:
    found: list[tuple[str, Mapping[str, Any]]] = []
    for name, table in raw.items():
        if isinstance(table, Mapping) and name != "sources":
            found += [(prefix + name, table)] if "status" in table else _tables(table, f"{prefix}{name}.")
    return found


def _source(name: str, table: Mapping[str, Any], sources: Mapping[str, Any]) -> dict[str, str]:
    known = sources[table["source"]] if table["source"] else {}
    return {
        "table": name,
        "title": known.get("title", ""),
        "publisher": known.get("publisher", ""),
        "date": table["date"],
        "status": table["status"],
        "note": table.get("note", ""),
    }


def _listed(value: object) -> list[str]:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
