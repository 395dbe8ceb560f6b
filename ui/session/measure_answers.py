"""What the app keeps of the access measures: the same answers as ``maillage access``, with every smallest zone."""

from dataclasses import dataclass, replace
from typing import Literal, cast

import pandas as pd

from analysis.access.ask import AccessQuestion, access_question, run_access
from analysis.access.distribution import served_curve
from analysis.access.options import MEASURES, load_defaults
from analysis.access.published_weights import step_packs
from analysis.access.record import access_lines, access_record
from analysis.doubt.parameters import load_parameters
from analysis.need.weighing import DEMANDS, weighed_area
from analysis.records.access import AccessLine, AccessRecord
from geo.workspace.zones import smallest_in
from ui.session.diagnosis_answers import remembered_measures
from ui.session.shared_results import Key, keep
from ui.session.territory_tables import remembered_data, zone_key
from ui.session.view import View

__all__ = ["DEMANDS", "MEASURES", "AccessAnswer", "AccessChoice", "decays_of", "remembered_access", "units_offered"]


@dataclass(frozen=True)
class AccessChoice:
    """What a measure of access is asked with on screen; an empty decay is that of the measure's defaults."""

    measure: str
    decay: str = ""
    supply: str = "capacity"
    unit: str | None = None
    demand: str = "births"

    @property
    def question(self) -> AccessQuestion:
        """The question that the analysis answers."""
        return access_question(self.measure, decay=self.decay or None, supply=self.supply, unit=self.unit)


@dataclass(frozen=True, eq=False)
class AccessAnswer:
    """A measure of access in a zone: what it says, of the smallest zones too, and its spread between families.

    ``curve`` is that of `analysis.access.distribution.served_curve`, None where the figures of the zone are hidden.
    """

    record: AccessRecord
    lines: list[AccessLine]
    curve: pd.DataFrame | None


def _access_key(view: View, asked: AccessChoice) -> Key:
    return (*zone_key(view), asked)


@keep(48, key=_access_key)
def remembered_access(view: View, asked: AccessChoice) -> AccessAnswer:
    """Return a measure of access in the view's zone; never to be changed by the caller."""
    data = remembered_data(view)
    area = weighed_area(data, replace(view.question, demand=asked.demand))
    run = run_access(area, asked.question, parameters=load_parameters())
    record = access_record(area, run, view.zone_id)
    lines = access_lines(area, run, list(smallest_in(data, view.zone_id)))
    places = run.places[area.membership.inside(view.zone_id)]
    hidden = any(line["masked"] for line in [record, *lines])
    better: Literal["low", "high"] = "low" if asked.measure == "nearest" else "high"
    curve = None if hidden else served_curve(places["value"], places["demand"], better=better)
    return AccessAnswer(record, lines, curve)


def decays_of(measure: str, view: View) -> list[str]:
    """Return the weights of time that a measure may be asked with, that of its defaults first; none where none is."""
    defaults = cast("dict[str, str]", load_defaults().decay)
    if measure not in defaults:
        return []
    plain = [f"binary:{limit}" for limit in view.territory.thresholds_min]
    known = (
        plain if measure == "2sfca" else [*step_packs(), *plain, *(f"linear:{limit.split(':')[1]}" for limit in plain)]
    )
    return list(dict.fromkeys([defaults[measure], *known]))


def units_offered(view: View) -> list[str]:
    """Return the units in which the services of a view state their capacity, the most used first."""
    stated = remembered_measures(view).supply.services
    return list(stated.loc[stated["capacity"].notna(), "capacity_unit"].dropna().value_counts().index)
