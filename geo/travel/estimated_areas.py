"""The area within a time of an actor: along the roads where there are some, as a circle where times are estimated."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.travel.estimate import EARTH_RADIUS_KM, minutes_for
from geo.travel.trips import Trips
from geo.workspace.territory import EstimateParameters

_SIDES = 72
_FARTHEST_KM = 1000.0


def estimated_areas(
    actors: pd.DataFrame, *, parameters: EstimateParameters, thresholds_min: Sequence[float]
) -> gpd.GeoDataFrame:
    """Return the circles within which the estimate gives each time or less.

    The estimate depends on distance only and grows with it, so its area is a disc on the sphere, drawn with 72 sides.

    Parameters
    ----------
    actors
        ``actor_id``, ``lon``, ``lat`` in degrees; those without position are left out.
    parameters
        What the estimate rests on.
    thresholds_min
        Minutes.

    Returns
    -------
    geopandas.GeoDataFrame
        ``actor_id``, ``threshold_min``, ``radius_km``, ``geometry`` (EPSG:4326); no row for a time that is shorter
        than leaving and parking.
    """
    placed = actors[actors["lon"].notna() & actors["lat"].notna()]
    rows = [
        (actor_id, float(limit), radius, _disc(lon, lat, radius))
        for actor_id, lon, lat in zip(placed["actor_id"], placed["lon"], placed["lat"], strict=True)
        for limit in sorted(thresholds_min)
        if (radius := estimated_radius_km(limit, parameters)) > 0
    ]
    table = pd.DataFrame(rows, columns=["actor_id", "threshold_min", "radius_km", "geometry"])
    return gpd.GeoDataFrame(table, geometry="geometry", crs="EPSG:4326")


def estimated_radius_km(threshold_min: float, parameters: EstimateParameters) -> float:
    """Return the great-circle distance in km that the estimate covers in a time; 0 when it covers none."""
    low, high = 0.0, _FARTHEST_KM
    if minutes_for(np.array([low]), parameters)[0] > threshold_min:
        return 0.0
    for _ in range(60):
        middle = (low + high) / 2
        if minutes_for(np.array([middle]), parameters)[0] <= threshold_min:
            low = middle
        else:
            high = middle
    return low


def _disc(lon: float, lat: float, radius_km: float) -> shapely.Polygon:
    bearing = np.linspace(0, 2 * np.pi, _SIDES, endpoint=False)
    angle, here = radius_km / EARTH_RADIUS_KM, np.radians(lat)
    there = np.arcsin(np.sin(here) * np.cos(angle) + np.cos(here) * np.sin(angle) * np.cos(bearing))
    turn = np.arctan2(np.sin(bearing) * np.sin(angle) * np.cos(here), np.cos(angle) - np.sin(here) * np.sin(there))
    return shapely.Polygon(np.column_stack([lon + np.degrees(turn), np.degrees(there)]))


MEASURES = ("population", "births", "children_0_2", "women_15_49")
"""What is counted of the people within reach of an actor."""


def catchment_population(
    places: pd.DataFrame, trips: Trips, *, thresholds_min: Sequence[float], measures: Sequence[str] = MEASURES
) -> pd.DataFrame:
    """Return how many people live within each time of each actor, per zone.

    Counted from the places and their travel times, not from the drawing of the area.

    Parameters
    ----------
    places
        ``schema.PLACE``, those of the trips in their order.
    trips
        The trips that count, as a service area gives them.
    thresholds_min
        Minutes, themselves included.
    measures
        Columns of places to add up.

    Returns
    -------
    pandas.DataFrame
        ``actor_id``, ``zone_id``, ``threshold_min``, ``places``, then each measure: NaN when it is known for none of
        these places. Zones where an actor reaches no place have no row.
    """
    near = places[["zone_id", *measures]].take(trips.place).reset_index(drop=True)
    near = near.assign(actor_id=trips.actor_ids.take(trips.actor).array, minutes=trips.minutes)
    keys = ["actor_id", "zone_id"]
    parts = []
    for threshold in thresholds_min:
        within = near[near["minutes"] <= threshold].groupby(keys)
        counts = within[list(measures)].sum(min_count=1)
        parts.append(counts.assign(threshold_min=float(threshold), places=within.size()))
    columns = [*keys, "threshold_min", "places", *measures]
    table = pd.concat(parts).reset_index() if parts else pd.DataFrame(columns=columns)
    return table[columns].sort_values([*keys, "threshold_min"], ignore_index=True)
