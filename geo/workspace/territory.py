"""A territory: its levels, years, sources and travel assumptions, and the files that describe it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from geo import schema
from geo.errors import BadInputError, MissingFileError, NotFoundError
from geo.paths import data_folder

Names = Mapping[str, str]
"""A text per language code, for example ``{"fr": "Wallonie", "en": "Wallonia"}``."""


@dataclass(frozen=True)
class Level:
    """An administrative level, from the whole (first) to the smallest (last)."""

    id: str
    names: Names
    plurals: Names


@dataclass(frozen=True)
class Indicator:
    """A figure known per zone: its unit, and whether it adds up (``count``) or not (``share``, ``rate``)."""

    id: str
    names: Names
    unit: str
    kind: str


@dataclass(frozen=True)
class Source:
    """Where figures come from."""

    id: str
    title: str
    publisher: str = ""
    licence: str = ""
    vintage: str = ""
    read_through: str = ""
    notes: Names = field(default_factory=dict)


@dataclass(frozen=True)
class EstimateParameters:
    """How travel is estimated without roads: see ``geo.travel.estimate`` for the formula.

    ``detour`` is a ratio; speeds in km/h; ``scale_km`` in km; ``access_min`` in minutes. ``status`` says whether the
    values were calibrated for this territory (``calibrated``) or carried over (``hypothesis``). The errors are
    shares of the road time, measured by the calibration; NaN when unknown.
    """

    mode: str
    detour: float
    near_kph: float
    far_kph: float
    scale_km: float
    access_min: float
    status: str
    source: str
    date: str
    median_error_share: float
    p90_error_share: float


@dataclass(frozen=True)
class Territory:
    """What is fixed about a territory. Paths point into the embedded data.

    ``births_year`` is the latest complete year of births; None where births are not published.
    """

    id: str
    folder: Path
    register_path: Path
    names: Names
    country: str
    languages: tuple[str, ...]
    metric_crs: str
    root: str
    births_year: int | None
    population_year: int
    thresholds_min: tuple[int, ...]
    horizon_min: float
    comparison_level: str
    default_layer: str
    levels: tuple[Level, ...]
    headline_kind: str
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    estimates: Mapping[str, EstimateParameters]
    geometry_notes: Names
    notes: Names

    @property
    def smallest_level(self) -> str:
        """Level of the zones that figures and places refer to."""
        return self.levels[-1].id

    def level(self, level_id: str) -> Level:
        """Return one level.

        Raises
        ------
        NotFoundError
            ``unknown-level``.
        """
        for level in self.levels:
            if level.id == level_id:
                return level
        raise NotFoundError("unknown-level", level=level_id, known=", ".join(level.id for level in self.levels))

    def estimate(self, mode: str) -> EstimateParameters:
        """Return the travel assumptions of a mode.

        Raises
        ------
        NotFoundError
            ``no-travel-assumption`` when the territory states none for this mode.
        """
        if mode not in self.estimates:
            raise NotFoundError("no-travel-assumption", territory=self.id, mode=mode)
        return self.estimates[mode]

    def input_files(self) -> list[Path]:
        """Return the embedded files that the database is built from, in a fixed order."""
        described = (path for path in self.folder.iterdir() if path.suffix in {".toml", ".csv", ".parquet"})
        return [*sorted(described), self.register_path]


def list_territories() -> list[str]:
    """Return the ids of the embedded territories, sorted."""
    return sorted(path.parent.name for path in (data_folder() / "territories").glob("*/territory.toml"))


@cache
def load_territory(territory_id: str) -> Territory:
    """Read ``territory.toml``.

    Raises
    ------
    NotFoundError
        ``unknown-territory``.
    BadInputError
        ``bad-territory-file`` when the file cannot be read or lacks an entry.
    """
    known = list_territories()
    if territory_id not in known:
        raise NotFoundError("unknown-territory", territory=territory_id, known=", ".join(known))
    path = data_folder() / "territories" / territory_id / "territory.toml"
    try:
        return _territory(tomllib.loads(path.read_text(encoding="utf-8")), path.parent)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInputError("bad-territory-file", file=path.name, territory=territory_id, reason=str(error)) from error


def _territory(raw: Mapping[str, Any], folder: Path) -> Territory:
    travel = raw.get("travel", {})
    return Territory(
        id=raw["id"],
        folder=folder,
        register_path=data_folder() / "actors" / f"{raw['id']}.csv",
        names=raw["name"],
        country=raw["country"],
        languages=tuple(raw["languages"]),
        metric_crs=raw["metric_crs"],
        root=raw["root"],
        births_year=raw.get("births_year"),
        population_year=raw["population_year"],
        thresholds_min=tuple(raw["thresholds_min"]),
        horizon_min=float(travel.get("horizon_min", 240)),
        comparison_level=raw["comparison_level"],
        default_layer=raw["default_layer"],
        levels=tuple(
            Level(
                level["id"],
                {language: level[language] for language in ("fr", "en")},
                {language: level[f"{language}_plural"] for language in ("fr", "en")},
            )
            for level in raw["levels"]
        ),
        headline_kind=raw["headline"]["kind"],
        indicators={key: _indicator(key, entry) for key, entry in raw["indicators"].items()},
        sources={key: _source(key, entry) for key, entry in raw["sources"].items()},
        estimates={mode: _estimate(mode, entry) for mode, entry in travel.items() if isinstance(entry, Mapping)},
        geometry_notes=_note(raw.get("geometry", {})),
        notes=_note(raw),
    )


def _note(entry: Mapping[str, Any]) -> Names:
    note: Names = entry.get("note", {})
    return note


def _indicator(key: str, entry: Mapping[str, Any]) -> Indicator:
    return Indicator(key, {language: entry[language] for language in ("fr", "en")}, entry["unit"], entry["kind"])


def _source(key: str, entry: Mapping[str, Any]) -> Source:
    texts = {name: str(entry.get(name, "")) for name in ("publisher", "licence", "vintage", "read_through")}
    return Source(id=key, title=entry["title"], notes=_note(entry), **texts)


def _estimate(mode: str, entry: Mapping[str, Any]) -> EstimateParameters:
    numbers = {name: float(entry[name]) for name in ("detour", "near_kph", "far_kph", "scale_km", "access_min")}
    errors = {name: float(entry.get(name, "nan")) for name in ("median_error_share", "p90_error_share")}
    if min(numbers["detour"] - 1, numbers["near_kph"], numbers["far_kph"], numbers["scale_km"]) < 0:
        raise ValueError(f"travel.{mode}")
    return EstimateParameters(
        mode=mode, status=entry["status"], source=entry["source"], date=str(entry["date"]), **numbers, **errors
    )


def read_figures(territory: Territory) -> pd.DataFrame:
    """Return the figures per zone and year (``schema.FIGURE``)."""
    return schema.conform(_read_csv(territory.folder / "figures.csv"), schema.FIGURE)


def read_need_rules(territory: Territory) -> pd.DataFrame:
    """Return the need rules (``schema.NEED_RULE``); no file means no rule."""
    path = territory.folder / "need.csv"
    return schema.conform(_read_csv(path), schema.NEED_RULE) if path.exists() else schema.NEED_RULE.empty()


def _read_csv(path: Path) -> pd.DataFrame:
    if not path.exists():
        raise MissingFileError("missing-data-file", file=path.name, folder=path.parent.name)
    return pd.read_csv(path, dtype="str", encoding="utf-8", keep_default_na=False, na_values=[""])
