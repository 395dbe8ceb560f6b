"""The real network of the benchmarks: OpenStreetMap roads of Rhine-Neckar, every point a node."""

import re
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from benchmarks.synthetic import Roads
from geo.roads.osm.pbf import read_pbf

FILE = Path("data") / "osm" / "rhine-neckar-drive.osm.pbf"
EARTH_M = 6_371_008.8
SPEED_KPH = {
    "motorway": 110, "motorway_link": 60, "trunk": 90, "trunk_link": 50, "primary": 70, "primary_link": 50,
    "secondary": 60, "secondary_link": 40, "tertiary": 50, "tertiary_link": 40, "residential": 30,
    "unclassified": 40, "living_street": 15,
}  # fmt: skip


def rhine_neckar(shared: Path) -> Roads:
    """Read the drivable roads, their largest part in which one can go everywhere and back.

    Parameters
    ----------
    shared
        Folder of real data.

    Returns
    -------
    Roads
        The network; travel times by class and ``maxspeed`` only, as the figures measured earlier.
    """
    raw = read_pbf(shared / FILE)
    kph, way = np.array([_passage(tags) for tags in raw.way_kinds]).T
    kind = raw.segments["kind"].to_numpy()
    tail, head = raw.segments["tail"].to_numpy(), raw.segments["head"].to_numpy()
    lon, lat = np.radians(raw.nodes["lon"].to_numpy()), np.radians(raw.nodes["lat"].to_numpy())
    half = np.sin((lat[tail] - lat[head]) / 2) ** 2
    half += np.cos(lat[tail]) * np.cos(lat[head]) * np.sin((lon[tail] - lon[head]) / 2) ** 2
    with np.errstate(divide="ignore"):
        seconds = 2 * EARTH_M * np.arcsin(np.sqrt(half)) / (kph[kind] / 3.6)
    ahead = (kph[kind] > 0) & (way[kind] >= 0)
    back = (kph[kind] > 0) & (way[kind] <= 0)
    tails, heads = np.concatenate([tail[ahead], head[back]]), np.concatenate([head[ahead], tail[back]])
    times = np.maximum(np.round(np.concatenate([seconds[ahead], seconds[back]]), 3), 0.001)
    graph = csr_matrix((np.ones(tails.size, np.int8), (tails, heads)), shape=(lon.size, lon.size))
    _, part = connected_components(graph, connection="strong")
    kept = part == np.bincount(part).argmax()
    number = np.cumsum(kept) - 1
    edges = kept[tails] & kept[heads]
    return Roads(
        name="rhine-neckar",
        tail=number[tails[edges]],
        head=number[heads[edges]],
        seconds=times[edges],
        x=EARTH_M * (lon * np.cos(lat.mean()))[kept],
        y=EARTH_M * lat[kept],
    )


def _passage(tags: dict[str, str]) -> tuple[float, int]:
    """Speed, 0 for no passage, and direction: 1 as drawn, -1 against, 0 both."""
    highway = tags.get("highway", "")
    if highway not in SPEED_KPH or tags.get("access") in {"no", "private"}:
        return 0.0, 0
    written = re.match(r"\d+", tags.get("maxspeed", ""))
    kph = float(written.group()) if written else float(SPEED_KPH[highway])
    oneway = tags.get("oneway", "")
    if oneway == "-1":
        return kph, -1
    roundabout = tags.get("junction") in {"roundabout", "circular"}
    return kph, int(oneway in {"yes", "true", "1"} or roundabout or (highway == "motorway" and oneway != "no"))
