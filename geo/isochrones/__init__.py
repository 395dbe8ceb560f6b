"""What can be reached within a time: areas around actors and areas of the nearest actor."""

from geo.isochrones.areas import isochrones
from geo.isochrones.basins import basins
from geo.isochrones.grid import CELL_M, CellGrid, cell_grid

__all__ = ["CELL_M", "CellGrid", "basins", "cell_grid", "isochrones"]
