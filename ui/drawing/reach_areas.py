"""The areas around the actors of a map, from whichever engine answers: within each time, and where each is nearest."""

from importlib import import_module
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.travel.engines import available_engines, choose_engine, estimate_engine
from geo.travel.estimated_areas import estimated_areas
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import remembered_data, remembered_shapes, travel_version, version_of
from ui.session.view import View

_SOFT = 0.012
"""How far the corners of what surrounds places are softened, in degrees: about a kilometre."""


def reach_areas(view: View, actor_ids: tuple[str, ...]) -> gpd.GeoDataFrame | None:
    """Return ``actor_id``, ``threshold_min``, ``geometry``; None where the engine gives times without areas."""
    engine = _engine(view)
    if engine not in ("timetable", "roads", "estimate"):
        return None
    actors = remembered_data(view).actors
    chosen = actors[actors["actor_id"].isin(actor_ids)]
    if engine == "estimate":
        known = estimate_engine(view.territory, view.mode)
        limits = view.territory.thresholds_min
        areas = estimated_areas(chosen, parameters=known.parameters, thresholds_min=limits, ways=known.ways)
        return _around_places(view, areas)
    placed = chosen[chosen["lon"].notna()].reset_index(drop=True)
    return _by_timetable(view, placed) if engine == "timetable" else _by_road(view, placed, each="isochrones")


def _around_places(view: View, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return what surrounds the places inside each area: where each of them is the nearest place, corners softened."""
    spots, cells = _cells(view)
    tree = shapely.STRtree(spots)
    area, place = tree.query(areas.geometry.to_numpy(), predicate="intersects")
    around = []
    for at in range(len(areas)):
        held = shapely.coverage_union_all(cells[place[area == at]])
        around.append(held.buffer(_SOFT).buffer(-2 * _SOFT).buffer(_SOFT))
    reached = areas.assign(geometry=gpd.GeoSeries(around, index=areas.index, crs=areas.crs))
    return reached[~reached.geometry.is_empty]


@keep(8, key=lambda view: (view.territory_id, version_of(view)))
def _cells(view: View) -> tuple[Any, Any]:
    """Return the places of a territory as points, and around each where it is the nearest, inside the territory."""
    places = remembered_data(view).places.drop_duplicates(["lon", "lat"])
    shrink = float(np.cos(np.radians(places["lat"].mean())))
    flat = shapely.points(places["lon"].to_numpy() * shrink, places["lat"].to_numpy())
    shapes = remembered_shapes(view)
    land = shapes.loc[shapes["zone_id"] == view.territory.root, "geometry"].iloc[0]
    frame = shapely.transform(land, lambda xy: xy * [shrink, 1])
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(flat), extend_to=frame))
    cell, spot = shapely.STRtree(flat).query(cells, predicate="contains")
    ordered = np.empty(len(flat), dtype=object)
    ordered[spot] = shapely.intersection(cells[cell], frame.simplify(0.003))
    return tuple(shapely.transform(one, lambda xy: xy / [shrink, 1]) for one in (flat, ordered))


def road_basins(view: View, actor_ids: tuple[str, ...]) -> gpd.GeoDataFrame | None:
    """Return ``actor_id``, ``geometry``: from where each actor is the nearest by road; None without roads."""
    if _engine(view) != "roads" or not actor_ids:
        return None
    actors = remembered_data(view).actors
    placed = actors[actors["actor_id"].isin(actor_ids) & actors["lon"].notna()].reset_index(drop=True)
    return _by_road(view, placed, each="basins")


def _engine(view: View) -> str:
    ready = available_engines(view.territory, view.mode)
    return ready[0] if view.engine == "auto" and ready else view.engine


def _areas_key(view: View, actors: pd.DataFrame) -> Key:
    travel = travel_version(view)
    return (view.territory_id, version_of(view), view.mode, travel, *actors["actor_id"])


@keep(8, key=_areas_key)
def _by_timetable(view: View, actors: pd.DataFrame) -> gpd.GeoDataFrame:
    engine = choose_engine(view.territory, mode=view.mode, engine="timetable")
    # Imported only where there is a timetable: it brings the compiled engine.
    found: gpd.GeoDataFrame = import_module("geo.travel.timetable_areas").timetable_areas(
        engine, actors, thresholds_min=view.territory.thresholds_min
    )
    return found[~found.geometry.is_empty]


@keep(24, key=lambda view, actors, *, each: (*_areas_key(view, actors), each))
def _by_road(view: View, actors: pd.DataFrame, *, each: str) -> gpd.GeoDataFrame:
    """Return the areas around each actor: ``isochrones``, or its ``basins`` beside those of the others."""
    roads, grid = _roads_and_grid(view)
    territory = view.territory
    limits: dict[str, dict[str, Any]] = {
        "isochrones": {"thresholds_min": territory.thresholds_min},
        "basins": {"limit_min": territory.horizon_min},
    }
    found: gpd.GeoDataFrame = getattr(import_module("geo.roads.isochrones"), each)(
        roads.attached(roads.snapped(actors)), list(actors["actor_id"]), roads.engine, grid, **limits[each]
    )
    return found[~found.geometry.is_empty]


@keep(2, key=lambda view: (view.territory_id, view.mode, travel_version(view)))
def _roads_and_grid(view: View) -> tuple[Any, Any]:
    # Imported only where there are roads: they bring the compiled engine.
    roads = import_module("geo.roads.territory_roads").open_roads(view.territory, view.mode)
    return roads, import_module("geo.roads.isochrones").cell_grid(roads.network, roads.index, profile=roads.profile)
