"""What the app keeps in memory between two clicks: bounded, and rebuilt when the files change."""

import geopandas as gpd
import streamlit as st

from analysis.diagnosis import Measures, measure
from analysis.programme import load_programme
from analysis.record import Record, diagnosis_record
from analysis.selection import Selection
from geo.shapes import zone_shapes
from geo.territory import load_territory
from geo.workspace import TerritoryData, ensure_built, load


def remembered_data(territory_id: str) -> TerritoryData:
    """Return a territory's tables."""
    return _data(territory_id, _version(territory_id))


def remembered_measures(territory_id: str, selection: Selection) -> Measures:
    """Return every measure of a selection."""
    return _measures(territory_id, selection, _version(territory_id))


def remembered_record(territory_id: str, selection: Selection, zone_id: str) -> Record:
    """Return the diagnosis of a zone as plain values."""
    return diagnosis_record(remembered_data(territory_id), remembered_measures(territory_id, selection), zone_id)


def remembered_shapes(territory_id: str) -> gpd.GeoDataFrame:
    """Return the polygons of every zone, in EPSG:4326."""
    return _shapes(territory_id, _version(territory_id))


@st.cache_data(ttl=10, max_entries=16, show_spinner=False)
def _version(territory_id: str) -> str:
    return ensure_built(load_territory(territory_id))


@st.cache_resource(max_entries=8, show_spinner=False)
def _data(territory_id: str, version: str) -> TerritoryData:
    del version
    return load(load_territory(territory_id))


@st.cache_resource(max_entries=64, show_spinner=False)
def _measures(territory_id: str, selection: Selection, version: str) -> Measures:
    del version
    return measure(remembered_data(territory_id), programme=load_programme(), selection=selection)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shapes(territory_id: str, version: str) -> gpd.GeoDataFrame:
    del version
    return zone_shapes(load_territory(territory_id))
