"""The areas around the actors of a map, from whichever engine answers: within each time, and where each is nearest."""

from importlib import import_module
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.travel.engines import available_engines, estimate_parameters, travel_version
from geo.travel.estimated_areas import estimated_areas
from geo.workspace.territory import load_territory
from ui.session.memory import remembered_data, version_of
from ui.session.view import View


def reach_areas(view: View, actor_ids: tuple[str, ...]) -> gpd.GeoDataFrame | None:
    """Return ``actor_id``, ``threshold_min``, ``geometry``; None where the engine gives times without areas."""
    engine = _engine(view)
    if engine not in ("roads", "estimate"):
        return None
    actors = remembered_data(view).actors
    chosen = actors[actors["actor_id"].isin(actor_ids)]
    if engine == "estimate":
        parameters = estimate_parameters(view.territory, view.mode)
        return estimated_areas(chosen, parameters=parameters, thresholds_min=view.territory.thresholds_min)
    placed = chosen[chosen["lon"].notna()].reset_index(drop=True)
    key = (view.territory_id, version_of(view), view.mode, travel_version(view.territory, view.mode), actor_ids)
    return _by_road(key, view.territory_id, view.mode, placed)


def road_basins(view: View, actor_ids: tuple[str, ...]) -> gpd.GeoDataFrame | None:
    """Return ``actor_id``, ``geometry``: from where each actor is the nearest by road; None without roads."""
    if _engine(view) != "roads" or not actor_ids:
        return None
    actors = remembered_data(view).actors
    placed = actors[actors["actor_id"].isin(actor_ids) & actors["lon"].notna()].reset_index(drop=True)
    key = (view.territory_id, version_of(view), view.mode, travel_version(view.territory, view.mode), actor_ids)
    return _basins_by_road(key, view.territory_id, view.mode, placed)


def _engine(view: View) -> str:
    ready = available_engines(view.territory, view.mode)
    return ready[0] if view.engine == "auto" and ready else view.engine


@st.cache_resource(max_entries=8, show_spinner=False)
def _basins_by_road(key: tuple[object, ...], _territory_id: str, _mode: str, _actors: pd.DataFrame) -> gpd.GeoDataFrame:
    del key
    territory = load_territory(_territory_id)
    roads, grid = _ground(_territory_id, _mode, travel_version(territory, _mode))
    found: gpd.GeoDataFrame = import_module("geo.roads.isochrones").basins(
        roads.attached(roads.snapped(_actors)),
        list(_actors["actor_id"]),
        roads.engine,
        grid,
        limit_min=territory.horizon_min,
    )
    return found[~found.geometry.is_empty]


@st.cache_resource(max_entries=24, show_spinner=False)
def _by_road(key: tuple[object, ...], _territory_id: str, _mode: str, _actors: pd.DataFrame) -> gpd.GeoDataFrame:
    del key
    territory = load_territory(_territory_id)
    roads, grid = _ground(_territory_id, _mode, travel_version(territory, _mode))
    snapped = roads.snapped(_actors)
    found: gpd.GeoDataFrame = import_module("geo.roads.isochrones").isochrones(
        roads.attached(snapped),
        list(_actors["actor_id"]),
        roads.engine,
        grid,
        thresholds_min=territory.thresholds_min,
    )
    return found[~found.geometry.is_empty]


@st.cache_resource(max_entries=2, show_spinner=False)
def _ground(territory_id: str, mode: str, version: str) -> tuple[Any, Any]:
    del version
    # Imported only where there are roads: they bring the compiled engine.
    roads = import_module("geo.roads.territory_roads").open_roads(load_territory(territory_id), mode)
    return roads, import_module("geo.roads.isochrones").cell_grid(roads.network, roads.index, profile=roads.profile)
