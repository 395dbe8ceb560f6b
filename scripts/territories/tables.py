"""The files of a territory: zones of every level, places, figures; always written in the same order."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from geo import schema
from geo.paths import data_folder
from scripts.territories.coverage import join
from scripts.territories.spread import spread

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


LOCALITY_WEIGHTS = "locality_weights.csv"
"""Shares of the localities in the people of their commune, as ``scripts.locality_weights`` writes them."""


@dataclass(frozen=True)
class Built:
    """What a territory's module derives. ``figures`` are those derived from packages; others stay as committed."""

    zones: gpd.GeoDataFrame
    places: pd.DataFrame
    figures: pd.DataFrame


def raise_level(
    children: gpd.GeoDataFrame, units: pd.DataFrame, *, level: str, parents: dict[str, str] | None = None
) -> gpd.GeoDataFrame:
    """Return the zones of the level above ``children``: each the exact union of its children.

    Parameters
    ----------
    children
        Zones with ``parent_id`` and ``geometry_quality``.
    units
        Columns ``zone_id``, ``name``.
    parents
        ``parent_id`` of each unit; none for the whole.
    """
    joined = join(children[["geometry"]].assign(zone_id=children["parent_id"]).set_crs(children.crs))
    qualities = children.groupby("parent_id")["geometry_quality"].agg(set)
    names = units.set_index("zone_id")["name"]
    return gpd.GeoDataFrame(
        {
            "zone_id": joined["zone_id"],
            "level": level,
            "parent_id": [(parents or {}).get(zone_id) for zone_id in joined["zone_id"]],
            "name": joined["zone_id"].map(names),
            "geometry_quality": [
                "official" if qualities[zone_id] == {"official"} else "approximate" for zone_id in joined["zone_id"]
            ],
        },
        geometry=joined.geometry.to_numpy(),
        crs=children.crs,
    )


def stack_levels(*levels: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return all levels as one table of ``schema.ZONE``, whole first, sorted by code within a level."""
    ordered = [level.sort_values("zone_id") for level in levels]
    stacked = pd.concat([pd.DataFrame(level) for level in ordered], ignore_index=True)
    return gpd.GeoDataFrame(schema.conform(stacked, schema.ZONE), geometry="geometry", crs=4326)


def finish_places(places: pd.DataFrame, figures: pd.DataFrame, *, columns: dict[str, tuple[str, int]]) -> pd.DataFrame:
    """Return places sorted by identifier, with each figure of ``columns`` spread over them.

    Parameters
    ----------
    places
        Columns ``place_id``, ``name``, ``zone_id``, ``lon``, ``lat``, ``weight``.
    columns
        New column → (indicator, year) of ``figures``.
    """
    out = places.sort_values("place_id", ignore_index=True)
    out[["lon", "lat"]] = out[["lon", "lat"]].round(6)
    out["weight"] = out["weight"].astype(np.float64)
    for column, (indicator, year) in columns.items():
        rows = figures[(figures["indicator"] == indicator) & (figures["year"] == year)]
        out[column] = spread(rows.set_index("zone_id")["value"], out)
    return out


def weighed(places: pd.DataFrame, shares: pd.Series) -> pd.DataFrame:
    """Return places with their ``weight``: their share of the people of their zone.

    Parameters
    ----------
    shares
        As :func:`read_locality_weights` gives them.

    Raises
    ------
    RuntimeError
        When the shares are those of other places than these.
    """
    differing = sorted(set(places["place_id"]) ^ set(shares.index))
    if differing:
        raise RuntimeError(f"run scripts.locality_weights again, the localities are others: {', '.join(differing[:5])}")
    return places.assign(weight=places["place_id"].map(shares))


def read_locality_weights(territory_id: str) -> pd.Series:
    """Return the committed ``locality_weights.csv`` of a territory: the share of each ``place_id`` (0–1)."""
    frame = pd.read_csv(data_folder() / "territories" / territory_id / LOCALITY_WEIGHTS, dtype={"place_id": "str"})
    return frame.set_index("place_id")["share"]


def read_figures(folder: Path) -> pd.DataFrame:
    """Return the committed ``figures.csv`` of a territory, or an empty table."""
    path = folder / "figures.csv"
    if not path.exists():
        return schema.FIGURE.empty()
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])
    return schema.conform(frame, schema.FIGURE)


def merge_figures(committed: pd.DataFrame, derived: pd.DataFrame) -> pd.DataFrame:
    """Return the committed figures with every row of a derived source replaced by the derived ones."""
    kept = committed[~committed["source_id"].isin(derived["source_id"])]
    both = pd.concat([kept, derived], ignore_index=True) if len(derived) else kept
    return schema.conform(both, schema.FIGURE).sort_values(["indicator", "year", "zone_id"], ignore_index=True)


def write(built: Built, figures: pd.DataFrame, folder: Path) -> None:
    """Write ``zones.parquet``, ``places.parquet`` and ``figures.csv``."""
    folder.mkdir(parents=True, exist_ok=True)
    zones = built.zones.set_crs(WGS84, allow_override=True)
    zones.to_parquet(folder / "zones.parquet", compression="zstd", index=False)
    built.places.to_parquet(folder / "places.parquet", compression="zstd", index=False)
    text = figures.assign(value=figures["value"].map(_number))
    text.to_csv(folder / "figures.csv", index=False, encoding="utf-8", lineterminator="\n")


def _number(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.4f}".rstrip("0").rstrip(".")
