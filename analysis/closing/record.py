"""Redundancy as a record, for JSON and the screens."""

from analysis.closing.ask import Redundancy
from analysis.doubt.area import area_told
from analysis.need.bases import zone_counts
from analysis.records.closing import RedundancyRecord, ZoneChoice
from analysis.service_area.area import ServiceArea
from geo.json_values import encode
from geo.workspace.zones import parts_of


def redundancy_record(about: ServiceArea, found: Redundancy, zone_id: str) -> RedundancyRecord:
    """Return what families of a zone can count on, and the closures, for those whom ``found`` was asked about.

    Raises
    ------
    NotFoundError
        ``unknown-zone``.
    """
    told = area_told(about, zone_id, births=zone_counts(about.data).get("births"))
    return encode(
        RedundancyRecord,
        _zone(about, found, zone_id),
        told,
        found,
        about,
        parts=[_zone(about, found, part) for part in parts_of(about.data, zone_id)["zone_id"]],
    )


def _zone(about: ServiceArea, found: Redundancy, zone_id: str) -> ZoneChoice:
    named = about.data.zones.set_index("zone_id").loc[zone_id]
    return encode(ZoneChoice, named, found.choice.loc[zone_id], zone=zone_id)
