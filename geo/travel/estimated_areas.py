"""The area within a time of an actor where times are estimated: a circle, or what main roads and relief make of it."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.travel.estimate import Ways, minutes_for
from geo.travel.main_roads.ways import MainRoads
from geo.travel.near_pairs import EARTH_RADIUS_KM
from geo.travel.relief import ByRelief, scaled
from geo.travel.trips import Trips
from geo.workspace.territory import EstimateParameters

_SIDES = 72
_FARTHEST_KM = 1000.0


def estimated_areas(
    actors: pd.DataFrame, *, parameters: EstimateParameters, thresholds_min: Sequence[float], ways: Ways | None = None
) -> gpd.GeoDataFrame:
    """Return the areas within which the estimate gives each time or less.

    Where time depends on distance alone and grows with it, the area is a disc on the sphere, drawn with 72 sides. By
    the main roads, it is that disc and one around every locality that is reached in less, as wide as the time left. By
    the relief, it is the disc of the mountains, and that of the plain where the land is plain.

    Parameters
    ----------
    actors
        ``actor_id``, ``lon``, ``lat`` in degrees; those without position are left out.
    parameters
        What the estimate rests on.
    thresholds_min
        Minutes.
    ways
        What the estimate knows besides the distance.

    Returns
    -------
    geopandas.GeoDataFrame
        ``actor_id``, ``threshold_min``, ``radius_km`` (of the direct estimate), ``geometry`` (EPSG:4326); no row for a
        time that is shorter than leaving and parking.
    """
    placed = actors[actors["lon"].notna() & actors["lat"].notna()]
    rows = [
        (actor_id, float(limit), radius, _area(lon, lat, float(limit), parameters, ways))
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


def _area(
    lon: float, lat: float, limit_min: float, parameters: EstimateParameters, ways: Ways | None
) -> shapely.Geometry:
    if isinstance(ways, MainRoads):
        return _by_roads(lon, lat, limit_min, ways)
    if isinstance(ways, ByRelief):
        return _by_relief(lon, lat, limit_min, ways)
    return _disc(lon, lat, estimated_radius_km(limit_min, parameters))


def _by_roads(lon: float, lat: float, limit_min: float, ways: MainRoads) -> shapely.Geometry:
    left_min, kph = ways.left_at_localities(lon, lat, limit_min)
    discs = [_disc(lon, lat, estimated_radius_km(limit_min, ways.parameters))]
    for node in np.flatnonzero(left_min > 0):
        radius_km = left_min[node] / 60 * kph[node] / ways.profile.local.detour
        discs.append(_disc(ways.skeleton.lon[node], ways.skeleton.lat[node], radius_km))
    return shapely.union_all(discs)


def _by_relief(lon: float, lat: float, limit_min: float, ways: ByRelief) -> shapely.Geometry:
    flat, high = (
        _disc(lon, lat, estimated_radius_km(limit_min, scaled(ways.parameters, factor)))
        for factor in (ways.plain, ways.mountain)
    )
    relief = ways.relief
    if relief.in_mountain(np.array([lon]), np.array([lat]))[0]:
        return high
    # The cell of a locality is where it is the nearest: longitudes are shrunk to those of the actor's latitude.
    shrink = np.cos(np.radians(lat))
    spots = shapely.points(relief.lon * shrink, relief.lat)
    world = shapely.box(-180, -90, 180, 90)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(spots), extend_to=world))
    inside = shapely.STRtree(spots).query(cells, predicate="contains")
    plain = shapely.union_all(cells[inside[0][~relief.mountain[inside[1]]]])
    plain = shapely.transform(plain, lambda xy: np.column_stack([xy[:, 0] / shrink, xy[:, 1]]))
    return shapely.union(high, shapely.intersection(flat, plain))


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
