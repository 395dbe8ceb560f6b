"""What the app keeps of paths and closures: bounded, rebuilt when the tables change."""

import streamlit as st

from analysis.closing.ask import Redundancy, redundancy
from analysis.path.ask import PathAnswer, Step, follow_path, path_ground
from ui.session.memory import Key, ground_of, key_of, remembered_data, remembered_measures
from ui.session.view import View


def remembered_path(view: View, steps: tuple[Step, ...]) -> PathAnswer:
    """Return who can follow a path of services, for every zone."""
    return _path((*ground_of(view), steps), view, steps)


def remembered_redundancy(view: View) -> Redundancy:
    """Return what families of the view's zone can count on, and what each closure would cost them."""
    return _redundancy((*key_of(view), view.zone_id, view.threshold_min), view)


@st.cache_resource(max_entries=32, show_spinner=False)
def _path(key: Key, _view: View, _steps: tuple[Step, ...]) -> PathAnswer:
    del key
    return follow_path(path_ground(remembered_data(_view), _steps, _view.question))


@st.cache_resource(max_entries=32, show_spinner=False)
def _redundancy(key: Key, _view: View) -> Redundancy:
    del key
    area = remembered_measures(_view).area
    return redundancy(area, threshold_min=_view.threshold_min, zone_id=_view.zone_id)
