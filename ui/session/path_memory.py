"""What the app keeps of paths and closures, of curves and inequality, and of the register: bounded."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.access.inequality import Inequality, Theil, gini, theil
from analysis.closing.ask import Redundancy, redundancy
from analysis.diagnosis.reach_curves import reach_curves
from analysis.path.ask import PathAnswer, Step, follow_path, path_ground
from analysis.service_area.zones import count_base
from ui.session.memory import Key, ground_of, key_of, remembered_data, remembered_measures, version_of
from ui.session.register_rows import issues_of_register, register_rows
from ui.session.view import View


def remembered_path(view: View, steps: tuple[Step, ...]) -> PathAnswer:
    """Return who can follow a path of services, for every zone."""
    return _path((*ground_of(view), steps), view, steps)


def remembered_redundancy(view: View) -> Redundancy:
    """Return what families of the view's zone can count on, and what each closure would cost them."""
    return _redundancy((*key_of(view), view.zone_id, view.threshold_min), view)


def remembered_curves(view: View, zone_ids: Sequence[str], *, measure: str, step_min: int = 1) -> pd.DataFrame:
    """Return the cumulative curves of zones (``analysis.diagnosis.reach_curves``), not to be changed by the caller."""
    return _curves((*key_of(view), tuple(zone_ids), measure, step_min), view, zone_ids, measure, step_min)


def remembered_inequality(view: View, parts: Sequence[str]) -> tuple[Inequality, Theil]:
    """Return how unequal the minutes to the nearest actor are, and how much of it is between the parts of the zone."""
    return _inequality((*key_of(view), tuple(parts)), view, parts)


def remembered_register(view: View) -> pd.DataFrame:
    """Return the register as rows to read, in the view's language; never to be changed by the caller."""
    return _register(_read(view), view)


def remembered_doubts(view: View) -> pd.DataFrame:
    """Return what is doubtful or not known in the register, in the view's language."""
    return _doubts(_read(view), view)


def _read(view: View) -> Key:
    return (view.territory_id, version_of(view), view.births, view.layer, view.zone_id, view.language)


@st.cache_resource(max_entries=96, show_spinner=False)
def _path(key: Key, _view: View, _steps: tuple[Step, ...]) -> PathAnswer:
    del key
    return follow_path(path_ground(remembered_data(_view), _steps, _view.question))


@st.cache_resource(max_entries=96, show_spinner=False)
def _redundancy(key: Key, _view: View) -> Redundancy:
    del key
    area = remembered_measures(_view).area
    return redundancy(area, threshold_min=_view.threshold_min, zone_id=_view.zone_id)


@st.cache_resource(max_entries=64, show_spinner=False)
def _curves(key: Key, _view: View, _zone_ids: Sequence[str], _measure: str, _step_min: int) -> pd.DataFrame:
    del key
    data, nearest = remembered_data(_view), remembered_measures(_view).nearest
    return reach_curves(
        data.places, nearest, data.ancestors, zone_ids=list(_zone_ids), measure=_measure, step_min=_step_min
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _inequality(key: Key, _view: View, _parts: Sequence[str]) -> tuple[Inequality, Theil]:
    del key
    data, area = remembered_data(_view), remembered_measures(_view).area
    owner = data.ancestors[data.ancestors["ancestor_id"].isin(_parts)].set_index("zone_id")["ancestor_id"]
    places = data.places[data.places["zone_id"].isin(owner.index)].set_index("place_id")
    minutes = area.nearest_min.reindex(places.index)  # NaN: beyond the horizon
    weight = places[count_base(data)]
    return gini(minutes, weight), theil(minutes, weight, places["zone_id"].map(owner))


@st.cache_resource(max_entries=48, show_spinner=False)
def _register(key: Key, _view: View) -> pd.DataFrame:
    del key
    return register_rows(remembered_data(_view), _view)


@st.cache_resource(max_entries=48, show_spinner=False)
def _doubts(key: Key, _view: View) -> pd.DataFrame:
    del key
    return issues_of_register(remembered_data(_view), _view)
