"""A territory: its levels, years, sources and travel assumptions, and the files that describe it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from functools import cache
from math import nan
from pathlib import Path
from typing import Annotated

import pandas as pd
from msgspec import Meta, Struct, field
from msgspec.structs import asdict

from geo import schema
from geo.errors import MissingFileError, NotFoundError
from geo.files.atomic import is_temporary
from geo.files.toml import NotNegative, Number, Sourced, Text, read_toml
from geo.paths import data_folder, workspace_folder

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
class FigureSource:
    """Where figures come from."""

    id: str
    title: str
    publisher: str = ""
    licence: str = ""
    vintage: str = ""
    read_through: str = ""
    notes: Names = part(default_factory=dict)


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

    ``births_year`` is the latest complete year of births; None where births are not published. ``headline_kind`` and
    ``headline_zone`` are what the app opens on: a question whose answer is known. ``more_feeds`` are the feeds of trips
    that a scenario adds to the timetable of the workspace; none in the territory as it is.
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
    headline_zone: str
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, FigureSource]
    estimates: Mapping[str, EstimateParameters]
    geometry_notes: Names
    notes: Names
    more_feeds: tuple[Path, ...] = ()

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
        register = [self.register_path] if self.register_path.is_file() else []
        return sorted({*described, *register}, key=lambda path: (path == self.register_path, path))


def user_territories() -> Path:
    """Return the folder of the workspace that holds the territories that the user made."""
    return workspace_folder() / "territories"


def embedded_territories() -> list[str]:
    """Return the ids of the territories that come with Maillage, sorted."""
    return _ids(data_folder() / "territories")


def list_territories() -> list[str]:
    """Return the ids of the embedded territories, sorted, then of those that the user made, sorted."""
    embedded = embedded_territories()
    return [*embedded, *(one for one in _ids(user_territories()) if one not in embedded)]


def _ids(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/territory.toml") if not is_temporary(path.parent))


def load_territory(territory_id: str) -> Territory:
    """Read ``territory.toml``.

    Raises
    ------
    NotFoundError
        ``unknown-territory``.
    BadInputError
        ``bad-territory-file`` when the file cannot be read or lacks an entry.
    """
    for within in (data_folder() / "territories", user_territories()):
        folder = within / territory_id
        if folder.parent == within and not territory_id.startswith(".") and (folder / "territory.toml").is_file():
            return read_territory(folder, (folder / "territory.toml").stat().st_mtime_ns)
    raise NotFoundError("unknown-territory", territory=territory_id, known=", ".join(list_territories()))


@cache
def read_territory(folder: Path, written: int = 0) -> Territory:
    """Read the ``territory.toml`` of a folder, once for each time that it was ``written``.

    Raises
    ------
    BadInputError
        ``bad-territory-file`` when the file cannot be read or lacks an entry.
    """
    del written
    path = folder / "territory.toml"
    file = read_toml(path, _File, "bad-territory-file", territory=folder.name)
    embedded = folder.parent == data_folder() / "territories"
    travel = dict(file.travel)
    horizon_min = travel.pop("horizon_min", 240.0)
    return Territory(
        id=file.id,
        folder=folder,
        register_path=data_folder() / "actors" / f"{file.id}.csv" if embedded else folder / "register.csv",
        names=file.name,
        country=file.country,
        languages=file.languages,
        metric_crs=file.metric_crs,
        root=file.root,
        births_year=file.births_year,
        population_year=file.population_year,
        thresholds_min=file.thresholds_min,
        horizon_min=horizon_min if isinstance(horizon_min, float) else 240.0,
        comparison_level=file.comparison_level,
        default_layer=file.default_layer,
        levels=tuple(level.read() for level in file.levels),
        headline_kind=file.headline.kind,
        headline_zone=file.headline.zone or file.root,
        indicators={
            key: Indicator(key, {"fr": one.fr, "en": one.en}, one.unit, one.kind)
            for key, one in file.indicators.items()
        },
        sources={key: one.read(key) for key, one in file.sources.items()},
        estimates={
            mode: EstimateParameters(mode=mode, **asdict(one))
            for mode, one in travel.items()
            if isinstance(one, _Estimate)
        },
        geometry_notes=file.geometry.note,
        notes=file.note,
    )


class WrittenLevel(Struct, frozen=True):
    """A level as a file writes it."""

    id: Text
    fr: Text
    en: Text
    fr_plural: Text
    en_plural: Text

    def read(self) -> Level:
        """Return the level."""
        return Level(self.id, {"fr": self.fr, "en": self.en}, {"fr": self.fr_plural, "en": self.en_plural})


class _Indicator(Struct, frozen=True):
    fr: Text
    en: Text
    unit: Text
    kind: Text


class WrittenSource(Struct, frozen=True):
    """A source as a file writes it."""

    title: Text
    publisher: str = ""
    licence: str = ""
    vintage: str = ""
    read_through: str = ""
    note: dict[str, str] = field(default_factory=dict)

    def read(self, key: str) -> FigureSource:
        """Return the source, under the key that figures name it by."""
        return FigureSource(key, self.title, self.publisher, self.licence, self.vintage, self.read_through, self.note)


class _Estimate(Sourced, kw_only=True, frozen=True):
    detour: Annotated[float, Meta(ge=1, le=1e300)]
    near_kph: NotNegative
    far_kph: NotNegative
    scale_km: NotNegative
    access_min: Number
    median_error_share: float = nan
    p90_error_share: float = nan


class _Headline(Struct, frozen=True):
    kind: Text
    zone: str = ""


class _Geometry(Struct, frozen=True):
    note: dict[str, str] = field(default_factory=dict)


class _File(Struct, kw_only=True, frozen=True):
    id: Text
    name: dict[str, str]
    country: str = ""
    languages: tuple[str, ...]
    metric_crs: Text
    root: Text
    births_year: int | None = None
    population_year: int
    thresholds_min: tuple[int, ...]
    comparison_level: Text
    default_layer: Text
    levels: tuple[WrittenLevel, ...]
    headline: _Headline
    indicators: dict[str, _Indicator]
    sources: dict[str, WrittenSource]
    travel: dict[str, float | _Estimate] = field(default_factory=dict)
    geometry: _Geometry = field(default_factory=_Geometry)
    note: dict[str, str] = field(default_factory=dict)


def read_figures(territory: Territory) -> pd.DataFrame:
    """Return the figures per zone and year (``schema.FIGURE``)."""
    return schema.conform(_read_csv(territory.folder / "figures.csv"), schema.FIGURE)


def read_need_rules(territory: Territory) -> pd.DataFrame:
    """Return the need rules (``schema.NEED_RULE``); no file means no rule."""
    path = territory.folder / "need.csv"
    return schema.conform(_read_csv(path), schema.NEED_RULE) if path.exists() else schema.NEED_RULE.empty()


def read_expected(territory: Territory) -> pd.DataFrame:
    """Return how many services are expected (``schema.EXPECTED``); no file means that no count was found."""
    path = territory.folder / "expected.csv"
    return schema.conform(_read_csv(path), schema.EXPECTED) if path.exists() else schema.EXPECTED.empty()


def _read_csv(path: Path) -> pd.DataFrame:
    if not path.exists():
        raise MissingFileError("missing-data-file", file=path.name, folder=path.parent.name)
    return pd.read_csv(path, dtype="str", encoding="utf-8", keep_default_na=False, na_values=[""])
