"""Lengths on the ground from degrees, and what is built up."""

import numpy as np

_EQUATOR_M = 6_378_137.0
_ECCENTRICITY_2 = 0.006_694_379_990_14


def metres_per_degree(lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return metres per degree of longitude and of latitude on the WGS 84 ellipsoid.

    Parameters
    ----------
    lat
        Latitudes in degrees, any shape.
    """
    phi = np.radians(lat)
    bend = 1 - _ECCENTRICITY_2 * np.sin(phi) ** 2
    east = np.pi / 180 * _EQUATOR_M * np.cos(phi) / np.sqrt(bend)
    north = np.pi / 180 * _EQUATOR_M * (1 - _ECCENTRICITY_2) / bend**1.5
    return east, north


def segment_m(lon: np.ndarray, lat: np.ndarray, tail: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Return the length of segments between points given in degrees, in metres.

    Each segment is measured with the ellipsoid's curvature at its middle: exact to a millionth for street lengths,
    to a thousandth for a 200 km ferry.
    """
    east, north = metres_per_degree((lat[tail] + lat[head]) / 2)
    turn = (lon[head] - lon[tail] + 180) % 360 - 180
    length_m: np.ndarray = np.hypot(turn * east, (lat[head] - lat[tail]) * north)
    return length_m


def built_up(
    lon: np.ndarray, lat: np.ndarray, street_m: np.ndarray, *, cell_m: float, reach_cells: int, street_m_per_km2: float
) -> np.ndarray:
    """Return whether each place has around it enough streets where people live.

    Parameters
    ----------
    lon, lat
        Middles of the segments, in degrees, shape (segments,).
    street_m
        Length of inhabited street that each segment brings, zero for other roads, in metres.
    cell_m, reach_cells
        Size of the squares, and how many around a square are counted with it.
    street_m_per_km2
        Density from which the square is built up, in metres of street per km².
    """
    if not lon.size:
        return np.zeros(0, np.bool_)
    east, north = metres_per_degree(np.asarray(lat.mean()))
    column = np.floor((lon - lon.min()) * east / cell_m).astype(np.int64)
    row = np.floor((lat - lat.min()) * north / cell_m).astype(np.int64)
    width = int(column.max()) + 1 + 2 * reach_cells
    cell = (row + reach_cells) * width + column + reach_cells
    cells, where = np.unique(cell, return_inverse=True)
    metres = np.bincount(where, weights=street_m, minlength=cells.size)
    around = np.zeros(cells.size)
    for down in range(-reach_cells, reach_cells + 1):
        for right in range(-reach_cells, reach_cells + 1):
            neighbour = cells + down * width + right
            at = np.minimum(np.searchsorted(cells, neighbour), cells.size - 1)
            around += np.where(cells[at] == neighbour, metres[at], 0.0)
    area_km2 = ((2 * reach_cells + 1) * cell_m / 1000) ** 2
    dense: np.ndarray = around / area_km2 >= street_m_per_km2
    return dense[where]
