"""The road network of a mode: streets between junctions and their times, by steps Network → Network."""

from geo.network.build import build
from geo.network.file import load, save
from geo.network.issues import network_issues
from geo.network.model import WAITS, About, Arcs, Network
from geo.network.timing import retimed

__all__ = ["WAITS", "About", "Arcs", "Network", "build", "load", "network_issues", "retimed", "save"]
