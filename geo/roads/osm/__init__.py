"""Reading OpenStreetMap: the only package that parses its files or talks to OSMnx. One raw form, whatever the file."""

from geo.roads.osm.degree_grid import DegreeGrid, clipped, degree_grid
from geo.roads.osm.graph import read_graphml, read_osm_xml, read_overpass
from geo.roads.osm.pbf import read_pbf
from geo.roads.osm.raw import RawRoads, require_overlap

__all__ = [
    "DegreeGrid",
    "RawRoads",
    "clipped",
    "degree_grid",
    "read_graphml",
    "read_osm_xml",
    "read_overpass",
    "read_pbf",
    "require_overlap",
]
