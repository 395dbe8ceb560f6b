"""What the app keeps in memory between two clicks: bounded, and rebuilt when the files change."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd
import streamlit as st

from analysis.compare.ask import Compared, compare
from analysis.compare.indicators import side
from analysis.diagnosis.ask import Measures, measure
from analysis.diagnosis.overview import kinds_overview, overview_records
from analysis.diagnosis.record import diagnosis_record
from analysis.need.hypotheses import with_capacities, with_rate
from analysis.records.diagnosis import DiagnosisRecord, KindLine
from geo.travel.engines import travel_version
from geo.workspace.data import TerritoryData, database_path, ensure_built, load
from geo.workspace.layer_intake import list_layers
from geo.workspace.shapes import zone_shapes
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory
from ui.session.view import View
from ui.texts import pick

Key = tuple[object, ...]
"""Identifies one answer: the versions of the data and of the travel times, and what was asked."""


def remembered_data(view: View) -> TerritoryData:
    """Return the tables of a view's territory."""
    return _data(view.territory_id, view.births, view.layer, _version(view.territory_id))


def remembered_measures(view: View) -> Measures:
    """Return every measure of a view's selection, for every zone."""
    return _measures(key_of(view), view)


def remembered_record(view: View) -> DiagnosisRecord:
    """Return the diagnosis of the view's zone as plain values; never to be changed by the caller."""
    return _record((*key_of(view), view.zone_id), view)


def remembered_comparison(view: View, *, level: str) -> Compared:
    """Return the zones of one level inside the view's zone side by side, at every threshold of the territory."""
    return _comparison((*key_of(view), view.zone_id, level), view, level)


def remembered_overview(view: View) -> list[KindLine]:
    """Return how many actors of each kind the zone has, and who is within reach of them."""
    return _overview((*ground_of(view), view.zone_id), view)


def remembered_hypothesis(
    view: View, *, rate: float | None, base: str, unit: str, capacities: Mapping[tuple[str, str], float]
) -> DiagnosisRecord:
    """Return the diagnosis as it would be with another rate of need in the zone, and other capacities."""
    asked = (*key_of(view), view.zone_id, rate, base, unit, tuple(sorted(capacities.items())))
    return _hypothesis(asked, view, rate, base, unit, capacities)


def remembered_shapes(view: View) -> gpd.GeoDataFrame:
    """Return the polygons of every zone, in EPSG:4326."""
    return _shapes(view.territory_id, _version(view.territory_id))


def remembered_births_years(territory_id: str) -> list[int]:
    """Return the years whose births are known, in order."""
    return list(_births_years(territory_id, _version(territory_id)))


def remembered_kinds(territory_id: str) -> list[str]:
    """Return the kinds of actors of the register, and the one that the territory opens on."""
    return list(_kinds(territory_id, _version(territory_id)))


def remembered_layers(territory_id: str) -> list[str]:
    """Return the layers of population points of a territory."""
    return _layers(territory_id, _version(territory_id))


def remembered_layer_table(territory_id: str) -> pd.DataFrame:
    """Return every layer of population points with its file, its source and when it was recorded."""
    return _layer_table(territory_id, _version(territory_id))


def remembered_zone_labels(territory_id: str, language: str) -> dict[str, str]:
    """Return every zone with its label, from the largest to the smallest, by name."""
    return _zone_labels(territory_id, language, _version(territory_id))


def key_of(view: View) -> Key:
    """Return what identifies the measures of a view."""
    return (*ground_of(view), view.selection)


def version_of(view: View) -> str:
    """Return what changes when the tables of the territory change."""
    return _version(view.territory_id)


def forget_versions() -> None:
    """Look at the files again at once: something was just recorded."""
    _version.clear()


def ground_of(view: View) -> Key:
    """Return what identifies the tables and the travel times of a view, whatever the question."""
    travel = travel_version(view.territory, view.mode)
    return (view.territory_id, _version(view.territory_id), view.births, view.layer, view.mode, view.engine, travel)


@st.cache_data(ttl=10, max_entries=16, show_spinner=False)
def _version(territory_id: str) -> str:
    territory = load_territory(territory_id)
    built = ensure_built(territory)
    return f"{built}-{database_path(territory).stat().st_mtime_ns}"


def _default_data(territory_id: str) -> TerritoryData:
    return _data(territory_id, "latest", load_territory(territory_id).default_layer, _version(territory_id))


@st.cache_resource(max_entries=8, show_spinner=False)
def _births_years(territory_id: str, version: str) -> list[int]:
    del version
    figures = _default_data(territory_id).figures
    return sorted(figures.loc[figures["indicator"] == "births", "year"].unique().tolist())


@st.cache_resource(max_entries=8, show_spinner=False)
def _kinds(territory_id: str, version: str) -> list[str]:
    del version
    return sorted({*_default_data(territory_id).actors["kind"], load_territory(territory_id).headline_kind})


@st.cache_resource(max_entries=8, show_spinner=False)
def _data(territory_id: str, births: str, layer: str, version: str) -> TerritoryData:
    del version
    return load(load_territory(territory_id), births=births, layer=layer)


@st.cache_resource(max_entries=16, show_spinner=False)
def _layers(territory_id: str, version: str) -> list[str]:
    del version
    territory = load_territory(territory_id)
    with open_database(database_path(territory)) as database:
        found = list(database.frame("SELECT DISTINCT layer FROM place ORDER BY layer")["layer"])
    return [territory.default_layer, *(layer for layer in found if layer != territory.default_layer)]


@st.cache_resource(max_entries=8, show_spinner=False)
def _layer_table(territory_id: str, version: str) -> pd.DataFrame:
    del version
    return list_layers(load_territory(territory_id))


@st.cache_resource(max_entries=16, show_spinner=False)
def _zone_labels(territory_id: str, language: str, version: str) -> dict[str, str]:
    del version
    territory = load_territory(territory_id)
    levels = {level.id: pick(level.names, language) for level in territory.levels}
    order = {level.id: rank for rank, level in enumerate(territory.levels)}
    zones = _default_data(territory_id).zones
    rows = sorted(zip(zones["zone_id"], zones["level"], zones["name"], strict=True), key=lambda z: (order[z[1]], z[2]))
    return {zone: f"{name} ({levels[level]})" for zone, level, name in rows}


@st.cache_resource(max_entries=64, show_spinner=False)
def _measures(key: Key, _view: View) -> Measures:
    del key
    return _measured(remembered_data(_view), _view)


@st.cache_resource(max_entries=256, show_spinner=False)
def _record(key: Key, _view: View) -> DiagnosisRecord:
    del key
    return diagnosis_record(remembered_data(_view), remembered_measures(_view), _view.zone_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def _comparison(key: Key, _view: View, _level: str) -> Compared:
    del key
    one = side(remembered_data(_view), remembered_measures(_view), level=_level, inside=_view.zone_id)
    return compare([one], thresholds_min=_view.territory.thresholds_min)


@st.cache_resource(max_entries=32, show_spinner=False)
def _overview(key: Key, _view: View) -> list[KindLine]:
    del key
    data = remembered_data(_view)
    if data.actors.empty:
        return []
    return overview_records(kinds_overview(data, _view.zone_id, _view.question))


@st.cache_resource(max_entries=32, show_spinner=False)
def _hypothesis(
    key: Key, _view: View, _rate: float | None, _base: str, _unit: str, _capacities: Mapping[tuple[str, str], float]
) -> DiagnosisRecord:
    del key
    supposed = with_capacities(remembered_data(_view), _capacities, unit=_unit)
    if _rate is not None:
        supposed = with_rate(supposed, _view.selection, zone_id=_view.zone_id, rate=_rate, base=_base, unit=_unit)
    return diagnosis_record(supposed, _measured(supposed, _view), _view.zone_id)


@st.cache_resource(max_entries=8, show_spinner=False)
def _shapes(territory_id: str, version: str) -> gpd.GeoDataFrame:
    del version
    return zone_shapes(load_territory(territory_id))


def _measured(data: TerritoryData, view: View) -> Measures:
    return measure(data, view.question)
