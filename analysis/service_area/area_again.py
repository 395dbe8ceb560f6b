"""The service area of a question asked again: actors changed, or those to verify counted where they were not."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from analysis.service_area.area import ServiceArea, service_area, supply_of
from analysis.service_area.programme import Programme
from analysis.service_area.travel_times import new_or_moved, times_again, times_to
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData

Figure = TypeVar("Figure")


def changed_area(before: ServiceArea, data: TerritoryData, *, programme: Programme | None = None) -> ServiceArea:
    """Return the service area of the same question when actors or services changed, the places staying where they are.

    Only the times to actors that are new or that moved are asked of the engine, unless more trips run.

    Raises
    ------
    BadInputError
        ``scenario-matrix`` when times come from a table that the user brought, which does not know such an actor, and
        nothing estimates them.
    """
    supply = supply_of(data, before.question, programme=programme)
    fresh, engine = new_or_moved(before.travel, supply.actors), before.travel.engine
    if len(fresh) and engine.kind == "matrix" and engine.otherwise is None:
        raise BadInputError("scenario-matrix", actor=str(fresh["name"].iloc[0]), source=engine.source)
    if data.territory.more_feeds == before.data.territory.more_feeds:
        travel = times_again(before.travel, data, before.question, supply.actors)
    else:  # other trips run: every time may be another
        travel = times_to(data, before.question, supply.actors)
    return service_area(
        data, before.question, supply=supply, travel=travel, members=before.membership, register=before.register
    )


def area_otherwise(area: ServiceArea, *, programme: Programme | None = None) -> ServiceArea:
    """Return the service area of the same question with actors to verify counted where they are not, or the reverse.

    It is the same area where no actor that would answer is to verify. What places weigh stays as it is, a need too.

    Raises
    ------
    NotFoundError
        ``no-travel-assumption``.
    """
    question = replace(area.question, to_verify=not area.question.to_verify)
    supply = supply_of(area.data, question, programme=programme)
    if len(supply.actors) == len(area.supply.actors):
        return area
    if area.travel.has_trips:
        travel = times_again(area.travel, area.data, question, supply.actors)
    else:  # the nearest are searched for: joining would make every trip
        travel = times_to(area.data, question, supply.actors)
    other = service_area(
        area.data, question, supply=supply, travel=travel, members=area.membership, register=area.register
    )
    return replace(
        other,
        base=area.base,
        demand=area.demand,
        demand_status=area.demand_status,
        demand_unit=area.demand_unit,
        demand_observed=area.demand_observed,
    )


def without_and_with(area: ServiceArea, figure: Callable[[ServiceArea], Figure]) -> tuple[Figure, Figure]:
    """Return a figure of open actors alone, then of actors to verify as well: low without, high with.

    It is worked out once where both are the same area; one of them is that of the area given.
    """
    other = area_otherwise(area)
    own = figure(area)
    otherwise = own if other is area else figure(other)
    return (otherwise, own) if area.question.to_verify else (own, otherwise)
