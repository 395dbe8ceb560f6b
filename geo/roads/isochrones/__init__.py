"""What can be reached within a time: areas around actors, areas of the nearest actor, and who lives there."""

from geo.roads.isochrones.areas import isochrones
from geo.roads.isochrones.basins import basins
from geo.roads.isochrones.grid import CELL_M, CellGrid, cell_grid
from geo.roads.isochrones.population import catchment_population

__all__ = ["CELL_M", "CellGrid", "basins", "catchment_population", "cell_grid", "isochrones"]
