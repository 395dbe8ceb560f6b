"""A territory being made: what it holds, and its folder, of the same shape as the embedded ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import tomlkit
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.errors import BadInputError
from geo.paths import data_folder
from geo.workspace.build import LAYER_INDICATORS
from geo.workspace.layers.spread import spread
from geo.workspace.territory import FigureSource, Level, Names

WGS84 = CRS.from_json_dict(
    {
        "type": "GeographicCRS",
        "name": "WGS 84",
        "datum": {
            "type": "GeodeticReferenceFrame",
            "name": "World Geodetic System 1984",
            "ellipsoid": {"name": "WGS 84", "semi_major_axis": 6378137, "inverse_flattening": 298.257223563},
        },
        "coordinate_system": {
            "subtype": "ellipsoidal",
            "axis": [
                {"name": "Geodetic latitude", "abbreviation": "Lat", "direction": "north", "unit": "degree"},
                {"name": "Geodetic longitude", "abbreviation": "Lon", "direction": "east", "unit": "degree"},
            ],
        },
        "id": {"authority": "EPSG", "code": 4326},
    }
)
"""EPSG:4326 spelt out: what PROJ writes for the code alone depends on what the process did before."""

LAYER = "localities"
"""Name of the population points that a new territory starts with."""

ASSUMED_FROM = "france"
"""The embedded territory whose travel assumptions, hypotheses everywhere but where they were fitted, are taken over."""


@dataclass(frozen=True)
class TerritoryDraft:
    """A territory that is not kept yet.

    Parameters
    ----------
    territory_id
        Letters, figures and hyphens; the name of its folder.
    country
        ISO 3166 code of two letters.
    levels
        From the whole, of which there is one zone, to the smallest.
    zones
        ``schema.ZONE`` in EPSG:4326: exactly one at the first level, each other one inside its parent.
    places
        Population points of the smallest zones: ``place_id``, ``name``, ``zone_id``, ``lon``, ``lat``, ``weight`` (the
        share of its zone's people, in any unit).
    figures
        ``schema.FIGURE`` of the smallest zones (``births``, ``population``…).
    sources
        By the ``source_id`` of the figures, and ``boundaries``, where the zones come from.
    metric_crs
        Where lengths and areas are measured, such as ``EPSG:2154``.
    births_year
        The latest complete year of births; None where no births are known.
    geometry_notes, notes
        What to know of the outlines and of the whole, by language.
    """

    territory_id: str
    names: Names
    country: str
    levels: tuple[Level, ...]
    zones: gpd.GeoDataFrame
    places: pd.DataFrame
    figures: pd.DataFrame
    sources: Mapping[str, FigureSource]
    metric_crs: str
    population_year: int
    births_year: int | None = None
    languages: tuple[str, ...] = ("fr",)
    geometry_notes: Names = field(default_factory=dict)
    notes: Names = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Code of the whole."""
        return str(self.zones.loc[self.zones["level"] == self.levels[0].id, "zone_id"].iloc[0])


INDICATOR_WORDS: Mapping[str, tuple[str, str, str]] = {
    "births": ("Naissances", "Births", "births"),
    "population": ("Population", "Population", "inhabitants"),
    "children_0_2": ("Enfants de 0 à 2 ans", "Children aged 0 to 2", "children"),
    "children_0_4": ("Enfants de 0 à 4 ans", "Children aged 0 to 4", "children"),
    "women_15_49": ("Femmes de 15 à 49 ans", "Women aged 15 to 49", "women"),
    "no_car_share": ("Ménages sans voiture", "Households without a car", "percent of households"),
}
"""Indicators that a new territory may hold: their French and English names, their unit."""

SHARES = frozenset({"no_car_share"})
"""Those of them that are in percent, the others being counts."""


def write_draft(draft: TerritoryDraft, folder: Path) -> None:
    """Write a draft as the folder of a territory: ``territory.toml``, zones, places with their figures, figures.

    Every figure of a smallest zone is spread over its places by their weight and stays exact in sum.
    """
    folder.mkdir(parents=True, exist_ok=True)
    zones = gpd.GeoDataFrame(draft.zones, geometry="geometry").set_crs(WGS84, allow_override=True)
    zones.to_parquet(folder / "zones.parquet", compression="zstd", index=False)
    spread_over_places(draft).to_parquet(folder / "places.parquet", compression="zstd", index=False)
    draft.figures.to_csv(folder / "figures.csv", index=False, encoding="utf-8", lineterminator="\n")
    (folder / "territory.toml").write_text(described(draft), encoding="utf-8")
    errors = data_folder() / "territories" / ASSUMED_FROM / "travel_errors.toml"
    (folder / errors.name).write_bytes(errors.read_bytes())


def spread_over_places(draft: TerritoryDraft) -> pd.DataFrame:
    """Return the places with a column per figure that a population point can hold (``births_2023``, ``population``)."""
    places = draft.places.sort_values("place_id", ignore_index=True)
    for (indicator, year), rows in draft.figures.groupby(["indicator", "year"]):
        if indicator not in LAYER_INDICATORS or (indicator != "births" and year != draft.population_year):
            continue
        column = f"births_{year}" if indicator == "births" else str(indicator)
        places[column] = spread(rows.set_index("zone_id")["value"], places["zone_id"], places["weight"])
    return places


def births_known(draft: TerritoryDraft) -> float | None:
    """Return the births known in the latest complete year; None where none are."""
    rows = draft.figures[(draft.figures["indicator"] == "births") & (draft.figures["year"] == draft.births_year)]
    total = rows["value"].sum(min_count=1)
    return None if pd.isna(total) else float(total)


def described(draft: TerritoryDraft) -> str:
    """Return the text of the ``territory.toml`` of a draft."""
    assumed = tomlkit.parse((data_folder() / "territories" / ASSUMED_FROM / "territory.toml").read_text("utf-8"))
    qualities = draft.zones.groupby("level")["geometry_quality"].agg(lambda cells: cells.eq("official").all())
    described = {
        "id": draft.territory_id,
        "country": draft.country,
        "languages": list(draft.languages),
        "metric_crs": draft.metric_crs,
        "root": draft.root,
        **({} if draft.births_year is None else {"births_year": draft.births_year}),
        "population_year": draft.population_year,
        "thresholds_min": assumed["thresholds_min"],
        "comparison_level": draft.levels[min(1, len(draft.levels) - 1)].id,
        "default_layer": LAYER,
        "name": dict(draft.names),
        "levels": [
            {
                "id": level.id,
                "fr": level.names["fr"],
                "fr_plural": level.plurals["fr"],
                "en": level.names["en"],
                "en_plural": level.plurals["en"],
            }
            for level in draft.levels
        ],
        "headline": {"kind": _HEADLINES.get(draft.country, "maison-1000-jours")},
        "geometry": {
            "source": "boundaries",
            "note": dict(draft.geometry_notes),
            "quality": {level.id: "official" if qualities[level.id] else "approximate" for level in draft.levels},
        },
        "indicators": {
            indicator: dict(zip(("fr", "en", "unit"), INDICATOR_WORDS[indicator], strict=True))
            | {"kind": "share" if indicator in SHARES else "count"}
            for indicator in sorted(set(draft.figures["indicator"]))
        },
        "sources": {key: _told(source) for key, source in draft.sources.items()},
        "note": dict(draft.notes),
        "travel": assumed["travel"],
    }
    return tomlkit.dumps(described)


_HEADLINES = {"BE": "one-consultation-enfants", "FR": "pmi", "MA": "centre-de-sante"}


def _told(source: FigureSource) -> dict[str, object]:
    told = {
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "vintage": source.vintage,
        "read_through": source.read_through,
    }
    written: dict[str, object] = {key: value for key, value in told.items() if value}
    return written | ({"note": dict(source.notes)} if source.notes else {})


NATIONAL_CRS: Mapping[str, str] = {"BE": "EPSG:31370", "FR": "EPSG:2154"}
"""Metric coordinate systems of the countries that have one for all of their European ground."""


def metric_crs_of(zones: gpd.GeoDataFrame, country: str) -> str:
    """Return the metric coordinate system to measure zones in: the national one where it holds them, else their UTM.

    Raises
    ------
    BadInputError
        ``territory-no-metric-crs`` when the zones are too wide or lie where no system serves.
    """
    national = NATIONAL_CRS.get(country)
    if national is not None:
        area = CRS.from_user_input(national).area_of_use
        if area is not None and shapely.box(*area.bounds).buffer(1).covers(shapely.box(*zones.total_bounds)):
            return national
    try:
        return f"EPSG:{zones.estimate_utm_crs().to_epsg()}"
    except (RuntimeError, ValueError, CRSError) as error:
        raise BadInputError("territory-no-metric-crs", bounds=np.round(zones.total_bounds, 2).tolist()) from error
