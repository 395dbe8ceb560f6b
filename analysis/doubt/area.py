"""What every measure of a service area tells beside its figures: its services, their quality, the border, the sources."""

from collections.abc import Iterable

from analysis.doubt.completeness import quality
from analysis.doubt.sources import measure_sources
from analysis.json_values import encode
from analysis.need.bases import zone_counts
from analysis.records.shared import AreaTold
from analysis.service_area.area import ServiceArea
from analysis.service_area.border import edge_record
from geo.errors import NotFoundError
from geo.workspace.zones import smallest_in


def area_told(area: ServiceArea, zone_id: str, *, indicators: Iterable[str] = ()) -> AreaTold:
    """Return what a measure tells of a zone beside its figures.

    Parameters
    ----------
    indicators
        Figures that the measure rests on, besides births and population.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    data, supply = area.data, area.supply
    if zone_id not in area.membership.zone_ids:
        raise NotFoundError("unknown-zone", zone=zone_id)
    inside = smallest_in(data, zone_id)
    births = zone_counts(data).get("births")
    return encode(
        AreaTold,
        area.selection,
        territory=data.territory.id,
        actors=len(supply.actors),
        covered_only=area.covered_only,
        unlocated=area.unlocated,
        quality=quality(data, supply.actors, supply.services, area.engine, births=births, zone_id=zone_id),
        edge=edge_record(data, supply.actors, inside),
        sources=measure_sources(data, supply, area.engine, inside, indicators=indicators),
    )
