"""What the places of a service area weigh: births, people, or a need spread over them."""

from dataclasses import replace

import pandas as pd

from analysis.need.by_place import need_by_place
from analysis.need.by_zone import rules_for
from analysis.need.topic import need_of_rules
from analysis.question import Question
from analysis.service_area.area import ServiceArea, Travel, service_area
from analysis.service_area.programme import Programme
from analysis.service_area.supply import Supply
from geo.errors import BadInputError
from geo.workspace.data import TerritoryData

DEMANDS = ("births", "population", "need")
"""What places may weigh."""


def weighed_area(
    data: TerritoryData,
    question: Question,
    *,
    programme: Programme | None = None,
    rules: pd.DataFrame | None = None,
    supply: Supply | None = None,
    travel: Travel | None = None,
) -> ServiceArea:
    """Return the service area of a question, its places weighing what the question says.

    A need is that of each commune, spread over its places by births, else people.

    Parameters
    ----------
    rules
        Need rules of the one topic that ``need`` is about; those of the territory for the selection when None.
    supply, travel
        As in `analysis.service_area.area.service_area`.

    Raises
    ------
    BadInputError
        ``access-unknown-measure-demand`` for another demand, ``access-no-need`` when no rule speaks of the selection.
    NotFoundError
        ``no-travel-assumption``.
    """
    if question.demand not in DEMANDS:
        raise BadInputError("access-unknown-measure-demand", demand=question.demand, known=", ".join(DEMANDS))
    area = service_area(data, question, programme=programme, supply=supply, travel=travel)
    if question.demand != "need":
        return area
    selection = question.selection
    need = need_of_rules(data, rules_for(data.need_rules, selection) if rules is None else rules)
    if need.zones.empty:
        raise BadInputError("access-no-need", selection=str(selection.kind or selection.function))
    smallest = data.zones.loc[data.zones["level"] == data.territory.smallest_level, "zone_id"]
    by_zone = need.zones.set_index("zone_id")["need"].reindex(pd.Index(smallest, name="zone_id")).astype("float64")
    root = need.zones.loc[need.zones["zone_id"] == data.territory.root, "need_status"]
    return replace(
        area,
        base="need",
        demand=need_by_place(by_zone, data.places).need.set_axis(area.demand.index),
        demand_status=str(root.iloc[0]) if len(root) else None,
        demand_unit=need.unit,
    )
