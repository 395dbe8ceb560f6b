"""Redundancy as a record, for JSON and the screens."""

from analysis.closing.ask import Redundancy
from analysis.doubt.area_cautions import area_told
from analysis.need.bases import zone_counts
from analysis.records.bounds import senses, settle
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
    own = _zone(about, found, zone_id)
    record = encode(
        RedundancyRecord,
        own,
        told,
        found,
        about,
        bounds=own["bounds"] | senses(about.reach_state, down=["closures"]),
        parts=[_zone(about, found, part) for part in parts_of(about.data, zone_id)["zone_id"]],
    )
    settle(record)
    return record


def _zone(about: ServiceArea, found: Redundancy, zone_id: str) -> ZoneChoice:
    named = about.data.zones.set_index("zone_id").loc[zone_id]
    up, down = ["with_3_or_more", "with_3_or_more_as_one"], ["with_0", "with_0_low", "with_0_high"]
    bounds = senses(about.reach_state, up=up, down=down)
    state = about.reach_state
    line = encode(ZoneChoice, named, found.choice.loc[zone_id], zone=zone_id, bounds=bounds, register_state=state)
    settle(line)
    return line
