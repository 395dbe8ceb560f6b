"""Fit the travel estimate to a real road network, and say how far it is from it.

``uv run python -m scripts.calibrate_estimate FILE.osm.pbf --country BE`` prints the values for ``[travel.car]`` of
``territory.toml``: detour, speeds, distance scale, and the median and 90th percentile of the absolute error as a share
of the time by road, over random pairs of junctions.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geo.estimate import great_circle_km
from geo.network import Arcs, Network, build
from geo.osm import read_pbf
from geo.profile import load_profile

ORIGINS, DESTINATIONS, SEED = 200, 2000, 20261122
SHORTEST_KM = 0.5
ACCESS_MIN = 2.0
"""Minutes to leave and to park: a convention, not fitted, since the network starts and ends at the kerb."""


@dataclass(frozen=True)
class Sample:
    """Pairs of junctions: great-circle km, road km along the fastest tree, minutes by road."""

    straight_km: np.ndarray
    minutes: np.ndarray
    detour: float


def sampled(network: Network) -> Sample:
    """Return random pairs of a network, with the median detour of its shortest paths."""
    arcs = network.arcs()
    length_km = network.edges["length_m"].to_numpy()[arcs.edge] / 1000
    rng = np.random.default_rng(SEED)
    origins = rng.choice(network.n_nodes, min(ORIGINS, network.n_nodes), replace=False)
    destinations = rng.choice(network.n_nodes, min(DESTINATIONS, network.n_nodes), replace=False)
    seconds = dijkstra(_cheapest(arcs, arcs.seconds, network.n_nodes), indices=origins)[:, destinations]
    shortest_km = dijkstra(_cheapest(arcs, length_km, network.n_nodes), indices=origins)[:, destinations]
    lon, lat = network.nodes["lon"].to_numpy(), network.nodes["lat"].to_numpy()
    straight = great_circle_km(lon[origins][:, None], lat[origins][:, None], lon[destinations], lat[destinations])
    kept = np.isfinite(seconds) & (straight > SHORTEST_KM)
    detour = float(np.median(shortest_km[kept] / straight[kept]))
    return Sample(straight_km=straight[kept], minutes=seconds[kept] / 60 + ACCESS_MIN, detour=detour)


def fitted(sample: Sample) -> tuple[float, float, float]:
    """Return near and far speeds (km/h) and the distance scale (km) whose errors are as often too long as too short."""
    road_km = sample.straight_km * sample.detour

    def error(parameters: np.ndarray) -> np.ndarray:
        return np.log(_minutes(road_km, *parameters) / sample.minutes)

    found = least_squares(
        error, x0=[30.0, 80.0, 20.0], bounds=([5, 20, 1], [60, 130, 100]), loss="soft_l1", f_scale=0.05
    )
    near, far, scale = found.x
    return float(near), float(far), float(scale)


def _minutes(road_km: np.ndarray, near: float, far: float, scale: float) -> np.ndarray:
    return ACCESS_MIN + 60 * road_km / (far - (far - near) * np.exp(-road_km / scale))


def _cheapest(arcs: Arcs, cost: np.ndarray, size: int) -> csr_matrix:
    tail, head = arcs.tail, arcs.head
    order = np.lexsort((cost, head, tail))
    tail, head, cost = tail[order], head[order], np.maximum(cost[order], 1e-9)
    first = np.r_[True, (np.diff(tail) != 0) | (np.diff(head) != 0)]
    return csr_matrix((cost[first], (tail[first], head[first])), shape=(size, size))


def main() -> None:
    """Print the calibrated table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pbf", type=Path)
    parser.add_argument("--country", default="BE")
    given = parser.parse_args()
    sample = sampled(build(read_pbf(given.pbf), profile=load_profile("car"), country=given.country))
    near, far, scale = (round(value, 1) for value in fitted(sample))
    detour = round(sample.detour, 2)
    error = np.abs(_minutes(sample.straight_km * detour, near, far, scale) / sample.minutes - 1)
    print(f"detour = {detour}\nnear_kph = {near}\nfar_kph = {far}\nscale_km = {scale}\naccess_min = {ACCESS_MIN}")
    print(f"median_error_share = {np.median(error):.3f}\np90_error_share = {np.quantile(error, 0.9):.3f}")
    print(f"# {error.size} pairs, up to {sample.straight_km.max():.0f} km apart")
    for low, high in ((0, 5), (5, 10), (10, 20), (20, 40), (40, 80)):
        band = (sample.straight_km >= low) & (sample.straight_km < high)
        if not band.any():
            continue
        bias = np.median(_minutes(sample.straight_km[band] * detour, near, far, scale) / sample.minutes[band] - 1)
        print(f"# {low}–{high} km: bias {bias:+.1%}, p90 {np.quantile(error[band], 0.9):.1%}, pairs {band.sum()}")


if __name__ == "__main__":
    main()
