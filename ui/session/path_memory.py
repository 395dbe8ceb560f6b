"""What the app keeps of paths, curves and inequality, of the choice that places have, and of the register: bounded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis.access.inequality.gini import gini
from analysis.access.inequality.sample import Inequality
from analysis.access.inequality.theil import Theil, theil
from analysis.closing.costs import Closures, actors_within, births_by_choice, closure_costs
from analysis.diagnosis.reach_curves import reach_curves
from analysis.path.breaks import Parcours, parcours
from analysis.path.minutes_by_kind import minutes_by_kind
from geo.workspace.zones import smallest_in
from ui.session.memory import (
    Key,
    births_or_population,
    ground_of,
    key_of,
    remembered_data,
    remembered_measures,
    remembered_travel,
    version_of,
)
from ui.session.register_rows import issues_of_register, register_rows
from ui.session.view import View


@dataclass(frozen=True)
class Robustness:
    """How many services each place has within the threshold, and what each closure would cost.

    Attributes
    ----------
    levels
        Births by number of actors within reach, the last for that many or more.
    costs
        What ``analysis.closing.costs.closure_costs`` returned.
    """

    levels: pd.Series
    costs: Closures


def remembered_path(view: View, limits_min: Mapping[str, float]) -> Parcours:
    """Return the path of a family through kinds of actors in the view's zone, each with its limit in minutes."""
    return _path((*ground_of(view), view.zone_id, tuple(limits_min.items())), view, limits_min)


def remembered_robustness(view: View, *, most: int) -> Robustness:
    """Return what the places of the view's zone could do without, counting up to ``most`` actors within reach."""
    return _robustness((*key_of(view), view.zone_id, view.threshold_min, most), view, most)


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
    data, nearest = remembered_data(_view), remembered_measures(_view).nearest
    owner = data.ancestors[data.ancestors["ancestor_id"].isin(_parts)].set_index("zone_id")["ancestor_id"]
    places = data.places[data.places["zone_id"].isin(owner.index)].set_index("place_id")
    # NaN: beyond the horizon.
    minutes = nearest.set_index("place_id")["minutes"].reindex(places.index)
    weight = births_or_population(places)
    return gini(minutes, weight), theil(minutes, weight, places["zone_id"].map(owner))


@st.cache_resource(max_entries=48, show_spinner=False)
def _register(key: Key, _view: View) -> pd.DataFrame:
    del key
    return register_rows(remembered_data(_view), _view)


@st.cache_resource(max_entries=48, show_spinner=False)
def _doubts(key: Key, _view: View) -> pd.DataFrame:
    del key
    return issues_of_register(remembered_data(_view), _view)
