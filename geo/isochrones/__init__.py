"""What can be reached within a time: areas around actors, areas of the nearest actor, and who lives there."""

from geo.isochrones.areas import isochrones
from geo.isochrones.basins import basins
from geo.isochrones.grid import CELL_M, CellGrid, cell_grid
from geo.isochrones.population import catchment_population

__all__ = ["CELL_M", "CellGrid", "basins", "catchment_population", "cell_grid", "isochrones"]
