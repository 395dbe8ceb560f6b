"""Share out the people of each commune among its localities as the census grid counts them.

``python -m scripts.locality_weights ID --grid FILE --communes FILE [--code COLUMN]`` reads the 1 km grid of the 2021
census (Eurostat/GISCO) and the official outlines of the communes, and writes
``data/territories/<id>/locality_weights.csv``: for each locality, its share of the people of its commune. Neither file
is kept; the table is all that :mod:`scripts.build_territories` needs.

The people of a cell go to the communes that it lies in, by area; the part of each commune goes to the commune's nearest
locality, measured from the middle of that part.
"""

import argparse
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.paths import data_folder
from scripts.territories import ain, wallonie
from scripts.territories.tables import LOCALITY_WEIGHTS

CELL_M = 1000.0
GRID_CRS = "EPSG:3035"
"""Equal areas, metres: the CRS of the grid."""
PLACED = {"wallonie": wallonie.placed, "ain": ain.placed}


def cell_parts(grid: pd.DataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return what each commune holds of each cell.

    Parameters
    ----------
    grid
        ``X`` and ``Y`` (lower-left corner, metres, EPSG:3035) and ``T`` (people; negative is confidential).
    communes
        ``zone_id`` and their outlines, in any CRS.

    Returns
    -------
    pandas.DataFrame
        ``zone_id``, ``people`` (those of the cell, by the share of its area; confidential cells are left out), ``x``
        and ``y`` (middle of the part, metres, EPSG:3035).
    """
    known = grid[grid["T"] > 0]
    outlines = shapely.make_valid(communes.to_crs(GRID_CRS).geometry.to_numpy())
    west, south = known["X"].to_numpy(np.float64), known["Y"].to_numpy(np.float64)
    cells = shapely.box(west, south, west + CELL_M, south + CELL_M)
    zone, cell = shapely.STRtree(cells).query(outlines, predicate="intersects")
    parts = shapely.intersection(cells[cell], outlines[zone])
    middles = shapely.centroid(parts)
    table = pd.DataFrame(
        {
            "zone_id": communes["zone_id"].to_numpy()[zone],
            "people": known["T"].to_numpy(np.float64)[cell] * shapely.area(parts) / CELL_M**2,
            "x": shapely.get_x(middles),
            "y": shapely.get_y(middles),
        }
    )
    return table[table["people"] > 0].reset_index(drop=True)


def locality_shares(parts: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """Return the share (0–1) of each place in the people of its zone: each part goes to the nearest place of its zone.

    Parameters
    ----------
    parts
        As :func:`cell_parts` gives them.
    places
        ``place_id``, ``zone_id``, ``lon``, ``lat``.

    Returns
    -------
    pandas.Series
        Indexed by ``place_id``, in the order of ``places``; the shares of a zone add up to 1.

    Raises
    ------
    RuntimeError
        When a zone has places and no people.
    """
    points = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"], crs=4326)).to_crs(GRID_CRS)
    x, y = points.x.to_numpy(), points.y.to_numpy()
    people = np.zeros(len(places))
    inside = parts.groupby("zone_id").indices
    for zone_id, rows in places.groupby("zone_id").indices.items():
        own = parts.iloc[inside.get(zone_id, [])]
        if own.empty:
            raise RuntimeError(f"nobody in commune {zone_id}")
        away = np.hypot(own["x"].to_numpy()[:, None] - x[rows], own["y"].to_numpy()[:, None] - y[rows])
        np.add.at(people, rows[away.argmin(axis=1)], own["people"].to_numpy())
    total = pd.Series(people).groupby(places["zone_id"].to_numpy()).transform("sum").to_numpy()
    return pd.Series(people / total, index=pd.Index(places["place_id"]), name="share")


def moved(before: pd.Series, after: pd.Series, zones: pd.Series, population: pd.Series) -> float:
    """Return the share of people who change locality when their commune is shared out otherwise.

    Parameters
    ----------
    before, after
        Weights of the same places, whatever their sum.
    zones, population
        ``zone_id`` of the places, and people of each zone, indexed by ``zone_id``.

    Examples
    --------
    A commune of 100 people, once halved and once 8 to 2: 30 people move.

    >>> moved(pd.Series([1.0, 1.0]), pd.Series([8.0, 2.0]), pd.Series(["a", "a"]), pd.Series({"a": 100.0}))
    0.3
    """
    shares = [weights / weights.groupby(zones).transform("sum") for weights in (before, after)]
    people = zones.map(population)
    return float(((shares[0] - shares[1]).abs() * people).sum() / 2 / population.loc[zones.unique()].sum())


def main(arguments: list[str] | None = None) -> int:
    """Write the table of one territory, and say how many people change locality."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("id", metavar="ID", choices=PLACED, help="territory whose localities are weighed")
    parser.add_argument("--grid", type=Path, required=True, help="parquet file of the grid: X, Y, T")
    parser.add_argument("--communes", type=Path, required=True, help="outlines of the communes")
    parser.add_argument("--code", default="nis", help="column of the communes' code (default: nis)")
    options = parser.parse_args(arguments)
    places = PLACED[options.id]().sort_values("place_id", ignore_index=True)
    communes = gpd.read_file(options.communes).rename(columns={options.code: "zone_id"})
    shares = locality_shares(cell_parts(pd.read_parquet(options.grid), communes), places)
    folder = data_folder() / "territories" / options.id
    table = shares.round(6).reset_index()
    table.to_csv(folder / LOCALITY_WEIGHTS, index=False, encoding="utf-8", lineterminator="\n", float_format="%.6f")
    before = pd.read_parquet(folder / "places.parquet").set_index("place_id")
    kept = before.index.intersection(shares.index)
    population = before.groupby("zone_id")["population"].sum()
    change = moved(before.loc[kept, "weight"], shares.loc[kept], before.loc[kept, "zone_id"], population)
    print(f"{options.id}: {len(places)} localities, {int((shares == 0).sum())} of nobody, {change:.1%} of people move")
    return 0


if __name__ == "__main__":
    sys.exit(main())
