"""What can be reached within a time: areas around actors and areas of the nearest actor."""

from geo.roads.isochrones.areas import isochrones
from geo.roads.isochrones.basins import basins
from geo.roads.isochrones.grid import CELL_M, CellGrid, cell_grid

__all__ = ["CELL_M", "CellGrid", "basins", "cell_grid", "isochrones"]
