"""What the app keeps of paths and closures, of curves and inequality, of journeys."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.access.inequality import Inequality, Theil, gini, theil
from analysis.access.journey import journey_record
from analysis.access.round_trips import going_and_back, going_lines, going_record
from analysis.closing.ask import Redundancy, redundancy
from analysis.diagnosis.reach_curves import reach_curves
from analysis.path.ask import PathAnswer, PathStep, follow_path, path_ground
from analysis.records.journey import JourneyRecord
from analysis.records.round_trips import GoingLine, GoingRecord
from analysis.service_area.zones import count_base
from geo.workspace.zones import smallest_in
from ui.session.diagnosis_answers import remembered_measures
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import question_key, remembered_data, travel_version, trips_key, zone_key
from ui.session.view import View


@keep(96, key=lambda view, steps: (*trips_key(view), steps))
def remembered_path(view: View, steps: tuple[PathStep, ...]) -> PathAnswer:
    """Return who can follow a path of services, for every zone."""
    return follow_path(path_ground(remembered_data(view), steps, view.question))


@keep(96, key=lambda view: (*zone_key(view), view.threshold_min))
def remembered_redundancy(view: View) -> Redundancy:
    """Return what families of the view's zone can count on, and what each closure would cost them."""
    return redundancy(remembered_measures(view).area, threshold_min=view.threshold_min, zone_id=view.zone_id)


def _curves_key(view: View, zone_ids: Sequence[str], *, measure: str, step_min: int = 1) -> Key:
    return (*question_key(view), tuple(zone_ids), measure, step_min)


@keep(64, key=_curves_key)
def remembered_curves(view: View, zone_ids: Sequence[str], *, measure: str, step_min: int = 1) -> pd.DataFrame:
    """Return the cumulative curves of zones (``analysis.diagnosis.reach_curves``), not to be changed by the caller."""
    data, nearest = remembered_data(view), remembered_measures(view).nearest
    return reach_curves(
        data.places, nearest, data.ancestors, zone_ids=list(zone_ids), measure=measure, step_min=step_min
    )


@keep(64, key=lambda view, parts: (*question_key(view), tuple(parts)))
def remembered_inequality(view: View, parts: Sequence[str]) -> tuple[Inequality, Theil]:
    """Return how unequal the minutes to the nearest actor are, and how much of it is between the parts of the zone."""
    data, area = remembered_data(view), remembered_measures(view).area
    owner = data.ancestors[data.ancestors["ancestor_id"].isin(parts)].set_index("zone_id")["ancestor_id"]
    places = data.places[data.places["zone_id"].isin(owner.index)].set_index("place_id")
    minutes = area.nearest_min.reindex(places.index)  # NaN: beyond the horizon
    weight = places[count_base(data)]
    return gini(minutes, weight), theil(minutes, weight, places["zone_id"].map(owner))


@keep(256, key=lambda view, zone_id, actor_id: (*trips_key(view), zone_id, actor_id))
def remembered_journey(view: View, zone_id: str, actor_id: str) -> JourneyRecord:
    """Return the usual journey by public transport from a smallest zone to the service that stands for it.

    From the place where most are counted, of those that have it nearest; the view's mode is by a timetable.
    """
    data, nearest = remembered_data(view), remembered_measures(view).area.nearest
    near = ((nearest["zone_id"] == zone_id) & (nearest["actor_id"] == actor_id)).to_numpy()
    places = data.places[near]
    most = places[count_base(data)].fillna(0.0).to_numpy().argmax()
    return journey_record(data, str(places["place_id"].iloc[most]), actor_id, mode=view.mode)


@dataclass(frozen=True, eq=False)
class ReturnsAnswer:
    """What one can do in a day without a car in a zone (`analysis.access.round_trips`), and in its smallest zones."""

    record: GoingRecord
    lines: list[GoingLine]


@keep(16, key=lambda view: (*zone_key(view), travel_version(view, "carless")))
def remembered_returns(view: View) -> ReturnsAnswer:
    """Return when services can be reached and returned from in the view's zone; never to be changed by the caller."""
    answer = going_and_back(remembered_measures(view).area)
    lines = going_lines(answer, list(smallest_in(remembered_data(view), view.zone_id)))
    return ReturnsAnswer(going_record(answer, view.zone_id), lines)
