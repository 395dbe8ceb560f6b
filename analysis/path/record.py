"""The answer on a path as a record, for JSON and the screens."""

import pandas as pd

from analysis.doubt.parameters import ConfidenceParameters, load_parameters
from analysis.doubt.sources import figure_sources, supply_sources, travel_source
from analysis.path.ask import PathAnswer, PathGround, follow_path
from analysis.records.bounds import Sense, State, senses, settle, weakest
from analysis.records.path import PathLine, PathRecord, PathStep, StepFigures
from analysis.records.shared import SourceRecord
from geo.json_values import encode
from geo.workspace.data import TerritoryData
from geo.workspace.zones import check_zone, parts_of, smallest_in


def path_record(stands: PathGround, zone_id: str, *, parameters: ConfidenceParameters | None = None) -> PathRecord:
    """Return who can follow a path in a zone, step by step, with the answer if trips were shorter or longer.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    data = stands.data
    check_zone(data.zones, zone_id)
    known = parameters or load_parameters()
    answer = follow_path(stands)
    error = known.travel_range(answer.engine)
    moved = {
        name: follow_path(stands, time_factor=factor).zones.loc[zone_id]
        for name, factor in (("shorter", error.shortest), ("longer", error.longest))
    }
    return encode(
        PathRecord,
        _zone(data, answer, zone_id),
        answer,
        data,
        territory=data.territory.id,
        travel_engine=answer.engine,
        path=[
            encode(
                PathStep,
                one.step.selection,
                one.step,
                one,
                step=one.step.label,
                actors=None if one.register_state == "not-listed" else one.actors,
            )
            for one in answer.reached
        ],
        parts=[_zone(data, answer, part) for part in parts_of(data, zone_id)["zone_id"]],
        sensitivity={"shorter_share": 1 - error.shortest, "longer_share": error.longest - 1, **moved},
        confidence=known,
        sources=_sources(stands, smallest_in(data, zone_id)),
    )


def _sources(stands: PathGround, zone_ids: pd.Series) -> list[SourceRecord]:
    supplies = [one.supply for one in stands.grounds]
    actors = pd.concat([supply.actors for supply in supplies]).drop_duplicates("actor_id")
    services = pd.concat([supply.services for supply in supplies])
    return [
        *figure_sources(stands.data, ["births", "population"], zone_ids),
        *supply_sources(actors, services),
        travel_source(stands.engine),
    ]


def _zone(data: TerritoryData, answer: PathAnswer, zone_id: str) -> PathLine:
    named = data.zones.set_index("zone_id").loc[zone_id]
    steps = answer.steps[answer.steps["zone_id"] == zone_id]
    states = {one.step.label: one.register_state for one in answer.reached}
    worst = weakest(states.values())
    told = [
        encode(StepFigures, line, register_state=states[line["step"]], bounds=_step_bounds(states[line["step"]]))
        for line in steps.to_dict("records")
    ]
    # A step that nobody is listed for keeps the whole path unknown: no family is known to follow it.
    unlisted = worst == "not-listed"
    figures = answer.zones.loc[zone_id]
    if unlisted:
        figures = figures.mask(figures.index.isin(["complete", "broken", "unknown", "share_low"]))
    for one in told:
        if one["register_state"] == "not-listed":
            one["reaching"] = one["missing"] = one["breaking"] = None
        settle(one)
    bounds = senses(worst, up=["complete", "share_low"], down=["broken"])
    line = encode(PathLine, named, figures, zone=zone_id, steps=told, register_state=worst, bounds=bounds)
    settle(line)
    return line


def _step_bounds(state: State) -> dict[str, Sense]:
    return senses(state, up=["reaching"], down=["missing", "breaking"])
