"""The embedded tables of a country, and what its file says of the territories made from them."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from msgspec import Struct

from geo import schema
from geo.files.names import slug
from geo.files.toml import Text, read_toml
from geo.paths import data_folder
from geo.workspace.territory import FigureSource, Level, Names, WrittenLevel, WrittenSource


class _File(Struct, kw_only=True, frozen=True):
    country: Text
    languages: tuple[str, ...]
    population_year: int
    geometry_note: dict[str, str]
    note: dict[str, str]
    levels: tuple[WrittenLevel, ...]
    sources: dict[str, WrittenSource]


class Country(Struct, frozen=True):
    """What every territory made from a country's tables takes over."""

    languages: tuple[str, ...]
    population_year: int
    geometry_notes: Names
    notes: Names
    levels: dict[str, Level]
    sources: dict[str, FigureSource]

    def chosen_levels(self, *ids: str) -> tuple[Level, ...]:
        """Return some levels, in the order given."""
        return tuple(self.levels[level_id] for level_id in ids)


def countries() -> list[str]:
    """Return the codes of the countries that territories can be made from, sorted: ``BE``, ``FR``, ``MA``."""
    return sorted(path.parent.name.upper() for path in (data_folder() / "countries").glob("*/country.toml"))


@cache
def read_country(country: str) -> Country:
    """Return what the file of a country says (``country``: its code of two letters)."""
    path = country_folder(country) / "country.toml"
    file = read_toml(path, _File, "bad-territory-file", territory=country)
    return Country(
        file.languages,
        file.population_year,
        file.geometry_note,
        file.note,
        {level.id: level.read() for level in file.levels},
        {key: source.read(key) for key, source in file.sources.items()},
    )


def country_folder(country: str) -> Path:
    """Return the folder of the embedded tables of a country."""
    return data_folder() / "countries" / country.lower()


def table(country: str, name: str) -> pd.DataFrame:
    """Return one embedded table of a country."""
    return pd.read_parquet(country_folder(country) / f"{name}.parquet")


def metric_points(frame: pd.DataFrame, crs: str) -> gpd.GeoDataFrame:
    """Return rows with ``lon`` and ``lat`` as points in a metric CRS."""
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"], crs=4326)).to_crs(crs)


def figures_of(values: pd.Series, indicator: str, year: int, *, status: str, source_id: str) -> pd.DataFrame:
    """Return the figures of an indicator (``schema.FIGURE``) from its values by zone; NaN is ``missing``."""
    rows = pd.DataFrame({"zone_id": values.index, "value": values.to_numpy(np.float64)})
    rows = rows.assign(indicator=indicator, year=year, source_id=source_id)
    return schema.conform(rows.assign(status=np.where(rows["value"].isna(), "missing", status)), schema.FIGURE)


def as_places(localities: pd.DataFrame) -> pd.DataFrame:
    """Return localities as population points, each with an identifier of its zone and its name."""
    stem = localities["zone_id"] + "-" + localities["name"].map(slug)
    rank = stem.groupby(stem).cumcount()
    places = localities.assign(place_id=stem.where(rank == 0, stem + "-" + (rank + 1).astype("str")))
    return places[["place_id", "name", "zone_id", "lon", "lat", "weight"]].sort_values("place_id", ignore_index=True)
