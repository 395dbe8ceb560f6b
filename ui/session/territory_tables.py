"""The tables of a territory, by version of its files: what every answer of the app rests on."""

from datetime import date

import geopandas as gpd
import pandas as pd

from geo.travel import engines
from geo.workspace.boundaries import boundaries_path
from geo.workspace.data import TerritoryData, at_date, database_path, ensure_built, load, named_in
from geo.workspace.layer_intake import list_layers
from geo.workspace.shapes import zone_shapes
from geo.workspace.store import open_database
from geo.workspace.territory import load_territory
from geo.workspace.vocabulary import user_kinds_path
from ui.session.kind_choices import kind_namer, kinds_in_order
from ui.session.shared_results import Key, briefly, keep
from ui.session.view import View
from ui.texts import pick, texts


@briefly(10)
def _version(territory_id: str) -> tuple[str, str]:
    """Return the version of what ships, of limits brought and of kinds added; then that of what is written."""
    territory = load_territory(territory_id)
    built = ensure_built(territory)
    drawn = boundaries_path(territory)
    limits = drawn.stat().st_mtime_ns if drawn.is_file() else 0
    kinds = user_kinds_path().stat().st_mtime_ns if user_kinds_path().is_file() else 0
    return f"{built}-{limits}-{kinds}", f"{database_path(territory).stat().st_mtime_ns}"


def forget_versions() -> None:
    """Look at the files again at once: something was just recorded."""
    _version.forget()
    _travel_version.forget()
    _words_version.forget()


@briefly(0.2)
def _travel_version(territory_id: str, mode: str) -> str:
    return engines.travel_version(load_territory(territory_id), mode)


def version_of(view: View) -> str:
    """Return what changes when the tables of the territory change."""
    return "-".join(_version(view.territory_id))


def ground_version(territory_id: str) -> str:
    """Return what changes when zones, their limits or the vocabulary do, whatever is written in the register."""
    return _version(territory_id)[0]


def travel_version(view: View, mode: str | None = None) -> str:
    """Return what changes when the travel times of a mode do: that of the view, unless another is named."""
    return _travel_version(view.territory_id, mode or view.mode)


def tables_key(view: View) -> Key:
    """Return what identifies the tables of a view: which actors count, of which day, how the territory is named."""
    name = pick(view.territory.names, view.language)
    return (view.territory_id, version_of(view), view.births, view.layer, view.to_verify, view.at, name)


def trips_key(view: View) -> Key:
    """Return what identifies the tables and the travel times of a view, whatever the question."""
    return (*tables_key(view), view.mode, view.engine, travel_version(view))


def question_key(view: View) -> Key:
    """Return what identifies the measures of a view, for every zone."""
    return (*trips_key(view), view.selection)


def zone_key(view: View) -> Key:
    """Return what identifies the measures of a view in its zone."""
    return (*question_key(view), view.zone_id)


@briefly(0.2)
def _words_version() -> tuple[int, int] | None:
    """Return what changes when the user renames or adds kinds of actors."""
    try:
        added = user_kinds_path().stat()
    except OSError:
        return None
    return added.st_mtime_ns, added.st_size


def register_key(view: View) -> Key:
    """Return what identifies what is said of the tables of a view, in words, whatever the question."""
    return (*tables_key(view), view.language, _words_version())


def screen_key(view: View) -> Key:
    """Return what identifies all that a screen says of a view, in words: every choice, the data and the vocabulary."""
    return (*zone_key(view), view.threshold_min, view.language, _words_version())


def _territory_key(territory_id: str, *more: str) -> Key:
    return (territory_id, *_version(territory_id), *more)


def _ground_key(territory_id: str, *more: str) -> Key:
    return (territory_id, _version(territory_id)[0], *more)


@keep(4, key=lambda territory_id, births, layer, day: (*_territory_key(territory_id), births, layer, day))
def _data_of_day(territory_id: str, births: str, layer: str, day: date) -> TerritoryData:
    return at_date(_data(territory_id, births, layer), day)


@keep(8, key=lambda territory_id, births, layer: (*_territory_key(territory_id), births, layer))
def _data(territory_id: str, births: str, layer: str) -> TerritoryData:
    return load(load_territory(territory_id), births=births, layer=layer)


def _default_data(territory_id: str) -> TerritoryData:
    return _data(territory_id, "latest", load_territory(territory_id).default_layer)


def _named_key(view: View) -> Key:
    name = pick(view.territory.names, view.language)
    return (*_territory_key(view.territory_id), view.births, view.layer, view.at, name)


@keep(8, key=_named_key)
def remembered_data(view: View) -> TerritoryData:
    """Return the tables of a view's territory on its day, named in its language."""
    if view.at is None:
        found = _data(view.territory_id, view.births, view.layer)
    else:
        found = _data_of_day(view.territory_id, view.births, view.layer, view.at)
    return named_in(found, view.language)


@keep(8, key=lambda view: _ground_key(view.territory_id))
def remembered_shapes(view: View) -> gpd.GeoDataFrame:
    """Return the polygons of every zone, in EPSG:4326."""
    return zone_shapes(view.territory)


@keep(16, key=_ground_key)
def remembered_zone_names(territory_id: str, language: str) -> dict[str, str]:
    """Return the name of every zone by its code, in a language; never to be changed by the caller."""
    zones = named_in(_default_data(territory_id), language).zones
    return dict(zip(zones["zone_id"], zones["name"], strict=True))


@keep(8, key=_ground_key)
def remembered_smallest_names(territory_id: str) -> dict[str, str]:
    """Return the same of the smallest zones, in order of name; never to be changed by the caller."""
    zones = _default_data(territory_id).zones
    smallest = zones[zones["level"] == load_territory(territory_id).smallest_level].sort_values("name")
    return dict(zip(smallest["zone_id"], smallest["name"], strict=True))


@keep(8, key=_ground_key)
def remembered_births_years(territory_id: str) -> list[int]:
    """Return the years whose births are known, in order."""
    figures = _default_data(territory_id).figures
    return sorted(figures.loc[figures["indicator"] == "births", "year"].unique().tolist())


@keep(16, key=lambda territory_id, language: (*_territory_key(territory_id), language, _words_version()))
def remembered_kind_names(territory_id: str, language: str) -> dict[str, str]:
    """Return every kind of actors with its name: those that the register names first, then all others, marked.

    Planned, closed and to verify included; never to be changed by the caller.
    """
    listed = set(_default_data(territory_id).actors["kind"])
    name = kind_namer(listed, texts(language))
    return {kind: name(kind) for kind in kinds_in_order(listed, language)}


@keep(16, key=_territory_key)
def remembered_layers(territory_id: str) -> list[str]:
    """Return the layers of population points of a territory."""
    territory = load_territory(territory_id)
    with open_database(database_path(territory)) as database:
        found = list(database.frame("SELECT DISTINCT layer FROM place ORDER BY layer")["layer"])
    return [territory.default_layer, *(layer for layer in found if layer != territory.default_layer)]


@keep(8, key=_territory_key)
def remembered_layer_table(territory_id: str) -> pd.DataFrame:
    """Return every layer of population points with its file, its source and when it was recorded."""
    return list_layers(load_territory(territory_id))


@keep(16, key=_ground_key)
def remembered_zone_labels(territory_id: str, language: str) -> dict[str, str]:
    """Return every zone with its label, from the largest to the smallest, by name."""
    territory = load_territory(territory_id)
    levels = {level.id: pick(level.names, language) for level in territory.levels}
    order = {level.id: rank for rank, level in enumerate(territory.levels)}
    zones = named_in(_default_data(territory_id), language).zones
    rows = sorted(zip(zones["zone_id"], zones["level"], zones["name"], strict=True), key=lambda z: (order[z[1]], z[2]))
    return {zone: f"{name} ({levels[level]})" for zone, level, name in rows}
