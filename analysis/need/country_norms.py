"""Norms per country, as dated data: what the law or an institution asks for, with its article and denominator."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pandas as pd
from msgspec import Struct
from msgspec.structs import asdict

from geo import schema
from geo.errors import BadInputError
from geo.files.toml import Amount, Status, Text, read_toml
from geo.paths import data_folder

FILES: Mapping[str, str] = {"FR": "fr.toml", "BE": "be.toml", "MA": "ma.toml"}
INTERNATIONAL = "international.toml"

_REQUIRED = {
    "ratio": ("unit", "base", "amount", "per", "article", "source", "read"),
    "travel": ("mode", "minutes", "article", "source", "read"),
    "reference": ("mode", "minutes", "beyond_share", "article", "source", "read"),
    "none": (),
}


@dataclass(frozen=True, kw_only=True)
class Norm:
    """One norm, or the statement that none was found (``form`` ``none``).

    ``direction`` is ``at-least`` or ``at-most``; a ``ratio`` asks for ``amount`` ``unit`` per ``per`` of ``base``, at
    the ``level`` it is written for. ``share`` is the part that should be within ``minutes`` (None: no target was
    set); ``beyond_share`` the least and the most observed beyond. ``read`` is ``primary`` (the text itself) or
    ``secondary`` (documents that quote it). ``ledger`` tells whether it makes a line of the need ledger.
    """

    id: str
    country: str
    form: str
    status: str
    date: str
    names: Mapping[str, str]
    denominators: Mapping[str, str]
    notes: Mapping[str, str]
    kind: str | None = None
    function: str | None = None
    stage: str | None = None
    article: str = ""
    source: str = ""
    read: str = ""
    direction: str = "at-least"
    unit: str = ""
    base: str = ""
    amount: float = 0.0
    per: float = 1.0
    level: str | None = None
    mode: str = ""
    minutes: float = 0.0
    share: float | None = None
    beyond_share: tuple[float, float] | None = None
    ledger: bool = True

    @property
    def rate(self) -> float:
        """What a ``ratio`` asks for per unit of its base."""
        return self.amount / self.per


def norms_of(country: str, *, folder: Path | None = None) -> tuple[Norm, ...]:
    """Return the norms of a country (``FR``, ``BE``, ``MA``), then those of every country.

    A country without a file has the international ones only.

    Raises
    ------
    BadInputError
        ``norms-file`` for an entry that lacks what its form needs, ``norms-twice`` for an id given twice.
    """
    return _norms(country, folder or data_folder() / "norms")


@cache
def _norms(country: str, folder: Path) -> tuple[Norm, ...]:
    names = [name for code, name in FILES.items() if code == country]
    norms = [norm for name in (*names, INTERNATIONAL) for norm in _read(folder / name)]
    ids = [norm.id for norm in norms]
    for known in ids:
        if ids.count(known) > 1:
            raise BadInputError("norms-twice", id=known)
    return tuple(norms)


def norm_rules(country: str, *, zone_id: str, folder: Path | None = None) -> pd.DataFrame:
    """Return the ratios of a country as need rules of a zone: the same numbers, kept in one place.

    Returns
    -------
    pandas.DataFrame
        ``schema.NEED_RULE``; a ceiling (``at-most``) is no need, and makes no rule.
    """
    return _rules(country, zone_id, folder or data_folder() / "norms").copy()


@cache
def _rules(country: str, zone_id: str, folder: Path) -> pd.DataFrame:
    rows = [
        {
            "rule_id": norm.id,
            "zone_id": zone_id,
            "kind": norm.kind,
            "function": norm.function,
            "stage": norm.stage,
            "unit": norm.unit,
            "base": norm.base,
            "rate": norm.rate,
            "status": norm.status,
            "source": norm.source,
            "date": norm.date,
            "note": norm.notes.get("fr"),
        }
        for norm in _norms(country, folder)
        if norm.form == "ratio" and norm.direction == "at-least" and norm.ledger
    ]
    return schema.conform(pd.DataFrame(rows), schema.NEED_RULE) if rows else schema.NEED_RULE.empty()


class _Entry(Struct, kw_only=True, frozen=True):
    id: Text
    form: Literal["ratio", "travel", "reference", "none"]
    """An amount per so many people, a time, a share observed elsewhere (nobody's duty), or nothing official found."""
    status: Status
    date: Text
    fr: Text
    en: Text
    kind: str | None = None
    function: str | None = None
    stage: str | None = None
    article: str = ""
    source: str = ""
    read: str = ""
    direction: Literal["at-least", "at-most"] = "at-least"
    unit: str = ""
    base: str = ""
    amount: Amount | None = None
    per: Amount | None = None
    level: str | None = None
    mode: str = ""
    minutes: Amount | None = None
    share: Amount | None = None
    beyond_share: tuple[float, float] | None = None
    ledger: bool = True
    denominator_fr: str = ""
    denominator_en: str = ""
    note_fr: str | None = None
    note_en: str | None = None


class _File(Struct, frozen=True):
    country: str = ""
    norms: tuple[_Entry, ...] = ()


def _read(path: Path) -> list[Norm]:
    if not path.is_file():
        return []
    file = read_toml(path, _File, "norms-file")
    return [_norm(entry, file.country, path) for entry in file.norms]


def _norm(entry: _Entry, country: str, path: Path) -> Norm:
    given = {name: value for name, value in asdict(entry).items() if value not in (None, "")}
    lacking = [name for name in _REQUIRED[entry.form] if name not in given]
    if lacking:
        raise BadInputError("norms-file", file=path.name, reason=f"{entry.id}: {', '.join(lacking)}")
    return Norm(
        country=country,
        names={language: given.pop(language) for language in ("fr", "en")},
        denominators={language: given.pop(f"denominator_{language}", "") for language in ("fr", "en")},
        notes={language: given.pop(f"note_{language}") for language in ("fr", "en") if f"note_{language}" in given},
        **given,
    )
