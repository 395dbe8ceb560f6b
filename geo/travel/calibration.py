"""How far the travel estimate is from real roads, and the parameters that bring it closest."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.optimize import least_squares  # noqa: TID251 - a curve is fitted, no programme is solved

from geo.errors import BadInputError
from geo.roads.network import Network
from geo.routing import RoadGraph, RoutingEngine
from geo.travel.estimate import great_circle_km, minutes_for
from geo.workspace.territory import EstimateParameters

ORIGINS, DESTINATIONS, SEED = 200, 2000, 20261122
SHORTEST_KM = 0.5
BANDS_KM = (0, 5, 10, 20, 40, 80, 160)

LEAST_TRIPS = 1
"""A network where no trip is long enough says nothing of a territory."""


@dataclass(frozen=True, eq=False)
class SampledTrips:
    """Random trips between junctions: great-circle km, minutes by road, and the median detour of shortest paths."""

    straight_km: np.ndarray
    minutes: np.ndarray
    detour: float


def sampled_trips(network: Network, engine: RoutingEngine, *, access_min: float) -> SampledTrips:
    """Draw trips between junctions of a network, with a fixed seed; ``access_min`` is added to leave and to park.

    Raises
    ------
    BadInputError
        ``calibration-too-few`` when the network has fewer than ``LEAST_TRIPS`` trips longer than ``SHORTEST_KM``.
    """
    rng = np.random.default_rng(SEED)
    origins = rng.choice(network.n_nodes, min(ORIGINS, network.n_nodes), replace=False)
    ends = rng.choice(network.n_nodes, min(DESTINATIONS, network.n_nodes), replace=False)
    arcs = network.arcs()
    seconds = engine.matrix(origins, ends).astype(np.float64)
    km = engine.recustomise(network.edges["length_m"].to_numpy()[arcs.edge] / 1000).matrix(origins, ends)
    lon, lat = network.nodes["lon"].to_numpy(), network.nodes["lat"].to_numpy()
    straight = great_circle_km(lon[origins][:, None], lat[origins][:, None], lon[ends], lat[ends])
    kept = np.isfinite(seconds) & (straight > SHORTEST_KM)
    if kept.sum() < LEAST_TRIPS:
        raise BadInputError("calibration-too-few", trips=int(kept.sum()), least=LEAST_TRIPS, km=SHORTEST_KM)
    return SampledTrips(
        straight_km=straight[kept],
        minutes=seconds[kept] / 60 + access_min,
        detour=float(np.median(km[kept] / straight[kept])),
    )


def prepared(network: Network) -> RoutingEngine:
    """Return an engine over a network's directed graph."""
    arcs = network.arcs()
    return RoutingEngine.prepare(RoadGraph.from_edges(arcs.tail, arcs.head, arcs.seconds, network.n_nodes))


def fitted(trips: SampledTrips, parameters: EstimateParameters, *, source: str) -> EstimateParameters:
    """Return the parameters whose errors over the trips are smallest, and as often too long as too short.

    ``access_min`` is a convention and stays. The result is marked ``calibrated``, with its source and its errors.
    """
    road_km = trips.straight_km * trips.detour

    def error(speeds: np.ndarray) -> np.ndarray:
        near, far, scale = speeds
        speed_kph = far - (far - near) * np.exp(-road_km / scale)
        ratio: np.ndarray = np.log((parameters.access_min + 60 * road_km / speed_kph) / trips.minutes)
        return ratio

    bounds = ([5, 20, 1], [60, 130, 100])
    found = least_squares(error, x0=[30.0, 80.0, 20.0], bounds=bounds, loss="soft_l1", f_scale=0.05)
    near_kph, far_kph, scale_km = (round(float(value), 1) for value in found.x)
    fit = replace(
        parameters,
        detour=round(trips.detour, 2),
        near_kph=near_kph,
        far_kph=far_kph,
        scale_km=scale_km,
        status="calibrated",
        source=source,
        date=datetime.now(UTC).date().isoformat(),
    )
    off = np.abs(minutes_for(trips.straight_km, fit) / trips.minutes - 1)
    return replace(
        fit, median_error_share=round(float(np.median(off)), 3), p90_error_share=round(float(np.quantile(off, 0.9)), 3)
    )


def errors_by_band(trips: SampledTrips, parameters: EstimateParameters) -> pd.DataFrame:
    """Return the error of the estimate against the roads, by band of great-circle distance.

    Returns
    -------
    pandas.DataFrame
        ``from_km``, ``to_km``, ``trips``, ``bias`` (median of estimate ÷ road − 1), ``median_error``, ``p90_error``
        (shares of the time by road); the last row, over everything, has ``to_km`` NaN.
    """
    off = minutes_for(trips.straight_km, parameters) / trips.minutes - 1
    bands = list(pairwise(BANDS_KM))
    rows = []
    for low, high in [*bands, (0.0, np.nan)]:
        inside = off if np.isnan(high) else off[(trips.straight_km >= low) & (trips.straight_km < high)]
        if inside.size:
            rows.append(
                (low, high, inside.size, np.median(inside), np.median(np.abs(inside)), np.quantile(np.abs(inside), 0.9))
            )
    return pd.DataFrame(rows, columns=["from_km", "to_km", "trips", "bias", "median_error", "p90_error"])
