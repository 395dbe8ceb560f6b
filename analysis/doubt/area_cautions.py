"""What every measure of a service area tells beside its figures: services, quality, border, sources."""

from collections.abc import Iterable

import pandas as pd

from analysis.doubt.completeness import quality
from analysis.doubt.sources import measure_sources
from analysis.records.shared import AreaTold
from analysis.service_area.area import ServiceArea
from analysis.service_area.border import edge_record
from analysis.service_area.completeness import completeness_record
from analysis.service_area.perhaps_same import fewest, groups
from geo.json_values import encode
from geo.workspace.zones import smallest_in, unknown_zone


def area_told(
    area: ServiceArea, zone_id: str, *, births: pd.DataFrame | None, indicators: Iterable[str] = ()
) -> AreaTold:
    """Return what a measure tells of a zone beside its figures.

    Parameters
    ----------
    births
        As `analysis.need.bases.zone_counts` returns them; None where the territory has none.
    indicators
        Figures that the measure rests on, besides births and population.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    data, supply = area.data, area.supply
    if zone_id not in area.membership.zone_ids:
        raise unknown_zone(data.zones, zone_id)
    inside = smallest_in(data, zone_id)
    return encode(
        AreaTold,
        area.selection,
        territory=data.territory.id,
        actors=None if area.reach_state == "not-listed" else len(supply.actors),
        actors_low=None if area.reach_state == "not-listed" else fewest(supply.actors["actor_id"], groups(data.actors)),
        register=completeness_record(area.completeness(zone_id)),
        covered_only=area.covered_only,
        unlocated=area.unlocated,
        quality=quality(data, supply.actors, supply.services, area.engine_in(zone_id), births=births, zone_id=zone_id),
        edge=edge_record(data, supply.actors, inside),
        sources=measure_sources(data, supply, area.engine_in(zone_id), inside, indicators=indicators),
    )
