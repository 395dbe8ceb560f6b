"""The files of a territory: zones of every level, places, figures; always written in the same order."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import schema
from geo.paths import data_folder
from geo.territories.draft import WGS84
from scripts.territories.spread import spread

LOCALITY_WEIGHTS = "locality_weights.csv"
"""Shares of the localities in the people of their commune, as ``scripts.locality_weights`` writes them."""


@dataclass(frozen=True)
class Built:
    """What a territory's module derives. ``figures`` are those derived from packages; others stay as committed."""

    zones: gpd.GeoDataFrame
    places: pd.DataFrame
    figures: pd.DataFrame


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
