"""What the app keeps of paths, of the choice that places have, and of the register as it is read: bounded."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.diagnosis import smallest_in
from analysis.parcours import Parcours, parcours
from analysis.redundancy import Closures, actors_within, births_by_choice, closure_costs
from analysis.steps import minutes_by_kind
from ui.memory import (
    Key,
    births_or_population,
    ground_of,
    key_of,
    remembered_data,
    remembered_measures,
    remembered_travel,
    version_of,
)
from ui.register import issues_of_register, register_rows
from ui.view import View


@dataclass(frozen=True)
class Robustness:
    """How many services each place has within the threshold, and what each closure would cost.

    Attributes
    ----------
    levels
        Births by number of actors within reach, the last for that many or more.
    costs
        What ``analysis.redundancy.closure_costs`` returned.
    """

    levels: pd.Series
    costs: Closures


def remembered_path(view: View, limits_min: Mapping[str, float]) -> Parcours:
    """Return the path of a family through kinds of actors in the view's zone, each with its limit in minutes."""
    return _path((*ground_of(view), view.zone_id, tuple(limits_min.items())), view, limits_min)


def remembered_robustness(view: View, *, most: int) -> Robustness:
    """Return what the places of the view's zone could do without, counting up to ``most`` actors within reach."""
    return _robustness((*key_of(view), view.zone_id, view.threshold_min, most), view, most)


def remembered_register(view: View) -> pd.DataFrame:
    """Return the register as rows to read, in the view's language; never to be changed by the caller."""
    return _register(_read(view), view)


def remembered_doubts(view: View) -> pd.DataFrame:
    """Return what is doubtful or not known in the register, in the view's language."""
    return _doubts(_read(view), view)


def _read(view: View) -> Key:
    return (view.territory_id, version_of(view), view.births, view.layer, view.zone_id, view.language)


@st.cache_resource(max_entries=96, show_spinner=False)
def _path(key: Key, _view: View, _limits_min: Mapping[str, float]) -> Parcours:
    del key
    data = remembered_data(_view)
    placed = data.actors[(data.actors["status"] == "open") & data.actors["lon"].notna()]
    places = data.places[data.places["zone_id"].isin(smallest_in(data, _view.zone_id))]
    minutes = minutes_by_kind(places, remembered_travel(_view).table, placed, kinds=list(_limits_min))
    births = pd.Series(births_or_population(places).to_numpy(), index=minutes.index)
    zones = pd.Series(places["zone_id"].to_numpy(), index=minutes.index)
    return parcours(minutes, births, zones, thresholds_min=_limits_min)


@st.cache_resource(max_entries=96, show_spinner=False)
def _robustness(key: Key, _view: View, _most: int) -> Robustness:
    del key
    data, actors = remembered_data(_view), remembered_measures(_view).supply.actors
    located = actors[actors["lon"].notna()]
    travel = remembered_travel(_view).table
    places = data.places[data.places["zone_id"].isin(smallest_in(data, _view.zone_id))]
    pairs = travel[travel["actor_id"].isin(located["actor_id"]) & travel["place_id"].isin(places["place_id"])]
    births = pd.Series(births_or_population(places).to_numpy(), index=pd.Index(places["place_id"], name="place_id"))
    within = actors_within(pairs, threshold_min=_view.threshold_min, places=births.index)
    return Robustness(
        levels=births_by_choice(within, births, most=_most),
        costs=closure_costs(
            pairs,
            births,
            threshold_min=_view.threshold_min,
            horizon_min=_view.territory.horizon_min,
            actors=list(located["actor_id"]),
        ),
    )


@st.cache_resource(max_entries=48, show_spinner=False)
def _register(key: Key, _view: View) -> pd.DataFrame:
    del key
    return register_rows(remembered_data(_view), _view)


@st.cache_resource(max_entries=48, show_spinner=False)
def _doubts(key: Key, _view: View) -> pd.DataFrame:
    del key
    return issues_of_register(remembered_data(_view), _view)
