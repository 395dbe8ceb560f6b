"""A scenario run from end to end: checked, composed, compared with the present or with another."""

from dataclasses import replace

import geopandas as gpd

from analysis.diagnosis.record import sources_of
from analysis.records.scenario import EffectRecord
from analysis.records.shared import SourceRecord
from analysis.scenario.checking import check_scenario
from analysis.scenario.definition import Scenario
from analysis.scenario.reading import ScenarioReading
from analysis.scenario.record import effect_record
from analysis.scenario.state import State, assigned, changed_state, present_state, settled
from analysis.scenario.states_compared import compare_states
from analysis.service_area.offer import serving_areas
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData


def checked(scenario: Scenario, data: TerritoryData, *, shapes: gpd.GeoDataFrame | None = None) -> ScenarioReading:
    """Return a scenario ready to run on a territory, its question settled; or what is wrong with it.

    Raises
    ------
    BadInputError
        ``scenario-territory`` when the scenario is about another territory.
    """
    if scenario.territory != data.territory.id:
        raise BadInputError("scenario-territory", scenario=scenario.territory, territory=data.territory.id)
    reading = check_scenario(scenario, data, shapes=shapes)
    if reading.scenario is None:
        return reading
    whole = replace(reading.scenario, question=settled(reading.scenario.question, data))
    return ScenarioReading(whole, reading.issues)


def run_scenario(data: TerritoryData, scenario: Scenario, *, against: Scenario | None = None) -> EffectRecord:
    """Return what a scenario does, compared with the present, or with another scenario of the same question.

    Parameters
    ----------
    scenario, against
        Already :func:`checked`. The question is that of ``scenario``.
    """
    now = present_state(data, scenario.question)
    after = changed_state(now, scenario)
    before = now if against is None else changed_state(now, against)
    effect = compare_states(before, after)
    return effect_record(effect, assigned=(assigned(before), assigned(after)), sources=state_sources(now))


def state_sources(state: State) -> list[SourceRecord]:
    """Return what the figures of a state rest on, from what it was worked out with."""
    data, supply = state.data, state.supply
    areas = serving_areas(supply.actors, supply.services, data.ancestors)
    zone = state.question.zone or data.territory.root
    return sources_of(data, zone, supply=supply, areas=areas, need=state.need, engine=state.area.engine)
