"""The road network of a mode: streets between junctions and their times, by steps Network → Network."""

from geo.roads.network.build import build
from geo.roads.network.file import load, save
from geo.roads.network.issues import network_issues
from geo.roads.network.model import WAITS, About, Arcs, Network
from geo.roads.network.timing import retimed, waits_share

__all__ = ["WAITS", "About", "Arcs", "Network", "build", "load", "network_issues", "retimed", "save", "waits_share"]
