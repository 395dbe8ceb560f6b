"""Norms per country, as dated data: what the law or an institution asks for, with its article and denominator."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

import pandas as pd

from geo import schema
from geo.errors import BadInputError
from geo.paths import data_folder

FORMS = ("ratio", "travel", "reference", "none")
"""``ratio``: an amount per so many people; ``travel``: a time; ``reference``: a share observed elsewhere, nobody's
duty; ``none``: nothing official was found."""

FILES: Mapping[str, str] = {"FR": "fr.toml", "BE": "be.toml", "MA": "ma.toml"}
INTERNATIONAL = "international.toml"

_REQUIRED = {
    "ratio": ("unit", "base", "amount", "per", "direction", "article", "source", "read"),
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
        for norm in norms_of(country, folder=folder)
        if norm.form == "ratio" and norm.direction == "at-least" and norm.ledger
    ]
    return schema.conform(pd.DataFrame(rows), schema.NEED_RULE) if rows else schema.NEED_RULE.empty()


def _read(path: Path) -> list[Norm]:
    if not path.is_file():
        return []
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInputError("norms-file", file=path.name, id="?", field=str(error)) from error
    return [_norm(entry, str(raw.get("country", "")), path) for entry in raw.get("norms", [])]


def _norm(entry: dict[str, Any], country: str, path: Path) -> Norm:
    form = entry.get("form")
    needed = ("id", "status", "date", "fr", "en", *_REQUIRED.get(str(form), ("form",)))
    lacking = [name for name in needed if entry.get(name) in (None, "")]
    lacking += [] if form in FORMS else ["form"]
    lacking += [] if entry.get("status") in schema.FIGURE_STATUSES else ["status"]
    lacking += [name for name in ("amount", "per", "minutes", "share") if name in entry and not _positive(entry[name])]
    lacking += ["direction"] if entry.get("direction", "at-least") not in ("at-least", "at-most") else []
    if lacking:
        raise BadInputError("norms-file", file=path.name, id=str(entry.get("id", "?")), field=lacking[0])
    beyond = entry.get("beyond_share")
    plain = {name: entry[name] for name in _PLAIN if name in entry}
    return Norm(
        country=country,
        names={language: entry[language] for language in ("fr", "en")},
        denominators={language: entry.get(f"denominator_{language}", "") for language in ("fr", "en")},
        notes={language: entry[f"note_{language}"] for language in ("fr", "en") if f"note_{language}" in entry},
        beyond_share=None if beyond is None else (float(beyond[0]), float(beyond[1])),
        **plain,
    )


_PLAIN = (
    *("id", "form", "status", "date", "kind", "function", "stage", "article", "source", "read", "direction", "unit"),
    *("base", "amount", "per", "level", "mode", "minutes", "share", "ledger"),
)


def _positive(value: object) -> bool:
    return isinstance(value, (int, float)) and isfinite(value) and value > 0
