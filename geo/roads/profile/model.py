"""The profile of a travel mode: what ``data/profiles/<mode>.toml`` says, typed and frozen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from msgspec import Struct, field

from geo.errors import BadInputError, NotFoundError
from geo.files.toml import NotNegative, Positive, Sourced, read_toml
from geo.paths import data_folder
from geo.schema import ROAD_MODES

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
    walk_usual_m: float
    limit_share: float
    share_of: Mapping[str, float]
    uses_legal_defaults: bool
    class_kph: Mapping[str, float]
    outside_kph: Mapping[str, float]
    grade_kph: Mapping[str, float]
    opened_classes: frozenset[str]
    opened_kph: float
    opened_keys: tuple[str, ...]
    opened_when: Conditions
    lawful_classes: frozenset[str]
    lawful_not_in: frozenset[str]
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
    ferry_long_kph: float
    ferry_long_m: float
    ferry_keys: tuple[str, ...]
    waits_s: Mapping[str, float]
    ranks: Mapping[str, int]
    free_flow: frozenset[str]
    barrier_keys: tuple[str, ...]
    barriers_passable: frozenset[str] | None
    barriers_blocking: frozenset[str]
    fords_closed: frozenset[str]
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
        shares = self.share_of if limit_share is None else {}
        usual = {name: kph for name, kph in self.outside_kph.items() if name not in class_kph}
        return replace(
            self, class_kph={**self.class_kph, **class_kph}, outside_kph=usual, limit_share=share, share_of=shares
        )

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
        ``bad-profile`` when the file cannot be read or lacks an entry.
    """
    if mode not in ROAD_MODES:
        raise NotFoundError("unknown-travel-mode", mode=mode, known=", ".join(ROAD_MODES))
    path = data_folder() / "profiles" / f"{mode}.toml"
    return _profile(read_toml(path, _File, "bad-profile"))


def matches(tags: Mapping[str, str], conditions: Conditions) -> bool:
    """Return whether any tag has one of the values that fulfil the conditions."""
    return any(tags.get(key) in values for key, values in conditions.items())


class _Source(Struct, frozen=True):
    title: str = ""
    publisher: str = ""


class _Table(Sourced, kw_only=True, frozen=True):
    source: str
    note: str = ""


class _Walk(_Table, kw_only=True, frozen=True):
    kph: Positive
    usual_m: NotNegative
    max_m: NotNegative


class _Speeds(_Table, kw_only=True, frozen=True):
    limit_share: Positive
    uses_legal_defaults: bool
    kph: dict[str, NotNegative]
    outside_kph: dict[str, NotNegative] = field(default_factory=dict)


class _Shares(_Table, kw_only=True, frozen=True):
    """Parts of the limit at which one drives on some classes, in place of ``limit_share``."""

    ratio: dict[str, Positive]


class _Kph(_Table, kw_only=True, frozen=True):
    kph: dict[str, NotNegative]


class _Opened(_Table, kw_only=True, frozen=True):
    classes: frozenset[str]
    kph: NotNegative
    keys: tuple[str, ...]
    when: dict[str, frozenset[str]] = field(default_factory=dict)


class _Lawful(_Table, kw_only=True, frozen=True):
    """Classes that the law opens, at the speed of ``opened``, but in some countries."""

    classes: frozenset[str]
    not_in: frozenset[str]


class _Ratio(_Table, kw_only=True, frozen=True):
    ratio: dict[str, NotNegative]


class _Factors(Struct, frozen=True):
    service: _Ratio


class _Dismount(Struct, frozen=True):
    values: frozenset[str] = frozenset()
    kph: NotNegative = 0.0


class _Access(_Table, kw_only=True, frozen=True):
    keys: tuple[str, ...]
    forbidden: frozenset[str]
    forbidden_when: dict[str, frozenset[str]]
    local: frozenset[str]
    local_factor: NotNegative
    dismount: _Dismount = _Dismount()


class _Oneway(_Table, kw_only=True, frozen=True):
    keys: tuple[str, ...]
    implied_by: dict[str, frozenset[str]]
    contraflow: dict[str, frozenset[str]]


class _Ferry(_Table, kw_only=True, frozen=True):
    """Crossings whose duration is not written: ``long_kph`` from ``long_m`` on."""

    kph: NotNegative
    long_kph: NotNegative
    long_m: NotNegative
    keys: tuple[str, ...]


class _Waits(_Table, kw_only=True, frozen=True):
    seconds: dict[str, NotNegative]


class _Ranks(_Table, kw_only=True, frozen=True):
    of: dict[str, int]
    free_flow: frozenset[str]


class _Barriers(_Table, kw_only=True, frozen=True):
    keys: tuple[str, ...]
    passable: frozenset[str] | None = None
    blocking: frozenset[str] = frozenset()
    fords: frozenset[str] = frozenset()


class _Turns(_Table, kw_only=True, frozen=True):
    obey: bool
    vehicles: tuple[str, ...]


class _Snapping(_Table, kw_only=True, frozen=True):
    excluded_classes: frozenset[str]
    excluded_when: dict[str, frozenset[str]]


class _File(Struct, kw_only=True, frozen=True):
    mode: str
    version: str
    sources: dict[str, _Source]
    walk: _Walk
    speeds: _Speeds
    shares: _Shares | None = None
    grades: _Kph
    opened: _Opened
    lawful: _Lawful | None = None
    caps: dict[str, _Kph]
    factors: _Factors
    access: _Access
    oneway: _Oneway
    ferry: _Ferry
    waits: _Waits
    ranks: _Ranks
    barriers: _Barriers
    turns: _Turns
    snapping: _Snapping


def _profile(file: _File) -> Profile:
    access, barriers = file.access, file.barriers
    return Profile(
        mode=file.mode,
        version=file.version,
        walk_kph=file.walk.kph,
        walk_max_m=file.walk.max_m,
        walk_usual_m=file.walk.usual_m,
        limit_share=file.speeds.limit_share,
        uses_legal_defaults=file.speeds.uses_legal_defaults,
        share_of={} if file.shares is None else file.shares.ratio,
        class_kph=file.speeds.kph,
        outside_kph=file.speeds.outside_kph,
        grade_kph=file.grades.kph,
        opened_classes=file.opened.classes,
        opened_kph=file.opened.kph,
        opened_keys=file.opened.keys,
        opened_when=file.opened.when,
        lawful_classes=frozenset() if file.lawful is None else file.lawful.classes,
        lawful_not_in=frozenset() if file.lawful is None else file.lawful.not_in,
        caps_kph={tag: table.kph for tag, table in file.caps.items()},
        service_factor=file.factors.service.ratio,
        access_keys=access.keys,
        forbidden=access.forbidden,
        forbidden_when=access.forbidden_when,
        local=access.local,
        local_factor=access.local_factor,
        dismount=access.dismount.values,
        dismount_kph=access.dismount.kph,
        oneway_keys=file.oneway.keys,
        oneway_implied_by=file.oneway.implied_by,
        contraflow=file.oneway.contraflow,
        ferry_kph=file.ferry.kph,
        ferry_long_kph=file.ferry.long_kph,
        ferry_long_m=file.ferry.long_m,
        ferry_keys=file.ferry.keys,
        waits_s=file.waits.seconds,
        ranks=file.ranks.of,
        free_flow=file.ranks.free_flow,
        barrier_keys=barriers.keys,
        barriers_passable=barriers.passable,
        barriers_blocking=barriers.blocking,
        fords_closed=barriers.fords,
        obeys_turns=file.turns.obey,
        turn_vehicles=file.turns.vehicles,
        unsnappable_classes=file.snapping.excluded_classes,
        unsnappable_when=file.snapping.excluded_when,
        sources=tuple(_source(name, table, file.sources) for name, table in _tables(file)),
    )


def _tables(holder: Struct | Mapping[str, Any], prefix: str = "") -> list[tuple[str, _Table]]:
    """Return the tables that state their source, by their place in the file."""
    found: list[tuple[str, _Table]] = []
    parts = (
        holder if isinstance(holder, Mapping) else {name: getattr(holder, name) for name in holder.__struct_fields__}
    )
    for name, part in parts.items():
        if isinstance(part, _Table):
            found.append((prefix + name, part))
        elif isinstance(part, Struct | Mapping) and name != "sources":
            found += _tables(part, f"{prefix}{name}.")
    return found


def _source(name: str, table: _Table, sources: Mapping[str, _Source]) -> dict[str, str]:
    known = sources[table.source] if table.source in sources else _Source()
    return {
        "table": name,
        "title": known.title,
        "publisher": known.publisher,
        "date": table.date,
        "status": table.status,
        "note": table.note,
    }


def _listed(value: object) -> list[str]:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
