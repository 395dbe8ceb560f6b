"""Travel time without a road network: great-circle distance × detour, at a speed that rises with distance.

With ``d`` the distance by road, estimated as great-circle kilometres × ``detour``::

    speed(d) = far − (far − near) × exp(−d / scale)          km/h
    minutes  = access + 60 × d / speed(d)

``access`` is the time to leave and to park. Parameters come from ``territory.toml``, with their status. Limits: no
river, no ridge, no motorway is seen; the error measured by the calibration is given beside every estimated figure.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo import schema
from geo.workspace.territory import EstimateParameters

EARTH_RADIUS_KM = 6371.0088
"""Mean Earth radius (IUGG), in km."""

_PAIRS_PER_BLOCK = 4_000_000


def great_circle_km(
    lon: NDArray[np.float64], lat: NDArray[np.float64], other_lon: NDArray[np.float64], other_lat: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return great-circle distances in km between points in degrees (haversine formula); arrays broadcast."""
    phi, other_phi = np.radians(lat), np.radians(other_lat)
    half_lat = np.sin((other_phi - phi) / 2) ** 2
    half_lon = np.sin(np.radians(other_lon - lon) / 2) ** 2
    chord = half_lat + np.cos(phi) * np.cos(other_phi) * half_lon
    distance: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return distance


def minutes_for(distance_km: NDArray[np.float64], parameters: EstimateParameters) -> NDArray[np.float64]:
    """Return estimated minutes for great-circle distances in km, rounded to a millionth so that edges are stable."""
    road_km = distance_km * parameters.detour
    gain = np.exp(-road_km / parameters.scale_km)
    speed_kph = parameters.far_kph - (parameters.far_kph - parameters.near_kph) * gain
    minutes: NDArray[np.float64] = np.round(parameters.access_min + 60 * road_km / speed_kph, 6)
    return minutes


def estimate_travel(
    places: pd.DataFrame, actors: pd.DataFrame, *, parameters: EstimateParameters, horizon_min: float
) -> pd.DataFrame:
    """Return estimated travel times from every place to every located actor.

    Parameters
    ----------
    places, actors
        Frames with ``place_id`` (or ``actor_id``), ``lon`` and ``lat`` in degrees. Actors without position are
        left out: their travel time is unknown, which is not unreachable; callers count them.
    parameters
        Travel assumptions of one mode.
    horizon_min
        Pairs farther than this are left out; a pair at exactly the horizon stays.

    Returns
    -------
    pandas.DataFrame
        ``schema.TRAVEL``, sorted by place then actor, in the order of the inputs.
    """
    located = actors[actors["lon"].notna() & actors["lat"].notna()]
    lon, lat = located["lon"].to_numpy(), located["lat"].to_numpy()
    rows_per_block = max(1, _PAIRS_PER_BLOCK // max(1, len(located)))
    blocks = []
    for start in range(0, len(places), rows_per_block):
        block = places.iloc[start : start + rows_per_block]
        distance_km = great_circle_km(block[["lon"]].to_numpy(), block[["lat"]].to_numpy(), lon, lat)
        minutes = minutes_for(distance_km, parameters)
        row, column = np.nonzero(minutes <= horizon_min)
        blocks.append((row + start, column, minutes[row, column]))
    if not blocks:
        return schema.TRAVEL.empty()
    row, column, minutes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return pd.DataFrame(
        {
            "place_id": places["place_id"].to_numpy()[row],
            "actor_id": located["actor_id"].to_numpy()[column],
            "mode": parameters.mode,
            "minutes": minutes,
        }
    )
