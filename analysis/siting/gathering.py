"""Demand gathered in cells where a siting question has too many places: what that may change is known, and told.

The places of a smallest zone that lie in one square cell become one, where their demand is on average. Every total of
every zone stays what it was. A trip from a place to a site differs from that of its cell by no more than the time of
the way between the two at the lowest speed: distances obey the triangle inequality, and the estimate never gains more
on a longer way. Where times are not told by distance alone, nothing bounds that: places are never gathered.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.schema import FloatArray, IntArray
from geo.travel.estimate import great_circle_km
from geo.travel.near_pairs import EARTH_RADIUS_KM
from geo.workspace.data import TerritoryData

MOST_PAIRS = 30_000_000
"""Trips to candidates that a search takes at once: some 100 bytes each, with all that is made of them."""

_FINEST_KM, _COARSEST_KM = 0.1, 50.0
_FINER = 2**0.25
_SUMMED = ("population", "births", "children_0_2", "women_15_49")


@dataclass(frozen=True)
class Gathering:
    """How places were gathered: how many, in how many cells of what width; minutes that a trip may differ by.

    ``worst_min`` bounds every trip, ``mean_min`` their mean, by what places count.
    """

    places: int
    cells: int
    edge_km: float
    worst_min: float
    mean_min: float


def gathered(data: TerritoryData, most_cells: int, *, slowest_min_per_km: float) -> tuple[TerritoryData, Gathering]:
    """Return the territory with its places in cells, as narrow as leaves at most so many, or one per smallest zone."""
    places = data.places
    zone = pd.factorize(places["zone_id"])[0].astype(np.int64)
    lon, lat = (places[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    known = np.column_stack([places[name].notna() for name in ("births", "population")]).astype(np.int64)
    east = np.radians(lon) * np.cos(np.radians(lat.mean())) * EARTH_RADIUS_KM
    north = np.radians(lat) * EARTH_RADIUS_KM
    edge_km = _FINEST_KM
    # What is not known stays apart from what is: unknown is not nothing.
    while True:
        cell = _codes([zone, known[:, 0], known[:, 1], _steps(east, edge_km), _steps(north, edge_km)])
        if cell.max(initial=-1) < most_cells or edge_km > _COARSEST_KM:
            break
        edge_km *= _FINER
    n_cells = int(cell.max(initial=-1)) + 1
    weight = places["births"].fillna(places["population"]).fillna(0.0).to_numpy(dtype=np.float64)
    even = np.bincount(cell, weights=weight, minlength=n_cells)[cell] == 0
    weight = np.where(even, 1.0, weight)
    total = np.bincount(cell, weights=weight, minlength=n_cells)
    middle = [np.bincount(cell, weights=weight * at, minlength=n_cells) / total for at in (lon, lat)]
    away_min = great_circle_km(lon, lat, middle[0][cell], middle[1][cell]) * slowest_min_per_km
    first = np.full(n_cells, len(places), dtype=np.int64)
    np.minimum.at(first, cell, np.arange(len(places)))
    groups = places[list(_SUMMED)].groupby(cell)
    table = places.iloc[first].reset_index(drop=True).assign(lon=middle[0], lat=middle[1], **groups.sum(min_count=1))
    table = table.sort_values("place_id", kind="stable", ignore_index=True)
    told = Gathering(
        places=len(places),
        cells=n_cells,
        edge_km=edge_km,
        worst_min=float(away_min.max(initial=0.0)),
        mean_min=float(np.average(away_min, weights=weight)) if weight.sum() else 0.0,
    )
    return replace(data, places=table), told


def _steps(position: FloatArray, edge_km: float) -> IntArray:
    return np.floor(position / edge_km).astype(np.int64)


def _codes(columns: list[IntArray]) -> IntArray:
    """Return one number from 0 per distinct row of columns."""
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        low = int(column.min(initial=0))
        wide = int(column.max(initial=0)) - low + 1
        code = pd.factorize(code * wide + (column - low))[0].astype(np.int64)
    return code
